"""Which sentences need not be parsed: those in which no pattern of any kind can hold, whatever their parse.

A pattern holds only where its trigger and a word of each of its conditions stand in the sentence, so the lemmas that the
written words can have decide. The claims are the same as with everything parsed; a sentence that is passed over has an empty
parse, and what an 'it' stands for is parsed too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from functools import cache

from comity.grammar import Parse, Parser, parser
from comity.kinds import Condition, Pattern, Signals, signals

_REFERS = re.compile(r"\bit\b", re.IGNORECASE)
_SPLIT = re.compile(r"[-_]")
_WORD = re.compile(r"[^\W\d]+")

Need = tuple[frozenset[str], ...]  # any of these sets, each whole


class Gate:
    """What the patterns of one language need to find in a sentence.

    >>> gate("en").may({"recall", "ambassador"}), gate("en").may({"eat", "cheese"})
    (True, False)
    """

    def __init__(self, signals: Signals) -> None:
        self._needs: dict[str, set[tuple[Need, ...]]] = {}
        for pattern in signals:
            conditions = self._conditions(pattern)
            for lemma in pattern.lemmas:
                first, *rest = _SPLIT.split(lemma)
                needs = conditions if not rest else ((frozenset(rest),), *conditions)
                self._needs.setdefault(first, set()).add(needs)
                if rest:  # 'takeover' is take_over, in one word
                    self._needs.setdefault(lemma, set()).add(conditions)
        for first, ways in self._needs.items():
            if () in ways:
                self._needs[first] = {()}
        self._first = frozenset(self._needs)

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
        return tuple(dict.fromkeys(found))

    def may(self, lemmas: Collection[str]) -> bool:
        """Whether some pattern could hold among these lemmas."""
        return any(
            all(any(words.issubset(lemmas) for words in need) for need in needs)
            for lemma in self._first.intersection(lemmas)
            for needs in self._needs[lemma]
        )

    def wanted(self, grammar: Parser, sentences: Sequence[tuple[Hashable, str]]) -> list[bool]:
        """For each sentence, given with what it stands in, whether it must be parsed. An 'it' looks back within that."""
        held = [False] * len(sentences)
        for n, (_, text) in enumerate(sentences):
            lemmas = grammar.lemmas(text)
            before = list(self._before(sentences, n))
            for other in before:
                lemmas |= grammar.lemmas(sentences[other][1])
            if self.may(lemmas):
                for place in (n, *before):
                    held[place] = True
        return held

    @staticmethod
    def _before(sentences: Sequence[tuple[Hashable, str]], n: int) -> Iterator[int]:
        """The sentences that the 'it' of a sentence may look back to: the one before it, and on while that has an 'it' itself."""
        while n and sentences[n - 1][0] == sentences[n][0] and _REFERS.search(sentences[n][1]):
            n -= 1
            yield n


def parses(sentences: Iterable[tuple[Hashable, str]], language: str = "en", everything: bool = False) -> Iterator[Parse]:
    """The parses of sentences in their order, empty for those that cannot hold a claim (unless everything is to be parsed).

    Each sentence comes with what it stands in (its paragraph): pronouns look back no farther.
    """
    given, grammar = list(sentences), parser(language)
    held = [True] * len(given) if everything else gate(language).wanted(grammar, given)
    done = grammar.parse(text for (_, text), wanted in zip(given, held, strict=True) if wanted)
    for (_, text), wanted in zip(given, held, strict=True):
        yield next(done) if wanted else Parse(text, (), language)


@cache
def gate(language: str = "en") -> Gate:
    """The gate of a language's own patterns."""
    return Gate(signals(language))
