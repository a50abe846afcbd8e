"""Acronyms that a text defines for itself: 'Movement for the Liberation of Congo (MLC)'.

What the text says goes before the catalogue: a report on 'Capital Adequacy Ratio (CAR)' does not speak of Bangui.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PAREN = re.compile(r"\((?:the |hereafter |known as |or )?([A-Z][A-Za-z./\-]{1,10})\)")
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’.]*")
_SMALL = frozenset("of the for and in to on de des du la le les et pour d l al a an".split())


class Defined(NamedTuple):
    """An acronym with the long form that stands before it, both as spans."""

    acronym: str
    start: int
    end: int
    long_start: int
    long_end: int


def defined(flat: str) -> list[Defined]:
    """The acronyms that the plain text defines, in order.

    >>> text = "Fighters of the Movement for the Liberation of Congo (MLC) left."
    >>> [(d.acronym, text[d.long_start : d.long_end]) for d in defined(text)]
    [('MLC', 'Movement for the Liberation of Congo')]
    """
    found = []
    for match in _PAREN.finditer(flat):
        acronym = match[1]
        letters = [c.lower() for c in acronym if c.isupper()]
        if len(letters) < 2:
            continue
        start = match.start()
        span = _long_form(flat, start - flat.endswith(" ", 0, start), letters)
        if span:
            found.append(Defined(acronym, match.start(1), match.end(1), *span))
    return found


def _long_form(flat: str, stop: int, letters: list[str]) -> tuple[int, int] | None:
    """The words before the bracket whose initials the letters are: the shortest stretch that explains all of them."""
    left = max(0, stop - 130)
    line = flat[left:stop]
    cut = max(line.rfind("  "), line.rfind(". "), line.rfind("; "), line.rfind("("), line.rfind(") "))
    spans = [(m.start() + left, m.end() + left, m[0]) for m in _WORDS.finditer(line, cut + 1 if cut >= 0 else 0)]
    for first in range(len(spans) - 1, -1, -1):
        start, _, word = spans[first]
        if word[0].lower() != letters[0] or not word[0].isupper():
            continue
        initials = [w[0].lower() for _, _, w in spans[first:] if w.lower() not in _SMALL or w[0].isupper()]
        loose = [w[0].lower() for _, _, w in spans[first:]]
        if initials == letters or loose == letters or (len(letters) > 2 and _within(letters, loose) and len(initials) <= len(letters) + 1):
            return start, spans[-1][1]
    return _foreign_form(spans, letters)


def _foreign_form(spans: list[tuple[int, int, str]], letters: list[str]) -> tuple[int, int] | None:
    """A name in capitals before an acronym in another language: 'Union of Democratic Forces for Unity (UFDR)'."""
    first = len(spans)
    while first and (spans[first - 1][2][0].isupper() or spans[first - 1][2] in _SMALL):
        first -= 1
    while first < len(spans) and (spans[first][2].lower() in _SMALL or spans[first][2][0].lower() != letters[0]):
        first += 1
    capitals = [word[0].lower() for _, _, word in spans[first:] if word[0].isupper()]
    shared = sum(letter in capitals for letter in letters)
    if len(capitals) >= 3 and abs(len(capitals) - len(letters)) <= 2 and 2 * shared > len(letters):
        return spans[first][0], spans[-1][1]
    return None


def _within(letters: list[str], initials: list[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)
