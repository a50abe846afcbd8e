"""Days as numbers: the proleptic Gregorian calendar, without limits of years.

Day 1 is 0001-01-01, as in `date.toordinal`; the year before 0001 is 0000 (astronomical counting), so 44 BC is -43.
"""

from __future__ import annotations

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def leap(year: int) -> bool:
    """Whether the year has a 29 February.

    >>> leap(2000), leap(1900), leap(-4)
    (True, False, True)
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length(year: int, month: int) -> int:
    """How many days the month has.

    >>> length(2004, 2)
    29
    """
    return 29 if month == 2 and leap(year) else LENGTHS[month - 1]


def number(year: int, month: int, day: int) -> int:
    """The number of a day.

    >>> number(1, 1, 1), number(1970, 1, 1)
    (1, 719163)
    """
    y = year - (month <= 2)
    return 365 * y + y // 4 - y // 100 + y // 400 + (153 * ((month + 9) % 12) + 2) // 5 + day - 306


def date(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day's number.

    >>> date(719163)
    (1970, 1, 1)
    """
    z = day + 305
    era, rest = divmod(z, 146097)
    y = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    of_year = rest - (365 * y + y // 4 - y // 100)
    m = (5 * of_year + 2) // 153
    month = m + 3 if m < 10 else m - 9
    return y + era * 400 + (month <= 2), month, of_year - (153 * m + 2) // 5 + 1


def weekday(day: int) -> int:
    """1 for Monday to 7 for Sunday.

    >>> weekday(number(2026, 11, 22))
    7
    """
    return (day - 1) % 7 + 1


def from_julian(year: int, month: int, day: int) -> int:
    """The number of a day that is given in the Julian calendar (old style).

    >>> date(from_julian(1917, 10, 25))
    (1917, 11, 7)
    """
    y = year - (month <= 2)
    return 365 * y + y // 4 + (153 * ((month + 9) % 12) + 2) // 5 + day - 308
