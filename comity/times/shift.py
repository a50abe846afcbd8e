"""Calendar arithmetic on uncertain dates.

The result is never more precise than the coarser of what was counted from and what was counted in: two years after 5 May 1999 is 2001,
two weeks after April 2006 is April or May 2006.
"""

from __future__ import annotations

from comity.errors import TimeError
from comity.times import days
from comity.times.edtf import PRECISIONS, Point, choice, parse

GRID = {"day": "day", "week": "day", "fortnight": "day", "month": "month", "year": "year", "decade": "year", "century": "century"}
DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}


def add(number: int, amount: int, unit: str) -> int:
    """A day's number so many units on; the end of a month stays inside the month it comes to.

    >>> from comity.times.edtf import of_day
    >>> of_day(add(days.number(2004, 1, 31), 1, "month")), of_day(add(days.number(2004, 2, 29), -1, "year"))
    ('2004-02-29', '2003-02-28')
    """
    if unit in DAYS:
        return number + amount * DAYS[unit]
    year, month, day = days.date(number)
    year, month = divmod(year * 12 + month - 1 + amount * MONTHS[unit], 12)
    return days.number(year, month + 1, min(day, days.length(year, month + 1)))


def shift(edtf: str, unit: str, low: int, high: int | None = None, about: bool = False) -> str:
    """The time so many units after (before, where negative) another one; counted from its end, or from its beginning.

    >>> shift("1999-05-05", "year", 2), shift("2006-04", "week", 2), shift("2006-04-10", "day", -1)
    ('2001', '[2006-04..2006-05]', '2006-04-09')
    >>> shift("2006", "year", 2, 5)
    '[2008..2011]'
    """
    high = low if high is None else high
    first, last, precision = _sides(edtf, high)
    grid = max(precision, GRID[unit], key=lambda p: -PRECISIONS.index(p))
    a, b = add(first, low, unit), add(last, high, unit)
    if unit not in DAYS and grid == GRID[unit]:  # whole months and years are counted, not their days
        a, b = add(_floor(first, grid), low, unit), add(_floor(last, grid), high, unit)
    begin, end = cut(a, grid), cut(b, grid)
    if begin != end:
        return choice(begin, end)
    loose = about or unit in ("week", "fortnight", "decade")
    return f"{begin}~" if loose and grid != "century" and low else str(begin)


def cut(number: int, precision: str) -> Point:
    """The point of this precision that holds a day.

    >>> str(cut(days.number(2006, 4, 10), "decade"))
    '200X'
    """
    return Point(*days.date(number)).cut(precision)


def week(number: int) -> str:
    """One day out of the week, Monday to Sunday, that holds this one.

    >>> week(days.number(2022, 7, 13))
    '[2022-07-11..2022-07-17]'
    """
    monday = number - days.weekday(number) + 1
    return choice(Point(*days.date(monday)), Point(*days.date(monday + 6)))


def _floor(number: int, precision: str) -> int:
    return cut(number, precision).first()


def _sides(edtf: str, amount: int) -> tuple[int, int, str]:
    """First and last day to count from, and how precise they are."""
    value = parse(edtf)
    a, b = value.begin, value.end
    if value.shape == "choice":
        if not (isinstance(a, Point) and isinstance(b, Point)):
            raise TimeError(f"nothing can be counted from {edtf!r}")
        precision = _coarser(a.precision, b.precision)
        return a.first(), b.last(), precision
    point = b if amount > 0 and isinstance(b, Point) else a if isinstance(a, Point) else b
    if not isinstance(point, Point):
        raise TimeError(f"nothing can be counted from {edtf!r}")
    return point.first(), point.last(), _coarser(point.precision, "day")


def _coarser(a: str, b: str) -> str:
    names = ["year" if p == "season" else "century" if p == "millennium" else p for p in (a, b)]
    return min(names, key=PRECISIONS.index)
