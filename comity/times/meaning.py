"""What the rules mean: the values of the words that a rule matched, made into a term.

No word of any language stands here. A meaning returns None where the words make no date (31 February): then the rule does not hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from comity.errors import TimeError
from comity.times import days
from comity.times.edtf import Point, choice, of_day, parse, range_of
from comity.times.expression import Relative, Term

Values = dict[str, Any]
Meaning = Callable[[Values], Term | None]
MEANINGS: dict[str, Meaning] = {}


def meaning(function: Meaning) -> Meaning:
    """Register a meaning under its function's name, which is what rules call it by."""
    MEANINGS[function.__name__] = function
    return function


def _term(edtf: str, **more: Any) -> Term | None:
    try:
        return Term(str(parse(edtf)), **more)
    except TimeError:
        return None


def _of(year: int, month: int = 0, day: int = 0, vague: int = 0, **more: Any) -> Term | None:
    return _term(str(Point(year, month, day, vague)), **more)


def _day(v: Values) -> int:
    return int(v["D"]) if "D" in v else int(v.get("T", 0)) + int(v["O"])


def _month(v: Values, *roles: str) -> int:
    return int(next(v[r] for r in (roles or ("M", "S")) if r in v))


@meaning
def day(v: Values) -> Term | None:
    return _of(int(v["Y"]), _month(v), _day(v))


@meaning
def month(v: Values) -> Term | None:
    return _of(int(v["Y"]), _month(v))


@meaning
def iso(v: Values) -> Term | None:
    return _of(int(v["Y"]), int(v["M"]), int(v["D"]))


@meaning
def numeric(v: Values) -> Term | None:
    """5/4/1999: the order of day and month is refused where both could be either."""
    a, b, year = int(v["A"]), int(v["B"]), int(v["Y"])
    order = v.get("order") or v.get("asked")
    if a > 12 or a == b or (order == "dmy" and b <= 12):
        return _of(year, b, a)
    if b > 12 or order == "mdy":
        return _of(year, a, b)
    return _of(year, reason=f"day and month cannot be told apart in {a} and {b}")


@meaning
def old_style(v: Values) -> Term | None:
    year, month_, day_ = int(v["Y"]), _month(v), int(v["D"])
    if day_ > 29 and day_ > days.length(year, month_):
        return None
    return Term(of_day(days.from_julian(year, month_, day_)), reason="old style: counted over from the Julian calendar")


@meaning
def days_(v: Values) -> Term | None:
    year, month_ = int(v["Y"]), _month(v)
    return _term(f"{Point(year, month_, int(v['A']))}/{Point(year, month_, int(v['B']))}")


@meaning
def months(v: Values) -> Term | None:
    return _term(f"{Point(int(v['Y']), _month(v))}/{Point(int(v['Y']), _month(v, 'N', 'U'))}")


@meaning
def partial(v: Values) -> Term | None:
    day_ = _day(v) if "D" in v or "O" in v else 0
    month_ = _month(v) if "M" in v or "S" in v else 0
    if day_ and not 1 <= day_ <= (days.length(2000, month_) if month_ else 31):
        return None
    return Term(relative=Relative("section", "day" if day_ else "month", month=month_, day=day_, weekday=v.get("W", 0)))


@meaning
def partial_days(v: Values) -> Term | None:
    month_, a, b = _month(v), int(v["A"]), int(v["B"])
    return Term(relative=Relative("section", "day", month=month_, day=a, last_day=b)) if a < b <= days.length(2000, month_) else None


@meaning
def year(v: Values) -> Term | None:
    return _of(int(v["Y"]))


@meaning
def year_era(v: Values) -> Term | None:
    return _of(int(v["Y"]) if v["E"] > 0 else 1 - int(v["Y"]))


@meaning
def years(v: Values) -> Term | None:
    return _term(f"{v['Y']}/{v['Z']}") if int(v["Y"]) < int(v["Z"]) else None


@meaning
def years_short(v: Values) -> Term | None:
    """1996–97; but 2005-08 may be a month, and only a number above 12, or the very next year, is surely a year."""
    first, short = int(v["Y"]), int(v["Z"])
    last = first // 100 * 100 + short
    if last == first + 1 or (short > 12 and last > first) or (last > first and v["sign"] != "-"):
        return _of_range(first, last)
    if (first + 1) % 100 == 0 and short == 0:
        return _of_range(first, first + 1)
    if 1 <= short <= 12 and v["sign"] == "-":
        if last <= first:
            return _of(first, short)
        return Term(choice(Point(first), Point(last)), reason=f"{first}-{short:02d} may be a month or a range of years")
    return None


def _of_range(first: int, last: int) -> Term:
    return Term(range_of(Point(first), Point(last)))


@meaning
def decade(v: Values) -> Term | None:
    """The 1990s; the 1800s are a century, and so, to be safe, are the 1900s."""
    first = int(v["Y"])
    if first % 100 == 0 and first < 2000:
        return _of(first, vague=2, reason="a century, or only its first decade")
    return _of(first, vague=1) if first % 10 == 0 else None


