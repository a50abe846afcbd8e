"""Which time belongs to which predicate.

A time hangs on the first predicate above it in the sentence. A predicate without one takes that of the predicate it hangs on,
unless that is a verb of saying (whose time is the time of the report) or it stands in a relative clause of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property, lru_cache

from comity.grammar import Clause
from comity.model import Basis, Span, Time
from comity.reading.cues import cues
from comity.reading.sentence import Reading
from comity.times.expression import TimeExpression
from comity.times.resolve import resolve
from comity.times.scan import scan

BRACKETS = re.compile(r"\([^()]*\)")
NONE = Time("", Basis.NONE)
HUNG = frozenset("on in by since from until during after before between at".split())  # what the parser may hang on a noun too low
APART = frozenset("before after following since until prior prior_to despite anniversary commemoration eve aftermath wake".split())
SHARED = ("xcomp", "noun", "light", "complement", "conjunct", "adverbial", "purpose", "participle")


def dates(time: Time) -> bool:
    """Whether a document's time is its date, and not only a bound on it."""
    return bool(time.edtf) and time.basis is not Basis.BOUND


@lru_cache(maxsize=1 << 9)  # the sentences of a section ask one after the other
def section_time(headings: tuple[str, ...]) -> Time | None:
    """The time that headings give to what stands under them: the innermost that is a date and nothing else.

    >>> section_time(("Chronicle", "17 March 2025")).edtf
    '2025-03-17'
    """
    for heading in reversed(headings):
        found = [e for e in scan(heading) if e.edtf]
        if len(found) == 1 and not any(c.isalpha() for c in heading[: found[0].start] + heading[found[0].end :]):
            return Time(found[0].edtf, Basis.SECTION, found[0].words, reason=f"the heading {heading!r}")
    return None


def reading_back(clause: Clause) -> bool:
    """Whether a predicate looks back from its time: 'had accused', which a dated heading does not date."""
    return clause.tense == "past" and clause.aspect.startswith("perfect")


