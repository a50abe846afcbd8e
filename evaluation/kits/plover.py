"""plover: the events of a sentence, the main one first, with the codes that event data use.

What event data want and a claim does not say is done here: a place stands in for a missing target, a group for its home state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from comity.model import Claim
from evaluation.kits.common import event_code, plover, read_texts


def codes(claim: Claim, role: str) -> list[str]:
    return list(dict.fromkeys(c for c in (event_code(a) for a in claim.actors(role)) if c))


def event(claim: Claim) -> dict[str, Any]:
    """One claim as an event: parties of a symmetric kind stand on both sides in their order."""
    parties = codes(claim, "party")
    source, target = (parties[:1], parties[1:]) if parties else (codes(claim, "source"), codes(claim, "target"))
    if not target and claim.place is not None:
        target = [c for c in [event_code(claim.place.actor)] if c]
    return {"source": source, "target": target, "plover": plover(claim)}


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row, _, claims in read_texts(inputs):
        events = []
        for claim in claims:
            line = event(claim)
            if line["plover"] and line not in events:
                events.append(line)
        yield {"id": row["id"], "events": events}
