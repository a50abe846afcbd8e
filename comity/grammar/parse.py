"""A parsed sentence as light tuples: what every grammar reads, wherever the parse came from.

A parse knows no sentences: it *is* one. Offsets count from the start of its own text.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from comity.errors import DataError

_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON",
    "WDT": "PRON", "EX": "PRON", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "SCONJ",
    "IN": "ADP", "TO": "PART", "RP": "ADP", "DT": "DET", "PDT": "DET", "CC": "CCONJ", "CD": "NUM", "POS": "PART", "MD": "AUX",
}  # fmt: skip
_GLUED = {",", ".", ";", ":", "?", "!", "'s", "’s", "n't", ")", "%"}


class Token(NamedTuple):
    """One word: its place, its forms, and the word it hangs on (its own place for the root)."""

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


class Parse:
    """One parsed sentence. `children[i]` are the places of the words that hang on word i, left to right.

    >>> parse = Parse.table('''
    ... France  France NNP nsubj 2
    ... closed  close  VBD ROOT  0
    ... bases   base   NNS dobj  2
    ... ''')
    >>> parse.text, parse.children[1], parse.root
    ('France closed bases', (0, 2), 1)
    """

    __slots__ = ("text", "tokens", "language", "children", "cache")

    def __init__(self, text: str, tokens: tuple[Token, ...], language: str = "en") -> None:
        self.text = text
        self.tokens = tokens
        self.language = language
        below: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        self.children: tuple[tuple[int, ...], ...] = tuple(map(tuple, below))
        self.cache: dict[Any, Any] = {}  # what a grammar worked out once: phrases and spans by place

    def __repr__(self) -> str:
        return f"<Parse {self.language} {len(self.tokens)} tokens {self.text[:40]!r}>"

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def root(self) -> int:
        """The place of the first word that hangs on itself; -1 in an empty parse."""
        return next((t.i for t in self.tokens if t.head == t.i), -1)

    @classmethod
    def table(cls, rows: str, language: str = "en") -> Parse:
        """A parse written down as a table, one word a line: text, lemma, tag, arc, head (counted from 1, 0 the root)."""
        tokens: list[Token] = []
        text = ""
        for number, row in enumerate(filter(None, map(str.strip, rows.splitlines())), 1):
            fields = row.split()
            if len(fields) != 5 or not fields[4].isdigit():
                raise DataError("table", f"needs text, lemma, tag, arc, head; has {row!r}", line=number)
            word, lemma, tag, dep, head = fields
            if text and word not in _GLUED:
                text += " "
            i = len(tokens)
            pos = _POS.get(tag, "VERB" if tag.startswith("VB") else "PUNCT")
            pos = "AUX" if dep in ("aux", "auxpass") or (pos == "VERB" and lemma == "be") else pos
            tokens.append(Token(i, word, lemma, pos, tag, dep, int(head) - 1 if head != "0" else i, len(text), len(text) + len(word)))
            text += word
        return cls(text, tuple(tokens), language)

    def show(self) -> str:
        """The parse as the table that `table` reads."""
        rows = ([t.text, t.lemma, t.tag, t.dep, str(0 if t.head == t.i else t.head + 1)] for t in self.tokens)
        return "\n".join("\t".join(row) for row in rows)
