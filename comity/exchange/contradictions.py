"""Contradictions as a table: both sides with their sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from comity.exchange.table import Cell, Cited, Column, Line, Table
from comity.record.citations import Citation
from comity.record.contradictions import Contradiction
from comity.record.names import name_of
from comity.record.words import kind_words

COLUMNS = (
    Column("id", "Id", page=False),
    Column("what", "What"),
    Column("who", "Between"),
    Column("sort", "Contradiction"),
    Column("conflict", "Sort of conflict"),
    Column("sides", "Sides"),
    Column("why", "Why"),
    Column("claims", "Claims", page=False),
)


def contradictions_table(found: Sequence[Contradiction], cited: Mapping[str, Citation], about: Mapping[str, Any]) -> Table:
    """A row a contradiction, each side with the sentences that say it."""
    numbered = sorted({c.number: c for c in cited.values()}.items())
    return Table(
        f"{len(found)} contradiction{'' if len(found) == 1 else 's'}",
        COLUMNS,
        tuple(_row(one, cited) for one in found),
        tuple(Cited(c.number, c.sentence, c.where, c.references, c.document, c.start, c.end) for _, c in numbered),
        () if found else ("The record holds no contradiction.",),
        data=lambda: [{**one._asdict(), "attributes": dict(one.attributes), "sides": [s._asdict() for s in one.sides]} for one in found],
        about=about,
    )


def _row(one: Contradiction, cited: Mapping[str, Citation]) -> dict[str, Cell]:
    told = ", ".join(value for _, value in one.attributes)
    return {
        "id": one.id,
        "what": kind_words(one.kind) + (f" ({told})" if told else ""),
        "who": " – ".join(name_of(a) for a in one.actors),
        "sort": one.sort.value,
        "conflict": one.conflict.value,
        "sides": [Line(s.value, tuple(sorted({cited[c].number for c in s.claims if c in cited}))) for s in one.sides],
        "why": one.why,
        "claims": " ".join(one.claims),
    }
