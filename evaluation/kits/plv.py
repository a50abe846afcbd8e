"""plv: the type of what the marked source does to the marked target: the claim that fits the two marks best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from comity.model import Claim
from evaluation.kits.common import plover, read_texts


def overlap(claim: Claim, spans: list[list[int]], role: str) -> int:
    """Whether a mention in this role (or a party) stands inside the marked words."""
    mentions = [p.mention for p in claim.participants if p.role in (role, "party")]
    return int(any(m.start < end and start < m.end for m in mentions for start, end in spans))


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row, document, claims in read_texts(inputs):
        shift = row["text"].find(document.text[:20]) if document.text else 0
        sides = {role: [[a - max(shift, 0), b - max(shift, 0)] for a, b in row[role]] for role in ("source", "target")}
        typed = [c for c in claims if plover(c)]
        best = max(typed, key=lambda c: overlap(c, sides["source"], "source") + overlap(c, sides["target"], "target"), default=None)
        answer = plover(best) if best else ""
        yield {"id": row["id"], "plover": "YIELD" if answer in ("CONCEDE", "RETREAT") else answer}
