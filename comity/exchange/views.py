"""Answers as tables: pure functions from what the record returns to rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from comity.exchange.table import Cell, Cited, Column, Line, Table
from comity.record import rows
from comity.record.names import name_of
from comity.record.words import kind_words, mission_words, statement_words, time_words

if TYPE_CHECKING:
    from comity.model import Claim, Document
    from comity.record.citations import Citation
    from comity.record.explain import Explanation
    from comity.record.pair import Pair
    from comity.record.register import Register, RegisterRow, Statement

LEGEND = "→ by the actor of this register, ← by the partner; [n] the sentences below. `comity pair` shows two actors in full."
NOTES = 12  # a row's notes on a page; data formats have all

REGISTER = (
    Column("partner", "Code", page=False),
    Column("name", "Partner"),
    Column("date", "Date", page=False),
    Column("began", "Relations began"),
    Column("changes", "Since then"),
    Column("missions", "Missions"),
    Column("notes", "Notes"),
    Column("sentences", "Sentences", page=False),
    Column("claims", "Claims", page=False),
)
CLAIMS = (
    Column("id", "Claim"),
    Column("kind", "Kind"),
    Column("actors", "Actors"),
    Column("time", "Time"),
    Column("standing", "Standing"),
    Column("sentence", "Words"),
    Column("document", "Document"),
    Column("start", "Start", page=False),
    Column("end", "End", page=False),
)
PAIR = (
    Column("time", "Time"),
    Column("what", "What"),
    Column("standing", "Standing"),
    Column("sources", "Documents"),
    Column("cited", "Says"),
)
EXPLANATION = (Column("what", "What"), Column("says", "Says"))


def register_table(register: Register, about: Mapping[str, Any]) -> Table:
    """The register as a page's table: partner, relations began, missions, notes, and the sentences by number."""
    title = f"Foreign relations of {register.name}" + (f", as of {register.as_of}" if register.as_of else "")
    return Table(
        title,
        REGISTER,
        tuple(_register_row(row, {c.number: c for c in register.citations}) for row in register.rows),
        _cited(register.citations),
        (LEGEND,) if register.rows else (f"The record says nothing of {register.name} and another actor.",),
        data=lambda: [_register_record(row) for row in register.rows],
        about={**about, "actor": register.actor, "name": register.name, "as_of": register.as_of},
    )


def claims_table(claims: Sequence[Claim], documents: Mapping[str, Document], about: Mapping[str, Any]) -> Table:
    """Claims, a row each, in the order of documents and text."""
    return Table(
        f"{len(claims)} claim{'' if len(claims) == 1 else 's'}",
        CLAIMS,
        tuple(_claim_row(c, documents[c.evidence.document]) for c in claims),
        data=lambda: [rows.encode(c) for c in claims],
        about=about,
    )


def pair_table(pair: Pair, about: Mapping[str, Any]) -> Table:
    """What is said of two actors, in the order of time, with every sentence."""
    made: list[dict[str, Cell]] = []
    for item in pair.items:
        what = Line(statement_words(item.statement, name_of(pair.one), name_of(pair.other)))
        against = [Line("disputed:", item.disputing)] if item.disputing else []
        made.append(
            {
                "time": item.statement.time or "—",
                "what": [what],
                "standing": item.statement.standing,
                "sources": item.sources,
                "cited": [Line("", item.statement.citations), *against],
            }
        )
    return Table(
        f"{name_of(pair.one)} and {name_of(pair.other)}",
        PAIR,
        tuple(made),
        _cited(pair.citations),
        () if made else ("The record says nothing of the two together.",),
        data=lambda: [{**item.statement._asdict(), "sources": item.sources, "disputing": item.disputing} for item in pair.items],
        about={**about, "actors": [pair.one, pair.other]},
    )


def explanation_table(explanation: Explanation, about: Mapping[str, Any]) -> Table:
    """How one claim came about: a row an aspect."""
    return Table(
        f"Claim {explanation.claim.id}",
        EXPLANATION,
        tuple({"what": label, "says": [Line(line) for line in says]} for label, says in explanation.aspects),
        data=lambda: [{**rows.encode(explanation.claim), "explanation": [[label, *says] for label, says in explanation.aspects]}],
        about=about,
    )


def _register_record(row: RegisterRow) -> dict[str, Any]:
    columns = {name: [s._asdict() for s in getattr(row, name)] for name in ("began", "changes", "missions", "notes")}
    return {"partner": row.partner, "name": row.name, "kind": row.kind, **columns}


def _register_row(row: RegisterRow, citations: Mapping[int, Citation]) -> dict[str, Any]:
    name = row.name if row.partner else f"unknown ({row.name})" if row.name else "unknown"
    notes = [_line(s, kind_words(s.what)) for s in row.notes]
    more = [Line(f"and {len(notes) - NOTES} more: comity pair")] if len(notes) > NOTES else []
    cited = sorted({n for s in row.statements() for n in s.citations})
    return {
        "partner": row.partner,
        "name": name,
        "date": next((s.time for s in row.began if s.standing == "actual" and s.what != "no_relations"), ""),
        "began": [Line(_doubt(_began(s), s), s.citations) for s in row.began],
        "changes": [_line(s, kind_words(s.what)) for s in row.changes],
        "missions": [_line(s, mission_words(s)) for s in row.missions],
        "notes": notes[:NOTES] + more,
        "sentences": [Line(f"[{n}] {c.document}:{c.start}-{c.end} “{c.sentence}”") for n in cited for c in [citations[n]]],
        "claims": " ".join(sorted({c for s in row.statements() for c in s.claims})),
    }


def _began(statement: Statement) -> str:
    if statement.what == "no_relations":
        return f"{kind_words(statement.what)} {statement.time}".strip()
    return statement.time or "no date"


def _line(statement: Statement, words: str) -> Line:
    arrow = {"out": "→ ", "in": "← "}.get(statement.direction, "")
    return Line(_doubt(arrow + words + (f" {time_words(statement.time)}" if statement.time else ""), statement), statement.citations)


def _doubt(text: str, statement: Statement) -> str:
    return text if statement.standing == "actual" else f"{text} ({statement.standing})"


def _claim_row(claim: Claim, document: Document) -> dict[str, Any]:
    where = document.title or (document.sightings[0].address if document.sightings else "")
    return {
        "id": claim.id,
        "kind": claim.kind,
        "actors": " – ".join(p.actor or f"?{p.mention.text}" for p in claim.participants),
        "time": claim.time.edtf,
        "standing": claim.standing.value,
        "sentence": " ".join(claim.evidence.quote.split()),
        "document": where or claim.evidence.document,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
    }


def _cited(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    return tuple(Cited(c.number, c.sentence, c.where, c.references, c.document, c.start, c.end) for c in citations)
