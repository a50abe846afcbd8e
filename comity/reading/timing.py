"""Which time belongs to which predicate.

A time hangs on the first predicate above it in the sentence. A predicate without one takes that of the predicate it hangs on,
unless that is a verb of saying (whose time is the time of the report) or it stands in a relative clause of its own.
"""

from __future__ import annotations

from dataclasses import replace

from comity import times
from comity.grammar import Clause
from comity.model import Basis, Span, Time
from comity.reading.cues import cues
from comity.reading.sentence import Reading
from comity.times import TimeExpression

NONE = Time("", Basis.NONE)
SHARED = ("xcomp", "noun", "light", "complement", "conjunct", "adverbial", "purpose", "participle")


class Timing:
    """The times of one sentence by the predicate that they belong to."""

    def __init__(self, reading: Reading, section: Time | None = None) -> None:
        self.reading = reading
        self.section = section
        self.own: dict[int, list[TimeExpression]] = {}
        by_head = {c.head: c for c in reversed(reading.clauses)}
        for expression in reading.times:
            owner = self._owner(expression, by_head)
            if owner is not None:
                self.own.setdefault(owner, []).append(expression)

    def _owner(self, expression: TimeExpression, by_head: dict[int, Clause]) -> int | None:
        token = self.reading.root_of(expression.start, expression.end)
        tokens = self.reading.parse.tokens
        steps = 0
        while token is not None and steps < len(tokens):
            if token in by_head and not (tokens[token].start < expression.end and expression.start < tokens[token].end):
                return by_head[token].index
            if tokens[token].head == token:
                break
            token, steps = tokens[token].head, steps + 1
        verbs = [c for c in self.reading.clauses if c.form == "verb"]
        return verbs[0].index if len(verbs) == 1 else None

    def of(self, clause: Clause) -> Time:
        """The time of a predicate; empty where none can be told."""
        found = self._up(clause) or self._down(clause, {clause.index})
        if found is not None:
            return self._time(found)
        return self.section if self.section is not None else NONE

    def _up(self, clause: Clause) -> TimeExpression | None:
        """Its own time, or that of the predicate it hangs on."""
        table = cues(self.reading.document.language or "en")
        seen: set[int] = set()
        here: Clause | None = clause
        while here is not None and here.index not in seen:
            seen.add(here.index)
            nested = [c for c in self.reading.clauses if c.parent == here.index and c.link in ("light", "complement")]
            for one in (here, *nested):
                found = self._best(self.own.get(one.index, []))
                if found is not None:
                    return found
            if here.parent is None or here.link not in SHARED:
                return None
            above = self.reading.clauses[here.parent]
            if above.lemma in table.saying and here.link not in ("conjunct", "noun"):
                return None  # when it was said is not when it happened
            here = above
        return None

    def _down(self, clause: Clause, seen: set[int]) -> TimeExpression | None:
        """The time of what joins it or tells how it was done: 'recognised X and opened a legation in 1905', 'by signing a treaty in 1795'."""
        for child in self.reading.clauses:
            if child.parent != clause.index or child.index in seen:
                continue
            seen.add(child.index)
            joins = child.link == "conjunct" and child.form == clause.form
            if joins or self._means(clause, child):
                found = self._best(self.own.get(child.index, [])) or (self._down(child, seen) if joins else None)
                if found is not None:
                    return found
        return None

    def _means(self, clause: Clause, child: Clause) -> bool:
        """Whether a predicate below is how or when this one was done."""
        if child.link == "noun":
            return any(s.head == child.head and s.name in ("by", "with", "through", "upon") for s in clause.slots)
        words = {self.reading.lemma(i) for i in self.reading.parse.children[child.head]}
        return child.link == "adverbial" and "when" in words

    def _best(self, expressions: list[TimeExpression]) -> TimeExpression | None:
        """The most exact of several times of one predicate; the first of equals."""
        return max(expressions, key=lambda e: (bool(e.edtf), len(e.edtf.partition("/")[0]), -e.start), default=None)

    def _time(self, expression: TimeExpression) -> Time:
        resolved = times.resolve(expression, document=self.reading.document.published, section=self.section)
        shift = self.reading.start
        return replace(resolved, span=Span(shift + expression.start, shift + expression.end))
