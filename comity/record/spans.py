"""The states of a tie over all days: from when to when it held, was presumed to, possibly did; made once, so that a day is looked up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from comity.record.spells import YEAR, Mark, State, findings, laid, together
from comity.record.when import EVER

NOW = frozenset({State.HOLDS, State.PRESUMED, State.POSSIBLY})


class Span(NamedTuple):
    """The days, by number, from `first` to `last` on which a tie was in one state."""

    first: int
    last: int
    state: State


def spans(marks: Sequence[Mark], lasts: float | None) -> list[Span]:
    """When a tie held, was presumed to hold, possibly held.

    >>> from comity.record.spells import Turn
    >>> [(s.first, s.last, s.state.value) for s in spans([Mark(100, 100, Turn.START), Mark(900, 900, Turn.END)], None)]
    [(100, 899, 'holds')]
    """
    found: list[Span] = []
    history = laid(marks)
    days = turns(history.marks, lasts)
    for first, following in zip(days, [*days[1:], EVER + 1], strict=True):
        state = together(findings(history, first, lasts))
        if found and found[-1].state is state and found[-1].last + 1 == first:
            found[-1] = Span(found[-1].first, following - 1, state)
        elif state in NOW:
            found.append(Span(first, following - 1, state))
    return found


def turns(marks: Sequence[Mark], lasts: float | None) -> list[int]:
    """The days on which what is said of a tie can be another than on the day before."""
    days = {-EVER, *(m.first for m in marks), *(m.last for m in marks)}
    if lasts is not None:
        days |= {m.last + math.floor(lasts * YEAR) + 1 for m in marks}
    return sorted(d for d in days if -EVER <= d <= EVER)
