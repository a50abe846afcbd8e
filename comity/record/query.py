"""Questions to the store: claims by filter, documents, entries. Every answer has one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comity.errors import UsageError
from comity.model import Basis, Block, Claim, Document, Entry, Sighting
from comity.record.rows import decode, fields_of
from comity.record.when import asked, bounds

TOLD = "evidence.document, evidence.start, evidence.end, coalesce(found.span.start, 0), kind, id"  # as the words stand
PARTICIPANTS = """
    SELECT p.mention.actor AS actor, document, "start", "end", span, kind, claim, standing, edtf, counted,
           bool_and(p.role = 'place') AS place
    FROM (SELECT id AS claim, kind, evidence.document AS document, evidence.start AS "start", evidence.end AS "end", standing,
                 coalesce(found.span.start, 0) AS span, time.edtf AS edtf, len(quantities) > 0 AS counted, unnest(participants) AS p
          FROM {claims})
    GROUP BY ALL
"""
"""Who takes part in the claims of a table, each once, to be sorted by whom and as the words stand: so a page of an actor's claims is
found in it without a look at the others. `counted` are claims that count something; `place` says that an actor is but the place."""

BY_ACTOR = """
    SELECT unnest(list_distinct(actors)) AS actor, id, kind, actors, time, standing, supporting, disputing, sources, attributes, "first"
    FROM {entries} LEFT JOIN times ON edtf = time
"""
"""The entries of a table once for each of their actors, to be sorted by these: so what is asked of an actor looks at its entries alone."""

PUBLISHED = f"SELECT id, published.edtf AS edtf FROM documents WHERE published.edtf <> '' AND published.basis <> '{Basis.BOUND.value}'"
"""When documents were written, where that is known and not only bounded."""

BARE = f"""[struct_pack({", ".join(f'"{f.name}" := b."{f.name}"' for f in fields_of(Block) if f.name != "locator")}) FOR b IN blocks]"""
"""The blocks of a document without where they stand in its file, which is most of what there is to load."""

FEW = 1_000  # ids that are looked up one by one
TABLES = ("documents", "sightings", "claims", "entries", "refused")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are asked for; '' and () mean any. `actor` and `with_` are ids and stand in any role; the bounds of time are
    kept if the claim's time can lie within them."""

    actor: str = ""
    with_: str = ""
    kinds: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    document: str = ""
    since: str = ""
    until: str = ""
    unresolved: bool = False

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors asked for."""
        return tuple(filter(None, (self.actor, self.with_)))

    def where(self, id: str = "id") -> tuple[str, list[Any]]:
        """The condition in SQL, and its values; on the table of claims, or on that of participants, where a claim's id is `claim`."""
        own, time = id == "id", "time.edtf" if id == "id" else "edtf"
        parts: list[str] = []
        values: list[Any] = []
        for actor in self.actors:
            parts.append(f"{id} IN (SELECT claim FROM participants WHERE actor = ?)" if own or parts else "actor = ?")
            values.append(actor)
        for column, wanted in (("kind", self.kinds), ("standing", self.standings)):
            if wanted:
                parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
                values.extend(wanted)
        if self.document:
            parts.append("evidence.document = ?" if own else "document = ?")
            values.append(self.document)
        if self.unresolved:
            parts.append(f"{id} IN (SELECT claim FROM participants WHERE actor = '')")
        if self.since:
            parts.append(f'{time} IN (SELECT edtf FROM times WHERE "last" >= ?)')
            values.append(asked(self.since, "since")[0])
        if self.until:
            parts.append(f'{time} IN (SELECT edtf FROM times WHERE "first" <= ?)')
            values.append(asked(self.until, "until")[1])
        return " AND ".join(parts) or "true", values


def claims(connection: Any, wanted: Filter, limit: int = 0, first: int = 0) -> list[Claim]:
    """The claims asked for, in the order of documents and of their text; of many only so many, from that one on."""
    if not limit:
        where, values = wanted.where()
        sql = f"SELECT * EXCLUDE (shard) FROM claims WHERE {where} ORDER BY {TOLD}"
        return [decode(Claim, row) for row in records(connection, sql, values)]
    if wanted.actors:
        where, values = wanted.where("claim")
        sql = f'SELECT document, "start", "end", span, kind, claim AS id FROM participants WHERE {where} ORDER BY ALL'
    else:
        where, values = wanted.where()
        sql = f"SELECT id FROM claims WHERE {where} ORDER BY {TOLD}"
    ids = [row["id"] for row in records(connection, f"{sql} LIMIT ? OFFSET ?", [*values, limit, first])]
    return sorted(claims_of(connection, ids), key=lambda c: ids.index(c.id))


def claims_of(connection: Any, ids: Iterable[str], table: str = "claims") -> list[Claim]:
    """The claims of these ids, sorted by id."""
    wanted = list(ids)
    if not wanted:
        return []
    where, values = named("id", wanted)
    return [decode(Claim, row) for row in records(connection, f"SELECT * EXCLUDE (shard) FROM {table} WHERE {where} ORDER BY id", values)]


def home(connection: Any) -> str:
    """Where the snapshot's own tables are, as they were read, which views of reviews may hide."""
    return f'"{connection.execute("SELECT current_database()").fetchall()[0][0]}".main'


