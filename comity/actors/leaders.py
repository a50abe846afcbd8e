"""People who are known by name alone: heads of state and government and the like, each with the time in office.

Only names that no document explains are looked up here. A row decides for whom a person speaks when it was checked against a
public reference and the time fits; an unchecked row never decides, it only gives a candidate. So does a surname that several
states' people bear.
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
_TABLE = "the table of office-holders"
HEADS = frozenset(("chancellor", "emir", "emperor", "king", "pope", "president", "prime minister", "queen", "sultan", "supreme leader"))
"""The offices whose holders are meant first where others bear their name."""


class Leader(NamedTuple):
    """Who held which office for which actor, from when to when ('' is open), and what that was checked against ('' is nothing)."""

    actor: str
    person: str
    office: str
    sector: str
    begin: str
    end: str
    checked: str

    def holds(self, at: str) -> bool:
        """Whether the person was in office at that time; without a time, whether the office has no end."""
        return overlaps(self.begin, self.end, at) if at else not self.end

    def left(self, at: str) -> bool:
        """Whether the office was left before that time."""
        return bool(at and self.end) and latest(self.end) < earliest(at)

    def sector_at(self, at: str) -> str:
        """The sector that the person speaks for on that day: the office's, or ELI for who has left it or has not come to it."""
        return self.sector if self.holds(at) else "ELI"

    def __str__(self) -> str:
        return f"{self.person}, {self.office} {self.begin or '..'}/{self.end or '..'}"


class Answer(NamedTuple):
    """For whom a name stands: the row that decides, or None with the actors that it may be; always why.

    >>> who("Angela Merkel", "2017-04").leader.actor, who("Bhutto").leader is None
    ('DEU', False)
    """

    leader: Leader | None
    candidates: tuple[str, ...]
    reason: str


_NOBODY = Answer(None, (), f"nobody of this name is in {_TABLE}")


@lru_cache(maxsize=1)
def _index() -> Mapping[str, tuple[Leader, ...]]:
    """The leaders by full name, and by the last part or two of it."""
    found: dict[str, list[Leader]] = {}
    for row in rows(_PATH, "\t"):
        columns = ("actor", "person", "office", "sector", "from", "to", "checked")
        leader = Leader(*(row[column] for column in columns))
        words = fold(leader.person).split(" ")
        for form in {" ".join(words), " ".join(words[-2:]), words[-1] if len(words[-1]) > 3 else ""} - {""}:
            found.setdefault(form, []).append(leader)
    return {form: tuple(leaders) for form, leaders in found.items()}


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


def who(name: str, at: str = "", *, past: bool = False, sector: str = "") -> Answer:
    """For whom somebody of that name stands at that time; `sector` where the words say of what sort the office is.

    A full name stands for its actor in office and, as a former holder, after it; a surname in office alone, unless the `past` may be
    meant too: the words say 'former', or are of a text that tells of its past. Of several who bear a name then, the one who heads a state
    or a government is meant.

    >>> who("merkel", "2017").leader.actor, who("merkel", "2023").leader, who("merkel", "2023").candidates
    ('DEU', None, ('DEU',))
    """
    folded = fold(name)
    named = [x for x in _index().get(folded, ()) if (not sector or x.sector == sector) and (x.office != "government" or x.holds(at))]
    full = [x for x in named if fold(x.person) == folded]
    known = full or named
    if not known:
        return _NOBODY
    fits = [x for x in known if x.holds(at)] if at else known
    if not fits and (full or past):
        fits = [x for x in known if x.left(at)]
    if len({x.actor for x in fits}) > 1:
        fits = [x for x in fits if x.office in HEADS] or fits
    candidates = tuple(dict.fromkeys(x.actor for x in fits or known))
    if not fits:
        return Answer(None, candidates, f"{_said(known)}, by {_TABLE}, at another time")
    if len(candidates) > 1:
        return Answer(None, candidates, f"several people of this name are in {_TABLE}: {_said(fits)}")
    sure = [x for x in fits if x.checked]
    if not sure:
        return Answer(None, candidates, f"{_said(fits)}, by {_TABLE}, unchecked")
    last = max(sure, key=lambda x: (x.holds(at), earliest(x.begin)))
    return Answer(last, candidates, f"{last}, by {_TABLE}")


def _said(leaders: list[Leader]) -> str:
    return "; ".join(dict.fromkeys(map(str, leaders)))
