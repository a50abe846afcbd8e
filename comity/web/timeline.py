"""Time as a drawing: a lane a domain, what is certain solid, what is uncertain drawn as uncertain.

A point is drawn where its day is known. One of which only the month, the year or the decade is known stands in the middle of a hatched
range that is as long as the doubt. What lasts is a bar, whose ends fade over the days on which it may have begun or ended.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from comity.errors import TimeError
from comity.times.days import date, number
from comity.times.interval import interval

WIDTH = 1000
LEFT = 130  # for the names of lanes
ROW = 15
ROWS = 14  # of a lane; what does not fit lies on others
SHORT = 45  # days: a doubt too short to be seen
FADE = 36.0  # how far an end fades of which nothing is known
MANY = 120


class Item(NamedTuple):
    """What is to be drawn: in which lane, when (EDTF), with what standing, its words and where they lead."""

    lane: str
    time: str
    standing: str
    words: str
    url: str
    disputed: bool = False


class Mark(NamedTuple):
    """A thing as it is drawn. A point stands at `x`; `doubt` is the hatched range around it; `bar` the certain part of what lasts,
    `before` and `after` the fading parts."""

    item: Item
    y: float
    x: float | None
    doubt: tuple[float, float] | None = None
    bar: tuple[float, float] | None = None
    before: tuple[float, float] | None = None
    after: tuple[float, float] | None = None


class Lane(NamedTuple):
    """A lane: its name, where it begins, how high it is."""

    name: str
    y: float
    height: float


class Chart(NamedTuple):
    """The drawing: its size, lanes, marks, the ticks of years, the day that is looked at, and how many things have no date."""

    width: int
    height: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float | None
    undated: int


class Scale(NamedTuple):
    """From days to places."""

    first: int
    last: int

    def __call__(self, day: float) -> float:
        """Where a day is; days outside are at the edges."""
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return round(LEFT + share * (WIDTH - LEFT - 10), 1)


def chart(items: Iterable[Item], lanes: Sequence[str], day: int | None = None) -> Chart:
    """The drawing of these things, lanes in the order given, with a line at the day."""
    every = list(items)
    dated = [(i, span) for i in every if (span := _span(i.time))][:MANY]
    scale = _scale([span for _, span in dated], day)
    made: list[Mark] = []
    shown: list[Lane] = []
    y = 8.0
    for lane in lanes:
        inside = sorted((span, n, item) for n, (item, span) in enumerate(dated) if item.lane == lane)
        if not inside:
            continue
        ends: list[float] = []
        for _, _, item in inside:
            mark = _mark(item, scale)
            left, right = _extent(mark)
            row = next((n for n, end in enumerate(ends) if end < left), None)
            if row is None:
                row = len(ends) if len(ends) < ROWS else ends.index(min(ends))
                ends[len(ends) :] = [right] if row == len(ends) else []
            ends[row] = max(ends[row], right)
            made.append(mark._replace(y=y + row * ROW + ROW / 2))
        shown.append(Lane(lane, y, len(ends) * ROW))
        y += len(ends) * ROW + 6
    today = scale(day) if day is not None and scale.first <= day <= scale.last else None
    return Chart(WIDTH, y + 22, tuple(shown), tuple(made), _ticks(scale), today, sum(1 for i in every if not _span(i.time)))


def _mark(item: Item, scale: Scale) -> Mark:
    span = interval(item.time)
    if "/" not in item.time:
        first, last = span.begin_min, span.end_max
        doubt = (scale(first), scale(last)) if last - first > SHORT else None
        return Mark(item, 0, (scale(first) + scale(last)) / 2, doubt)
    begin = scale(span.begin_max) if math.isfinite(span.begin_max) else None
    end = scale(span.end_min) if math.isfinite(span.end_min) else None
    if begin is None and end is None:
        return Mark(item, 0, None, None, (LEFT, WIDTH - 10))
    left = begin if begin is not None else max(LEFT, (end or 0) - FADE)
    right = end if end is not None and span.end_max < scale.last + 1 else WIDTH - 10
    right = max(left, right)
    known = scale(span.begin_min) if math.isfinite(span.begin_min) else max(LEFT, left - FADE)
    until = scale(span.end_max) if math.isfinite(span.end_max) else min(WIDTH, right + FADE)
    open_end = not math.isfinite(span.end_max) or span.end_max >= scale.last + 1
    if open_end:
        right, until = max(left, WIDTH - 10 - FADE), WIDTH
    return Mark(item, 0, None, None, (left, right), (known, left) if known < left else None, (right, until) if until > right else None)


def _extent(mark: Mark) -> tuple[float, float]:
    edges = [e for part in (mark.doubt, mark.bar, mark.before, mark.after) if part for e in part]
    edges += [mark.x] if mark.x is not None else []
    return min(edges) - 7, max(edges) + 7


def _span(time: str) -> tuple[float, float] | None:
    """The first and the last day that is known of a time; None where none is."""
    if not time:
        return None
    try:
        span = interval(time)
    except TimeError:
        return None
    known = [d for d in (span.begin_min, span.begin_max, span.end_min, span.end_max) if math.isfinite(d)]
    return (min(known), max(known)) if known else None


def _scale(spans: Sequence[tuple[float, float]], day: int | None) -> Scale:
    days = [d for span in spans for d in span]
    first, last = (int(min(days)), int(max(days))) if days else (day or 0, day or 0)
    return Scale(number(date(first)[0], 1, 1), max(number(date(last)[0], 12, 31), number(date(first)[0] + 2, 1, 1)))


def _ticks(scale: Scale) -> tuple[tuple[float, str], ...]:
    begin, end = date(scale.first)[0], date(scale.last)[0]
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if (end - begin) / s <= 12), 1000)
    years = range(-(-begin // step) * step, end + 1, step)
    return tuple((scale(number(y, 1, 1)), str(y)) for y in years)
