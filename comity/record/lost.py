"""Lost names found again: whose row it is in a table of relations whose country cell is empty.

A row has a date, in its cell or, more precisely, in its notes. Everybody who has no row in the table could be meant, and what the rest of
the record shows weighs them against one another: whom tables like this one name, whose own page gives the day or does not name this
state at all, whose relations with others began about then, who fits between the neighbors in alphabetical order. Each has one row at
most, so whoever surely has one leaves the others to the rest. What is found is an inference, marked as one, with its reasons; below
certainty it stays unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from comity.record.beginnings import Elsewhere, Row
from comity.record.matching import shares
from comity.record.names import name_of
from comity.record.odds import (
    AGREE,
    BESIDE,
    COPIED,
    DIFFER,
    LISTED,
    NOTED,
    SAID,
    SILENT,
    WHOLE,
    Beginnings,
    Known,
    Table,
    agreement,
    dated,
    is_day,
    number,
)

CERTAIN = 0.97  # the share of all that is possible from which a row is taken to be somebody's
SORTED = 0.9  # the share of neighbors in their order from which a table is taken to be alphabetical
FEW = 4  # named rows that a table has to have for its order to be told
MISPLACED = 0.1  # how much rarer than the neighbors that are out of order one is that does not fit
SOON = 366  # days by which beginnings with others may lie apart to be given as a reason


class Inference(NamedTuple):
    """Whose a lost row is, the reasons, and the claims that they rest on."""

    claim: str
    actor: str
    reasons: tuple[str, ...]
    claims: tuple[str, ...]


class Candidate(NamedTuple):
    """Somebody who may be meant: how likely in this table, before a row's time is looked at, and what is said of its beginning."""

    actor: str
    odds: float
    said: tuple[Elsewhere, ...]
    share: float


def infer(rows: Iterable[Row], known: Known) -> list[Inference]:
    """Whose the lost rows are, as far as is certain."""
    tables: dict[Table, list[Row]] = {}
    for row in sorted(set(rows)):
        tables.setdefault(Table(row.document, row.table), []).append(row)
    found = []
    for key, table in sorted(tables.items()):
        found.extend(_of_table(key, table, known))
    return found


def _of_table(key: Table, table: Sequence[Row], known: Known) -> list[Inference]:
    lost = [row for row in table if not row.partner and dated(row.time)]
    if not lost:
        return []
    named = [row for row in table if row.partner]
    candidates = _candidates(key, table, known)
    beginnings = Beginnings(known, table[0].focus)
    coarse = max(1, sum(0 < len(r.time) < 10 for r in named)) / max(4, sum(bool(r.time) for r in named))
    order = disorder(named)
    weights, nobody, placed = [], [], []
    for row in lost:
        fits = {c.actor for c in candidates if order is None or _between(c.actor, row, table)}
        likely = {c.actor: c.odds * _time(row, c, known, beginnings, coarse, COPIED if len(table) >= WHOLE else NOTED) for c in candidates}
        weights.append({actor: odds * (1 if order is None or actor in fits else order * MISPLACED) for actor, odds in likely.items()})
        gap = 1 if order is None else 1 / (len(named) + 1)
        nobody.append(gap * known.unseen * beginnings.chance("", row.time) * (coarse if len(row.time) < 10 else 1))
        placed.append(fits)
    by_actor = {c.actor: c for c in candidates}
    found = []
    for row, fits, share in zip(lost, placed, shares(weights, nobody), strict=True):
        actor = max(sorted(share), key=share.__getitem__, default="")
        if actor in fits and share[actor] >= CERTAIN:
            found.append(_inference(row, by_actor[actor], known, order is not None))
    return found


def _candidates(key: Table, table: Sequence[Row], known: Known) -> list[Candidate]:
    """Who has no row here and is named by tables like this one, or is said to have relations with the page's state."""
    focus, members = table[0].focus, {row.partner for row in table if row.partner}
    own = {claim for row in table for claim in (row.claim, *row.notes)}
    said: dict[str, list[Elsewhere]] = {}
    for one in known.said.get(focus, ()):
        if one.claim not in own:
            said.setdefault(one.partner, []).append(one)
    like, total = known.like(key, members)
    some = total / max(1, len(known.tables) - 1)
    found = []
    for actor in sorted({*like, *said} - members - {focus, ""}):
        share = min(max((like.get(actor, 0.0) + 0.3 * some) / (total + 0.6 * some), 0.002), 0.998) if total else 0.5
        odds = share / (1 - share)
        if _silent(actor, focus, known):
            odds *= SILENT
        elif len(table) >= WHOLE:
            listed = dated(known.lists[actor][focus]) if actor in known.lists else False
            odds *= LISTED if listed else SAID if actor in said else 1
        elif actor in known.lists.get(focus, {actor}):
            odds *= BESIDE if actor in said else 1
        else:
            odds *= SILENT
        found.append(Candidate(actor, odds * _apart(actor, key, members, known), tuple(said.get(actor, ())), share))
    return found


