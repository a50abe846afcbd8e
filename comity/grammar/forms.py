"""Which lemmas a written word can come to have, asked before anything is parsed.

The answer is never too small: whatever lemma the grammar gives a word in whatever sentence is among those named here. It may
be too large: 'saw' names see and saw, 'closing' names close.
"""

from __future__ import annotations

import re
from typing import Any

from comity.grammar.words import words

LETTERS = re.compile(r"[^\W\d_]+")


class Forms:
    """The lemmas of the words of one language, from its model's tables and the grammar's own."""

    def __init__(self, nlp: Any, language: str) -> None:
        from spacy.attrs import ORTH

        tables = nlp.get_pipe("lemmatizer").lookups
        self._endings: dict[str, list[tuple[str, str]]] = {}  # by their last letter
        for old, new in sorted({(old, new) for rules in tables.get_table("lemma_rules").values() for old, new in rules}):
            self._endings.setdefault(old[-1:], []).append((old, new))
        self._irregular: dict[str, set[str]] = {}
        for table in tables.get_table("lemma_exc").values():
            for word, lemmas in table.items():
                self._irregular.setdefault(word, set()).update(lemmas)
        for pattern in nlp.get_pipe("attribute_ruler").patterns:
            self._ruled(pattern)
        self._split: dict[str, set[str]] = {}
        for chunk, parts in nlp.tokenizer.rules.items():
            self._parted(chunk.lower(), [part[ORTH] for part in parts])
        self._words = words(language)

    def _ruled(self, pattern: Any) -> None:
        """A lemma that the model has a rule for, such as have for 've."""
        lemma = pattern["attrs"].get("LEMMA")
        for tokens in pattern["patterns"] if lemma else ():
            lower = tokens[pattern["index"]].get("LOWER", "")
            for word in lower.get("IN", ()) if isinstance(lower, dict) else (lower,):
                for piece in LETTERS.findall(word)[-1:]:  # didn't is 'didn' and 't' here
                    self._irregular.setdefault(piece, set()).add(lemma)

    def _parted(self, chunk: str, parts: list[str]) -> None:
        """What the model reads as several words: cannot, didn't."""
        at = 0
        for part in parts if len(parts) > 1 else ():
            for piece in LETTERS.finditer(chunk):
                for inner in LETTERS.finditer(part.lower()):
                    if piece.start() < at + inner.end() and at + inner.start() < piece.end():
                        self._split.setdefault(piece[0], set()).add(inner[0])
            at += len(part)

    def of(self, word: str) -> frozenset[str]:
        """The lemmas of a word in lower case."""
        known, found = self._words, {word, word[:-1]}
        for piece in (word, *self._split.get(word, ())):
            found.add(piece)
            found.update(self._irregular.get(piece, ()))
            for old, new in (*self._endings.get("", ()), *self._endings.get(piece[-1:], ())):
                if piece.endswith(old):
                    found.add(piece[: len(piece) - len(old)] + new)
            found.update(table[piece] for table in (known.forms, known.headline) if piece in table)
            if piece.endswith("ed"):  # the grammar reads some adjectives as participles, whatever letter was doubled
                found.update((piece[:-2], piece[:-1], piece[:-3]))
        found = {known.fold(lemma) for lemma in found if lemma}
        found.update(table[lemma].verb for table in (known.nouns, known.gerunds) for lemma in tuple(found) if lemma in table)
        return frozenset(found)
