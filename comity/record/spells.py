"""The history of one tie: what turned it on and off, and what that says of a day.

A turn's day is often not known: 'in 1960' is any day of it. So a history stands for many courses of events, one for each way in
which the turns can have followed one another. Those count in which the least happened that nobody speaks of: a tie that began 'in
1960' and ended in August 1960 began before it ended. What all of these say of a day is certain; where they differ, it is possible.

The misconception to avoid: a history is not a pair of dates. A tie may begin, end and begin again, and its second spell is no
error in the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from comity.record.when import EVER

MANY = 6  # turns whose days may all lie on either side of one another: more are too coarse to say anything of their order
YEAR = 365.25


class Turn(StrEnum):
    """What a claim says of a tie at a time."""

    START = "start"
    END = "end"
    SUSPEND = "suspend"
    RESUME = "resume"
    HOLDS = "holds"  # a witness: it held then, whenever it began
    LACKS = "lacks"  # a witness that it did not hold then
    LOOSE = "loose"  # from then on nothing is known: relations are resumed, but is the embassy open again?


class State(StrEnum):
    """What can be said of a tie on a day."""

    HOLDS = "holds"
    PRESUMED = "presumed"
    POSSIBLY = "possibly"
    ENDED = "ended"
    NOT_YET = "not yet"
    UNKNOWN = "unknown"


class Mark(NamedTuple):
    """A turn on some day from `first` to `last`, said by these claims; `kind` is the kind of the first of them ('' where the end of
    an actor makes the turn, then `reason` says which)."""

    first: int
    last: int
    turn: Turn
    kind: str = ""
    time: str = ""
    claims: tuple[str, ...] = ()
    reason: str = ""


class Finding(NamedTuple):
    """What can be said of a day: the last turn before its end and the first after it, in one course of events that says so;
    `between` are those whose own day may be before or after."""

    state: State
    before: Mark | None = None
    after: Mark | None = None
    between: tuple[Mark, ...] = ()


class History(NamedTuple):
    """Turns that are thinned, and by number those of them whose days no other shares. Such a turn divides the history: what came before
    it and what comes after do not depend on one another. Of few turns it is not asked."""

    marks: Sequence[Mark]
    alone: Sequence[int]


class Spell(NamedTuple):
    """A time in which a tie held: the turns that begin and end it, None where nothing says so, and what else speaks of it."""

    begin: Mark | None
    end: Mark | None
    witnesses: tuple[Mark, ...] = ()


POSITIVE = frozenset({Turn.START, Turn.RESUME, Turn.HOLDS})
STOPS = frozenset({Turn.END, Turn.SUSPEND})
SHOWS = frozenset({Turn.HOLDS, Turn.END, Turn.SUSPEND})  # whatever ended, held until then


@cache
def unsaid(before: Turn | None, turn: Turn) -> int:
    """How much must have happened of which nobody speaks, for this turn to come after that one."""
    on, off = before in POSITIVE, before in STOPS or before is Turn.LACKS
    match turn:
        case Turn.START:
            return int(on)
        case Turn.RESUME:
            return int(on or before is None)
        case Turn.END | Turn.SUSPEND:
            suspended = before is Turn.SUSPEND and turn is Turn.END
            return int((off and not suspended) or before is None)
        case Turn.HOLDS:
            return int(off)
        case Turn.LACKS:
            return int(on)
    return 0


@cache
def lone(before: Turn | None, turn: Turn) -> bool:
    """Whether a turn is a witness to something that had ended, without a word on its beginning again."""
    return turn is Turn.HOLDS and (before in STOPS or before is Turn.LACKS)


def on_day(marks: Sequence[Mark], day: int, lasts: float | None) -> Finding:
    """What a history says of a day, at its end. `lasts` is for how many years a tie is presumed to hold without news, None for ever.

    >>> history = [Mark(100, 200, Turn.START), Mark(900, 900, Turn.END)]
    >>> [on_day(history, d, None).state.value for d in (50, 150, 500, 1000)]
    ['not yet', 'possibly', 'holds', 'ended']
    """
    found = findings(laid(marks), day, lasts)
    straddling = tuple(m for m in marks if m.first <= day < m.last)
    state = together(found)
    return (found.get(state) or Finding(state, *next(iter(found.values()))[1:3]))._replace(between=straddling)


def findings(history: History, day: int, lasts: float | None) -> dict[State, Finding]:
    """What the courses of events say of a day, each with the turns around it in one of those that say so."""
    found: dict[State, Finding] = {}
    for before, after, held, doubt in _cuts(around(history, day), day):
        state = between(before, after, day, lasts, held, doubt)
        found.setdefault(state, Finding(state, before, after))
    return found


def between(before: Mark | None, after: Mark | None, day: int, lasts: float | None, held: bool, doubt: bool = False) -> State:
    """What two turns, with no other between them, say of a day between them; `held` is whether it had ever held, `doubt` whether the
    first is a lone witness after an end: then somebody passed over a beginning, or the witness errs."""
    last, next_ = before.turn if before else None, after.turn if after else None
    if before is not None and last in POSITIVE:
        if next_ in SHOWS:
            return State.HOLDS
        if next_ in (Turn.LACKS, Turn.RESUME) or doubt:  # it must have ended, and nobody says when
            return State.POSSIBLY
        if lasts is not None and day - before.last > lasts * YEAR:
            return State.UNKNOWN
        return State.PRESUMED
    if last in STOPS:
        return State.POSSIBLY if next_ in SHOWS else State.ENDED
    if last is Turn.LACKS:
        return State.POSSIBLY if next_ in SHOWS else State.ENDED if held or next_ is Turn.RESUME else State.NOT_YET
    if last is Turn.LOOSE:
        return State.POSSIBLY if next_ in SHOWS else State.UNKNOWN
    return State.NOT_YET if next_ is Turn.START else State.UNKNOWN


def together(states: Iterable[State]) -> State:
    """What different courses of events say together.

    >>> together([State.HOLDS, State.NOT_YET]), together([State.HOLDS, State.PRESUMED])
    (<State.POSSIBLY: 'possibly'>, <State.PRESUMED: 'presumed'>)
    """
    found = frozenset(states)
    if len(found) == 1:
        return next(iter(found))
    if not found:
        return State.UNKNOWN
    if found <= {State.HOLDS, State.PRESUMED}:
        return State.PRESUMED
    if found & {State.HOLDS, State.PRESUMED, State.POSSIBLY}:
        return State.POSSIBLY
    return State.UNKNOWN if State.UNKNOWN in found else State.ENDED


def thinned(marks: Sequence[Mark]) -> list[Mark]:
    """The turns in their order, each of them once, without witnesses that say less than another, and without the coarsest where too
    many could lie on either side of one another."""
    if len(marks) < 2:
        return list(marks)
    kept: list[Mark] = []
    seen = set()
    for mark in sorted(marks):
        if (mark.first, mark.last, mark.turn) not in seen:
            seen.add((mark.first, mark.last, mark.turn))
            kept.append(mark)
    while crowd := _crowd(kept):
        kept.remove(max(crowd, key=lambda m: (m.last - m.first, m)))
    return kept


def laid(marks: Sequence[Mark]) -> History:
    """The history that these turns make."""
    kept = thinned(marks)
    if len(kept) <= MANY:
        return History(kept, [])
    reach, alone = -2 * EVER, []
    for i, mark in enumerate(kept):
        following = kept[i + 1].first if i + 1 < len(kept) else 2 * EVER
        if reach < mark.first and mark.last < following:
            alone.append(i)
        reach = max(reach, mark.last)
    return History(kept, alone)


def around(history: History, day: int) -> Sequence[Mark]:
    """Of the turns those that decide what is said of a day: two of those that divide the history before the day, since the first may
    put the second in doubt, and one after it; and one more that tells that it had ever held."""
    marks, alone = history
    if len(marks) <= MANY:
        return marks
    past = bisect_right(alone, day, key=lambda i: marks[i].last)
    future = bisect_right(alone, day, key=lambda i: marks[i].first)
    before = alone[past - 2] if past > 1 else 0
    after = alone[future] if future < len(alone) else len(marks) - 1
    held = next((i for i in range(before - 1, -1, -1) if marks[i].turn in POSITIVE or marks[i].turn in STOPS), None)
    return [*([marks[held]] if held is not None else []), *marks[before : after + 1]]


def _crowd(marks: Sequence[Mark]) -> list[Mark]:
    """A run of more turns than can be put in every order, all of which hang together."""
    run: list[Mark] = []
    reach = -2 * EVER
    for mark in marks:
        if mark.first > reach:
            run = []
        run.append(mark)
        reach = max(reach, mark.last) if len(run) > 1 else mark.last
        if len(run) > MANY:
            return run
    return []


Course = tuple[Mark | None, Mark | None, bool, bool]  # the last turn before the end of the day, the first after it, held, doubt
Cut = tuple[int, int, bool, bool]  # the same by number
Stage = tuple[int, int, bool, Cut | None]  # the turns placed, the last of them, whether it is in doubt, the cut once it is made


def _cuts(marks: Sequence[Mark], day: int) -> Iterator[Course]:
    """Of the courses in which least is unsaid: the last turn before the end of the day, the first after it, whether it had held."""
    if len(marks) == 1 and marks[0].first <= day < marks[0].last:
        yield from ((None, marks[0], False, False), (marks[0], None, marks[0].turn in POSITIVE or marks[0].turn in STOPS, False))
        return
    if all(a.last < b.first for a, b in zip(marks, marks[1:], strict=False)) and not any(m.first <= day < m.last for m in marks):
        past = [m for m in marks if m.last <= day]  # one course only, the common case
        after = marks[len(past)] if len(past) < len(marks) else None
        doubt = len(past) > 1 and lone(past[-2].turn, past[-1].turn)
        yield past[-1] if past else None, after, any(m.turn in POSITIVE or m.turn in STOPS for m in past), doubt
        return
    yield from _courses(marks, day)


def _courses(marks: Sequence[Mark], day: int) -> Iterator[Course]:
    """All orders of the turns that their days allow, from the state of things only: which are placed, which was last, and whether the
    day is past. Of each the least that is unsaid is kept, so that the number of orders does not matter."""
    n = len(marks)
    everything = (1 << n) - 1
    costs: dict[Stage, int] = {(0, -1, False, None): 0}
    held_by = sum(1 << i for i in range(n) if marks[i].turn in POSITIVE or marks[i].turn in STOPS)
    known: dict[int, tuple[list[int], int, int]] = {}  # what follows from which are placed
    for _ in range(n):
        ahead: dict[Stage, int] = {}
        for (placed, last, doubt, cut), cost in costs.items():
            if placed not in known:
                left = [i for i in range(n) if not placed >> i & 1]
                latest = max((marks[i].first for i in range(n) if placed >> i & 1), default=-2 * EVER)
                known[placed] = left, latest, min(marks[i].last for i in left)
            left, now, until = known[placed]  # whatever comes next, nothing may be left behind
            if cut is not None:
                now = max(now, day + 1)
            turn = marks[last].turn if last >= 0 else None
            for i in left:
                mark, price = marks[i], cost + unsaid(turn, marks[i].turn)
                next_doubt = lone(turn, mark.turn)
                if cut is None and max(now, mark.first) <= min(until, day):
                    _cheaper(ahead, (placed | 1 << i, i, next_doubt, None), price)
                if max(now, mark.first, day + 1) <= until:
                    made = cut if cut is not None else (last, i, bool(placed & held_by), doubt)
                    _cheaper(ahead, (placed | 1 << i, i, next_doubt, made), price)
        costs = ahead
    finished = [(cost, cut or (last, -1, bool(everything & held_by), doubt)) for (_, last, doubt, cut), cost in costs.items()]
    least = min((cost for cost, _ in finished), default=0)
    for before, after, held, doubt in sorted({cut for cost, cut in finished if cost == least}):
        yield marks[before] if before >= 0 else None, marks[after] if after >= 0 else None, held, doubt


def _cheaper(costs: dict[Stage, int], key: Stage, cost: int) -> None:
    if cost < costs.get(key, 1 << 30):
        costs[key] = cost


def order(marks: Sequence[Mark]) -> list[Mark]:
    """The turns in one of the orders in which least is unsaid: of several, the one that follows their days."""
    left, found = thinned(marks), list[Mark]()
    while left:
        # a turn that must come before another does; among the others the one that says nothing unsaid, then the earliest
        soonest = min(m.last for m in left)
        may = [m for m in left if m.first <= soonest]
        turn = found[-1].turn if found else None
        best = min(may, key=lambda m: (unsaid(turn, m.turn), m.last, m))
        found.append(best)
        left.remove(best)
    return found


def spells(marks: Sequence[Mark]) -> tuple[Spell, ...]:
    """The spells of a history, in their order.

    >>> history = [Mark(d, d, t) for d, t in ((1, Turn.START), (5, Turn.END), (9, Turn.START))]
    >>> [(s.begin.first, s.end.first if s.end else None) for s in spells(history)]
    [(1, 5), (9, None)]
    """
    found: list[Spell] = []
    begin: Mark | None = None
    seen: list[Mark] = []
    on = False
    for mark in order(marks):
        if mark.turn in STOPS:
            if on or not found:
                found.append(Spell(begin, mark, tuple(seen)))
            begin, seen, on = None, [], False
        elif mark.turn is Turn.HOLDS or (on and mark.turn in POSITIVE):
            seen.append(mark)
            on = True
        elif mark.turn in POSITIVE:
            begin, seen, on = mark, [], True
        elif on:  # it lacks, or nothing is known from here on: the spell has an end that nobody dates
            found.append(Spell(begin, mark, tuple(seen)))
            begin, seen, on = None, [], False
    if on:
        found.append(Spell(begin, None, tuple(seen)))
    return tuple(found)
