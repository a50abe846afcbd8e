"""What the rest of a record tells of a lost row: who is likely to stand in its table, and whose relations to have begun at its time.

The numbers weigh candidates against one another and mean nothing alone. How often pages agree was measured on the register pages of
an encyclopaedia; what differs from record to record (who has relations with whom, when, which tables are alike) is the record's own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from comity.record.beginnings import DATE, Elsewhere, Row
from comity.record.when import bounds

WHOLE = 50  # rows from which a table is taken to name all with whom there are relations
LISTED, SAID, BESIDE = 200.0, 20.0, 3.0  # for whom: the own whole list names the focus; anything says so; and in a table of some partners
SILENT = 0.03  # for whom a whole list does not name: it hardly forgets one
ALIKE = 4  # how much more a table counts the more it resembles
AGREE, NEAR, ABOUT = 0.93, 0.02, 0.03  # two places give the same day; one some days apart; another in that month or year
APART, MONTH, YEAR, MONTHS = 3, 31, 366, 200  # days
COPIED, NOTED = 0.05, 0.5  # how often a row gives only the year of a day that is told elsewhere, in whole lists and in other tables
DIFFER = 0.05  # the share of dates of one beginning that have nothing to do with one another
WINDOWS = ((0, 0.04), (3, 0.08), (31, 0.14), (366, 0.33), (3660, 0.31))  # in days about a known date, and how much falls into each
OPENING, TODAY = 650_000, 740_000  # days between which relations begin, about 1780 and after all that is written


class Table(NamedTuple):
    """Which table of which document."""

    document: str
    table: int


class Known:
    """What a record knows of tables of relations and of beginnings, arranged for questions about lost rows."""

    def __init__(self, rows: Iterable[Row], said: Mapping[str, Sequence[Elsewhere]]) -> None:
        self.said = said
        self.members: dict[Table, dict[str, str]] = {}
        self.lists: dict[str, dict[str, str]] = {}
        self.lost: dict[str, set[str]] = {}
        self.tables: dict[str, list[Table]] = {}
        focus: dict[Table, str] = {}
        times: dict[Table, set[str]] = {}
        for row in sorted(set(rows)):
            key = Table(row.document, row.table)
            focus[key] = row.focus
            members = self.members.setdefault(key, {})
            if row.partner:
                members[row.partner] = row.time
            else:
                times.setdefault(key, set()).add(row.time)
        for key, members in sorted(self.members.items()):
            self.tables.setdefault(key.document, []).append(key)
            if len(members) >= WHOLE:
                self.lists.setdefault(focus[key], {}).update(members)
                self.lost.setdefault(focus[key], set()).update(times.get(key, ()))
        self._days: dict[str, list[tuple[int, str]]] = {}
        self._firsts: dict[str, dict[str, int]] = {}
        self._likeness: dict[tuple[str, str], float] = {}
        self.unseen = self._unseen()

    def days(self, actor: str) -> list[tuple[int, str]]:
        """The days on which an actor's relations began, and with whom."""
        if actor not in self._days:
            self._days[actor] = sorted({(number(one.time), one.partner) for one in self.said.get(actor, ()) if is_day(one.time)})
        return self._days[actor]

    def likeness(self, one: str, other: str) -> float:
        """How often two begin relations with the same partner within some months of one another."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._likeness:
            mine, theirs = self._first(pair[0]), self._first(pair[1])
            both = [abs(day - mine[partner]) for partner, day in theirs.items() if partner in mine]
            self._likeness[pair] = ((sum(apart <= MONTHS for apart in both) + 0.5) / (len(both) + 10)) ** 2
        return self._likeness[pair]

    def _first(self, actor: str) -> dict[str, int]:
        """With whom an actor's relations began first on which day."""
        if actor not in self._firsts:
            self._firsts[actor] = dict(reversed([(partner, day) for day, partner in self.days(actor)]))
        return self._firsts[actor]

    def _unseen(self) -> float:
        """How many partners of a page no other page is likely to name: those that only one names, by page (Good and Turing), and one."""
        named = {(one.focus, one.partner) for actor, some in self.said.items() for one in some if one.focus == actor}
        pages = Counter(partner for _, partner in named)
        return (sum(count == 1 for count in pages.values()) + 1) / max(1, len({focus for focus, _ in named}))

    def like(self, key: Table, members: Set[str]) -> tuple[dict[str, float], float]:
        """How much of the tables like this one, one of each other document, names whom, and how much there is of them."""
        found: dict[str, float] = {}
        total = 0.0
        for document, tables in sorted(self.tables.items()):
            if document != key.document:
                likeness, table = max((_overlap(members, self.members[other].keys()), other) for other in tables)
                total += likeness**ALIKE
                for partner in self.members[table]:
                    found[partner] = found.get(partner, 0.0) + likeness**ALIKE
        return found, total


