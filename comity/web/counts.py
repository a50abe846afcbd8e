"""Counts over time: troops, refugees, aid, and whatever else the claims on an actor count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from comity.kinds import ontology
from comity.model import Quantity
from comity.record import query
from comity.record.query import Filter
from comity.record.record import Record
from comity.record.when import bounds
from comity.times.days import date
from comity.web.sides import amount, between
from comity.web.view import View

COUNTED = 6  # things on a page
NUMBERS = 8  # of a thing in words; all of them are drawn
FAR = 3_000_000  # days: a time without a bound on one side


class Number(NamedTuple):
    """A count at a time: of what, how much, when, who is concerned, where it is said."""

    of: str
    amount: str
    low: float
    time: str
    first: int
    who: str
    url: str


class Counted(NamedTuple):
    """A thing that is counted more than once: its first numbers, how many there are, their places in a small drawing of 300 by 60, and
    its first and last year."""

    of: str
    some: list[Number]
    total: int
    places: list[tuple[float, float]]
    first: str
    last: str


Said = tuple[int, float, str, str, tuple[str, ...], str, Quantity]  # day, low, claim, kind, actors, time, the count


def counts(view: View, one: str, other: str) -> list[Counted]:
    """What is counted on these actors, thing by thing, of what is counted most often first; each in the order of time."""
    made = []
    for of, some in [f for f in view.shelf.ask(lambda r: counted(r, one, other), "counted", one, other) if len(f[1]) > 1][:COUNTED]:
        first, last, top = some[0][0], max(some[-1][0], some[0][0] + 1), max(n[1] for n in some) or 1.0
        places = [(round(6 + 288 * (n[0] - first) / (last - first), 1), round(54 - 48 * n[1] / top, 1)) for n in some]
        numbers = [
            Number(_of(q), amount(view, q), low, view.time(time), day, between(view, kind, who), view.url(f"/claim/{id}"))
            for day, low, id, kind, who, time, q in _spread(some, NUMBERS)
        ]
        made.append(Counted(of, numbers, len(some), places, str(date(first)[0]), str(date(some[-1][0])[0])))
    return made


def counted(record: Record, one: str, other: str) -> list[tuple[str, list[Said]]]:
    """What the actual claims on these actors count, thing by thing, in no language."""
    where, values = Filter(actor=one, with_=other).where("claim")
    sql = f"SELECT DISTINCT claim FROM participants WHERE {where} AND counted AND standing = 'actual' AND edtf <> ''"
    with record.sql() as connection:
        claims = query.claims_of(connection, [row[0] for row in connection.execute(sql, values).fetchall()])
    by_thing: dict[str, dict[tuple[int, float], Said]] = {}
    for claim in claims:
        span = bounds(claim.time.edtf)
        day = min(span, key=abs) if span else FAR
        for q in claim.quantities if abs(day) < FAR else ():
            if (q.of or q.unit) and 0 <= q.low < 10**15:
                number = (day, float(q.low), claim.id, claim.kind, claim.actors(), claim.time.edtf, q)
                by_thing.setdefault(_thing(claim.kind, q), {}).setdefault(number[:2], number)  # said twice of a day, it is one number
    return sorted(((of, sorted(some.values(), key=lambda n: n[:3])) for of, some in by_thing.items()), key=lambda f: (-len(f[1]), f[0]))


def _spread(some: Sequence[Any], many: int) -> Sequence[Any]:
    """At most so many, evenly from first to last.

    >>> _spread(range(10), 4)
    [0, 3, 6, 9]
    """
    return some if len(some) <= many else [some[round(n * (len(some) - 1) / (many - 1))] for n in range(many)]


def _thing(kind: str, q: Quantity) -> str:
    """What is counted, under the last word that says so; amounts of money and shares by what they are of."""
    known = ontology()
    if q.of:
        return q.of.lower().split()[-1]
    return f"{known.kind(kind).name.replace('_', ' ') if kind in known else kind}, {q.unit}"


def _of(q: Quantity) -> str:
    return " ".join(filter(None, (q.unit, q.of)))

