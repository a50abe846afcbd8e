"""What a text says of time: an expression, and what it still needs before it is a date.

An expression is not a date. 'The following year' says how far from something that another sentence names; 'May' says which
month of a year that is left out. Such an expression has an empty `edtf` and says which anchor it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from comity.model import Basis


@dataclass(frozen=True, slots=True)
class Relative:
    """How far from what: `low` to `high` units from the anchor, or which month, day or weekday of it.

    `anchor` is 'document' (who writes: 'last year'), 'event' (what was told before: 'two years later'), 'section' (a date without its year,
    which a heading or the event before completes), 'named' (what `name` or the next words name: 'two weeks after the coup'),
    `span` says that the whole stretch from the anchor is meant ('over the past decade'), `about` that the count is no exact one.
    """

    anchor: str
    unit: str = ""
    low: int = 0
    high: int = 0
    about: bool = False
    span: bool = False
    month: int = 0
    day: int = 0
    last_day: int = 0
    weekday: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One date of an expression: EDTF, or what is needed to find it, or neither where it cannot be told."""

    edtf: str = ""
    relative: Relative | None = None
    qualifier: str = ""
    reason: str = ""


class TimeExpression(NamedTuple):
    """The words `text[start:end]` say a time.

    - `kind`: day, month, season, year, decade, century, range; 'relative', 'present' ('currently', 'still'), 'duration' ('for two years'),
      'ambiguous' (day and month cannot be told apart), 'unknown' ('date unknown').
    - `edtf`: the time, where the words alone give it; else '' and `anchor` names what it needs.
    - `relation`: how the time is meant: '' (at), since, from, until, before, after, by, as_of, between, range.
    - `qualifier`: early, mid, late, beginning, middle, end, about.
    - `in_name`: the date belongs to a name ('the 2003 coup'); `bracketed`: it stands in brackets after something; `witness`: it says when
      something was seen to hold, not when it began ('as of January 2019').
    - `rank` of `ranks`: its place in a list ('in 1995 and 2007'); `respective`: the list is told off against another one.
    """

    start: int
    end: int
    words: str
    kind: str
    edtf: str = ""
    relation: str = ""
    qualifier: str = ""
    terms: tuple[Term, ...] = ()
    in_name: bool = False
    bracketed: bool = False
    witness: bool = False
    rank: int = 0
    ranks: int = 0
    respective: bool = False
    reason: str = ""

    @property
    def relative(self) -> bool:
        """Whether it needs an anchor."""
        return any(t.relative for t in self.terms)

    @property
    def anchor(self) -> str:
        """The anchor it needs: document, event, section, named, or ''."""
        return next((t.relative.anchor for t in self.terms if t.relative), "")

    @property
    def basis(self) -> Basis:
        """On what it rests: stated, relative, document (the day of writing is meant) or none."""
        if self.edtf:
            return Basis.STATED
        if self.relative:
            return Basis.DOCUMENT if self.kind == "present" else Basis.RELATIVE
        return Basis.NONE

    def __repr__(self) -> str:
        told = self.edtf or (f"needs {self.anchor}" if self.anchor else "no date")
        return f"<TimeExpression {self.words!r} [{self.start}, {self.end}) {self.kind} {self.relation} {told}>"
