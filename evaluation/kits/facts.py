"""facts: all that a document says between actors, one line a pair of actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any

from comity import kinds
from comity.model import Claim
from evaluation.kits.common import code, read_paths


def pairs(claim: Claim) -> Iterator[tuple[list[str], list[str]]]:
    """The claim's actors by twos: source and target, or two parties."""
    kind = kinds.ontology().kind(claim.kind)
    if kind.symmetric:
        sides = list(dict.fromkeys(claim.actors()))
        yield from (([code(a)], [code(b)]) for a, b in combinations(sides, 2))
        if len(sides) == 1:
            yield [code(sides[0])], []
        return
    sources, targets = claim.actors("source"), claim.actors("target")
    if sources and targets:
        yield from (([code(a)], [code(b)]) for a, b in product(sources, targets) if a != b)
    elif sources or targets:
        yield from (([code(a)], []) for a in sources)
        yield from (([], [code(a)]) for a in targets)


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row, document, claims in read_paths(inputs):
        out = []
        for claim in claims:
            domain, quote = kinds.ontology().kind(claim.kind).domain, document.text[claim.evidence.start : claim.evidence.end]
            for source, target in pairs(claim):
                date = claim.time.edtf or None
                line = {
                    "source": source,
                    "target": target,
                    "domain": domain,
                    "date": date,
                    "standing": claim.standing.value,
                    "quote": quote,
                }
                if line not in out:
                    out.append(line)
        yield {"doc": row["doc"], "claims": out}
