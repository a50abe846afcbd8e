"""Wikitext: where what is opened ends.

One pass over the source with a stack gives, for each '{{', '[[', '{|', '<ref>', comment and the like, where it closes. Whoever reads the
text then walks it with places that are places in the file, and steps over what is nested. What is never closed is
plain characters, as in the encyclopaedias themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"<!--|<(?P<raw>nowiki|pre|math|score|gallery|timeline|syntaxhighlight|imagemap|templatestyles)\b[^<>]*?(?P<selfraw>/?)>"
    r"|<ref\b[^<>]*?(?P<selfref>/?)>|</ref\s*>|\{\{|\}\}|\[\[|\]\]|(?:(?<=\n)|\A)[ \t:*#]*(?P<table>\{\|)|\|\}(?=\}\}(?!\}))|\|\}(?!\})",
    re.I,
)
_CLOSE = {"}}": "{{", "]]": "[[", "|}": "{|"}
# what a closing mark may leave unclosed inside of it
_CROSSES = {"{{": ("[[",), "[[": (), "{|": ("{{", "[[", "<ref"), "<ref": ("{{", "[[")}


def scan(text: str) -> dict[int, int]:
    """Where each opened thing ends: its first character to one past its last."""
    ends: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    at = 0
    size = len(text)
    search = _TOKEN.search
    while at < size:
        match = search(text, at)
        if match is None:
            break
        token = match.group()
        start, at = match.start(), match.end()
        if token == "{{" or token == "[[":
            stack.append((token, start))
        elif token in _CLOSE:
            if not _close(stack, _CLOSE[token], at, ends):
                at = start + 1
        elif token == "<!--":
            closing = text.find("-->", at)
            at = size if closing < 0 else closing + 3
            ends[start] = at
        elif match.group("table"):
            stack.append(("{|", match.start("table")))
        elif match.group("raw"):
            if not match.group("selfraw"):
                closing = text.lower().find(f"</{match.group('raw').lower()}", at) if len(text) < 10**5 else _find(text, match.group("raw"), at)  # noqa: E501
                at = (text.find(">", closing) + 1 or size) if closing >= 0 else at
            ends[start] = at
        elif token[1] == "/":
            _close(stack, "<ref", at, ends)
        elif match.group("selfref"):
            ends[start] = at
        else:
            # references do not nest: one that is still open was never closed
            for i in range(len(stack) - 1, -1, -1):
                if stack[i][0] == "<ref":
                    del stack[i]
                    break
                if stack[i][0] == "{|":
                    break
            stack.append(("<ref", start))
    return ends


def _find(text: str, name: str, at: int) -> int:
    found = re.compile(f"</{re.escape(name)}", re.I).search(text, at)
    return found.start() if found else -1


def _close(stack: list[tuple[str, int]], kind: str, at: int, ends: dict[int, int]) -> bool:
    for i in range(len(stack) - 1, -1, -1):
        opened, start = stack[i]
        if opened == kind:
            ends[start] = at
            del stack[i:]
            return True
        if opened not in _CROSSES[kind]:
            return False
    return False


_PARTS = re.compile(r"<!--|<ref\b|<nowiki|\{\{|\[\[|\{\||\|", re.I)


def pipes(text: str, start: int, end: int, ends: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The stretches between the bars of a template or link, what is nested in it stepped over."""
    at = begin = start
    while (match := _PARTS.search(text, at, end)) is not None:
        place = match.start()
        if match.group() == "|":
            yield begin, place
            at = begin = place + 1
        else:
            at = min(ends.get(place, place + 1), end)
    yield begin, end
