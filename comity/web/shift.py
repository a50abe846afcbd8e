"""The shift between partners: how often a dossier speaks of each, span by span."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from comity.errors import TimeError
from comity.record.asof import AsOf
from comity.record.dossier import Dossier
from comity.record.names import called
from comity.record.when import bounds
from comity.times.days import date
from comity.web.sides import sides
from comity.web.view import View

PARTNERS = 10
SPAN = 5  # years of a column


class Shift(NamedTuple):
    """How often each partner is spoken of in each span of years: spans, and for every partner its counts with a grade of 0 to 4."""

    spans: list[str]
    rows: list[tuple[str, str, list[tuple[int, int]]]]


def shift(view: View, found: Dossier, one: str, on_day: AsOf) -> Shift | None:
    """The shift between partners: the lines of the dossier that have a date, counted by partner and years."""
    places: Counter[tuple[str, int]] = Counter()
    partners: Counter[str] = Counter()
    known = {view.name(a): a for answer in on_day.answers for a in answer.tie.actors}
    for section in (s for s in found.sections if s.name != "contradicted"):
        for line in section.lines:
            span = _years(line.time)
            if span is None or line.standing != "actual":
                continue
            text = sides(view, line)
            for name, actor in known.items():
                if actor != one and name in text and called(actor).kind in ("state", "organisation", "dependency"):
                    places[actor, span // SPAN * SPAN] += 1
                    partners[actor] += 1
    chosen = sorted(partners, key=lambda a: (-partners[a], a))[:PARTNERS]
    years = [y for (a, y) in places if a in chosen]
    if len(chosen) < 2 or not years or min(years) == max(years):
        return None
    first = max(min(years), max(years) - 15 * SPAN)
    spans = list(range(first, max(years) + 1, SPAN))
    top = max(places.values())
    rows = []
    for a in chosen:
        cells = [(n := places[a, y], 0 if not n else 1 + min(3, 4 * n // (top + 1))) for y in spans]
        rows.append((a, view.name(a), cells))
    return Shift([f"{y}–{y + SPAN - 1}" for y in spans], rows)


def _years(time: str) -> int | None:
    try:
        span = bounds(time)
    except TimeError:
        return None
    if span is None:
        return None
    day = span[0] if abs(span[0]) < 3_000_000 else span[1]
    return date(day)[0] if abs(day) < 3_000_000 else None
