"""Times as the record compares them: the first and last day that an EDTF value can mean."""

from __future__ import annotations

import math
from functools import cache

from comity.errors import TimeError, UsageError

EVER = 10_000_000  # days: beyond the year 27000 on either side; an open end in a column of whole numbers


@cache
def bounds(edtf: str) -> tuple[int, int] | None:
    """First and last day as day numbers; open ends are ±EVER. None where nothing can be told."""
    if not edtf:
        return None
    from comity.times.edtf import day

    try:
        first, last = day(edtf)
    except TimeError:
        return None
    return _whole(first, -EVER), _whole(last, EVER)


def asked(edtf: str, what: str) -> tuple[int, int]:
    """The bounds of a time that a user gave; `what` names the option in the error."""
    found = bounds(edtf.strip())
    if found is None:
        raise UsageError(f"{what} {edtf!r} is no date: write a day, a month or a year, such as 1960-08-13, 1960-08 or 1960")
    return found


def _whole(number: float | None, unknown: int) -> int:
    if number is None or math.isinf(number):
        return unknown
    return max(-EVER, min(EVER, int(number)))
