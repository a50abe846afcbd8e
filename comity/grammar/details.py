"""A word's part of speech and lemma, from its tag and arc: worked out by the model's own rules, once for each.

The model applies its rules to every word of every sentence, which takes as long as the parsing. Nearly all of them look at
one word, and most at its tag and arc only, so their answers are kept; sentences in which a rule that looks at two words could
apply are given to the model whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

_MOST = 1 << 18  # answers kept
Key = tuple[int, ...]  # a word's text, tag and arc


class Details(NamedTuple):
    """What the rules say of one word."""

    lemma: str
    pos: str
    tag: str
    dep: str


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
        index = self._lemmatizer.lookups.get_table("lemma_index", {})
        for pos, words in list(index.items()):
            index[pos] = frozenset(words)  # a list of thousands, looked through for each word
        self._kept: dict[Key, Details] = {}
        self._ruled: dict[tuple[str, int, int], Any] = {}
        patterns = [tokens for rule in self._ruler.patterns for tokens in rule["patterns"]]
        self._told = frozenset(word for tokens in patterns for token in tokens for word in _literal(token, "LOWER"))
        self._arcs = frozenset(self._strings[arc] for tokens in patterns for token in tokens for arc in _literal(token, "DEP"))
        self._wide = [  # the words and arcs without which a rule for two words cannot apply
            ({w for t in tokens for w in _exact(t, "LOWER")}, {self._strings[arc] for t in tokens for arc in _exact(t, "DEP")})
            for tokens in patterns
            if len(tokens) > 1
        ]

    def of(self, docs: Sequence[Any]) -> Iterator[list[Details]]:
        """The details of every word of each doc."""
        from spacy.attrs import DEP, ORTH, TAG

        if len(self._kept) > _MOST:
            self._kept.clear()
        kept = self._kept
        for doc in docs:
            keys = list(map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist()))
            yield self._whole(doc) if self._joint(keys) else [kept.get(key) or self._learn(key) for key in keys]

    def _joint(self, keys: Sequence[Key]) -> bool:
        """Whether a rule for two words could apply among words."""
        lower = {self._strings[key[0]].lower() for key in keys}
        arcs = {key[2] for key in keys}
        return any(words <= lower and found <= arcs for words, found in self._wide)

    def _whole(self, doc: Any) -> list[Details]:
        return [Details(t.lemma_, t.pos_, t.tag_, t.dep_) for t in self._lemmatizer(self._ruler(doc))]

    def _learn(self, key: Key) -> Details:
        orth, tag, dep = key
        text = self._strings[orth]
        lower = text.lower()
        if lower not in self._told and len(text) > 1 and text.isprintable() and "'" not in text and "’" not in text:
            lower = ""  # no rule looks at the word itself
        group = lower, tag, dep if lower or dep in self._arcs else 0
        token = self._ruled.get(group)
        if token is None:
            token = self._ruled[group] = self._alone(text, tag, dep)
        lemma = token.lemma_ if token.lemma else self._lemmatizer.lemmatize(_Word(orth, text, token.pos, token.pos_, token.morph))[0]
        self._kept[key] = Details(lemma, token.pos_, token.tag_, token.dep_ if lower else self._strings[dep])
        return self._kept[key]

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


def _exact(token: dict[str, Any], name: str) -> list[str]:
    """The one word or arc that a place of a rule asks for, if it does."""
    value = token.get(name)
    return [value] if isinstance(value, str) else []