def _overlap(one: Set[str], other: Set[str]) -> float:
    """The share of the actors in either that are in both."""
    return len(one & other) / max(1, len(one | other))


class Beginnings:
    """When relations of one actor are likely to have begun with whom, judged by when others' did with these."""

    def __init__(self, known: Known, focus: str) -> None:
        self._known, self._focus = known, focus
        own = [day for day, _ in known.days(focus)]
        self._first = own[len(own) // 30] if own else OPENING
        self._spread: dict[str, tuple[list[int], list[float]]] = {}

    def chance(self, partner: str, time: str) -> float:
        """The share of beginnings with a partner that fall into a time: it has begun relations about then with others, most of all with
        such as begin theirs when the focus does, and so has the focus. '' is anybody: when the focus begins relations at all."""
        low, high = bounds(time) or (0, 0)
        if partner not in self._spread:
            self._spread[partner] = self._of(partner)
        days, sums = self._spread[partner]
        span = high - low + 1
        even = span / max(TODAY - max(self._first, OPENING), WINDOWS[-1][0])
        if not days:
            return even
        found = [(1 - sum(share for _, share in WINDOWS)) * even]
        for width, share in WINDOWS:
            inside = sums[bisect_right(days, high + width)] - sums[bisect_left(days, low - width)]
            found.append(share * inside / sums[-1] * span / (span + 2 * width))
        return fsum(found)

    def _of(self, partner: str) -> tuple[list[int], list[float]]:
        """The days by which beginnings with a partner are judged, and the sums of their weights."""
        known, focus = self._known, self._focus
        if not partner:
            return _summed([(day, 1.0) for day, _ in known.days(focus)])
        theirs = [(day, known.likeness(focus, other)) for day, other in known.days(partner) if day >= self._first and other != focus]
        ours = [(day, known.likeness(partner, other)) for day, other in known.days(focus) if other != partner]
        both = fsum(weight for _, weight in theirs), fsum(weight for _, weight in ours)
        parts = [(day, weight / both[0]) for day, weight in theirs] + [(day, weight / both[1]) for day, weight in ours]
        return _summed(sorted(parts))


def _summed(weights: Sequence[tuple[int, float]]) -> tuple[list[int], list[float]]:
    """Days, and the sums of their weights up to each."""
    return [day for day, _ in weights], [0.0, *accumulate(weight for _, weight in weights)]


def agreement(time: str, other: str, coarse: float, anyway: float, plain: float = NOTED) -> float:
    """How likely a row is to give a time where another place gives another for the same beginning: `coarse` is the share of rows of its
    table that give no day, `plain` how often they do so where the day is known, `anyway` how likely the time is were nothing said.

    >>> agreement("1960-08-13", "1960-08-13", 0.1, 0.0001) > agreement("1960-08-14", "1960-08-13", 0.1, 0.0001) > 0.001
    True
    """
    found = DIFFER * anyway
    if not dated(other):
        return anyway if _within(time, other) else found
    if len(time) < len(other):
        return found + (AGREE * coarse * plain if other.startswith(time) else 0)
    if len(time) > len(other):
        first, last = bounds(other) or (0, 0)
        return found + (NEAR / (last - first + 1) if time.startswith(other) else 0)
    if time == other:
        return found + AGREE
    if is_day(time):
        found += NEAR / (2 * APART + 1) if abs(number(time) - number(other)) <= APART else 0
        found += ABOUT / 3 / MONTH if time[:7] == other[:7] else 0
        found += ABOUT / 3 / YEAR if time[:4] == other[:4] else 0
        found += ABOUT / 3 / MONTH if sorted(time.split("-")) == sorted(other.split("-")) or time[4:] == other[4:] else 0
    return found


def _within(time: str, span: str) -> bool:
    """Whether a time lies wholly in a longer one: '2004' in 'before 2008'."""
    inner, outer = bounds(time), bounds(span)
    return bool(inner and outer and outer[0] <= inner[0] and inner[1] <= outer[1])


def number(day: str) -> int:
    """A day's number."""
    span = bounds(day)
    return span[0] if span else 0


def is_day(time: str) -> bool:
    """Whether a time is one day."""
    return len(time) == 10 and dated(time)


def dated(time: str) -> bool:
    """Whether a time is one day, month or year."""
    return bool(DATE.fullmatch(time))
