"""Whom a document cites for what it says: outlets named in the sentence, the agency whose report it carries, footnotes.

Two claims that lean on one name are not two sources; `independence` judges that. A name reads 'outlet Reuters' or 'note …',
where a note is known by its address, else by its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from comity.model import PROSE, Claim, Document
from comity.record.citations import extent, notes, references

NOTE_WORDS = 5  # words below which a footnote names no work
TITLE_WORDS = 4

_BEFORE = r"(?:according to|citing|quoting|(?:cited|quoted|reported|confirmed|published)(?: \w+){0,3} by|told|interview with|statement to)"  # noqa: E501
_AFTER = r"(?:reported|reports|said|says|quoted|wrote|writes|learned|cited|news agency|revealed|has reported)"
_URL = re.compile(r"https?://[^\s\]|<>\"”]+")
_QUOTED = re.compile(r"[\"“«]([^\"”»]{12,200})[\"”»]")
_RETRIEVED = re.compile(r"\W*\b(?:retrieved|archived|accessed|consulted|consulté)\b.*", re.I | re.S)
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\w+/")
_HEAD = 200  # characters of the first block in which a dateline stands


def cited(document: Document, claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """By claim, the names that its sentence leans on."""
    carried = carries(document)
    texts: Mapping[str, str] | None = None
    found = {}
    for claim in claims:
        start, end = extent(document, claim.evidence.start, claim.evidence.end)
        if texts is None:
            texts = notes(document)
        names = set(carried) | outlets(document.text[start:end])
        for holder in claim.attribution:
            names |= {f"outlet {o}" for o in [_outlets().get(_plain(holder.mention.text))] if o}
        for note in references(document, start, end, texts):
            names |= _note(note)
        found[claim.id] = frozenset(names)
    return found


def itself(document: Document) -> frozenset[str]:
    """What a document is to those who cite it: its publisher, its address, its title."""
    found = set()
    for sighting in document.sightings:
        if publisher := sighting.publisher.strip():
            found.add(f"outlet {_outlets().get(_plain(publisher), publisher)}")
        if sighting.address.startswith(("http://", "https://")):
            found.add(f"note {address(sighting.address)}")
    if len(document.title.split()) >= TITLE_WORDS:
        found.add(f"note {_folded(document.title)}")
    return frozenset(found)


def outlets(sentence: str) -> set[str]:
    """The outlets on whose word a sentence says something.

    >>> sorted(outlets("The base will close, Reuters reported, according to Al Jazeera; the BBC is banned."))
    ['outlet Al Jazeera', 'outlet Reuters']
    """
    return {f"outlet {_outlets()[_plain(words)]}" for found in _says().finditer(sentence) for words in found.groups() if words}


def carries(document: Document) -> frozenset[str]:
    """The agency whose report a document carries, by its dateline, its last line or its publisher."""
    blocks = [b for b in document.blocks if b.kind in PROSE and b.end > b.start]
    found = {s.publisher for s in document.sightings if _plain(s.publisher) in _agencies()}
    for block in blocks[:3]:
        if line := _dateline().search(document.text[block.start : min(block.end, block.start + _HEAD)]):
            found.add(line[1])
    for block in blocks[-1:]:
        if line := _signed().search(document.text[block.start : block.end]):
            found.add(line[1])
    return frozenset(f"outlet {_outlets()[_plain(words)]}" for words in found)


def address(url: str) -> str:
    """An address without what does not tell it from another.

    >>> address("https://www.example.org/a/b/?utm_source=x#top"), address("http://web.archive.org/web/2019/http://example.org/a/b")
    ('example.org/a/b', 'example.org/a/b')
    """
    parts = urlsplit(_ARCHIVE.sub("", url.rstrip(".,;)")))
    kept = "&".join(p for p in parts.query.split("&") if p and not p.startswith(("utm_", "fbclid", "ref=")))
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + (f"?{kept}" if kept else "")


def _note(note: str) -> set[str]:
    """The names of what a footnote points to; an empty one points to nothing."""
    found = {f"note {address(url)}" for url in _URL.findall(note)}
    found |= {f"note {_folded(t)}" for t in _QUOTED.findall(note) if len(t.split()) >= TITLE_WORDS}
    words = _folded(_RETRIEVED.sub("", _URL.sub("", note)))
    return found or ({f"note {words}"} if len(words.split()) >= NOTE_WORDS else set())


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _plain(words: str) -> str:
    return _folded(words).removeprefix("the ")


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    lines = (Path(__file__).parent / "data" / "outlets.tsv").read_text("utf-8").splitlines()[1:]
    return tuple((name, sort, written) for name, sort, all_of in (line.split("\t") for line in lines) for written in all_of.split("|"))


@cache
def _outlets() -> dict[str, str]:
    return {_plain(written): name for name, _, written in _rows()} | {_plain(name): name for name, _, _ in _rows()}


@cache
def _agencies() -> frozenset[str]:
    return frozenset(_plain(written) for _, sort, written in _rows() if sort == "agency")


def _names(sort: str = "") -> str:
    written = sorted({w for _, s, w in _rows() if not sort or s == sort}, key=lambda w: (-len(w), w))
    return "(" + "|".join(map(re.escape, written)) + r")(?!\w)"


@cache
def _says() -> re.Pattern[str]:
    names = _names()
    return re.compile(rf"(?i:\b{_BEFORE}) (?:the )?(?:\w+ )?{names}|(?<!\w){names},? (?:news agency )?{_AFTER}\b|\({names}\)")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[(/\s]){_names('agency')}(?:\)| ?[-–—/] )")


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(rf"(?:[-–—(©/]\s?|^){_names('agency')}\)?\.?$")
