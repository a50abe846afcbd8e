"""Whom a document is about: its focal actor, with the words that tell it.

Tried in order: the title, what the page says of itself outside its prose (categories, navigation boxes), the file's name, and the state
that headings and first paragraphs name most. Nothing is guessed from one passing mention.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, partial
from pathlib import Path

from comity.documents.draft import Draft
from comity.model import BlockKind

_ABOUT = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:the )?(?:foreign|external|international|diplomatic|bilateral) (?:relations|affairs|policy|ties) (?:of|with) (?:the )?(?P<a>.+)$",  # noqa: E501
        r"(?:list of )?(?:diplomatic missions|diplomatic relations|embassies|treaties) (?:of|in) (?:the )?(?P<a>.+)$",
        r"(?:list of )?(?:the )?(?:countries|states)(?: with)? (?:which|that) (?:the )?(?P<a>.+?) (?:maintains|maintained|has|established|had)\b",  # noqa: E501
        r"(?:list of )?(?:the )?(?:countries|states)(?: with)? (?:which|that) (?:maintain|have|established) .* with (?:the )?(?P<a>.+)$",
        r"(?P<a>.+?)['’]s? (?:foreign|external|international|diplomatic) (?:relations|policy|affairs)$",
        r"(?:relations|politique|affaires) (?:extérieures?|étrangères?|internationales|diplomatiques) (?:de la |de l['’]|du |des |de |d['’])(?P<a>.+)$",  # noqa: E501
        r"(?:auswärtige beziehungen|außenpolitik) (?:der |des |von )?(?P<a>.+)$",
        r"relaciones (?:exteriores|internacionales|diplomáticas) (?:de la |de los |del |de )(?P<a>.+)$",
    )
)
# A page on two states: the first is its focal actor. Inside a page such words head one section of many.
_BETWEEN = (
    re.compile(r"(?:the )?(?:.{0,20}\s)?relations (?:between|entre) (?:the |la |le |l['’])?(?P<a>.+?) (?:and|et) .+$", re.I),
    re.compile(r"(?P<a>.+?)\s*[–—-]\s*.+? (?:relations|border|war|treaty)$", re.I),
    re.compile(r"(?P<a>[^:]{3,50}?)\s?:\s"),
)
# What pages and their navigation boxes are also filed under.
_FILED = re.compile(r"(?:politics|government|foreign ministers|ambassadors|history|diplomacy|society) (?:of|in) (?:the )?(?P<a>.+)$|(?P<b>.+) topics$", re.I)  # noqa: E501
_LEAD = 3000
_ALL = 30_000
_AHEAD = 2  # an article on two states names the other one half as often at least
_OPEN = (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.PARAGRAPH)


def find(title: str, name: str, draft: Draft, at: str) -> tuple[str, str]:
    """The focal actor's id and its basis, ('', '') where none can be told."""
    stem = "" if name in ("", "-") else Path(name).stem.replace("_", " ")
    for words, where in [(title, "title"), *draft.hints, (stem, "file name")]:
        found = about(words, at) or about(words, at, _BETWEEN)
        if found:
            return found, f"{where}: {words}"
    for part in draft.parts:
        words = part.text if len(part.flows) == 1 and part.kind in _OPEN else ""
        found = about(words.strip(" .:"), at) if 0 < len(words) < 120 else ""
        if found:
            return found, f"{part.kind.value}: {words}"
    for words, where in draft.hints:
        filed = _FILED.match(words)
        found = _resolve(filed.group("a") or filed.group("b"), at) if filed else ""
        if found:
            return found, f"{where}: {words}"
    whole = _resolve(title, at)
    return (whole, f"title: {title}") if whole else _commonest(title, draft, at)


def about(words: str, at: str = "", patterns: tuple[re.Pattern[str], ...] = _ABOUT) -> str:
    """Whom words like 'Foreign relations of Chad' are about.

    >>> about("Foreign relations of Chad"), about("Chad–Sudan relations"), about("Relations improved")
    ('TCD', '', '')
    """
    words = words.strip()
    for pattern in patterns:
        found = pattern.match(words)
        actor = _resolve(found.group("a").strip(" .|"), at) if found else ""
        if actor:
            return actor
    return ""


def _commonest(title: str, draft: Draft, at: str) -> tuple[str, str]:
    """The state that the title, the headings and the paragraphs name most, if it is well ahead: of the first ones, else of all."""
    named = cache(partial(_mentioned, at=at))
    for limit in (_LEAD, _ALL):
        counts: Counter[str] = Counter()
        for actor in named(title):
            counts[actor] += 3
        length = 0
        for part in draft.parts:
            if part.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and length < limit:
                length += len(part.text)
                counts.update(named(part.text))
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if ranked and ranked[0][1] >= 3 and (len(ranked) == 1 or ranked[0][1] >= _AHEAD * ranked[1][1]):
            return ranked[0][0], f"named most in the {'first ' if limit == _LEAD else ''}paragraphs ({ranked[0][1]} times)"
    return "", ""


def _resolve(words: str, at: str) -> str:
    """The id of the state that words name, '' where they name none or several; of several, the one that still is.

    >>> _resolve("Russia", ""), _resolve("The Bahamas", ""), _resolve("Burkina Faso (Upper Volta)", ""), _resolve("Congo", "")
    ('RUS', 'BHS', 'BFA', '')
    """
    from comity.actors import catalogue

    if len(words) > 80:
        return ""
    outside, _, inside = words.partition("(")
    for name in (words, outside, re.sub("^the ", "", outside, flags=re.I), inside.rstrip(") ")):
        found = [a for a in catalogue().named(name.strip(), at) if a.kind in ("state", "dependency")] if name.strip() else []
        if len(found) > 1:
            found = [a for a in found if not a.end]
        if found:
            return found[0].id if len(found) == 1 else ""
    return ""


def _mentioned(words: str, at: str) -> list[str]:
    from comity.actors import catalogue
    from comity.actors.finder import find

    known = catalogue()
    ids = [m.actor for m in find(words, at) if m.actor]
    return [i for i in ids if i in known and known.get(i).kind in ("state", "dependency")]
