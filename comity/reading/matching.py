"""Which kinds a clause says: its trigger's patterns held against its slots, the most demanding pattern first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_

from comity.grammar import Clause
from comity.kinds.pattern import Condition, Pattern, Word
from comity.kinds.signals import Signals
from comity.reading.sentence import Reading

BEYOND = ("mod", "clause", "governor")  # slots that are no arguments, or not only


@dataclass(frozen=True)
class Match:
    """A pattern that a clause fulfils, the tokens that fulfil it, the attributes that they set."""

    pattern: Pattern
    clause: Clause
    anchors: frozenset[int] = frozenset()
    attributes: tuple[tuple[str, str], ...] = field(default=())

    @property
    def kind(self) -> str:
        return self.pattern.kind


def heads(reading: Reading, clause: Clause, place: str) -> Sequence[int]:
    """The head tokens at a place: 'object' is the object's, 'object.with' that of its with-phrase, 'mod' the trigger's modifiers."""
    there = reading.paths(clause).get(place, ())
    return [*_beyond(reading, clause, place), *there] if place.startswith(BEYOND) else there


def _beyond(reading: Reading, clause: Clause, place: str) -> Iterator[int]:
    """The head tokens at a place that no argument of the clause holds."""
    slot, _, inner = place.partition(".")
    if slot == "mod" and not inner:
        yield from reading.phrase(clause.head).modifiers
    elif slot == "clause":
        below = [c for c in reading.clauses if c.parent == clause.index and c.link in ("xcomp", "ccomp")]
        yield from (head for c in below for head in (reading.paths(c).get(inner, ()) if inner else (c.head,)))
    elif slot == "governor" and clause.parent is not None:
        yield reading.clauses[clause.parent].head


def fulfils(reading: Reading, clause: Clause, condition: Condition) -> tuple[int, str, str] | None:
    """The token that fulfils a condition (-1 an actor), with the attribute it sets ('' where none); None where nothing does."""
    for place in condition.places:
        for head in heads(reading, clause, place):
            if condition.bare:
                return head, "", ""
            if condition.actor and reading.fillers(head):
                return -1, "", ""
            if condition.words:
                word = condition.match(reading.lemma(head), reading.modifier_lemmas(head)) or _named_by_its_place(reading, head, condition)
                if word is not None:
                    return head, word.cls if word.canonical else "", word.canonical
    return None


def _named_by_its_place(reading: Reading, head: int, condition: Condition) -> Word | None:
    """'Embassy Manama' is an embassy: the noun stands before the name of its city."""
    if not any(m.how == "capital" for m in reading.roots.get(head, ())):
        return None
    return next((word for i in reading.phrase(head).modifiers if (word := condition.match(reading.lemma(i)))), None)


def match(reading: Reading, clause: Clause, pattern: Pattern, signals: Signals) -> Match | None:
    """The match of one pattern with one clause, None where a condition fails."""
    if (pattern.form and pattern.form != clause.form) or (pattern.negated and not clause.negated):
        return None
    anchors, attributes = set(), list(pattern.attributes)
    for condition in pattern.conditions:
        found = fulfils(reading, clause, condition)
        if (found is None) is not condition.negated:
            return None
        if found is not None and not condition.bare and found[0] >= 0:
            anchors.add(found[0])
            if found[1]:
                attributes.append((found[1], found[2]))
    if clause.form == "noun" and (word := named(reading, clause.head, signals)) is not None and word.cls not in dict(attributes):
        attributes.append((word.cls, word.canonical))
    return Match(pattern, clause, frozenset(anchors), tuple(attributes))


def named(reading: Reading, head: int, signals: Signals) -> Word | None:
    """The word with a canonical name that a noun trigger is itself: 'the embassy in Bangui' speaks of an embassy."""
    for words in _canonical(signals).get(reading.lemma(head), ()):
        modifiers = reading.modifier_lemmas(head)
        fits = [w for w in words if modifiers.issuperset(w.modifiers)]
        if fits:
            return max(fits, key=lambda w: len(w.modifiers))
    return None


@cache
def _canonical(signals: Signals) -> dict[str, list[list[Word]]]:
    """The words with a canonical one by their head, class by class."""
    found: dict[str, list[list[Word]]] = {}
    for words in signals.classes.values():
        here: dict[str, list[Word]] = {}
        for word in words.words:
            if word.canonical:
                here.setdefault(word.head, []).append(word)
        for head, several in here.items():
            found.setdefault(head, []).append(several)
    return found


def matches(reading: Reading, clause: Clause, signals: Signals) -> list[Match]:
    """What a clause says: the best match for each thing it speaks of, in the order of specificity, then of the files."""
    asked = _asked(signals)
    tried = asked.of(clause.lemma, clause.form)
    if clause.noun:
        tried += asked.of(clause.noun, clause.form)
    if not tried:
        return []
    lacking = asked.lacking(reading)
    fit = [p for bits, p in tried if not bits & lacking]  # what they ask for stands in the sentence, wherever
    found = [m for p in fit if (m := match(reading, clause, p, signals)) is not None]
    found.sort(key=lambda m: (-m.pattern.specificity, -len(m.anchors), m.pattern.number))
    kept: list[Match] = []
    for candidate in found:
        if not any(rival(candidate, other) for other in kept):
            kept.append(candidate)
    return kept


class _Asked:
    """What patterns ask for, in bits: one for each set of words of which one must stand in the sentence."""

    def __init__(self, signals: Signals) -> None:
        self._signals = signals
        self._number: dict[frozenset[str], int] = {}
        self._bits: dict[str, int] = {}
        for pattern in signals:
            for words in pattern.asked:
                if words not in self._number:
                    self._number[words] = bit = 1 << len(self._number)
                    for word in words:
                        self._bits[word] = self._bits.get(word, 0) | bit
        self._every = (1 << len(self._number)) - 1
        self._tried: dict[tuple[str, str], tuple[tuple[int, Pattern], ...]] = {}
        self._triggers = signals.triggers

    def lacking(self, reading: Reading) -> int:
        """What no word of a sentence is asked for."""
        if reading.lacking < 0:
            reading.lacking = self._every ^ reduce(or_, filter(None, map(self._bits.get, reading.lemmas)), 0)
        return reading.lacking

    def of(self, lemma: str, form: str) -> tuple[tuple[int, Pattern], ...]:
        """The patterns that start from a trigger in this form, with what they ask for."""
        if lemma not in self._triggers:
            return ()
        found = self._tried.get((lemma, form))
        if found is None:
            patterns = [p for p in self._signals.for_trigger(lemma) if p.form in ("", form)]
            found = tuple((sum(map(self._number.__getitem__, set(p.asked))), p) for p in patterns)
            self._tried[lemma, form] = found
        return found


@cache
def _asked(signals: Signals) -> _Asked:
    return _Asked(signals)


def rival(a: Match, b: Match) -> bool:
    """Whether two matches speak of the same thing, so that only one can be meant."""
    if a.kind == b.kind:
        return dict(a.attributes) == dict(b.attributes) or not (a.anchors - b.anchors)
    return not a.anchors or not b.anchors or bool(a.anchors & b.anchors)
