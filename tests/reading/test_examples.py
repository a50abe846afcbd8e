"""The kinds' own sentences, read: what is found, who stands where, how it stands, when. Shares, since a small parser errs."""

from __future__ import annotations

from collections import Counter
from functools import cache

from comity import documents
from comity.kinds import ontology
from comity.kinds.examples import Expected, examples
from comity.model import Claim
from comity.reading import read_many

Outcome = list[tuple[bool, bool, list[tuple[Expected, list[Claim]]]]]


@cache
def outcome() -> tuple[tuple[bool, bool, bool, tuple[tuple[Expected, tuple[Claim, ...]], ...]], ...]:
    """Each example as read: a near-miss, for tests only, does it say its kind, each expected claim with the claims of its kind."""
    rows = examples("en")
    read = read_many(documents.load(row.text.encode(), name="sentence.txt") for row in rows)
    return tuple(
        (
            row.near_miss,
            row.test,
            any(c.kind == row.kind for c in claims),
            tuple((e, tuple(c for c in claims if c.kind == e.kind)) for e in row.claims),
        )
        for row, (_, claims) in zip(rows, read, strict=True)
    )


def sides(expected: Expected, claim: Claim) -> bool:
    """Whether a claim has the actors that are expected, in their roles."""
    roles = ontology().kind(expected.kind).roles
    want = [{a for a in side if a not in "?-"} for side in (expected.left, expected.right)]
    if ontology().kind(expected.kind).symmetric:
        return set(claim.actors("party")) == want[0] | want[1]
    return set(claim.actors(roles[0])) == want[0] and (len(roles) < 2 or set(claim.actors(roles[1])) == want[1])


def shares(test: bool) -> dict[str, float]:
    """What share of the expected claims is found, has its actors, its standing and its date; and of near-misses that say the kind."""
    count: Counter[str] = Counter()
    for near_miss, only_test, says, pairs in outcome():
        if only_test is not test:
            continue
        if near_miss:
            count["near"] += 1
            count["said"] += says
            continue
        for expected, claims in pairs:
            right = [c for c in claims if sides(expected, c)]
            count["all"] += 1
            count["found"] += bool(claims)
            count["sides"] += bool(right)
            count["standing"] += any(c.standing is expected.standing for c in right)
            count["date"] += any(c.time.edtf == expected.time for c in right)
    figures = {k: count[k] / count["all"] for k in ("found", "sides", "standing", "date")}
    return {**figures, "said": count["said"] / count["near"]}


def test_examples_that_nothing_learns_from_are_read() -> None:
    reached = shares(test=True)
    assert reached["found"] >= 0.92 and reached["sides"] >= 0.79 and reached["standing"] >= 0.78 and reached["date"] >= 0.78, reached
    assert reached["said"] <= 0.13, reached


def test_examples_are_read() -> None:
    reached = shares(test=False)
    assert reached["found"] >= 0.92 and reached["sides"] >= 0.79 and reached["standing"] >= 0.78 and reached["date"] >= 0.78, reached
    assert reached["said"] <= 0.13, reached
