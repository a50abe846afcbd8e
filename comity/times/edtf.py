"""EDTF (ISO 8601-2): strings in, values out, and back in one canonical form.

What is meant by `1986` is *some time in* 1986, never the whole of it nor its first day. `1996/1997` begins some time in
1996 and ends some time in 1997; `..` is an open side, an empty side is one that nobody knows. `[2002..2003]` is one time
somewhere from 2002 to 2003.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from comity.errors import TimeError
from comity.times import days

OPEN = ".."
UNKNOWN = ""

SEASONS = {
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14), 29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
POINT = re.compile(r"(?:Y(-?[1-9]\d{4,})|(-?\d{1,3}X{1,3}|-?\d{4}))(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)(?:T[\d:.,]+(?:Z|[+-][\d:]+)?)?")
PRECISIONS = ("century", "decade", "year", "season", "month", "day")


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, season, year, or a year whose last digits are not said.

    `vague` counts those digits: 1 for a decade (`199X`), 2 for a century (`19XX`). A `month` above 12 is a season, quarter or half
    of the year. `doubt` is one of '', '~' (about), '?' (not sure), '%' (both).
    """

    year: int
    month: int = 0
    day: int = 0
    vague: int = 0
    doubt: str = ""

    @property
    def precision(self) -> str:
        """Millennium, century, decade, year, season, month or day."""
        if self.vague:
            return ("decade", "century", "millennium")[self.vague - 1]
        if not self.month:
            return "year"
        return "season" if self.month > 12 else "day" if self.day else "month"

    def __str__(self) -> str:
        sign, size = "-" * (self.year < 0), f"{abs(self.year):04d}"
        words = f"Y{sign}{size}" if len(size) > 4 else sign + size[: 4 - self.vague] + "X" * self.vague
        if self.month:
            words += f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
        return words + self.doubt

    def first(self) -> int:
        """The first day that it may mean."""
        return self._sides()[0]

    def last(self) -> int:
        """The last day that it may mean."""
        return self._sides()[1]

    def _sides(self) -> tuple[int, int]:
        if self.vague:
            step = 10**self.vague
            low = self.year // step * step if self.year >= 0 else -((-self.year) // step * step + step - 1)
            first, last = (low, 1, 1), (low + step - 1, 12, 31)
            slack = step * 366 // 10
        elif not self.month:
            first, last, slack = (self.year, 1, 1), (self.year, 12, 31), 366
        elif self.month == 24:  # a winter of 2005 may begin in 2004 or end in 2006
            first, last, slack = (self.year - 1, 12, 1), (self.year + 1, 3, 31), 31
        elif self.month in (21, 22, 23):  # which months these are depends on the hemisphere
            first, last, slack = (self.year, 1, 1), (self.year, 12, 31), 31
        elif self.month > 12:
            a, b = SEASONS[self.month]
            year, end = self.year + (b > 12), b - 12 if b > 12 else b
            first, last, slack = (self.year, a, 1), (year, end, days.length(year, end)), 31
        elif not self.day:
            first, last, slack = (self.year, self.month, 1), (self.year, self.month, days.length(self.year, self.month)), 31
        else:
            first = last = (self.year, self.month, self.day)
            slack = 3
        wide = slack if self.doubt else 0
        return days.number(*first) - wide, days.number(*last) + wide

    def cut(self, precision: str) -> Point:
        """The same, no finer than this precision ('year', 'month', 'decade', 'century').

        >>> str(Point(2006, 4, 10).cut("month")), str(Point(2006).cut("month"))
        ('2006-04', '2006')
        """
        match precision:
            case "month" | "season":
                return replace(self, day=0)
            case "year":
                return replace(self, month=0, day=0)
            case "decade" | "century":
                vague = max(self.vague, 1 if precision == "decade" else 2)
                size = abs(self.year) // 10**vague * 10**vague
                return Point(size if self.year >= 0 else -size, vague=vague, doubt=self.doubt)
        return self


Side = Point | str


@dataclass(frozen=True, slots=True)
class Value:
    """An EDTF value: a point (`end` is `begin`), an interval, or one time out of several (`choice`)."""

    begin: Side
    end: Side
    shape: str = "point"  # point, interval, choice

    def __str__(self) -> str:
        match self.shape:
            case "point":
                return str(self.begin)
            case "interval":
                return f"{self.begin}/{self.end}"
        return f"[{'' if self.begin == OPEN else self.begin}..{'' if self.end == OPEN else self.end}]"


