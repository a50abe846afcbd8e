"""From an expression to a time: what was left out is taken from an anchor, and the anchor is named.

No anchor, no date. An anchor of which only a bound is known (a page that was written in 2007 *or later*) dates nothing that is
counted from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from comity.errors import TimeError
from comity.model import Basis, Span, Time
from comity.times import days
from comity.times.edtf import OPEN, Point, Value, choice, of_day, parse, range_of
from comity.times.expression import Relative, TimeExpression
from comity.times.frames import compose
from comity.times.shift import GRID, add, cut, shift, week


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was found, on what, and why; no date where `edtf` is ''."""

    edtf: str
    basis: Basis = Basis.RELATIVE
    anchor: str = ""
    reason: str = ""


def resolve(
    expression: TimeExpression,
    *,
    document: Time | None = None,
    event: Time | None = None,
    section: Time | None = None,
    named: Mapping[str, str] | None = None,
    tense: str = "",
) -> Time:
    """The time that an expression means, given when its document was written, what was told before, and what its section is about.

    `named` dates what expressions name ({'independence': '1960-08-13'}); `tense` ('past', 'present', 'future') says where a 'Friday'
    or a month without its year lies: in the past, where nothing is said.

    >>> from comity.times.scan import scan
    >>> (e,) = scan("They met again the following year.")
    >>> resolve(e, event=Time("1996-11")).edtf, resolve(e).basis
    ('1997', <Basis.NONE: 'none'>)
    """
    span = Span(expression.start, expression.end)
    notes = [expression.reason] if expression.reason else []
    if expression.qualifier:
        notes.append(f"{expression.qualifier}: kept as said, no bounds are guessed")
    if expression.edtf:
        return Time(expression.edtf, Basis.STATED, expression.words, span, "", "; ".join(notes))
    anchors = _Anchors(document, event, section, named or {}, tense)
    dated = [anchors.date(t.relative) if t.relative else Dated(t.edtf, Basis.STATED) for t in expression.terms]
    if len(dated) == 2:
        dated = _in_order(expression, dated, anchors)
    found = [d for d in dated if d.anchor]
    notes += [d.reason for d in dated if d.reason]
    edtf = ""
    if dated and all(d.edtf for d in dated):
        try:
            edtf = compose(expression.relation, [d.edtf for d in dated])
        except TimeError as error:
            notes.append(str(error))
    if not edtf:
        return Time("", Basis.NONE, expression.words, span, "", "; ".join(notes))
    basis = next((d.basis for d in found), Basis.RELATIVE)
    return Time(edtf, basis, expression.words, span, "; ".join(dict.fromkeys(d.anchor for d in found)), "; ".join(notes))


def _in_order(expression: TimeExpression, dated: list[Dated], anchors: _Anchors) -> list[Dated]:
    """'between November and March': the second is the one that follows the first."""
    first, last = dated
    r = expression.terms[1].relative
    if not (r and r.anchor == "section" and r.month and first.edtf):
        return dated
    a = parse(first.edtf).begin
    if not isinstance(a, Point) or a.vague:
        return dated
    year = a.year + (a.month > r.month)
    edtf = str(Point(year, r.month, min(r.day, days.length(year, r.month))))
    return [first, Dated(edtf, first.basis, first.anchor or "the first date", last.reason if last.edtf else "")]