@meaning
def decade_word(v: Values) -> Term | None:
    return _of(int(v["W"]), vague=1, reason="the twentieth century is understood")


@meaning
def century(v: Values) -> Term | None:
    """The 19th century; strictly 1801 to 1900, in EDTF 18XX."""
    n = int(v["N"]) if "N" in v else int(v.get("T", 0)) + int(v["O"])
    if not 1 <= n <= 22:
        return None
    if v.get("E", 1) < 0:
        return _term(f"{Point(1 - n * 100)}/{Point(-(n - 1) * 100)}")
    return _of((n - 1) * 100, vague=2)


@meaning
def season(v: Values) -> Term | None:
    return _of(int(v["Y"]), int(v["S"]))


@meaning
def quarter(v: Values) -> Term | None:
    n = int(v["N"] if "N" in v else v["O"])
    return _of(int(v["Y"]), 32 + n) if 1 <= n <= 4 else None


@meaning
def half(v: Values) -> Term | None:
    return _of(int(v["Y"]), 40 if v["H"] == "early" else 41)


def _relative(anchor: str, unit: Any = "", low: Any = 0, high: Any = None, **more: Any) -> Term:
    return Term(relative=Relative(anchor, unit, low, low if high is None else high, **more))


@meaning
def deictic_day(v: Values) -> Term | None:
    return _relative("document", "day", v.get("D", v.get("offset", 0)))


@meaning
def offset(v: Values) -> Term | None:
    """The following year, last week, this month, the year before, at the time."""
    step = v.get("offset", v.get("L", v.get("S", v.get("A"))))
    return _relative(v["anchor"], v.get("unit", v.get("U", v.get("U2", ""))), step)


@meaning
def offset_part(v: Values) -> Term | None:
    """Earlier this month, late last year, later that year."""
    term = offset({k: x for k, x in v.items() if k != "A"} | ({} if "L" in v else {"offset": v.get("offset", 0)}))
    qualifier = v.get("A2") or ("later" if v["A"] > 0 else "earlier")
    return term and replace(term, qualifier=qualifier)


@meaning
def weekday(v: Values) -> Term | None:
    return _relative("document", "weekday", v.get("L", 0), weekday=v["W"])


@meaning
def weekday_of_week(v: Values) -> Term | None:
    return _relative("document", "week", v["offset"], weekday=v["W"])


@meaning
def named_month(v: Values) -> Term | None:
    return _relative("document", "month_name", v["offset"], month=v["M"])


@meaning
def month_of_year(v: Values) -> Term | None:
    return _relative(v.get("anchor", "document"), "year", v.get("offset", v.get("S2", 0)), month=v["M"])


@meaning
def named_season(v: Values) -> Term | None:
    return _relative("document", "month_name", v.get("offset", v.get("L", 0)), month=v["S"])


def _amount(v: Values) -> tuple[int, int, bool]:
    """At least, at most, and whether it is no exact count."""
    if v.get("couple"):
        return 2, 2, True
    if (vague := v.get("V", v.get("V2"))) is not None:
        return vague[0], vague[1], True
    n = int(next((v[r] for r in ("N", "N2", "C", "C3", "C4", "C2") if r in v), 1))
    return n, n, "B" in v or "B2" in v


@meaning
def count(v: Values) -> Term | None:
    """Two years later, a couple of weeks ago."""
    low, high, about = _amount(v)
    sign: int = v.get("sign") or v.get("A") or v["A2"]
    sides = sorted((low * sign, high * sign))
    unit = v.get("U", v.get("U2"))
    return _relative(v["anchor"], unit, *sides, about=about or unit in ("week", "fortnight"))


@meaning
def stretch(v: Values) -> Term | None:
    """The past ten years: all of them, up to the anchor."""
    low, high, about = _amount(v)
    sign = v["sign"]
    return _relative(v["anchor"], v["U"], *sorted((low * sign, high * sign)), about=about, span=True)


@meaning
def then(v: Values) -> Term | None:
    return _relative("event")


@meaning
def present(v: Values) -> Term | None:
    return _relative("document", "present")


@meaning
def vague(v: Values) -> Term | None:
    return _relative("document", "vague")


@meaning
def named(v: Values) -> Term | None:
    return _relative("named", name=v["name"])


@meaning
def unknown(v: Values) -> Term | None:
    return Term(reason="the text says that the date is unknown")


@meaning
def unclear(v: Values) -> Term | None:
    return Term(reason="which century is not said")


@meaning
def duration(v: Values) -> Term | None:
    return Term(reason="how long, not when")


@meaning
def part(v: Values) -> Term | None:
    """Early 1989, the end of June: the date, with the qualifier kept, since nobody says where 'early' ends."""
    term: Term = v["X"]
    qualifier = str(v.get("P") or v.get("E") or v.get("H") or v.get("C") or v.get("qualifier"))
    if qualifier != "about":
        return replace(term, qualifier=qualifier) if not term.qualifier else term
    if not term.edtf or "/" in term.edtf or term.edtf.startswith("["):
        return replace(term, qualifier="about")
    return Term(f"{term.edtf.rstrip('~')}~", qualifier="about")


MEANINGS["days"] = days_
