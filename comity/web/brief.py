"""What a dossier's page shows first, asked for alone: a page of each section, the marks of the timeline, and how much more there is.

A whole dossier of an actor that everybody speaks of has tens of thousands of lines. A page takes of each section what fits on it and
says how many there are; the rest stands on further pages, by address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from comity.model import Claim, Entry
from comity.record import query
from comity.record.choices import tie_kinds
from comity.record.citations import Citation
from comity.record.dossier import BY_KIND, BY_STANDING, SECTIONS, side
from comity.record.excerpts import cited
from comity.record.record import Record
from comity.times.days import number
from comity.web.timeline import MANY

LINES = 25  # of a section on one page
KNOWN = 30_000  # claims with their sentences at hand
EPOCH = number(1970, 1, 1)
FAR = 3_000_000  # days: what has no bound on one side


class Part(NamedTuple):
    """A page of a section: its entries, how many entries the section has, and the number of the first one shown."""

    entries: tuple[Entry, ...]
    total: int
    first: int


class Drawn(NamedTuple):
    """An entry as far as the timeline needs it."""

    id: str
    kind: str
    actors: tuple[str, ...]
    time: str
    standing: str
    disputed: bool
    claim: str


class Brief(NamedTuple):
    """The sections by name, the entries that are drawn, how many have a date and how many have none."""

    parts: Mapping[str, Part]
    drawn: tuple[Drawn, ...]
    dated: int
    undated: int


class About(NamedTuple):
    """Which entries a dossier is of, as a condition in SQL with its values."""

    where: str
    values: tuple[Any, ...]


def about(record: Record, one: str, other: str) -> About:
    """The entries of an actor, or of two: those in which a side takes part itself or by whatever is of it; of two also those of the
    other alone where the passage speaks of both."""
    with record.sql() as connection:
        known = [row[0] for row in connection.execute("SELECT DISTINCT actor FROM participants").fetchall()]
        first = sorted(side(one, known))
        if not other:
            return About(_any(first), tuple(first))
        second = sorted(side(other, known))
        understood = _understood(connection, first, second)
        return About(f"({_any(first)} AND {_any(second)} OR list_contains(?, id))", (*first, *second, understood))


def rarer_first(record: Record, one: str, other: str) -> tuple[str, str]:
    """Two actors, the one of whom less is said first: what both have is soonest found among what it has."""
    with record.sql() as connection:
        sql = "SELECT actor, count(*) FROM participants WHERE actor IN (?, ?) GROUP BY actor"
        said = dict(connection.execute(sql, [one, other]).fetchall())
    return (other, one) if other and said.get(other, 0) < said.get(one, 0) else (one, other)


def brief(record: Record, of: About, first: Mapping[str, int]) -> Brief:
    """The page of each section that begins at these numbers, and the drawing."""
    asked = " ".join(f"WHEN section = '{name}' THEN {int(first.get(name, 0))}" for name in SECTIONS)
    begin = f"CASE {asked} ELSE 0 END"
    with record.sql() as connection:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE inside AS SELECT id, kind, actors, time, standing, sources, len(disputing) > 0 AS disputed,
                len(supporting) AS claims, supporting[1] AS claim, {_section()} AS section, "first"
                FROM entries LEFT JOIN times ON edtf = time WHERE {of.where}""",
            of.values,
        )
        listed = connection.execute(
            f"""SELECT section, id, n, total FROM (SELECT section, id, count(*) OVER (PARTITION BY section) AS total,
                row_number() OVER (PARTITION BY section ORDER BY "first" NULLS LAST, time, id) - 1 AS n FROM inside)
                WHERE n >= {begin} AND n < {begin} + {LINES} ORDER BY section, n"""
        ).fetchall()
        drawn = connection.execute(
            f"""SELECT id, kind, actors, time, standing, disputed, claim FROM inside WHERE "first" IS NOT NULL
                ORDER BY sources DESC, claims DESC, id LIMIT {MANY}"""
        ).fetchall()
        sql = 'SELECT count(*) FILTER ("first" IS NOT NULL), count(*) FILTER ("first" IS NULL) FROM inside'
        dated, undated = connection.execute(sql).fetchall()[0]
        connection.execute("DROP TABLE inside")
        entries = {e.id: e for e in query.entries_named(connection, [row[1] for row in listed])}
    parts: dict[str, Part] = {}
    for section, id, n, total in listed:
        before = parts.get(section, Part((), total, n))
        parts[section] = before._replace(entries=(*before.entries, entries[id]))
    marks = tuple(Drawn(id, kind, tuple(actors), *rest) for id, kind, actors, *rest in drawn)
    return Brief(parts, marks, dated, undated)


