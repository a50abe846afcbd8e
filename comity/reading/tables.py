"""Rows of a register: a table whose columns are a partner and the day on which relations began.

A row whose country is lost keeps its date with the partner unknown; it is given to a country only by words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.actors.context import Scene
from comity.actors.finder import find
from comity.actors.resolve import resolve
from comity.model import Basis, Block, BlockKind, Cell, Claim, Document, Found, Mention, Participant, Span, Time
from comity.times.scan import scan

PARTNER = re.compile(r"\b(country|countries|state|states|nation|partner|territory|entity|name)\b", re.IGNORECASE)
BEGAN = re.compile(r"\b(relations?|established|establishment|began|date|since|recogni[sz]ed)\b", re.IGNORECASE)
RELATIONS = re.compile(
    r"\b(diplomatic|bilateral|formal|foreign) relations?\b|\brelations (began|established|with)\b|\bdiplomatic ties\b", re.IGNORECASE
)
OTHER = re.compile(
    r"\b(visa|embass|consul|mission|treat|agreement|visit|trade|severed|suspended|broken|membership|member|application|ratif|summit)",
    re.IGNORECASE,
)
NAMED = re.compile(r"[^\W\d_]{2}")  # a number in a country's cell counts rows; it is nobody's code
CONSULAR = re.compile(r"\bconsular relations\b", re.IGNORECASE)
RECOGNIZED = re.compile(r"\brecogni(?:[sz]ed|tion)\b", re.IGNORECASE)
TURNS = (
    ("resume_relations", re.compile(r"\b(?:re-?established|restored|resumed|renewed|normali[sz]ed)\b", re.IGNORECASE)),
    ("suspend_relations", re.compile(r"\b(?:suspended|interrupted)\b", re.IGNORECASE)),
    ("sever_relations", re.compile(r"\b(?:severed|broken|broke|cut|terminated|ended)\b", re.IGNORECASE)),
)
"""What a cell can say of a time but that relations began then; of several the last word counts."""


@dataclass(frozen=True)
class Columns:
    """Which columns of a table hold the partner and the date; None where there is no such column."""

    partner: int | None
    date: int
    kind: str


def tables(document: Document) -> Iterator[tuple[Block | None, list[Block]]]:
    """Each table of a document: the block that leads up to it, and its rows."""
    rows: dict[int, list[Block]] = {}
    lead: dict[int, Block | None] = {}
    before: Block | None = None
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_ROW:
            rows.setdefault(block.table, []).append(block)
            lead.setdefault(block.table, before)
        else:
            before = block
    return ((lead[number], rows[number]) for number in rows)


def columns(document: Document, lead: Block | None, rows: Sequence[Block]) -> Columns | None:
    """The columns of a table of relations, None where it is a table of something else."""
    headers = [c.header for c in max(rows, key=lambda r: len(r.cells)).cells]
    date = _date_column(document, headers, rows)
    if date is None:
        return None
    about = " / ".join([headers[date], *rows[0].section, document.text[lead.start : lead.end][-300:] if lead else ""])
    if OTHER.search(headers[date]) or (OTHER.search(" ".join(rows[0].section[-1:])) and not RELATIONS.search(about)):
        return None
    if not RELATIONS.search(about) and not BEGAN.search(headers[date]):
        return None
    if RECOGNIZED.search(headers[date]) and not re.search("relations|established", headers[date], re.IGNORECASE):
        return None  # recognition is not yet relations
    partner = next((i for i, h in enumerate(headers) if i != date and PARTNER.search(h)), None)
    if partner is None:
        partner = _partner_column(document, headers, rows, date)
    return Columns(partner, date, "establish_consular_relations" if CONSULAR.search(headers[date]) else "establish_relations")


def _date_column(document: Document, headers: Sequence[str], rows: Sequence[Block]) -> int | None:
    counts = [0] * len(headers)
    for row in rows:
        for i, cell in enumerate(row.cells[: len(headers)]):
            counts[i] += len(cell_text(document, cell)) < 60 and bool(cell_time(document, cell))
    named = [i for i, h in enumerate(headers) if BEGAN.search(h) and counts[i]]
    if named:
        return max(named, key=lambda i: (bool(RELATIONS.search(headers[i])), counts[i], -i))
    best = max(range(len(headers)), key=lambda i: (counts[i], -i), default=None)
    return best if best is not None and counts[best] * 2 > len(rows) else None


def _partner_column(document: Document, headers: Sequence[str], rows: Sequence[Block], date: int) -> int | None:
    counts = [0] * len(headers)
    for row in rows[:40]:
        for i, cell in enumerate(row.cells[: len(headers)]):
            text = cell_text(document, cell)
            counts[i] += i != date and 1 < len(text) < 60 and bool(NAMED.search(text) and resolve(text).actor)
    best = max(range(len(headers)), key=lambda i: (counts[i], -i))
    return best if counts[best] else None


def cell_text(document: Document, cell: Cell) -> str:
    return document.text[cell.start : cell.end]


def cell_time(document: Document, cell: Cell) -> Time:
    """The first time of a cell, as stated; an empty one where there is none."""
    for expression in scan(cell_text(document, cell)):
        if expression.edtf:
            words = Span(cell.start + expression.start, cell.start + expression.end)
            return Time(expression.edtf, Basis.STATED, expression.words, words)
    return Time("", Basis.NONE)


def partner_of(document: Document, scene: Scene, row: Block, cell: Cell | None) -> Mention:
    """The partner of a row: the name in its cell, else whom its own words name; an open mention where neither tells."""
    text = cell_text(document, cell).strip() if cell is not None else ""
    if cell is not None and NAMED.search(text):
        known = resolve(text.split("\n")[0])
        named = [m for m in find(cell_text(document, cell)) if m.actor]
        inside = [m for m in named if not _aside(cell_text(document, cell), m)]
        if known.actor and (inside or not named):
            return Mention(cell.start, cell.end, cell_text(document, cell), known.actor, known.how, reason=known.reason)
        if len({m.actor for m in inside}) == 1:
            m = inside[0]
            return Mention(cell.start + m.start, cell.start + m.end, m.text, m.actor, m.how, reason=m.reason)
        reason = "the name in the country cell is not in the catalogue"
        return Mention(cell.start, cell.end, cell_text(document, cell), "", "unknown", candidates=known.candidates, reason=reason)
    actor, why = scene.partner(row)
    if actor:
        return Mention(row.start, row.start, "", actor, "description", reason=why)
    return Mention(row.start, row.start, "", "", "unknown", reason="the row's country is lost")


def _aside(text: str, mention: Mention) -> bool:
    """Whether a name stands among other words in brackets: 'Niue (a state in free association with New Zealand)'."""
    before, after = text[: mention.start].rpartition("("), text[mention.end :].partition(")")
    return bool(before[1] and after[1] and ")" not in before[2] and NAMED.search(before[0]) and NAMED.search(before[2] + after[0]))


def turns(document: Document, cell: Cell, began: str) -> Iterator[tuple[str, Time]]:
    """What a cell tells of relations: when they began, and every time that it says they were broken off, suspended or resumed."""
    text, last, begun = cell_text(document, cell), 0, False
    for expression in scan(text):
        if not expression.edtf:
            continue
        told = [(word.start(), kind) for kind, words in TURNS for word in words.finditer(text, last, expression.start)]
        kind = max(told)[1] if told else began
        last = expression.end
        if kind != began or not begun:
            span = Span(cell.start + expression.start, cell.start + expression.end)
            yield kind, Time(expression.edtf, Basis.STATED, expression.words, span)
        begun = begun or kind == began


def focus_mention(document: Document, at: int) -> Mention:
    """The page's own side of a row."""
    return Mention(
        at,
        at,
        "",
        document.focus,
        "focus",
        reason=f"the page is about it ({document.focus_basis})" if document.focus_basis else "the page is about it",
    )


def row_claims(document: Document, scene: Scene) -> Iterator[Claim]:
    """A claim a dated row, relations between the focal actor and the row's partner began then; and one each time that they were broken
    off, suspended or resumed."""
    if not document.focus:
        return
    for lead, rows in tables(document):
        found = columns(document, lead, rows)
        if found is None:
            continue
        for row in rows:
            if found.date >= len(row.cells):
                continue
            dated = row.cells[found.date]
            told = list(turns(document, dated, found.kind))
            if not told:
                continue
            cell = row.cells[found.partner] if found.partner is not None and found.partner < len(row.cells) else None
            partner = partner_of(document, scene, row, cell)
            first = min(dated.start, cell.start) if cell is not None and cell.end > cell.start else dated.start
            last = max(dated.end, cell.end) if cell is not None and cell.end > cell.start else dated.end
            parties = (Participant("party", focus_mention(document, row.start)), Participant("party", partner))
            for kind, time in told:
                what = "the day relations began" if kind == found.kind else "what became of relations"
                how = Found(f"table: a partner and {what}", dated.header, time.span)
                yield Claim(kind, parties, document.quote(first, last), time=time, found=how)