def named(column: str, wanted: Sequence[str], few: int = FEW) -> tuple[str, list[Any]]:
    """The condition that a column is one of these: of few they are written out, because only then the index is used."""
    if 0 < len(wanted) <= few:
        return f"{column} IN ({', '.join('?' * len(wanted))})", list(wanted)
    return f"{column} IN (SELECT unnest(?))", [list(wanted)]


def claims_on(connection: Any, one: Iterable[str], other: Iterable[str]) -> list[Claim]:
    """The claims in which any of one side's actors takes part; with another side, its claims in documents that speak of both."""
    sql = "SELECT * EXCLUDE (shard) FROM claims WHERE id IN (SELECT claim FROM participants WHERE actor IN (SELECT unnest(?)))"
    values = [sorted(other) or sorted(one)]
    if other:
        sql += """ AND evidence.document IN (SELECT id FROM documents WHERE focus IN (SELECT unnest(?))
            UNION SELECT evidence.document FROM claims WHERE id IN (SELECT claim FROM participants WHERE actor IN (SELECT unnest(?))))"""
        values += [sorted(one), sorted(one)]
    return [decode(Claim, row) for row in records(connection, sql + f" ORDER BY {TOLD}", values)]


def documents(connection: Any, ids: Sequence[str] | None = None, places: bool = True) -> list[Document]:
    """The documents of these ids, or all, sorted by id, with all their sightings. Without `places` the blocks do not say where they
    stand in their files, which is most of what there is to load."""
    where, values = named("id", list(ids)) if ids is not None else ("true", [])
    less = "" if places else f"REPLACE ({BARE} AS blocks)"
    sql = f"SELECT * EXCLUDE (shard, source, address) {less} FROM documents WHERE {where} ORDER BY id"
    found = [decode(Document, row) for row in records(connection, sql, values)]
    met: dict[str, list[Sighting]] = {}
    ids = [d.id for d in found]
    for row in records(connection, "SELECT * FROM sightings WHERE document IN (SELECT unnest(?)) ORDER BY ALL", [ids]):
        met.setdefault(row["document"], []).append(decode(Sighting, row["sighting"]))
    return [replace(d, sightings=tuple(sorted(met.get(d.id, ()), key=lambda s: (s.address, s.source)))) for d in found]


def entries(connection: Any, actors: Sequence[str] = (), kinds: Sequence[str] = (), claim: str = "") -> list[Entry]:
    """Entries in which all these actors take part, of any of these kinds, that have this claim; sorted by time."""
    table, parts, values = "entries", ["true"], list(actors)
    if actors:
        table, parts = "entry_actors", ["actor = ?", *["list_contains(actors, ?)"] * (len(actors) - 1)]
    if kinds:
        parts.append(f"kind IN ({', '.join('?' * len(kinds))})")
        values.extend(kinds)
    if claim:
        parts.append("id IN (SELECT entry FROM entry_claims WHERE claim = ?)")
        values.append(claim)
    sql = f"SELECT * FROM {table} WHERE {' AND '.join(parts)} ORDER BY time = '', time, kind, actors, id"
    return entries_by(connection, sql, values)


def entries_by(connection: Any, sql: str, values: Sequence[Any]) -> list[Entry]:
    """The entries that a question in SQL finds, whatever other columns it has."""
    return [decode(Entry, row) for row in records(connection, sql, values)]


def entries_on(connection: Any, actors: Iterable[str]) -> list[Entry]:
    """The entries in which any of these actors takes part, sorted by time."""
    sql = """SELECT DISTINCT ON (id) * FROM entry_actors WHERE actor IN (SELECT unnest(?)) ORDER BY time = '', time, kind, actors, id"""
    return entries_by(connection, sql, [sorted(actors)])


def entries_of(connection: Any, claims: Sequence[str]) -> list[Entry]:
    """The entries that these claims support, sorted by time."""
    where, values = named("claim", list(claims))
    sql = f"""SELECT * FROM entries WHERE id IN (SELECT entry FROM entry_claims WHERE side = 'supports' AND {where})
        ORDER BY time = '', time, kind, actors, id"""
    return entries_by(connection, sql, values)


def published(connection: Any) -> dict[str, tuple[int, int]]:
    """The first and last day on which each document can have been written, where that is known and not only bounded."""
    return {id: span for id, edtf in connection.execute(PUBLISHED).fetchall() if (span := bounds(edtf))}


def one(connection: Any, table: str, prefix: str) -> str:
    """The id that begins so in a table; an error says where there is none or more than one."""
    prefix = prefix.strip().lower()
    sql = f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 4"
    return only((row["id"] for row in records(connection, sql, [prefix, prefix + "~"])) if prefix else (), table.removesuffix("s"), prefix)


def only(ids: Iterable[str], name: str, prefix: str) -> str:
    """The one id among those that begin with a prefix; an error says where there is none or more than one."""
    found, where = list(ids), "documents" if name == "document" else "claims"
    if not found or not prefix.strip():
        raise UsageError(f"no {name} of the record has an id that begins with {prefix!r}: `comity {where}` prints the ids of {where}")
    if len(found) > 1 and prefix not in found:
        raise UsageError(f"more than one {name} begins with {prefix!r} ({', '.join(found[:3])}…): give more of its id")
    return prefix if prefix in found else found[0]


def totals(connection: Any) -> dict[str, int]:
    """How many rows each table has."""
    return {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}


def records(connection: Any, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of an answer, by column."""
    cursor = connection.execute(sql, values)
    columns = [c[0] for c in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
