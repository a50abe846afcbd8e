"""What a register's page shows, asked for alone: with whom an actor has to do, and of the partners on the page the claims on beginnings,
changes and missions, of all else those of the first entries.

A whole register of an actor that everybody speaks of rests on a hundred thousand claims. A page shows a few hundred of their sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from comity.record.record import Record
from comity.record.register import BEGAN, CHANGES, MISSIONS

CELLS = (*BEGAN, *CHANGES, *MISSIONS)
OWN = """CREATE OR REPLACE TEMP TABLE own AS SELECT * FROM (
    SELECT id, kind IN (SELECT unnest(?)) AS cell, kind, time, standing, supporting, unnest(actors) AS partner FROM entries
    WHERE id IN (SELECT id FROM entry_actors WHERE actor = ?)) WHERE partner <> ?"""
LISTED = """SELECT partner, cell, total, len(supporting), supporting[:CASE WHEN cell THEN len(supporting) ELSE ? END] FROM (
    SELECT *, count(*) OVER (PARTITION BY partner, cell) AS total, row_number() OVER (PARTITION BY partner, cell
        ORDER BY standing <> 'actual', time = '', time, kind, id) AS n FROM own WHERE partner <> '')
    WHERE cell OR n <= ? ORDER BY partner, cell, n"""
LOST = """SELECT claim FROM (SELECT unnest(supporting) AS claim, partner FROM own)
    WHERE claim IN (SELECT unnest(supporting) FROM own WHERE partner = '') GROUP BY claim HAVING bool_and(partner = '') ORDER BY claim"""
ROWS = """WITH lost AS (SELECT unnest(?) AS claim),
    said AS (SELECT DISTINCT document, "start" AS said FROM participants WHERE actor = ? AND claim IN (FROM lost)),
    blocks AS (SELECT id, unnest([b."start" FOR b IN blocks]) AS first, unnest([b."end" FOR b IN blocks]) AS past FROM documents
        WHERE id IN (SELECT document FROM said))
    SELECT count(DISTINCT (id, first)) FROM said JOIN blocks ON id = document AND first <= said AND said < past"""


class Few(NamedTuple):
    """What the row of a partner shows: its claims, how many entries its notes have in all, and how many claims more there are for the
    entry of a claim in the notes."""

    claims: tuple[str, ...]
    notes: int
    more: Mapping[str, int]


class Partners(NamedTuple):
    """With whom an actor has to do; the claims that name nobody else who is known, and in how many rows these stand."""

    named: Mapping[str, Few]
    lost: tuple[str, ...]
    rows: int


def partners(record: Record, actor: str, lines: int, sentences: int) -> Partners:
    """The partners of an actor, in no order, each with so many lines of notes and so many sentences of each."""
    with record.sql() as connection:
        connection.execute(OWN, [list(CELLS), actor, actor])
        listed = connection.execute(LISTED, [sentences, lines]).fetchall()
        lost = [row[0] for row in connection.execute(LOST).fetchall()]
        connection.execute("DROP TABLE own")
        rows = connection.execute(ROWS, [lost, actor]).fetchall()[0][0] if lost else 0
    named: dict[str, Few] = {}
    for partner, cell, total, many, some in listed:
        before = named.get(partner, Few((), 0, {}))
        more = before.more if cell else {**before.more, **dict.fromkeys(some, many - len(some))}
        named[partner] = Few((*before.claims, *some), before.notes if cell else total, more)
    return Partners(named, tuple(lost), rows)
