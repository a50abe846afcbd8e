"""'since', 'until', 'between': what a relation makes of the dates it holds."""

from __future__ import annotations

from collections.abc import Sequence

from comity.errors import TimeError
from comity.times.edtf import OPEN, Point, Side, Value, parse

REASONS = {
    "before": "ends before this, how long before is not said",
    "after": "begins after this, how long after is not said",
    "by": "no later than this, when is not said",
    "as_of": "seen to hold then, when it began is not said",
}


def compose(relation: str, dates: Sequence[str]) -> str:
    """The EDTF of a relation and its dates; `TimeError` where they make no time.

    >>> compose("since", ["2018"]), compose("until", ["1996/1997"]), compose("between", ["2002-10", "2003-03"])
    ('2018/..', '../1997', '2002-10/2003-03')
    """
    match relation:
        case "from" if "/" in dates[0]:
            return dates[0]
        case "since" | "from" | "after":
            return str(Value(_begin(dates[0]), OPEN, "interval"))
        case "until" | "before" | "by":
            return str(Value(OPEN, _end(dates[0]), "interval"))
        case "between" | "range" | "or":
            begin, end = _begin(dates[0]), _end(dates[-1])
            return str(begin) if begin == end else str(parse(f"[{begin}..{end}]" if relation == "or" else f"{begin}/{end}"))
    return dates[0]


def _begin(date: str) -> Side:
    side = parse(date).begin
    if not isinstance(side, Point):
        raise TimeError(f"{date!r} has no beginning")
    return side


def _end(date: str) -> Side:
    side = parse(date).end
    if not isinstance(side, Point):
        raise TimeError(f"{date!r} has no end")
    return side
