"""`python -m comity.reading.train` writes the small model's table anew, from our own sentences, in half a minute.

Logistic regression, one example at a time in a fixed order, each feature with its own step (rare words move far, common ones
little); the average of the later rounds is kept and rounded to whole numbers, so that the same sentences give the same table.
Sentences that are marked for tests are never looked at.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from math import gcd

from comity import documents
from comity.actors.mentions import mentions
from comity.grammar import parser
from comity.kinds import ontology
from comity.kinds.examples import examples
from comity.kinds.pairs import MERGED, TYPES, Pair, pairs
from comity.model import Claim, Document, Mention, Participant, Span
from comity.reading import learned
from comity.reading.features import features
from comity.reading.marked import Marked
from comity.reading.plover import plover

ROUNDS, STEP, PULL = 10, 0.1, 0.003
SMALLEST = 2  # weights below this many units are noise
ONCE = ("bb:", "way:", "m:", "S.")  # features that say nothing when only one sentence has them ...
KEPT = ("S.of", "S.subject", "S.by")  # ... except these

Rows = list[tuple[tuple[str, ...], str]]


def from_examples(language: str) -> list[Pair]:
    """The kinds' own examples as pairs: those with one claim between two actors that are each named once."""
    found: list[Pair] = []
    for example in examples(language):
        if example.test or example.near_miss or len(example.claims) != 1 or example.claims[0].by:
            continue
        claim = example.claims[0]
        kind = ontology().kind(claim.kind)
        left, right = (claim.left, claim.right) if not kind.symmetric else ((claim.left + claim.right)[:1], (claim.left + claim.right)[1:2])
        document = documents.load(example.text.encode(), name="example.txt")
        sides = [[m for m in mentions(document) if side and m.actor == side[0]] for side in (left, right)]
        if not kind.plover or len(left) != 1 or len(right) != 1 or any(len(s) != 1 for s in sides) or document.text != example.text:
            continue
        source, target = sides[0][0], sides[1][0]
        who = (Participant("source", source), Participant("target", target))
        type_ = plover(Claim(claim.kind, who, document.quote(0, len(document.text)), standing=claim.standing))
        if (source.start, source.end) != (target.start, target.end):
            found.append(Pair(example.text, span(source), span(target), MERGED.get(type_, type_)))
    return found


def span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)


def rows(wanted: Sequence[Pair], language: str) -> Rows:
    """The features of each pair with its type; a text of more than one sentence is left out."""
    loaded: list[tuple[Pair, Document]] = []
    for pair in wanted:
        document = documents.load(pair.text.encode(), name="pair.txt")
        if document.text == pair.text and len(document.sentences) == 1:
            loaded.append((pair, document))
    parses = parser(language).parse([document.text for _, document in loaded])
    return [
        (features(Marked.of(document, document.sentences[0], parse, [pair.source], [pair.target])), pair.plover)
        for (pair, document), parse in zip(loaded, parses, strict=True)
    ]


def train(examples: Rows) -> learned.Model:
    """The model that these rows make."""
    import numpy as np

    counts = Counter(name for names, _ in examples for name in names)
    names = sorted(n for n, c in counts.items() if c > 1 or not n.startswith(ONCE) or n.startswith(KEPT))
    place = {name: i for i, name in enumerate(names)}
    seen = [np.array([place[n] for n in found if n in place], dtype=np.int64) for found, _ in examples]
    right = [TYPES.index(type_) for _, type_ in examples]
    shape = (len(names), len(TYPES))
    weights, moved, total = np.zeros(shape), np.full(shape, 1e-8), np.zeros(shape)
    count = len(examples)
    # A stride that goes through all examples, far from the order of the files.
    stride = next(s for s in range(int(count * 0.618), 2 * count) if gcd(s, count) == 1)
    at = 0
    for number in range(ROUNDS):
        for _ in range(count):
            at = (at + stride) % count
            row = seen[at]
            here = weights[row]
            share = here.sum(axis=0)
            share = np.exp(share - share.max())
            share /= share.sum()
            share[right[at]] -= 1
            slope = share + PULL * here
            moved[row] += slope * slope
            weights[row] = here - STEP * slope / np.sqrt(moved[row])
        if number >= ROUNDS // 2:
            total += weights
    whole = np.rint(total / (ROUNDS - ROUNDS // 2) * learned.UNIT).astype(int)
    whole[abs(whole) < SMALLEST] = 0
    return learned.Model(TYPES, {name: tuple(map(int, line)) for name, line in zip(names, whole, strict=True) if line.any()})


def main(language: str = "en") -> None:
    wanted = [p for p in pairs(language) if not p.test]
    table = train(rows([*wanted, *from_examples(language)], language))
    learned.path(language).write_text(learned.text(table), encoding="utf-8")
    held = rows([p for p in pairs(language) if p.test], language)
    good = sum(max(zip(table.sums(names), table.types, strict=True))[1] == type_ for names, type_ in held)
    print(f"{len(wanted)} marked sentences, {len(table.weights)} features -> {learned.path(language).name}")
    print(f"sentences that it never saw: {good} of {len(held)} right")


if __name__ == "__main__":
    main(*sys.argv[1:])