def _apart(actor: str, key: Table, members: set[str], known: Known) -> float:
    """How much less likely somebody is here who stands in another table of the document, if that table names others than this one."""
    found = 1.0
    for other in known.tables.get(key.document, ()):
        there = known.members[other]
        if other != key and actor in there:
            found *= min(1.0, (len(there.keys() & members) + 0.3) / (min(len(there), len(members)) / 2 + 0.3))
    return found


def _time(row: Row, candidate: Candidate, known: Known, beginnings: Beginnings, coarse: float, plain: float) -> float:
    """How likely the row's time is, if it is the candidate's."""
    anyway = beginnings.chance(candidate.actor, row.time) * (coarse if len(row.time) < 10 else 1)
    if times := sorted({one.time for one in candidate.said}):
        return sum(agreement(row.time, time, coarse, anyway, plain) for time in times) / len(times)
    if _silent(candidate.actor, row.focus, known):
        return AGREE if row.time in known.lost[candidate.actor] else DIFFER * anyway
    return anyway


def _silent(actor: str, focus: str, known: Known) -> bool:
    """Whether an actor's own page lists its partners and does not name the focus."""
    return actor in known.lists and focus not in known.lists[actor]


def _inference(row: Row, candidate: Candidate, known: Known, alphabetical: bool) -> Inference:
    actor = candidate.actor
    name, focus = name_of(actor), name_of(row.focus)
    same = [o for o in candidate.said if row.time.startswith(o.time) or o.time.startswith(row.time)]
    some = same or list(candidate.said)
    reasons = [_said(row, actor, some, bool(same))] if some else []
    claims = {one.claim for one in some}
    if not some and _silent(actor, row.focus, known) and row.time in known.lost[actor]:
        reasons.append(f"the page on {name} has no row for {focus} either, but one for {row.time} that has lost its country")
    if not same:
        soon = _soon(row, actor, known)
        reasons += [f"{name} began relations about then: {', '.join(f'{o.time} with {name_of(o.partner)}' for o in soon)}"] if soon else []
        claims.update(one.claim for one in soon)
        if candidate.share > 0.5:
            reasons.append(f"most tables like this one name {name}, and here it has no row")
    reasons.append("nobody else without a row here fits as well")
    reasons += [f"{name} stands between its neighbors in alphabetical order"] if alphabetical else []
    return Inference(row.claim, actor, tuple(reasons), tuple(sorted(claims)))


def _said(row: Row, actor: str, some: Sequence[Elsewhere], same: bool) -> str:
    """What is said elsewhere of the beginning, in words: best by the actor's own page, then by this one."""
    name, focus = name_of(actor), name_of(row.focus)
    best = min(some, key=lambda o: (o.focus != actor, o.document != row.document, -len(o.time), o.claim))
    if best.focus == actor:
        said = f"the page on {name} gives {best.time} for relations with {focus}"
    elif best.document == row.document:
        said = f"elsewhere this page gives {best.time} for {name}"
    else:
        said = f"another document gives {best.time} for {name} and {focus}"
    return said if same else f"{said}, where this row has {row.time}"


def _soon(row: Row, actor: str, known: Known) -> list[Elsewhere]:
    """The beginnings of relations with others that are nearest to the row's time."""
    day = number(row.time)
    near = {}
    for one in sorted(known.said.get(actor, ()), key=lambda o: o.claim, reverse=True):
        if is_day(one.time) and one.partner != row.focus and abs(number(one.time) - day) <= SOON:
            near[one.partner] = one
    return sorted(near.values(), key=lambda o: (abs(number(o.time) - day), o.claim))[:3]


def disorder(named: Sequence[Row]) -> float | None:
    """The share of neighbors out of alphabetical order, for a table that is in it; None for one in another order or too short to tell."""
    pairs = [(a, b) for a, b in zip(named, named[1:], strict=False) if a.position < b.position]
    if len(pairs) < FEW:
        return None
    ascending = sum(_key(a.words) <= _key(b.words) for a, b in pairs)
    return (len(pairs) - ascending + 1) / (len(pairs) + 2) if ascending >= SORTED * len(pairs) else None


def _between(partner: str, row: Row, table: Sequence[Row]) -> bool:
    """Whether some name of an actor stands between the nearest named rows."""
    above, below = _neighbors(row, table)
    low, high = (_key(above.words) if above else ""), (_key(below.words) if below else "\uffff")
    return low > high or any(low <= name <= high for name in _names(partner))


def _neighbors(row: Row, table: Sequence[Row]) -> tuple[Row | None, Row | None]:
    at = bisect_left(table, row)
    above = next((r for r in reversed(table[:at]) if r.partner), None)
    return above, next((r for r in table[at + 1 :] if r.partner), None)


def _key(words: str) -> str:
    from comity.actors.actor import fold

    return fold(words.split("\n")[0]).removeprefix("the ")


@cache
def _names(actor: str) -> frozenset[str]:
    """All English names of an actor, as they are sorted."""
    from comity.actors import catalogue

    if actor not in catalogue():
        return frozenset()
    found = catalogue().get(actor)
    return frozenset(_key(n) for n in (found.name, *found.called("name", language="en"), *found.called("short", language="en")))
