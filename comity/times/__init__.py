"""Times: 'by the end of 2006' read into EDTF, and what can be said of uncertain intervals.

The misconception to avoid: '1986' is not the whole year, and not its first day. It is some time in 1986.

Here stands what every question needs. What reads times in texts is taken from its own file, because asking a record reads none.
"""

from comity.times.edtf import canonical, day, parse, valid

__all__ = ["canonical", "day", "parse", "valid"]
