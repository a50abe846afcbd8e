"""Which sentences need not be parsed: those in which no pattern of any kind can hold, whatever their parse.

A pattern holds only where its trigger and a word of each of its conditions stand in the sentence, so the lemmas that the
written words can have decide. The claims are the same as with everything parsed; a sentence that is passed over has an empty
parse, and what a pronoun looks back to is parsed too. In a sentence that names nobody only those kinds can hold whose sides
the page supplies, or a mission that the paragraph has spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from comity.grammar import Parse, Parser, parser
from comity.kinds import ontology
from comity.kinds.pattern import Condition, Pattern
from comity.kinds.signals import Signals, signals
from comity.reading.implied import SPOKEN_OF

IT = re.compile(r"\bit\b", re.IGNORECASE)
_SPLIT = re.compile(r"[-_]")
_WORD = re.compile(r"[^\W\d]+")
_MOST = 1 << 17  # written words kept


class Need(NamedTuple):
    """Any of these words, or any of these sets of words, each whole."""

    words: frozenset[str]
    sets: tuple[frozenset[str], ...] = ()


class Line(NamedTuple):
    """A sentence with what it stands in (its paragraph), whether it leaves open whom a pronoun means, and for which domains the page
    supplies both sides where the sentence names no actor; None where it names one, and may say anything.
    """

    within: Hashable
    text: str
    refers: bool = False
    supplied: frozenset[str] | None = None


class Way(NamedTuple):
    """What some patterns of one trigger need beside it, told in bits: all of `bits`, and of each of `either` one of its ways whole."""

    bits: int
    either: tuple[tuple[int, ...], ...]
    domains: frozenset[str]


def _whole(have: int, either: tuple[tuple[int, ...], ...]) -> bool:
    """Whether a sentence that has these bits has of each one way whole."""
    return all(any(have & bits == bits for bits in ways) for ways in either)


class Brought(NamedTuple):
    """What a word brings into a sentence: the needs that it meets, as bits, and the ways of the triggers that it can be."""

    bits: int = 0
    ways: tuple[Way, ...] = ()

    @classmethod
    def of(cls, several: Iterable[Brought]) -> Brought:
        """What several words bring together."""
        bits, ways = 0, list[Way]()
        for one in several:
            bits |= one.bits
            ways += one.ways
        return cls(bits, tuple(ways))


class Gate:
    """What the patterns of one language need to find in a sentence.

    >>> gate("en").may({"recall", "ambassador"}), gate("en").may({"eat", "cheese"})
    (True, False)
    """

    def __init__(self, signals: Signals) -> None:
        needs: dict[str, dict[tuple[Need, ...], frozenset[str]]] = {}  # the domains of the kinds that need no more

        def add(lemma: str, wanted: tuple[Need, ...], domain: str) -> None:
            ways = needs.setdefault(lemma, {})
            ways[wanted] = ways.get(wanted, frozenset()) | {domain}

        for pattern in signals:
            conditions = self._conditions(pattern)
            domain = ontology().kind(pattern.kind).domain
            for lemma in pattern.lemmas:
                first, *rest = _SPLIT.split(lemma)
                add(first, (Need(frozenset(), (frozenset(rest),)), *conditions) if rest else conditions, domain)
                if rest:  # 'takeover' is take_over, in one word
                    add(lemma, conditions, domain)
        self._bits: dict[str, int] = {}  # the bits of each lemma: of the needs that it meets, and its own where several words are needed
        self._number: dict[Hashable, int] = {}
        self._ways = {lemma: tuple(self._way(*one) for one in ways.items()) for lemma, ways in needs.items()}
        self._every = (1 << len(self._number)) - 1
        self._words: dict[str, Brought | None] = {}  # what written words bring, if anything

    def _way(self, needs: tuple[Need, ...], domains: frozenset[str]) -> Way:
        bits, either = 0, []
        for need in needs:
            bits |= self._bit(need, need.words.union(max(words, key=lambda w: (len(w), w)) for words in need.sets))
            if need.sets:  # the longest word of each set may stand there alone
                exact = (self._bit(need.words, need.words),) if need.words else ()
                either.append((*exact, *(sum(self._bit(word, (word,)) for word in sorted(words)) for words in need.sets)))
        return Way(bits, tuple(either), domains)

    def _bit(self, name: Hashable, words: Iterable[str]) -> int:
        """The bit of this name, which any of these words has."""
        if name not in self._number:
            self._number[name] = 1 << len(self._number)
            for word in words:
                self._bits[word] = self._bits.get(word, 0) | self._number[name]
        return self._number[name]

    def _conditions(self, pattern: Pattern) -> tuple[Need, ...]:
        return tuple(need for c in pattern.conditions if (need := self._need(c)) is not None)

    @staticmethod
    def _need(condition: Condition) -> Need | None:
        """The words, one of which a condition asks for; None where it asks for none that could be told."""
        if condition.negated or condition.bare or condition.actor:
            return None
        found = [frozenset(part for item in (w.head, *w.modifiers) for part in _SPLIT.split(item)) for w in condition.words]
        if not all(_WORD.fullmatch(part) for words in found for part in words):
            return None
        several = dict.fromkeys(words for words in found if len(words) > 1)
        return Need(frozenset(word for words in found if len(words) == 1 for word in words), tuple(several))

    def may(self, lemmas: Iterable[str], supplied: frozenset[str] | None = None) -> bool:
        """Whether some pattern could hold among these lemmas; of these domains only, where they are given."""
        return self.opens(self._brought(lemmas), supplied)

    def opens(self, brought: Brought, supplied: frozenset[str] | None = None) -> bool:
        """Whether some pattern could hold among the words that bring these; of these domains only, where they are given."""
        have = brought.bits
        lacking = have ^ self._every  # asked with fewer operations on long numbers than what stands there
        return any(
            not bits & lacking and (supplied is None or not supplied.isdisjoint(domains)) and _whole(have, either)
            for bits, either, domains in brought.ways
        )

    def _brought(self, lemmas: Iterable[str]) -> Brought:
        return Brought.of(Brought(self._bits.get(lemma, 0), self._ways.get(lemma, ())) for lemma in lemmas)

    def asked(self, grammar: Parser, text: str) -> Brought:
        """What the words of a text bring."""
        known = self._words
        if len(known) > _MOST:
            known.clear()
        words = grammar.words(text)
        for word in words:
            if word not in known:
                brought = self._brought(grammar.lemmas(word))
                known[word] = brought if any(brought) else None
        return Brought.of(filter(None, map(known.__getitem__, words)))

    def wanted(self, grammar: Parser, lines: Sequence[Line]) -> list[bool]:
        """For each sentence whether it must be parsed."""
        held = [False] * len(lines)
        spoken: Hashable = None  # the paragraph in which a mission may have been spoken of
        for n, line in enumerate(lines):
            supplied = line.supplied
            if supplied is not None and line.within == spoken:
                supplied |= SPOKEN_OF
            if supplied is not None and not supplied:
                continue
            brought = self.asked(grammar, line.text)
            before = list(self._before(lines, n))
            if before and IT.search(line.text):
                brought = Brought.of((brought, *(self.asked(grammar, lines[other].text) for other in before)))
            if self.opens(brought, supplied):
                for place in (n, *before):
                    held[place] = True
                spoken = line.within
        return held

    @staticmethod
    def _before(lines: Sequence[Line], n: int) -> Iterator[int]:
        """The sentences that the pronouns of one may look back to: the one before it, and on while that looks back itself."""
        while n and lines[n - 1].within == lines[n].within and (lines[n].refers or IT.search(lines[n].text)):
            n -= 1
            yield n


def parses(lines: Iterable[Line], language: str = "en", everything: bool = False) -> Iterator[Parse]:
    """The parses of sentences in their order, empty for those that cannot hold a claim (unless everything is to be parsed)."""
    given, grammar = list(lines), parser(language)
    held = [True] * len(given) if everything else gate(language).wanted(grammar, given)
    done = grammar.parse(line.text for line, wanted in zip(given, held, strict=True) if wanted)
    for line, wanted in zip(given, held, strict=True):
        yield next(done) if wanted else Parse(line.text, (), language)


@cache
def gate(language: str = "en") -> Gate:
    """The gate of a language's own patterns."""
    return Gate(signals(language))
