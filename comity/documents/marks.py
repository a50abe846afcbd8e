"""Footnote marks in text: '[3]', '[note 2]', '[citation needed]' are no words of the sentence."""

from __future__ import annotations

import re

from comity.documents.draft import SUPPLIED, Flow

_MARK = re.compile(
    r"\[(\d{1,4}|(?<=\S\[)[a-z]|(?:note|nb|n|fn|lower-alpha|[A-Za-z]{1,8}) ?\d{1,3})\](?![(:]|[a-z])|"
    r"\[(?:citation|clarification|when|who|which|where|dubious|update|verification|not in citation|better source|failed verification|"
    r"according to whom|by whom|original research|page needed|permanent dead link|dead link|edit|modifier|Bearbeiten)[^\[\]\n]{0,20}\]|"
    # what wikitext leaves behind in badly converted pages
    r"\{\{#invoke:\w+\|?|\}\}"
)
_UNDERSCORED = re.compile(r"(?<![\w/=&?.:-])_(?=[^\s_])([^_\n]{1,160}?[^\s_])_(?![\w/])")


def pour(flow: Flow, text: str, source: int = SUPPLIED) -> None:
    """Plain text into a flow, its footnote marks and underscores of emphasis taken out.

    >>> flow = Flow(); pour(flow, "It fell in 1986.[3] The _Front_ won.", 0); flow.text, flow.marks
    ('It fell in 1986. The Front won.', [(16, '3')])
    """
    last = 0
    for match in _MARK.finditer(text):
        _plain(flow, text, last, match.start(), source)
        if match.group(1):
            flow.mark(match.group(1))
        last = match.end()
    _plain(flow, text, last, len(text), source)


def _plain(flow: Flow, text: str, start: int, end: int, source: int) -> None:
    last = start
    if "_" in text:
        for match in _UNDERSCORED.finditer(text, start, end):
            _add(flow, text, last, match.start(), source)
            _add(flow, text, match.start(1), match.end(1), source)
            last = match.end()
    _add(flow, text, last, end, source)


def _add(flow: Flow, text: str, start: int, end: int, source: int) -> None:
    if end > start:
        flow.add(text[start:end], source + start if source >= 0 else SUPPLIED)
