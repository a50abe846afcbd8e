"""Uncertain intervals and what can be said of two of them.

An interval here is not a pair of dates but the set of all pairs it may be: it begins on a day from `begin_min` to `begin_max` and
ends on a day from `end_min` to `end_max`, and never before it begins. So '1986' is not *during* '1986' for certain: two events of one year
*possibly* meet. A side that is open ('..') is at infinity for certain; a side that is unknown may be anywhere up to infinity.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from comity.errors import TimeError
from comity.times import edtf as _edtf
from comity.times.edtf import Point

Instant = float  # a day's number; an int, or an infinity
START, END = -math.inf, math.inf


class Answer(StrEnum):
    """What can be said of two uncertain intervals."""

    YES = "yes"
    NO = "no"
    POSSIBLY = "possibly"

    @classmethod
    def of(cls, certain: bool, possible: bool) -> Answer:
        """YES if it holds whichever days are meant, NO if it holds for none."""
        return cls.YES if certain else cls.POSSIBLY if possible else cls.NO

    def __invert__(self) -> Answer:
        return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(self, self)

    def __and__(self, other: Answer) -> Answer:
        if Answer.NO in (self, other):
            return Answer.NO
        return Answer.YES if self == other == Answer.YES else Answer.POSSIBLY

    def __or__(self, other: Answer) -> Answer:
        return ~(~self & ~other)


@dataclass(frozen=True, slots=True)
class Interval:
    """It begins from `begin_min` to `begin_max` and ends from `end_min` to `end_max` (days' numbers, both sides included).

    Bounds that no pair can reach are drawn in, so every bound is one that it may have.

    >>> Interval(10, 20, 5, 15)
    Interval(begin_min=10, begin_max=15, end_min=10, end_max=15)
    """

    begin_min: Instant
    begin_max: Instant
    end_min: Instant
    end_max: Instant

    def __post_init__(self) -> None:
        object.__setattr__(self, "begin_max", min(self.begin_max, self.end_max))
        object.__setattr__(self, "end_min", max(self.end_min, self.begin_min))
        if self.begin_min > self.begin_max or self.end_min > self.end_max:
            raise TimeError(
                f"an interval cannot end ({self.end_min} to {self.end_max}) before it begins ({self.begin_min} to {self.begin_max})"
            )

    def before(self, other: Interval) -> Answer:
        """Whether it ends before the other begins."""
        return Answer.of(self.end_max < other.begin_min, self.end_min < other.begin_max)

    def overlaps(self, other: Interval) -> Answer:
        """Whether they share a day."""
        return Answer.of(
            self.begin_max <= other.end_min and other.begin_max <= self.end_min,
            self.begin_min <= other.end_max and other.begin_min <= self.end_max,
        )

    def contains(self, other: Interval) -> Answer:
        """Whether every day of the other is one of its days."""
        begin, end = max(self.begin_min, other.begin_min), min(self.end_max, other.end_max)
        return Answer.of(
            self.begin_max <= other.begin_min and other.end_max <= self.end_min,
            begin <= other.begin_max and other.end_min <= end and begin <= end,
        )

    def same(self, other: Interval) -> Answer:
        """Whether they begin and end on the same days."""
        begin, end = max(self.begin_min, other.begin_min), min(self.end_max, other.end_max)
        possible = begin <= min(self.begin_max, other.begin_max) and max(self.end_min, other.end_min) <= end and begin <= end
        return Answer.of(possible and self.exact and other.exact, possible)

    @property
    def exact(self) -> bool:
        """Whether both its days are known."""
        return self.begin_min == self.begin_max and self.end_min == self.end_max

    def intersection(self, other: Interval) -> Interval | None:
        """The days they share, if they do; None where they cannot."""
        if self.overlaps(other) == Answer.NO:
            return None
        return Interval(
            max(self.begin_min, other.begin_min), max(self.begin_max, other.begin_max),
            min(self.end_min, other.end_min), min(self.end_max, other.end_max),
        )  # fmt: skip

    def distance(self, other: Interval) -> tuple[Instant, Instant]:
        """How many days lie between them, at least and at most: from the end of one to the beginning of the other, 0 where they meet.

        >>> interval("2004-02-28").distance(interval("2004-03-01"))
        (2, 2)
        """
        low = max(0, _minus(other.begin_min, self.end_max), _minus(self.begin_min, other.end_max))
        high = max(0, _minus(other.begin_max, self.end_min), _minus(self.begin_max, other.end_min))
        return low, high


NOTHING_KNOWN = Interval(START, END, START, END)


def _minus(a: Instant, b: Instant) -> Instant:
    return 0 if a == b else a - b


PARTS = {  # which quarters of a time its parts may reach; generous, since nobody says where 'late' begins
    "early": (0, 2), "beginning": (0, 2), "mid": (1, 3), "late": (2, 4), "end": (2, 4),
}  # fmt: skip


def interval(edtf: str, qualifier: str = "") -> Interval:
    """The uncertain interval that EDTF stands for; '' is one of which nothing is known.

    A qualifier ('early', 'mid', 'late', 'end', 'beginning') draws a point's bounds in: by half, since more would be guessed.

    >>> interval("1986-07-15").exact
    True
    >>> interval("1986").before(interval("1987")), interval("1986").same(interval("1986"))
    (<Answer.YES: 'yes'>, <Answer.POSSIBLY: 'possibly'>)
    >>> interval("2005", "late").before(interval("2005-06"))
    <Answer.NO: 'no'>
    """
    if not edtf:
        return NOTHING_KNOWN
    value = _edtf.parse(edtf)
    a, b = value.begin, value.end
    first, last = (a.first() if isinstance(a, Point) else START), (b.last() if isinstance(b, Point) else END)
    if value.shape == "choice":
        return Interval(first, last, first, last)
    if value.shape == "point":
        if qualifier in PARTS:
            low, high = PARTS[qualifier]
            size = int(last - first + 1)
            first, last = first + size * low // 4, first + (size * high + 3) // 4 - 1
        return Interval(first, last, first, last)
    begin = (first, a.last()) if isinstance(a, Point) else (START, START if a == _edtf.OPEN else END)
    end = (b.first(), last) if isinstance(b, Point) else (END if b == _edtf.OPEN else START, END)
    return Interval(*begin, *end)