@dataclass(frozen=True, slots=True)
class _Anchors:
    document: Time | None
    event: Time | None
    section: Time | None
    named: Mapping[str, str]
    tense: str

    def date(self, r: Relative) -> Dated:
        try:
            match r.anchor:
                case "document":
                    return self.from_document(r)
                case "section":
                    return self.completed(r)
                case "named":
                    return self.from_name(r)
            return self.from_event(r)
        except TimeError as error:
            return Dated("", reason=str(error))

    def from_name(self, r: Relative) -> Dated:
        edtf = self.named.get(r.name, "")
        if not edtf:
            return Dated("", reason=f"when {r.name or 'that'} was is not known here")
        return Dated(shift(edtf, r.unit, r.low, r.high, r.about) if r.unit else edtf, Basis.RELATIVE, f"{r.name} {edtf}")

    def from_event(self, r: Relative) -> Dated:
        anchor, name = (self.event, "event") if self.event else (self.section, "section")
        if not anchor:
            return Dated("", reason="what it is counted from has no date")
        where = f"{name} {anchor.edtf}"
        if not r.unit:
            return Dated(anchor.edtf, Basis.RELATIVE, where)
        return Dated(_counted(anchor.edtf, r), Basis.RELATIVE, where)

    def from_document(self, r: Relative) -> Dated:
        if r.unit == "vague":
            return Dated("", reason="how long ago is not said")
        if r.unit == "present":
            return self.present()
        if not self.document:
            return Dated("", reason="the date of the document is not known")
        if self.document.basis == Basis.BOUND:
            return Dated("", reason=f"of the document's date only a bound is known ({self.document.edtf})")
        today = self.document.edtf
        where = f"document {today}"
        point = parse(today).begin
        if not isinstance(point, Point):
            return Dated("", reason=f"nothing can be counted from {today}")
        if r.unit == "weekday" or r.weekday:
            return self.weekday(r, point, where)
        if r.unit == "month_name":
            return Dated(_month_name(r, point), Basis.RELATIVE, where)
        return Dated(_counted(today, r), Basis.RELATIVE, where)

    def present(self) -> Dated:
        """'currently': the day of writing; of a section that was written in or after 2007, no more than that."""
        for anchor, name, basis in ((self.section, "section", Basis.SECTION), (self.document, "document", Basis.DOCUMENT)):
            if anchor and anchor.basis == Basis.BOUND:
                begin = parse(anchor.edtf).begin
                if isinstance(begin, Point):
                    return Dated(str(Value(begin, OPEN, "choice")), Basis.BOUND, f"{name} {anchor.edtf}", "written then or later")
            if anchor:
                return Dated(anchor.edtf, basis, f"{name} {anchor.edtf}")
        return Dated("", reason="the date of the document is not known")

    def weekday(self, r: Relative, today: Point, where: str) -> Dated:
        if today.precision != "day":
            return Dated("", reason="the day of the document is not known")
        now = today.first()
        if r.unit == "week":
            monday = now - days.weekday(now) + 1 + 7 * r.low
            return Dated(of_day(monday + r.weekday - 1), Basis.RELATIVE, where)
        back, on = (days.weekday(now) - r.weekday) % 7, (r.weekday - days.weekday(now)) % 7
        if r.low:
            return Dated(of_day(now - (back or 7) if r.low < 0 else now + (on or 7)), Basis.RELATIVE, where, "the nearest one")
        ahead = self.tense == "future"
        return Dated(
            of_day(now + on if ahead else now - back), Basis.RELATIVE, where, f"the {'next' if ahead else 'last'} one, going by the tense"
        )

    def completed(self, r: Relative) -> Dated:
        """A month or day without its year: of the section's year, else near the event before, else near the document's date."""
        if self.section and (year := _one_year(self.section.edtf)) is not None and self.section.basis != Basis.BOUND:
            return Dated(_part(r, year, self.section.edtf), Basis.SECTION, f"section {self.section.edtf}")
        if self.event and self.event.basis != Basis.BOUND and (near := _point(self.event.edtf)):
            if near.vague:
                return Dated("", reason=f"the year is not known within {near}")
            month = near.month if near.month <= 12 else 0
            on = r.month and month and r.month < month and month - r.month > 5
            return Dated(_part(r, near.year + bool(on), self.event.edtf), Basis.RELATIVE, f"event {self.event.edtf}")
        if not self.document:
            return Dated("", reason="its year is not said")
        if self.document.basis == Basis.BOUND or not (now := _point(self.document.edtf)) or not 1 <= now.month <= 12:
            return Dated("", reason=f"the document's date ({self.document.edtf}) does not tell its year")
        return Dated(self.near(r, now), Basis.RELATIVE, f"document {self.document.edtf}")

    def near(self, r: Relative, now: Point) -> str:
        """The last one before the document's date, or the next one if the tense says so."""
        if not r.month:
            ahead = r.day > now.day > 0 and self.tense != "future"
            year, month = divmod(now.year * 12 + now.month - 1 - ahead, 12)
            return str(Point(year, month + 1, min(r.day, days.length(year, month + 1))))
        later = (r.month, r.day) > (now.month, now.day if r.day and now.day else r.day)
        earlier = (r.month, r.day) < (now.month, now.day if r.day and now.day else r.day)
        year = now.year + (1 if self.tense == "future" and earlier else -1 if self.tense != "future" and later else 0)
        return _part(r, year, "")


