"""Counts over time: troops, refugees, aid, and whatever else the claims on an actor count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from comity.model import Claim, Quantity
from comity.record import query
from comity.record.query import Filter
from comity.record.record import Record
from comity.record.when import bounds
from comity.times.days import date
from comity.web.language import words
from comity.web.view import View

COUNTED = 8  # things on a page


class Number(NamedTuple):
    """A count at a time: of what, how much, when, who is concerned, where it is said."""

    of: str
    amount: str
    low: float
    time: str
    first: int
    who: str
    url: str


def counts(view: View, record: Record, one: str, other: str) -> list[tuple[str, list[Number]]]:
    """What is counted on these actors, thing by thing, in the order of time; of what is counted most often first."""
    with record.sql() as connection:
        where, values = Filter(actor=one, with_=other).where()
        sql = f"SELECT id FROM claims WHERE len(quantities) > 0 AND standing = 'actual' AND {where} ORDER BY id LIMIT 3000"
        claims = query.claims_of(connection, [row[0] for row in connection.execute(sql, values).fetchall()])
    by_thing: dict[str, list[Number]] = {}
    for claim in claims:
        span = bounds(claim.time.edtf)
        for q in claim.quantities:
            if span and abs(span[0]) < 5_000_000 and (q.of or q.unit) and 0 <= float(q.low) < 1e15:
                by_thing.setdefault(_thing(claim, q.of or q.unit), []).append(_number(view, claim, q))
    found = [(of, sorted(set(some), key=lambda n: (n.first, n.low, n.url))) for of, some in by_thing.items()]
    return sorted((f for f in found if len(f[1]) > 1), key=lambda f: (-len(f[1]), f[0]))[:COUNTED]


def _thing(claim: Claim, of: str) -> str:
    return of.lower().split()[-1] if of else claim.kind


def _number(view: View, claim: Claim, q: Quantity) -> Number:
    written = f"{q.low:,f}" if q.low == q.high else f"{q.low:,f}–{q.high:,f}"
    key = f"bound.{q.bound}"
    amount = view.t(key, amount=written) if key in words() else written
    span = bounds(claim.time.edtf) or (0, 0)
    first = span[0] if abs(span[0]) < 5_000_000 else span[1]
    names = " – ".join(view.name(a) for a in claim.actors())
    of = " ".join(filter(None, (q.unit, q.of)))
    return Number(of, amount, float(q.low), view.time(claim.time.edtf), first, names, view.opened(claim))


def numbers_chart(counted: Sequence[tuple[str, list[Number]]]) -> list[tuple[str, list[Number], list[tuple[float, float]], str, str]]:
    """Each thing's numbers with their places in a small drawing of 300 by 60, and its first and last year."""
    made = []
    for of, some in counted:
        first, last, top = some[0].first, max(some[-1].first, some[0].first + 1), max(n.low for n in some) or 1.0
        places = [(round(6 + 288 * (n.first - first) / (last - first), 1), round(54 - 48 * n.low / top, 1)) for n in some]
        made.append((of, some, places, str(date(first)[0]), str(date(some[-1].first)[0])))
    return made
