"""Two actors: all that is said of them, in the order of time, from the entries and their claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from comity.model import Claim, Document, Entry
from comity.record.citations import Citation, Citations
from comity.record.register import Statement, details, direction


class Item(NamedTuple):
    """An entry as a statement on the two, how many independent sources it has, and the sentences that dispute it."""

    statement: Statement
    sources: int
    disputing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What the record holds on two actors."""

    one: str
    other: str
    items: tuple[Item, ...]
    citations: tuple[Citation, ...]


def pair(one: str, other: str, entries: Sequence[Entry], claims: Sequence[Claim], documents: Mapping[str, Document]) -> Pair:
    """The entries in which both take part. Those without a time come last."""
    by_id = {c.id: c for c in claims}
    citations = Citations(documents)
    items = []
    for entry in sorted(entries, key=lambda e: (not e.time, e.time, e.kind, e.id)):
        supporting = [by_id[c] for c in entry.supporting]
        statement = Statement(
            what=entry.kind,
            direction=direction(one, other, supporting[0]),
            time=entry.time,
            standing=entry.standing.value,
            details=details(supporting),
            claims=entry.supporting,
            citations=citations.cite(supporting),
        )
        items.append(Item(statement, entry.sources, citations.cite(by_id[c] for c in entry.disputing)))
    return Pair(one, other, tuple(items), citations.all())
