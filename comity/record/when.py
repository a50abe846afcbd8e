"""Times as the record compares them: the first and last day that an EDTF value can mean."""

from __future__ import annotations

import datetime
import math
import re
from functools import cache

from comity.errors import TimeError, UsageError

EVER = 10_000_000  # days: beyond the year 27000 on either side; an open end in a column of whole numbers


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@cache
def bounds(edtf: str) -> tuple[int, int] | None:
    """First and last day as day numbers; open ends are ±EVER. None where nothing can be told."""
    if not edtf:
        return None
    if _DAY.fullmatch(edtf) and (number := _ordinal(edtf)):  # as most times are written: the grammar takes ten times as long
        return number, number
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


def last_day(words: str, what: str = "the day") -> str:
    """The day that a user gave: of a month or a year its last, so that what happened in it has happened.

    >>> last_day("2003-05-01"), last_day("2003-02"), last_day("1960")
    ('2003-05-01', '2003-02-28', '1960-12-31')
    """
    from comity.times.days import date

    year, month, day = date(asked(words, what)[1])
    if not 0 < year < 10_000:
        raise UsageError(f"{what} {words!r} is no day: write a day, a month or a year, such as 1960-08-13, 1960-08 or 1960")
    return f"{year:04}-{month:02}-{day:02}"


def _ordinal(day: str) -> int:
    """The number of a day of the calendar, 0 where there is no such day."""
    try:
        return datetime.date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def _whole(number: float | None, unknown: int) -> int:
    if number is None or math.isinf(number):
        return unknown
    return max(-EVER, min(EVER, int(number)))
