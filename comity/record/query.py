"""Questions to the store: claims by filter, documents, entries. Every answer has one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comity.errors import UsageError
from comity.model import Block, Claim, Document, Entry, Sighting
from comity.record.rows import decode, fields_of
from comity.record.when import asked

TOLD = "evidence.document, evidence.start, evidence.end, coalesce(found.span.start, 0), kind, id"  # as the words stand
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

    def where(self) -> tuple[str, list[Any]]:
        """The condition in SQL, and its values."""
        parts: list[str] = []
        values: list[Any] = []
        for actor in (self.actor, self.with_):
            if actor:
                parts.append("id IN (SELECT claim FROM participants WHERE actor = ?)")
                values.append(actor)
        for column, wanted in (("kind", self.kinds), ("standing", self.standings)):
            if wanted:
                parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
                values.extend(wanted)
        if self.document:
            parts.append("evidence.document = ?")
            values.append(self.document)
        if self.unresolved:
            parts.append("id IN (SELECT claim FROM participants WHERE actor = '')")
        if self.since:
            parts.append('time.edtf IN (SELECT edtf FROM times WHERE "last" >= ?)')
            values.append(asked(self.since, "since")[0])
        if self.until:
            parts.append('time.edtf IN (SELECT edtf FROM times WHERE "first" <= ?)')
            values.append(asked(self.until, "until")[1])
        return " AND ".join(parts) or "true", values


def claims(connection: Any, wanted: Filter) -> list[Claim]:
    """The claims asked for, in the order of documents and of their text."""
    where, values = wanted.where()
    sql = f"SELECT * EXCLUDE (shard) FROM claims WHERE {where} ORDER BY {TOLD}"
    return [decode(Claim, row) for row in _rows(connection, sql, values)]


def claims_of(connection: Any, ids: Iterable[str], table: str = "claims") -> list[Claim]:
    """The claims of these ids, sorted by id."""
    sql = f"SELECT * EXCLUDE (shard) FROM {table} WHERE id IN (SELECT unnest(?)) ORDER BY id"
    return [decode(Claim, row) for row in _rows(connection, sql, [list(ids)])]


def claims_on(connection: Any, one: Iterable[str], other: Iterable[str]) -> list[Claim]:
    """The claims in which any of one side's actors takes part; with another side, its claims in documents that speak of both."""
    sql = "SELECT * EXCLUDE (shard) FROM claims WHERE id IN (SELECT claim FROM participants WHERE actor IN (SELECT unnest(?)))"
    values = [sorted(other) or sorted(one)]
    if other:
        sql += """ AND evidence.document IN (SELECT id FROM documents WHERE focus IN (SELECT unnest(?))
            UNION SELECT evidence.document FROM claims WHERE id IN (SELECT claim FROM participants WHERE actor IN (SELECT unnest(?))))"""
        values += [sorted(one), sorted(one)]
    return [decode(Claim, row) for row in _rows(connection, sql + f" ORDER BY {TOLD}", values)]


def documents(connection: Any, ids: Sequence[str] | None = None, places: bool = True) -> list[Document]:
    """The documents of these ids, or all, sorted by id, with all their sightings. Without `places` the blocks do not say where they
    stand in their files, which is most of what there is to load."""
    where, values = ("id IN (SELECT unnest(?))", [list(ids)]) if ids is not None else ("true", [])
    bare = ", ".join(f'"{f.name}" := b."{f.name}"' for f in fields_of(Block) if f.name != "locator")
    less = "" if places else f"REPLACE ([struct_pack({bare}) FOR b IN blocks] AS blocks)"
    sql = f"SELECT * EXCLUDE (shard, source) {less} FROM documents WHERE {where} ORDER BY id"
    found = [decode(Document, row) for row in _rows(connection, sql, values)]
    met: dict[str, list[Sighting]] = {}
    ids = [d.id for d in found]
    for row in _rows(connection, "SELECT * FROM sightings WHERE document IN (SELECT unnest(?)) ORDER BY ALL", [ids]):
        met.setdefault(row["document"], []).append(decode(Sighting, row["sighting"]))
    return [replace(d, sightings=tuple(sorted(met.get(d.id, ()), key=lambda s: (s.address, s.source)))) for d in found]


def entries(connection: Any, actors: Sequence[str] = (), kinds: Sequence[str] = (), claim: str = "") -> list[Entry]:
    """Entries in which all these actors take part, of any of these kinds, that have this claim; sorted by time."""
    parts, values = ["true"], []
    for actor in actors:
        parts.append("list_contains(actors, ?)")
        values.append(actor)
    if kinds:
        parts.append(f"kind IN ({', '.join('?' * len(kinds))})")
        values.extend(kinds)
    if claim:
        parts.append("id IN (SELECT entry FROM entry_claims WHERE claim = ?)")
        values.append(claim)
    sql = f"SELECT * FROM entries WHERE {' AND '.join(parts)} ORDER BY time = '', time, kind, actors, id"
    return [decode(Entry, row) for row in _rows(connection, sql, values)]


def entries_of(connection: Any, claims: Sequence[str]) -> list[Entry]:
    """The entries that these claims support, sorted by time."""
    sql = """SELECT * FROM entries WHERE id IN (SELECT entry FROM entry_claims WHERE side = 'supports' AND claim IN (SELECT unnest(?)))
        ORDER BY time = '', time, kind, actors, id"""
    return [decode(Entry, row) for row in _rows(connection, sql, [list(claims)])]


def one(connection: Any, table: str, prefix: str) -> str:
    """The id that begins so in a table; an error says where there is none or more than one."""
    prefix = prefix.strip().lower()
    sql = f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 4"
    return only((row["id"] for row in _rows(connection, sql, [prefix, prefix + "~"])) if prefix else (), table.removesuffix("s"), prefix)


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


def _rows(connection: Any, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, values)
    columns = [c[0] for c in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