def _point(words: str, whole: str) -> Point:
    m = POINT.fullmatch(words)
    if not m:
        raise TimeError(f"{whole!r} is no EDTF: {words!r} is no date")
    far, near, month, day, doubt = m.groups()
    if far:
        year, vague = int(far), 0
    else:
        vague = near.count("X")
        if len(near.lstrip("-")) != 4:
            raise TimeError(f"{whole!r} is no EDTF: the year of {words!r} needs four digits")
        if near == "-0000":
            raise TimeError(f"{whole!r} is no EDTF: there is no year -0000")
        year = int(near.replace("X", "0"))
    m_, d_ = (0 if x in (None, "XX") else int(x) for x in (month, day))
    if vague and month and month != "XX" or (month == "XX" and d_):
        raise TimeError(f"{whole!r}: a month of an unknown year, or a day of an unknown month, says no time")
    if month and month != "XX" and not (1 <= m_ <= 12 or 21 <= m_ <= 41):
        raise TimeError(f"{whole!r}: there is no month {month}")
    if day and day != "XX" and not (m_ <= 12 and 1 <= d_ <= days.length(year, m_)):
        raise TimeError(f"{whole!r}: there is no day {day} in that month")
    return Point(year, m_, d_, vague, doubt)


def _side(words: str, whole: str) -> Side:
    return words if words in (OPEN, UNKNOWN) else _point(words, whole)


def parse(edtf: str) -> Value:
    """Read EDTF; `TimeError` where it says no time.

    >>> parse("2018/..")
    Value(begin=Point(year=2018, month=0, day=0, vague=0, doubt=''), end='..', shape='interval')
    >>> parse("1999-02-30")
    Traceback (most recent call last):
    ...
    comity.errors.TimeError: '1999-02-30': there is no day 30 in that month
    """
    words = edtf.strip()
    if words.startswith("[") and words.endswith("]"):
        begin, dots, end = words[1:-1].partition(OPEN)
        value = Value(_side(begin or OPEN, edtf), _side(end or OPEN, edtf), "choice")
        if not dots:
            raise TimeError(f"{edtf!r}: a choice is written [from..to]")
    elif "/" in words:
        begin, _, end = words.partition("/")
        value = Value(_side(begin, edtf), _side(end, edtf), "interval")
    else:
        return Value(point := _point(words, edtf), point)
    a, b = value.begin, value.end
    if isinstance(a, Point) and isinstance(b, Point):
        if a.first() > b.last():
            raise TimeError(f"{edtf!r} ends before it begins")
    elif isinstance(a, str) and isinstance(b, str):
        raise TimeError(f"{edtf!r} says no time at all")
    return value


def canonical(edtf: str) -> str:
    """The one way to write it.

    >>> canonical("1999-XX"), canonical("2019-01-23T10:00:00Z"), canonical("Y12000")
    ('1999', '2019-01-23', 'Y12000')
    """
    return str(parse(edtf))


def valid(edtf: str) -> bool:
    """Whether it is EDTF that says a time.

    >>> valid("199X"), valid("2003/1999")
    (True, False)
    """
    try:
        parse(edtf)
    except TimeError:
        return False
    return True


def day(edtf: str) -> tuple[float, float]:
    """The first and the last day that it may touch, as numbers; infinite where a side is open or unknown.

    >>> day("2004-02"), day("2018/..")[1]
    ((731612, 731640), inf)
    """
    value = parse(edtf)
    first = value.begin.first() if isinstance(value.begin, Point) else float("-inf")
    last = value.end.last() if isinstance(value.end, Point) else float("inf")
    return first, last


def of_day(number: int) -> str:
    """A day's number as EDTF.

    >>> of_day(731640)
    '2004-02-29'
    """
    return str(Point(*days.date(number)))


def range_of(begin: Point, end: Point) -> str:
    """The interval from one to the other; the point itself where they are the same."""
    return str(begin) if begin == end else str(parse(f"{begin}/{end}"))


def choice(begin: Point, end: Point) -> str:
    """One time out of those from the one to the other; the point itself where they are the same.

    >>> choice(Point(2006, 4), Point(2006, 5))
    '[2006-04..2006-05]'
    """
    return str(begin) if begin == end else str(Value(begin, end, "choice"))
