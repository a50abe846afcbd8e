"""Which sentences need not be parsed: those in which no pattern of any kind can hold, whatever their parse.

A pattern holds only where its trigger and a word of each of its conditions stand in the sentence, so the lemmas that the
written words can have decide. The claims are the same as with everything parsed; a sentence that is passed over has an empty
parse, and what a pronoun looks back to is parsed too. In a sentence that names nobody only those kinds can hold whose sides
the page supplies, or a mission that the paragraph has spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from comity.grammar import Parse, Parser, parser
from comity.kinds import Condition, Pattern, Signals, ontology, signals
from comity.reading.implied import SPOKEN_OF

IT = re.compile(r"\bit\b", re.IGNORECASE)
_SPLIT = re.compile(r"[-_]")
_WORD = re.compile(r"[^\W\d]+")



class Need(NamedTuple):
    """Any of these words, or any of these sets of words, each whole."""

    words: frozenset[str]
    sets: tuple[frozenset[str], ...] = ()

    def met(self, lemmas: Collection[str]) -> bool:
        """Whether these lemmas have what is needed."""
        return not self.words.isdisjoint(lemmas) or any(words.issubset(lemmas) for words in self.sets)


class Line(NamedTuple):
    """A sentence with what it stands in (its paragraph), whether it leaves open whom a pronoun means, and for which domains the page
    supplies both sides where the sentence names no actor; None where it names one, and may say anything.
    """

    within: Hashable
    text: str
    refers: bool = False
    supplied: frozenset[str] | None = None


class Gate:
    """What the patterns of one language need to find in a sentence.

    >>> gate("en").may({"recall", "ambassador"}), gate("en").may({"eat", "cheese"})
    (True, False)
    """

    def __init__(self, signals: Signals) -> None:
        self._needs: dict[str, dict[tuple[Need, ...], frozenset[str]]] = {}  # the domains of the kinds that need no more
        for pattern in signals:
            conditions = self._conditions(pattern)
            domain = ontology().kind(pattern.kind).domain
            for lemma in pattern.lemmas:
                first, *rest = _SPLIT.split(lemma)
                self._add(first, (Need(frozenset(), (frozenset(rest),)), *conditions) if rest else conditions, domain)
                if rest:  # 'takeover' is take_over, in one word
                    self._add(lemma, conditions, domain)
        self._first = frozenset(self._needs)

    def _add(self, lemma: str, needs: tuple[Need, ...], domain: str) -> None:
        ways = self._needs.setdefault(lemma, {})
        ways[needs] = ways.get(needs, frozenset()) | {domain}

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

    def may(self, lemmas: Collection[str], supplied: frozenset[str] | None = None) -> bool:
        """Whether some pattern could hold among these lemmas; of these domains only, where they are given."""
        if supplied is not None and not supplied:
            return False
        for lemma in self._first.intersection(lemmas):
            for needs, domains in self._needs[lemma].items():
                if (supplied is None or supplied & domains) and all(need.met(lemmas) for need in needs):
                    return True
        return False

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
            lemmas = grammar.lemmas(line.text)
            before = list(self._before(lines, n))
            if IT.search(line.text):
                for other in before:
                    lemmas |= grammar.lemmas(lines[other].text)
            if self.may(lemmas, supplied):
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
