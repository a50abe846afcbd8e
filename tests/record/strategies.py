"""Documents and claims of every shape, for properties."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from comity.model import (
    Basis,
    Block,
    BlockKind,
    Cell,
    Claim,
    Cue,
    Document,
    Evidence,
    Found,
    Holder,
    Locator,
    Mark,
    Mention,
    Participant,
    Piece,
    Quantity,
    Sentence,
    Sighting,
    Span,
    Standing,
    Time,
    attributes,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.integers(0, 10**9)
spans = st.builds(Span, numbers, numbers)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=None).map(lambda d: Decimal(str(d)))
times = st.builds(Time, words, st.sampled_from(Basis), words, st.none() | spans, words, words)
mentions = st.builds(Mention, numbers, numbers, words, words, words, words, st.lists(words, max_size=2).map(tuple), words)
cells = st.builds(Cell, numbers, numbers, words)
locators = st.builds(Locator, words, numbers, numbers, words, st.lists(st.builds(Piece, numbers, numbers, numbers), max_size=2).map(tuple))
blocks = st.builds(
    Block,
    st.sampled_from(BlockKind),
    numbers,
    numbers,
    st.lists(words, max_size=2).map(tuple),
    numbers,
    numbers,
    st.lists(cells, max_size=2).map(tuple),
    st.lists(st.builds(Mark, numbers, words), max_size=2).map(tuple),
    words,
    words,
    st.none() | locators,
)
sightings = st.builds(Sighting, words, words, words, words, words)
documents = st.builds(
    Document,
    words,
    st.lists(blocks, max_size=2).map(tuple),
    st.lists(st.builds(Sentence, numbers, numbers, numbers), max_size=2).map(tuple),
    words,
    words,
    words,
    words,
    times,
    st.lists(sightings, max_size=2).map(tuple),
)
evidence = st.builds(lambda d, start, quote: Evidence(d, start, start + len(quote), quote), words, numbers, words.filter(bool))
quantities = st.builds(Quantity, decimals, decimals, words, words, words, st.none() | spans)
founds = st.builds(
    Found, words, words, st.none() | spans, st.lists(st.builds(Cue, words, words, numbers, numbers), max_size=2).map(tuple), words
)
claims = st.builds(
    Claim,
    words,
    st.lists(st.builds(Participant, words, mentions), max_size=3).map(tuple),
    evidence,
    st.sampled_from(Standing),
    times,
    st.lists(st.builds(Holder, mentions, words), max_size=2).map(tuple),
    st.none() | mentions,
    st.lists(quantities, max_size=2).map(tuple),
    st.lists(words, max_size=2).map(tuple),
    st.lists(st.tuples(words, words), max_size=2).map(attributes),
    founds,
)