class Timing:
    """The times of one sentence by the predicate that they belong to."""

    def __init__(self, reading: Reading, before: Time | None = None) -> None:
        self.reading = reading
        self.before = before
        self.section = section_time((reading.document.title, *reading.block.section))

    @cached_property
    def own(self) -> dict[int, list[TimeExpression]]:
        """The times by the predicate that each hangs on."""
        found: dict[int, list[TimeExpression]] = {}
        by_head = {c.head: c for c in reversed(self.reading.clauses)}
        for expression in self.reading.times:
            owner = self._owner(expression, by_head)
            if owner is not None:
                found.setdefault(owner, []).append(expression)
        return found

    def _owner(self, expression: TimeExpression, by_head: dict[int, Clause]) -> int | None:
        """The first predicate above an expression; in a sentence of one verb that verb, where the parser lost it."""
        for token in self._above(expression):
            word = self.reading.parse.tokens[token]
            if token in by_head and not (word.start < expression.end and expression.start < word.end):
                return by_head[token].index
        verbs = [c for c in self.reading.clauses if c.form == "verb"]
        return verbs[0].index if len(verbs) == 1 else None

    def _above(self, expression: TimeExpression) -> list[int]:
        """The tokens from an expression's head up to the root."""
        tokens, token = self.reading.parse.tokens, self.reading.root_of(expression.start, expression.end)
        path: list[int] = []
        while token is not None and token not in path:
            path.append(token)
            token = tokens[token].head
        return path

    def _steps(self, expression: TimeExpression, clause: Clause) -> int:
        """How far below a predicate an expression hangs."""
        path = self._above(expression)
        return path.index(clause.head) if clause.head in path else len(path)

    def _of_itself(self, clause: Clause) -> list[TimeExpression]:
        """The times of a predicate and those that the parser may have hung too low, on a noun among its arguments."""
        found = list(self.own.get(clause.index, []))
        if clause.form == "verb":
            for noun in self.reading.clauses:
                if noun.parent == clause.index and noun.form == "noun" and noun.link in ("noun", "subject", "complement", "light"):
                    found += [e for e in self.own.get(noun.index, []) if e.words.partition(" ")[0].lower() in HUNG]
        return found

    def of(self, clause: Clause) -> Time:
        """The time of a predicate; empty where none can be told."""
        found = self._up(clause) or self._down(clause, {clause.index})
        if found is not None:
            return self._time(found, clause.tense)
        if self.section is not None and clause.tense != "future" and not reading_back(clause):
            return self.section
        return NONE

    def last(self) -> Time | None:
        """The last time that the sentence states, for the next to count from; that of the sentence before where it states none."""
        stated = [self._time(e) for e in self.reading.times]
        last = next((t for t in reversed(stated) if t.edtf and t.basis is not Basis.NONE), self.before)
        begin, _, end = last.edtf.partition("/") if last is not None else ("", "", "")
        return (
            replace(last, edtf=begin) if last is not None and end and begin != ".." else last
        )  # a story goes on from where a stretch began

    def _up(self, clause: Clause) -> TimeExpression | None:
        """Its own time, or that of the predicate it hangs on."""
        table = cues(self.reading.document.language or "en")
        seen: set[int] = set()
        here: Clause | None = clause
        while here is not None and here.index not in seen:
            seen.add(here.index)
            nested = [c for c in self.reading.clauses if c.parent == here.index and c.link in ("light", "complement")]
            for one in (here, *nested):
                found = self._best(self._of_itself(one), one)
                if found is not None:
                    return found
            if (
                here.parent is None
                or self._at_another_time(here)
                or not (here.link in SHARED or (here.link == "relative" and self._when(here)))
            ):
                return None
            above = self.reading.clauses[here.parent]
            if above.lemma in table.saying and here.link not in ("conjunct", "noun"):
                return None  # when it was said is not when it happened
            here = above
        return None

    def _at_another_time(self, clause: Clause) -> bool:
        """Whether a noun says that it happened before or after what it stands beside: 'prior to the recognition', 'the anniversary of'."""
        above = self.reading.clauses[clause.parent] if clause.parent is not None else None
        if above is None or clause.form != "noun":
            return False
        if any(s.head == clause.head and {s.name, s.via} & APART for s in above.slots):
            return True
        tokens, token, steps = self.reading.parse.tokens, clause.head, 0
        while token != above.head and tokens[token].head != token and steps < len(tokens):
            token, steps = tokens[token].head, steps + 1
            if self.reading.lemma(token) in APART:
                return True
        return False

    def _down(self, clause: Clause, seen: set[int]) -> TimeExpression | None:
        """The time of what joins it or tells how it was done: 'recognised X and opened a legation in 1905', 'by a treaty in 1795'."""
        for child in self.reading.clauses:
            if child.parent != clause.index or child.index in seen:
                continue
            seen.add(child.index)
            joins = child.link == "conjunct" and child.form == clause.form
            if joins or self._means(clause, child):
                found = self._best(self._of_itself(child), child) or (self._down(child, seen) or self._meant(child) if joins else None)
                if found is not None:
                    return found
        return None

    def _meant(self, clause: Clause) -> TimeExpression | None:
        """The time of what a predicate means to do: 'agreed to establish relations on 18 February'."""
        for child in self.reading.clauses:
            if child.parent == clause.index and child.link == "xcomp" and (found := self._best(self._of_itself(child), child)):
                return found
        return None

    def _means(self, clause: Clause, child: Clause) -> bool:
        """Whether a predicate below is how or when this one was done."""
        if child.link == "noun":
            doer = "subject" if clause.voice == "passive" else "by"  # 'was recognised by the appointment of an envoy'
            return any(s.head == child.head and s.name in ("by", "with", "through", "upon", doer) for s in clause.slots)
        return child.link == "adverbial" and self._when(child)

    def _when(self, clause: Clause) -> bool:
        """Whether 'when' or 'in which' brings a predicate in, so that it happened at the time of the one above."""
        tokens, children = self.reading.parse.tokens, self.reading.parse.children
        below = children[clause.head]
        inside = [tokens[k].text.lower() for i in below if tokens[i].text.lower() == "in" for k in children[i]]
        return "which" in inside or any(tokens[i].text.lower() == "when" for i in below)

    def _best(self, expressions: list[TimeExpression], clause: Clause) -> TimeExpression | None:
        """Of several times of one predicate the one nearest to it in the tree, then the most exact, then the first; one that stands in
        brackets beside it only where there is no other."""
        expressions = [e for e in expressions if not self._bracketed(e, clause)] or expressions
        near = min((self._steps(e, clause) for e in expressions if e.edtf), default=0)
        close = [e for e in expressions if self._steps(e, clause) <= max(near, 2)] or expressions
        return max(close, key=lambda e: (bool(e.edtf), len(e.edtf.partition("/")[0]), -e.start), default=None)

    def _bracketed(self, expression: TimeExpression, clause: Clause) -> bool:
        """Whether a time stands in brackets that the predicate is not in: 'recognised Lydia (Sardis since 1920) on 4 May 1921'."""
        here = self.reading.parse.tokens[clause.head].start
        spans = [m.span() for m in BRACKETS.finditer(self.reading.text)]
        return any(a < expression.start and expression.end < b and not a < here < b for a, b in spans)

    def told_off(self, clause: Clause) -> list[tuple[int, Time]]:
        """Places with a time each: 'in Tokyo since 1991 and in Seoul since 2004'. Heads of the places with their times, or nothing."""
        family = [clause, *(c for c in self.reading.clauses if c.parent == clause.index and c.link == "noun")]
        expressions = sorted((e for c in family for e in self.own.get(c.index, [])), key=lambda e: e.start)
        slots = {s.head: s for c in family for s in c.slots if s.name in ("in", "at") and s.head in self.reading.roots}
        places = sorted(slots.values(), key=lambda s: s.start)
        if len(places) < 2 or len(places) != len(expressions):
            return []
        bounds = [*(p.start for p in places[1:]), len(self.reading.text)]
        if any(not (p.start < e.start < b) for p, e, b in zip(places, expressions, bounds, strict=True)):
            return []
        return [(p.head, self._time(e, clause.tense)) for p, e in zip(places, expressions, strict=True)]

    def _time(self, expression: TimeExpression, tense: str = "") -> Time:
        written = self.reading.document.published
        resolved = resolve(
            expression, document=written if dates(written) else None, event=self.before, section=self.section, tense=tense
        )
        shift = self.reading.start
        return replace(resolved, span=Span(shift + expression.start, shift + expression.end))
