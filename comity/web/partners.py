"""What a register's page shows, asked for alone: with whom an actor has to do, and of the partners on the page the claims on beginnings,
changes and missions, of all else those of the first entries.

A whole register of an actor that everybody speaks of rests on a hundred thousand claims. A page shows a few hundred of their sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from comity.record.record import Record
from comity.record.register import BEGAN, CHANGES, MISSIONS

CELLS = (*BEGAN, *CHANGES, *MISSIONS)
NAMED = "SELECT DISTINCT unnest(actors) AS partner FROM entry_actors WHERE actor = ?"
LOST = """WITH said AS (SELECT unnest(supporting) AS claim, actors FROM entry_actors WHERE actor = ?)
    SELECT claim FROM said WHERE claim IN (SELECT claim FROM said WHERE list_contains(actors, ''))
    GROUP BY claim HAVING bool_and(len(list_filter(actors, lambda a: a NOT IN ('', ?))) = 0) ORDER BY claim"""
ROWS = """WITH lost AS (SELECT unnest(?) AS claim),
    said AS (SELECT DISTINCT document, "start" AS said FROM participants WHERE actor = ? AND claim IN (FROM lost)),
    blocks AS (SELECT id, unnest([b."start" FOR b IN blocks]) AS first, unnest([b."end" FOR b IN blocks]) AS past FROM documents
        WHERE id IN (SELECT document FROM said))
    SELECT count(DISTINCT (id, first)) FROM said JOIN blocks ON id = document AND first <= said AND said < past"""
LISTED = """WITH own AS (SELECT *, list_contains(?, kind) AS cell FROM (
        SELECT id, kind, time, standing, supporting, unnest(list_filter(actors, lambda a: list_contains(?, a))) AS partner
        FROM entry_actors WHERE actor = ?))
    SELECT partner, cell, total, len(supporting), supporting[:CASE WHEN cell THEN len(supporting) ELSE ? END] FROM (
        SELECT *, count(*) OVER (PARTITION BY partner, cell) AS total, row_number() OVER (PARTITION BY partner, cell
            ORDER BY standing <> 'actual', time = '', time, kind, id) AS n FROM own)
    WHERE cell OR n <= ? ORDER BY partner, cell, n"""


class Partners(NamedTuple):
    """With whom an actor has to do; the claims that name nobody else who is known, and in how many rows these stand."""

    named: tuple[str, ...]
    lost: tuple[str, ...]
    rows: int


class Few(NamedTuple):
    """What the row of a partner shows: its claims, how many entries its notes have in all, and how many claims more there are for the
    entry of a claim in the notes."""

    claims: tuple[str, ...]
    notes: int
    more: Mapping[str, int]


def partners(record: Record, actor: str) -> Partners:
    """The partners of an actor, in no order."""
    with record.sql() as connection:
        named = [row[0] for row in connection.execute(NAMED, [actor]).fetchall()]
        lost = [row[0] for row in connection.execute(LOST, [actor, actor]).fetchall()] if "" in named else []
        rows = connection.execute(ROWS, [lost, actor]).fetchall()[0][0] if lost else 0
    return Partners(tuple(n for n in named if n not in ("", actor)), tuple(lost), rows)


def few(record: Record, actor: str, some: Sequence[str], lines: int, sentences: int) -> dict[str, Few]:
    """What the rows of some partners of an actor show, each with so many lines of notes and so many sentences of each."""
    with record.sql() as connection:
        listed = connection.execute(LISTED, [list(CELLS), list(some), actor, sentences, lines]).fetchall()
    found: dict[str, Few] = {}
    for partner, cell, total, many, claims in listed:
        before = found.get(partner, Few((), 0, {}))
        more = before.more if cell else {**before.more, **dict.fromkeys(claims, many - len(claims))}
        found[partner] = Few((*before.claims, *claims), before.notes if cell else total, more)
    return found
