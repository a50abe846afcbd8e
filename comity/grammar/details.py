"""A word's part of speech and lemma, from its tag and arc: worked out by the model's own rules, once for each.

The model applies its rules to every word of every sentence, which takes as long as the parsing. Nearly all of them look at
one word, and most at its tag and arc only, so their answers are kept; two words side by side to which a rule for two could apply
are given to the model together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from itertools import pairwise
from operator import or_
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray

from comity.grammar.network import distinct

_MOST = 1 << 17  # answers kept


class Details(NamedTuple):
    """What the rules say of one word."""

    lemma: str
    pos: str
    tag: str
    dep: str


_details = partial(tuple.__new__, Details)  # there are many


class _Word(NamedTuple):
    """A word as the model's lemmatizer looks at it."""

    orth: int
    text: str
    pos: int
    pos_: str
    morph: Any


class Rules:
    """The model's rules for parts of speech and lemmas, with the answers that they have given."""

    def __init__(self, nlp: Any) -> None:
        self._vocab, self._strings = nlp.vocab, nlp.vocab.strings
        self._ruler, self._lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        if self._lemmatizer.mode != "rule":
            raise ValueError("the model finds lemmas otherwise than by rules")
        self._tables = [self._lemmatizer.lookups.get_table(f"lemma_{name}", {}) for name in ("index", "exc", "rules")]
        index = self._tables[0]
        for pos, words in list(index.items()):
            index[pos] = frozenset(words)  # a list of thousands, looked through for each word
        self._kept: dict[bytes, tuple[Details, int]] = {}  # by a word's text, tag and arc
        self._ruled: dict[tuple[str, int, int], tuple[Any, str, str, str, Callable[[str], str] | None]] = {}
        patterns = [tokens for rule in self._ruler.patterns for tokens in rule["patterns"]]
        self._told = frozenset(word for tokens in patterns for token in tokens for word in _literal(token, "LOWER"))
        self._arcs = frozenset(self._strings[arc] for tokens in patterns for token in tokens for arc in _literal(token, "DEP"))
        self.looked_at = frozenset(name for tokens in patterns for token in tokens for name in token)
        self._wide = [tokens for tokens in patterns if len(tokens) > 1]
        self._far = frozenset(arc for tokens in self._wide for token in tokens for arc in _literal(token, "DEP"))
        shapes = [_shape(token) for tokens in self._wide for token in tokens if not _literal(token, "LOWER") and not _literal(token, "DEP")]
        self._shapes = re.compile("|".join(shapes) or r"(?!)")
        if any(len(tokens) > 2 or "OP" in token for tokens in self._wide for token in tokens):
            raise ValueError("the model has rules for more than two words")
        self._twos = [(1 << 2 * n, 2 << 2 * n) for n in range(len(self._wide))]  # a bit for each place of a rule for two words
        self._met: dict[bytes, list[Details]] = {}  # by two words that stand side by side

    def of(self, keys: NDArray[numpy.uint64], docs: Sequence[Any]) -> Iterator[list[Details]]:
        """The details of every word of each doc, from the texts, tags and arcs of all of them."""
        if len(self._kept) > _MOST:
            self._kept.clear()
        names, first, which = distinct(keys)
        known = [self._kept.get(name) or self._learn(name, keys[n]) for name, n in zip(names, first, strict=True)]
        fits = numpy.array([bits for _, bits in known], dtype="int64")[which].tolist()
        words = [details for details, _ in known]
        chosen, at = which.tolist(), 0
        for doc in docs:
            start, at = at, at + len(doc)
            found = [words[n] for n in chosen[start:at]]
            meeting = self._meeting(fits[start:at])
            if any(b - a == 1 for a, b in pairwise(meeting)):  # a word that two rules could apply to
                found = self._together(keys[start:at])
            else:
                for n in meeting:
                    found[n : n + 2] = self._two(keys[start + n : start + n + 2])
            yield found

    def _meeting(self, fits: list[int]) -> list[int]:
        """The places of words that a rule for two words could apply to, with the next."""
        held = reduce(or_, fits, 0)
        if not held or not any(held & one and held & other for one, other in self._twos):
            return []
        return [n for n, (a, b) in enumerate(pairwise(fits)) if a and b and any(a & one and b & other for one, other in self._twos)]

    def _two(self, keys: NDArray[numpy.uint64]) -> list[Details]:
        """The details of two words that stand side by side."""
        if len(self._met) > _MOST:
            self._met.clear()
        name = keys.tobytes()
        if name not in self._met:
            self._met[name] = self._together(keys)
        return self._met[name]

    def _together(self, keys: NDArray[numpy.uint64]) -> list[Details]:
        """The details of several words, by all rules."""
        from spacy.attrs import DEP, TAG
        from spacy.tokens import Doc

        doc: Any = Doc(self._vocab, words=[self._strings[orth] for orth in keys[:, 0].tolist()])
        doc.from_array([TAG, DEP], numpy.ascontiguousarray(keys[:, 1:]))
        return [Details(t.lemma_, t.pos_, t.tag_, t.dep_) for t in self._lemmatizer(self._ruler(doc))]

    def _learn(self, name: bytes, key: NDArray[numpy.uint64]) -> tuple[Details, int]:
        orth, tag, dep = key.tolist()
        text, arc = self._strings[orth], self._strings[dep]
        lower = text.lower()
        bits = self._bits(lower, arc)
        if lower not in self._told and len(text) > 1 and text.isprintable() and "'" not in text and "’" not in text:
            lower = ""  # no rule looks at the word itself
        group = lower, tag, dep if lower or dep in self._arcs else 0
        ruled = self._ruled.get(group)
        if ruled is None:
            token = self._alone(text, tag, dep)
            ruled = self._ruled[group] = token, token.pos_, token.tag_, token.lemma_, self._form(token)
        token, pos, tag_, lemma, form = ruled
        if not lemma:
            lemma = form(text) if form else self._lemmatizer.lemmatize(_Word(orth, text, token.pos, pos, token.morph))[0]
        self._kept[name] = known = _details((lemma, pos, tag_, token.dep_ if lower else arc)), bits
        return known

    def _form(self, token: Any) -> Callable[[str], str] | None:
        """What gives the lemma of each word that is tagged so; None where the model's lemmatizer looks at the word."""
        pos = token.pos_.lower()
        if self._lemmatizer.is_base_form(token):
            return str.lower
        if any(table.get(pos) for table in self._tables):
            return None
        return str if pos == "propn" else str.lower

    def _bits(self, lower: str, arc: str) -> int:
        """A bit for each place of a rule for two words that a word can take."""
        if lower not in self._told and arc not in self._far and not self._shapes.search(lower):
            return 0
        places = (token for tokens in self._wide for token in tokens)
        return sum(1 << n for n, token in enumerate(places) if _fits(token.get("LOWER"), lower) and _fits(token.get("DEP"), arc))

    def _alone(self, text: str, tag: int, dep: int) -> Any:
        """A word by itself, after the rules."""
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[text])
        doc[0].tag, doc[0].dep = tag, dep
        return self._ruler(doc)[0]


def _literal(token: dict[str, Any], name: str) -> list[str]:
    """The words or arcs that one place of a rule lists."""
    value = token.get(name)
    return [value] if isinstance(value, str) else [*value.get("IN", ()), *value.get("NOT_IN", ())] if isinstance(value, dict) else []


def _shape(token: dict[str, Any]) -> str:
    """The shape of the words that one place of a rule asks for, which lists none."""
    value = token.get("LOWER")
    return value.get("REGEX", "") if isinstance(value, dict) else ""


def _fits(wanted: Any, found: str) -> bool:
    """Whether a word or arc can be what one place of a rule asks for."""
    if wanted is None or isinstance(wanted, str):
        return wanted in (None, found)
    if set(wanted) <= {"IN", "REGEX"}:
        return found in wanted.get("IN", (found,)) and bool(re.search(wanted.get("REGEX", ""), found))
    return True
