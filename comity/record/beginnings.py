"""What a record says of the beginning of relations: the rows of its tables of relations, and what is said in any place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from comity.model import Standing
from comity.record.names import name_of
from comity.record.spells import Turn
from comity.record.ties import rules

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Row(NamedTuple):
    """A row of a table of relations: where it stands, whose page it is, its partner ('' where lost) as written, its date ('' where it has
    none), its claim; and the claims of its notes that say the same."""

    document: str
    table: int
    position: int
    focus: str
    partner: str
    words: str
    time: str
    claim: str
    notes: tuple[str, ...] = ()


class Elsewhere(NamedTuple):
    """That relations with a partner began at a time, said in any place: on the page of which actor, by which claim."""

    partner: str
    focus: str
    document: str
    claim: str
    time: str


def beginnings(*turns: Turn) -> list[str]:
    """The kinds of claims that say that relations began, or began again."""
    return sorted(k for k, own in rules().items() if any(r.tie == "diplomatic_relations" and r.turn in turns for r in own))


def elsewhere(connection: Any) -> dict[str, list[Elsewhere]]:
    """By actor, what the record says of the beginning of its relations."""
    sql = """
        SELECT c.id, c.evidence.document, d.focus, c.time.edtf, [p.mention.actor FOR p IN c.participants]
        FROM claims c JOIN documents d ON d.id = c.evidence.document
        WHERE c.kind IN (SELECT unnest(?)) AND c.standing = ? AND len(c.participants) = 2 ORDER BY c.id
    """
    found: dict[str, list[Elsewhere]] = {}
    values = [beginnings(Turn.START, Turn.RESUME), Standing.ACTUAL.value]
    for claim, document, focus, time, (one, other) in connection.execute(sql, values).fetchall():
        if one and other and one != other and time:
            found.setdefault(one, []).append(Elsewhere(other, focus, document, claim, time))
            found.setdefault(other, []).append(Elsewhere(one, focus, document, claim, time))
    return found


def table_rows(connection: Any, actor: str = "") -> list[Row]:
    """The rows of the tables of relations, of an actor's pages if one is named: those that name a partner and those that have lost it."""
    sql = """
        WITH rows AS (
            SELECT id, focus, unnest(blocks) AS block FROM documents WHERE focus <> '' AND (focus = ? OR ? = '')
        )
        SELECT c.evidence.document, r.block."table", r.block."start", r.focus, c.found.rule LIKE 'table:%', c.time.edtf, c.id,
               [[p.mention.actor, p.mention.text, p.mention.how] FOR p IN c.participants]
        FROM claims c JOIN rows r ON r.id = c.evidence.document
        WHERE c.kind IN (SELECT unnest(?)) AND c.standing = ? AND r.block.kind = 'table_row'
          AND r.block."start" <= c.evidence.start AND c.evidence.start < r.block."end"
        ORDER BY ALL
    """
    dated: list[Row] = []
    notes: dict[tuple[str, int, str], list[tuple[str, str]]] = {}
    values = [actor, actor, beginnings(Turn.START), Standing.ACTUAL.value]
    for document, table, start, focus, cell, time, claim, sides in connection.execute(sql, values).fetchall():
        if cell:
            others = [(who, words) for who, words, how in sides if how != "focus"]
            if len(others) == 1:
                partner, words = others[0]
                dated.append(Row(document, table, start, focus, partner, words or name_of(partner), time, claim))
        elif len(sides) == 2 and focus in (sides[0][0], sides[1][0]):
            other = sides[1][0] if sides[0][0] == focus else sides[0][0]
            notes.setdefault((document, start, other), []).append((time, claim))
    return [_with_notes(row, notes.get((row.document, row.position, row.partner), ())) for row in dated]


def _with_notes(row: Row, notes: Sequence[tuple[str, str]]) -> Row:
    """A row with what its notes say of its date: 'on 30 May 2012' beside a cell with the year."""
    same = [(time, claim) for time, claim in notes if DATE.fullmatch(time) and (time.startswith(row.time) or row.time.startswith(time))]
    finest = {time for time, _ in same if not any(other != time and other.startswith(time) for other, _ in same)}
    time = max(row.time, *finest, key=len) if len(finest) == 1 else row.time
    return row._replace(time=time, notes=tuple(sorted(claim for _, claim in same)))


def undated_rows(connection: Any, dated: Iterable[Row]) -> list[Row]:
    """The other rows of the tables in which these stand, as far as a cell or their words tell whose they are: they have no date, but the
    partner has its row, and its place in the order."""
    from comity.actors.mentions import scene as scene_of
    from comity.reading import tables
    from comity.record import query

    there = {(row.document, row.table, row.position) for row in dated}
    found = []
    for document in query.documents(connection, sorted({row.document for row in dated}), places=False):
        scene = scene_of(document)[1]
        for lead, rows in tables.tables(document):
            columns = tables.columns(document, lead, rows) if (document.id, rows[0].table) in {t[:2] for t in there} else None
            for block in rows if columns else ():
                at = columns.partner if columns else None
                cell = block.cells[at] if at is not None and at < len(block.cells) else None
                told = tables.partner_of(document, scene, block, cell)
                if told.actor and (document.id, block.table, block.start) not in there:
                    words = told.text or name_of(told.actor)
                    found.append(Row(document.id, block.table, block.start, document.focus, told.actor, words, "", ""))
    return found
