"""plover: the events of a sentence, the main one first, with the codes that event data use.

What event data want and a claim does not say is done here: a place stands in for a missing target, a group for its home state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from comity.actors.mentions import mentions
from comity.exchange.events import Event, event
from comity.model import Document, Mention
from comity.reading import named_first
from evaluation.kits.common import event_code, read_texts


def codes(mentions: Iterable[Mention]) -> list[str]:
    return list(
        dict.fromkeys(c for m in mentions for c in (event_code(m.actor or (m.candidates[0] if len(m.candidates) == 1 else "")),) if c)
    )


def line(found: Event, named: list[str]) -> dict[str, Any]:
    """One event in codes. Without a target: the place, then another state that the sentence names, then the source's own."""
    source, target = codes(found.source), codes(found.target)
    if not target and found.claim.place is not None:
        target = codes([found.claim.place])
    if not target and source:
        target = [c for c in named if c not in source][:1] or source[:1]
    if not source and target:  # crowds, rebels and officials of a place act in event data for its state
        source = [c for c in named if c not in target][:1] or target[:1]
    return {"source": source, "target": target, "plover": found.plover}


def states(document: Document) -> list[str]:
    """The codes of all that the text names, in its order."""
    return codes(mentions(document))


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row, document, claims in read_texts(inputs):
        named, events = states(document), []
        for one in filter(None, map(event, claims)):
            said = line(one, named)
            if said not in events and (said["source"] or said["target"]):
                events.append(said)
        told = None if events else named_first(document)  # each sentence of the kit tells of an event
        if told and (found := event(told)):
            events.append(line(found, named))
        yield {"id": row["id"], "events": events}
