"""Times: 'by the end of 2006' read into EDTF, and what can be said of uncertain intervals.

The misconception to avoid: '1986' is not the whole year, and not its first day. It is some time in 1986.
"""

from comity.times.edtf import canonical, day, parse, valid
from comity.times.expression import Relative, Term, TimeExpression
from comity.times.interval import Answer, Interval, interval
from comity.times.publication import publication, terminus
from comity.times.resolve import resolve
from comity.times.scan import scan
from comity.times.shift import shift

__all__ = [
    "Answer",
    "Interval",
    "Relative",
    "Term",
    "TimeExpression",
    "canonical",
    "day",
    "interval",
    "parse",
    "publication",
    "resolve",
    "scan",
    "shift",
    "terminus",
    "valid",
]
