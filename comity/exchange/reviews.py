"""Reviews as tables: the queue, and what was reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from comity.exchange.table import Cell, Cited, Column, Line, Table
from comity.record.citations import Citation
from comity.record.names import name_of
from comity.record.overlay import Queued
from comity.record.reviews import Action, Review, valid
from comity.record.words import kind_words, time_words

QUEUE = (
    Column("entry", "Entry"),
    Column("what", "What"),
    Column("standing", "Standing"),
    Column("why", "Look at it because"),
    Column("cited", "Says"),
    Column("claims", "Claims", page=False),
)
LOG = (
    Column("id", "Review"),
    Column("action", "What"),
    Column("claims", "Claims"),
    Column("change", "Change"),
    Column("who", "Who"),
    Column("when", "When"),
    Column("why", "Why"),
    Column("state", "State"),
)


def queue_table(queue: Sequence[Queued], cited: Mapping[str, Citation], about: Mapping[str, Any]) -> Table:
    """What waits for a person, with the sentences for and against it."""
    wanted = {c for q in queue for c in (*q.entry.supporting, *q.entry.disputing)}
    numbered = sorted({c.number: c for claim, c in cited.items() if claim in wanted}.items())
    return Table(
        "To be reviewed",
        QUEUE,
        tuple(_queued(q, cited) for q in queue),
        tuple(Cited(c.number, c.sentence, c.where, c.references, c.document, c.start, c.end) for _, c in numbered),
        () if queue else ("Nothing waits for a review.",),
        data=lambda: [{**asdict(q.entry), "standing": q.entry.standing.value, "why": q.why} for q in queue],
        about=about,
    )


def log_table(reviews: Sequence[Review], waiting: Sequence[Review], about: Mapping[str, Any]) -> Table:
    """All reviews; `waiting` are those of which a claim is not found in the record."""
    stands, lost = {r.id for r in valid(reviews)}, {r.id for r in waiting}
    states = {r.id: "waits: a claim is not found" if r.id in lost else "counts" if r.id in stands else "taken back" for r in reviews}
    for one in reviews:
        if one.action is Action.UNDO:
            states[one.id] = "taken back" if states.get(one.undoes) == "counts" else "counts"
    return Table(
        f"{len(reviews)} review{'' if len(reviews) == 1 else 's'}",
        LOG,
        tuple(_logged(one, states[one.id]) for one in reviews),
        notes=() if reviews else ("Nobody has reviewed anything.",),
        data=lambda: [{**asdict(one), "action": one.action.value, "state": states[one.id]} for one in reviews],
        about=about,
    )


def _queued(one: Queued, cited: Mapping[str, Citation]) -> dict[str, Cell]:
    def numbers(claims: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(sorted({cited[c].number for c in claims if c in cited}))

    entry = one.entry
    who = " – ".join(name_of(a) for a in entry.actors)
    against = [Line("disputed:", numbers(entry.disputing))] if entry.disputing else []
    return {
        "entry": entry.id,
        "what": f"{kind_words(entry.kind)}: {who} {time_words(entry.time)}".strip(),
        "standing": entry.standing.value,
        "why": one.why,
        "cited": [Line("", numbers(entry.supporting)), *against],
        "claims": " ".join((*entry.supporting, *entry.disputing)),
    }


def _logged(one: Review, state: str) -> dict[str, Cell]:
    change = ", ".join(f"{name}={value}" for name, value in one.change)
    texts = {"id": one.id, "action": one.action.value, "claims": " ".join(one.claims) or one.undoes, "change": change}
    return {**texts, "who": one.who, "when": one.when, "why": one.why, "state": state}
