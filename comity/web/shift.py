"""The shift between partners: how often a dossier speaks of each, span by span."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from comity.record.names import called
from comity.web.brief import About, partners
from comity.web.view import View

PARTNERS = 10
SPAN = 5  # years of a column
SPANS = 16
KINDS = ("state", "organisation", "dependency")


class Shift(NamedTuple):
    """How often each partner is spoken of in each span of years: spans, and for every partner its counts with a grade of 0 to 4."""

    spans: list[str]
    rows: list[tuple[str, str, list[tuple[int, int]]]]


def shift(view: View, of: About, one: str) -> Shift | None:
    """The shift between those partners of whom the dated entries speak most, over the last spans; None where there is none to see."""
    every = view.shelf.ask(lambda r: partners(r, of, SPAN), "partners by span", one)
    found = [(a, year, n) for a, year, n in every if a != one and called(a).kind in KINDS]
    years = [year for _, year, _ in found]
    if not years:
        return None
    first = max(min(years), max(years) - (SPANS - 1) * SPAN)
    total: Counter[str] = Counter()
    for a, year, n in found:
        total[a] += n if year >= first else 0
    chosen = sorted((a for a in total if total[a]), key=lambda a: (-total[a], a))[:PARTNERS]
    places = {(a, year): n for a, year, n in found if a in chosen and year >= first}
    if len(chosen) < 2 or first == max(years):
        return None
    spans, top = list(range(first, max(years) + 1, SPAN)), max(places.values())
    rows = []
    for a in chosen:
        cells = [(n := places.get((a, y), 0), 0 if not n else 1 + min(3, 4 * n // (top + 1))) for y in spans]
        rows.append((a, view.name(a), cells))
    return Shift([f"{y}–{y + SPAN - 1}" for y in spans], rows)
