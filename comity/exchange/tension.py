"""Triads that pull apart, as a table: who is torn, between whom, and by which ties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from comity.exchange.asof import tie_words
from comity.exchange.table import Cell, Cited, Column, Line, Table
from comity.record.citations import Citation
from comity.record.names import name_of
from comity.record.tension import Side, Triad

COLUMNS = (
    Column("torn", "Torn"),
    Column("between", "Between"),
    Column("answer", "On the day"),
    Column("ties", "By these ties"),
    Column("claims", "Claims", page=False),
)
LEGEND = "Close to both of two that are at odds; as sure as the least sure of these ties: holds, presumed, possibly."


def tension_table(found: Sequence[Triad], day: str, cited: Mapping[str, Citation], about: Mapping[str, Any]) -> Table:
    """A row a triad, the surest first; a line a tie, with the sentences that say it."""
    numbered = sorted({c.number: c for c in cited.values()}.items())
    return Table(
        f"{len(found)} tension{'' if len(found) == 1 else 's'} on {day}",
        COLUMNS,
        tuple(_row(one, cited) for one in found),
        tuple(Cited(c.number, c.sentence, c.where, c.references, c.document, c.start, c.end) for _, c in numbered),
        (LEGEND,) if found else ("The record knows of nobody who was torn on this day.",),
        data=lambda: [_record(one) for one in found],
        about={**about, "day": day},
    )


def _row(one: Triad, cited: Mapping[str, Citation]) -> dict[str, Cell]:
    return {
        "torn": name_of(one.torn),
        "between": " – ".join(name_of(a) for a in one.others),
        "answer": one.state.value,
        "ties": [line for side in one.sides for line in _lines(side, cited)],
        "claims": " ".join(one.claims),
    }


def _lines(side: Side, cited: Mapping[str, Citation]) -> Iterator[Line]:
    """Between whom, what, and why it is thought to hold."""
    who = " – ".join(name_of(a) for a in side.actors)
    for answer in side.ties:
        numbers = tuple(sorted({cited[c].number for c in answer.claims if c in cited}))
        yield Line(f"{who}: {tie_words(answer.tie)}, {answer.state.value}. {answer.reason}", numbers)


def _record(one: Triad) -> dict[str, Any]:
    sides = [
        {
            "actors": side.actors,
            "close": side.temper > 0,
            "ties": [
                {"kind": a.tie.kind, "actors": a.tie.actors, "answer": a.state.value, "reason": a.reason, "claims": a.claims}
                for a in side.ties
            ],
        }
        for side in one.sides
    ]
    return {"torn": one.torn, "between": one.others, "answer": one.state.value, "sides": sides}