def sentences(record: Record, claims: Sequence[str], known: dict[str, tuple[Claim, Citation]]) -> None:
    """Adds to what is known these claims with their sentences, as far as they are not there."""
    new = [c for c in dict.fromkeys(claims) if c not in known]
    if len(known) > KNOWN:
        known.clear()
        new = list(dict.fromkeys(claims))
    if new:
        with record.sql() as connection:
            found = query.claims_of(connection, new)
            said = cited(connection, found)
        known.update({c.id: (c, said[c.id]) for c in found})


def partners(record: Record, of: About, span: int) -> list[tuple[str, int, int]]:
    """How often each actor stands in a dated entry, by spans of so many years."""
    sql = f"""SELECT actor, year(DATE '1970-01-01' + ("first" - {EPOCH})::INT) // {span} * {span} AS years, count(*)
        FROM (SELECT unnest(actors) AS actor, "first" FROM entries JOIN times ON edtf = time
              WHERE standing = 'actual' AND abs("first") < {FAR} AND {of.where}) WHERE actor <> '' GROUP BY ALL ORDER BY ALL"""
    with record.sql() as connection:
        found: list[tuple[str, int, int]] = connection.execute(sql, of.values).fetchall()
        return found


def _any(actors: Sequence[str]) -> str:
    return "(" + " OR ".join(["list_contains(actors, ?)"] * len(actors)) + ")"


def _section() -> str:
    """The section of an entry, in SQL."""

    def quoted(names: Sequence[str]) -> str:
        return ", ".join(f"'{name}'" for name in names)

    said = " ".join(f"WHEN '{standing.value}' THEN '{section}'" for standing, section in BY_STANDING.items())
    deeds = " ".join(f"WHEN '{kind}' THEN '{section}'" for kind, section in BY_KIND.items())
    ties = f"CASE WHEN kind IN ({quoted(sorted(tie_kinds()))}) THEN 'holds' ELSE 'timeline' END"
    return f"CASE standing {said} ELSE CASE kind {deeds} ELSE {ties} END END"


def _understood(connection: Any, one: list[str], other: list[str]) -> list[str]:
    """The entries that only name the other side, in a passage that speaks of both."""
    sides = """SELECT claim, document, place, bool_or(actor IN (SELECT unnest(?))) AS one, bool_or(actor IN (SELECT unnest(?))) AS other,
        bool_and(actor = '' OR actor IN (SELECT unnest(?))) AND count(DISTINCT actor) FILTER (actor <> '') = 1 AS alone
        FROM (SELECT id AS claim, evidence.document AS document, evidence."start" AS place,
                     unnest([p.mention.actor FOR p IN participants IF p.role <> 'place']) AS actor
              FROM claims WHERE evidence.document IN
                  (SELECT document FROM participants WHERE actor IN (SELECT unnest(?)) INTERSECT
                   SELECT document FROM participants WHERE actor IN (SELECT unnest(?)))) GROUP BY ALL"""
    found = connection.execute(
        f"""WITH sides AS ({sides}), docs AS (SELECT DISTINCT document FROM sides WHERE alone),
            blocks AS (SELECT id, unnest([b."start" FOR b IN blocks]) AS s, unnest([b."end" FOR b IN blocks]) AS e FROM documents
                       WHERE id IN (SELECT document FROM docs)),
            placed AS (SELECT claim, alone, one AND other AS both_of, id AS document, s FROM sides JOIN blocks ON id = document
                       AND place >= s AND place < e WHERE alone OR one AND other)
            SELECT DISTINCT entry FROM placed a JOIN placed b USING (document, s) JOIN entry_claims c ON c.claim = a.claim
            WHERE a.alone AND NOT a.both_of AND b.both_of AND side = 'supports' ORDER BY 1""",
        [one, other, other, one, other],
    ).fetchall()
    return [row[0] for row in found]
