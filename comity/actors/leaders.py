"""People who are known by name alone: heads of state and government and the like, each with the time in office.

Only phrases that stand on their own are resolved with it. What a document says of its own people never needs it, and a row
here decides nothing but a name: the rows are unchecked unless they say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs

from comity.actors.actor import earliest, fold, latest, overlaps
from comity.actors.catalogue import rows
from comity.actors.folding import plain

_PATH = Path(__file__).parent / "data" / "leaders.tsv"


class Leader(NamedTuple):
    """Who held which office for which actor, from when to when ('' is open)."""

    actor: str
    person: str
    office: str
    sector: str
    begin: str
    end: str

    def sector_at(self, at: str) -> str:
        """The sector that the person speaks for on that day: the office's, or ELI for who has left it or has not come to it."""
        return self.sector if (overlaps(self.begin, self.end, at) if at else not self.end) else "ELI"


@lru_cache(maxsize=1)
def _index() -> Mapping[str, tuple[Leader, ...]]:
    """The leaders by full name, and by the last part of it where one family name is one actor's."""
    full: dict[str, list[Leader]] = {}
    last: dict[str, list[Leader]] = {}
    for row in rows(_PATH, "\t"):
        leader = Leader(row["actor"], row["person"], row["office"], row["sector"], row["from"], row["to"])
        folded = fold(leader.person)
        full.setdefault(folded, []).append(leader)
        for form in {folded.split(" ")[-1], " ".join(folded.split(" ")[-2:])} - {folded}:
            last.setdefault(form, []).append(leader)
    for form, found in last.items():
        if form not in full and len(form) > 3:
            full[form] = found
    return {form: tuple(found) for form, found in full.items()}


@lru_cache(maxsize=1)
def _automaton() -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
    names = sorted({plain(row["person"]) for row in rows(_PATH, "\t") if " " in row["person"]})
    return names, ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def full_names(flat: str) -> Iterator[tuple[str, int, int]]:
    """The places where a person of the table is called by the full name: the name, start and end, in plain text."""
    names, automaton = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(flat):
        if not (start and flat[start - 1].isalnum()) and not flat[end : end + 1].isalnum():
            yield names[index], start, end


def leader(name: str, at: str = "") -> Leader | None:
    """Who is known by that name at that time: in office then, else the one whose time was nearest before.

    >>> leader("Angela Merkel", "2017-04").sector_at("2017-04"), leader("merkel", "2022").sector_at("2022")
    ('GOV', 'ELI')
    """
    found = [one for one in _index().get(fold(name), ()) if one.office != "government" or (at and overlaps(one.begin, one.end, at))]
    if not found:
        return None
    if at:
        now = [one for one in found if overlaps(one.begin, one.end, at)]
        before = [one for one in found if earliest(one.begin) <= latest(at)]
        return max(now or before or found, key=lambda one: (bool(now) and not one.end, earliest(one.begin)))
    return max(found, key=lambda one: (not one.end, latest(one.end)))
