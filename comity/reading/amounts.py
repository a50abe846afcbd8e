"""The quantities that a predicate speaks of: those among its arguments, or that hang on it; and the sectors that its arguments name."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from comity.grammar import Clause
from comity.kinds import Kind
from comity.model import Quantity
from comity.reading.quantities import quantities
from comity.reading.sentence import Reading

NAMING = frozenset({"economy", "agreements", "talks"})  # the domains whose kinds are of a sector of the economy


def amounts(reading: Reading, clause: Clause) -> tuple[Quantity, ...]:
    """The quantities of a clause; those of the whole sentence where the parse does not tell whose they are."""
    key = ("amounts", reading.start)
    every = reading.parse.cache.get(key)
    if every is None:
        spans = tuple((e.start, e.end) for e in reading.times)
        stops = frozenset(t.start for t in reading.parse.tokens if t.pos in ("VERB", "AUX", "ADP", "SCONJ"))
        every = reading.parse.cache[key] = quantities(reading.text, reading.start, spans, stops)
    return tuple(q for q in every if _of(reading, clause, q))


def _of(reading: Reading, clause: Clause, quantity: Quantity) -> bool:
    if quantity.span is None:
        return True
    start, end = quantity.span.start - reading.start, quantity.span.end - reading.start
    above = [reading.clauses[clause.parent]] if clause.link == "light" and clause.parent is not None else []
    if any(s.start < end and start < s.end for c in (clause, *above) for s in c.slots):
        return True  # among its arguments, or beside a noun that says it: 'pledged $2 million in aid'
    token = reading.root_of(start, end)
    return token is None or _verb(reading, token) == _verb(reading, clause.head)


def _verb(reading: Reading, token: int) -> int:
    """The predicate that a word stands with: the nearest verb above it, itself if it is one; -1 where there is none."""
    tokens = reading.parse.tokens
    verbs = {c.head for c in reading.clauses if c.form != "noun"}
    while token not in verbs:
        if tokens[token].head == token:
            return -1
        token = tokens[token].head
    return token


def sectors(reading: Reading, clause: Clause, kind: Kind) -> tuple[str, ...]:
    """The sectors of the economy that a clause's arguments name, in the order of the text: diamonds are of mining."""
    if kind.domain not in NAMING:
        return ()
    words, tokens = _sectors(), reading.parse.tokens
    held = [(clause.start, clause.end), *((s.start, s.end) for s in clause.slots)]
    here = (t for t in tokens if any(a <= t.start < b for a, b in held))
    return tuple(dict.fromkeys(words[t.lemma.lower()] for t in here if t.lemma.lower() in words))


@cache
def _sectors() -> dict[str, str]:
    """The sector of each word, from `data/en_sectors.toml`."""
    table = tomllib.loads((Path(__file__).parent / "data" / "en_sectors.toml").read_text(encoding="utf-8"))
    return {word: sector for sector, words in table.items() for word in words.split()}