def _counted(edtf: str, r: Relative) -> str:
    if r.span:
        return _stretch(edtf, r)
    if r.month:
        return str(Point(parse(shift(edtf, "year", r.low)).begin.year, r.month))  # type: ignore[union-attr]
    if r.unit == "week" and not r.about:
        value = parse(edtf)
        if isinstance(value.begin, Point) and value.begin.precision == "day":
            return week(value.begin.first() + 7 * r.low)
    if r.low == r.high == 0:
        point = parse(edtf).begin
        return str(point.cut(GRID[r.unit])) if isinstance(point, Point) and "[" not in edtf else edtf
    return shift(edtf, r.unit, r.low, r.high, r.about)


def _stretch(edtf: str, r: Relative) -> str:
    """The past ten years: from a year that is counted to the year of the anchor."""
    point = parse(edtf).end
    if not isinstance(point, Point):
        raise TimeError(f"nothing can be counted from {edtf!r}")
    grid = "year" if point.precision == "year" else GRID[r.unit]
    here, there = cut(point.last(), grid), cut(add(point.last(), r.low if r.low < 0 else r.high, r.unit), grid)
    if r.about:
        return f"/{here}" if r.low < 0 else f"{here}/"
    return range_of(min(here, there, key=Point.first), max(here, there, key=Point.first))


def _month_name(r: Relative, now: Point) -> str:
    """Last April, this summer, next March."""
    if not r.low:
        return str(Point(now.year, r.month))
    if not 1 <= now.month <= 12:
        raise TimeError("the month of the document is not known")
    if r.month > 12:
        first = {21: 3, 22: 6, 23: 9, 24: 12}[r.month]
        if r.low < 0:
            return (
                choice(Point(now.year - 1, r.month), Point(now.year, r.month))
                if now.month > first + 2
                else str(Point(now.year - 1, r.month))
            )
        return choice(Point(now.year, r.month), Point(now.year + 1, r.month)) if now.month < first else str(Point(now.year + 1, r.month))
    year = now.year - (r.month >= now.month) if r.low < 0 else now.year + (r.month <= now.month)
    return str(Point(year, r.month))


def _part(r: Relative, year: int, anchor: str) -> str:
    """A month, day or days of that year; of a day that the month does not have, the month."""
    month = r.month
    if not month:
        point = _point(anchor)
        if not point or not 1 <= point.month <= 12:
            raise TimeError("the month of the day is not known")
        month = point.month
    if r.day > days.length(year, month):
        raise TimeError(f"there is no day {r.day} in {Point(year, month)}")
    begin = Point(year, month, r.day)
    return range_of(begin, Point(year, month, r.last_day)) if r.last_day else str(begin)


def _point(edtf: str) -> Point | None:
    if not edtf:
        return None
    value = parse(edtf)
    return next((side for side in (value.begin, value.end) if isinstance(side, Point)), None)


def _one_year(edtf: str) -> int | None:
    """The year, where it is one."""
    if not edtf:
        return None
    value = parse(edtf)
    a, b = value.begin, value.end
    return a.year if isinstance(a, Point) and isinstance(b, Point) and a.year == b.year and not a.vague and not b.vague else None
