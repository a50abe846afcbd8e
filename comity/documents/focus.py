"""Whom a document is about: its focal actor, with the words that tell it.

Tried in order: the title, what the page says of itself outside its prose (categories, navigation boxes), the file's name, and the state
that headings and first paragraphs name most. Nothing is guessed from one passing mention.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from comity.documents.draft import Draft
from comity.model import BlockKind

_ABOUT = (
    re.compile(r"(?:foreign|external|international|diplomatic|bilateral) (?:relations|affairs|policy|ties) (?:of|with) (?:the )?(?P<a>.+)$", re.I),
    re.compile(r"(?:diplomatic missions|embassies|ambassadors|treaties|foreign ministers|politics|government|state|history) (?:of|in) (?:the )?(?P<a>.+)$", re.I),
    re.compile(r"(?:relations|politique|affaires) (?:extérieures?|étrangères?|internationales|diplomatiques) (?:de la |de l['’]|du |des |de |d['’])(?P<a>.+)$", re.I),
    re.compile(r"relations (?:between|entre) (?:the |la |le |l['’])?(?P<a>.+?) (?:and|et) (?:the |la |le |l['’])?(?P<b>.+)$", re.I),
    re.compile(r"(?P<a>.+?)\s*[–—-]\s*(?P<b>.+?) relations$", re.I),
    re.compile(r"(?P<a>.+?)['’]s? (?:foreign|external|international|diplomatic) (?:relations|policy|affairs)$", re.I),
    re.compile(r"list of (?:countries|states) (?:which|that|with which) (?:the )?(?P<a>.+?) (?:maintains|maintained|has|established|had)\b", re.I),
)
_LEAD = 3000


def find(title: str, name: str, draft: Draft, at: str) -> tuple[str, str]:
    """The focal actor's id and its basis, ('', '') where none can be told."""
    stem = "" if name in ("", "-") else Path(name).stem.replace("_", " ")
    for words, where in [(title, "title"), *draft.hints, (stem, "file name")]:
        found = about(words, at)
        if found:
            return found, f"{where}: {words}"
    for part in draft.parts:
        if part.kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.PARAGRAPH) and len(part.flows) == 1:
            words = part.text[:200]
            found = about(words.rstrip(" .:"), at) if len(words) < 120 else ""
            if found:
                return found, f"{part.kind.value}: {words}"
    whole = _resolve(title, at)
    if whole:
        return whole, f"title: {title}"
    return _commonest(title, draft, at)


def about(words: str, at: str = "") -> str:
    """Whom words like 'Foreign relations of X' or 'X–Y relations' are about: X."""
    words = words.strip()
    for pattern in _ABOUT:
        found = pattern.search(words)
        if found:
            actor = _resolve(found.group("a").strip(" .|"), at)
            if actor:
                return actor
    return ""


def _commonest(title: str, draft: Draft, at: str) -> tuple[str, str]:
    """The state that the title, the headings and the first paragraphs name most, if it is well ahead."""
    counts: Counter[str] = Counter()
    for actor in _mentioned(title, at):
        counts[actor] += 3
    length = 0
    for part in draft.parts:
        if part.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or length > _LEAD:
            continue
        words = part.text
        length += len(words)
        for actor in _mentioned(words, at):
            counts[actor] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 3:
        return "", ""
    best, most = ranked[0]
    if len(ranked) > 1 and most < 1.3 * ranked[1][1]:
        return "", ""
    return best, f"named most in the first paragraphs ({most} times)"


def _resolve(words: str, at: str) -> str:
    """The id of the state that words name, '' where they name none or several."""
    from comity.actors import catalogue

    if not words or len(words) > 80:
        return ""
    found = [a for a in catalogue().named(words, at) if a.kind in ("state", "dependency", "organisation")]
    return found[0].id if len(found) == 1 else ""


def _mentioned(words: str, at: str) -> list[str]:
    from comity.actors import catalogue, find

    known = catalogue()
    ids = [m.actor for m in find(words, at) if m.actor]
    return [i for i in ids if i in known and known.get(i).kind in ("state", "dependency")]
