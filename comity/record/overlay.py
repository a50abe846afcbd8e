"""Reviews laid over a snapshot: a small delta in memory, in views that have the names of the tables, so that every answer sees it.

Nothing is written. What a review touches is brought together anew, and nothing else: the entries of the claims that it changes, as
they stood and as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from comity.errors import UsageError
from comity.model import Claim, Entry
from comity.record import query, rows
from comity.record.reviews import Review, Seen, Verdict, corrected, lines, reviewed, verdicts
from comity.record.sides import bilateral
from comity.record.when import bounds

if TYPE_CHECKING:
    from comity.record.consolidate import Said


class Overlay:
    """What the reviews of a record do to a snapshot. `said` is what the claims that they touch say now, `waiting` the reviews of
    which a claim is not found."""

    def __init__(self, verdicts: dict[str, Verdict], said: dict[str, list[Said]], waiting: Sequence[Review]) -> None:
        self.verdicts = verdicts
        self.said = said
        self.waiting = list(waiting)


NOTHING = Overlay({}, {}, ())


def lay(connection: Any, folder: Path, ties: Callable[[], Container[str]]) -> Overlay:
    """Lays the reviews of a record over its snapshot; `ties` tells which kinds hold over time."""
    given = lines(folder)
    if not given:
        return NOTHING
    from comity.record import grounds, resolution
    from comity.record.consolidate import consolidate, content, said

    found, waiting = verdicts(given, _Finder(connection))
    if not found:
        return Overlay({}, {}, waiting)
    wanted = query.claims_of(connection, sorted({*found, *(v.joins for v in found.values() if v.joins)}))
    stand = {c.id: None if (v := found.get(c.id, Verdict())).rejected else corrected(c, v) for c in wanted}
    moved = {c.id: c for c in resolution.again(connection, folder, stand)}
    old = {c.id: c for c in (*wanted, *query.claims_of(connection, sorted(moved)))}
    now = {**old, **moved}
    new = reviewed(now.values(), found)
    changes = sorted({*moved, *(c for c, v in found.items() if v.rejected or v.change or v.joins or v.apart)})
    if changes:
        before = [s for c in changes for s in said(old[c], bilateral())]
        after = [s for c in changes for s in new[c]]
        touched = {content(s) for s in (*before, *after)}
        own = set(changes)
        others = [s for s in _like(connection, (*before, *after)) if content(s) in touched and s.claim not in own]
        gone = [e.id for e in consolidate([*others, *before], bounds, ties())]
        verdict = {c: found.get(c, Verdict()) for c in changes}
        _views(connection, [corrected(now[c], verdict[c]) for c in changes if not verdict[c].rejected], changes)
        _entries(connection, grounds.count(connection, consolidate([*others, *after], bounds, ties())), gone)
    return Overlay(found, {c: new[c] for c in changes}, waiting)


class Queued(NamedTuple):
    """An entry that waits for a person, and why."""

    entry: Entry
    why: str


def queue(connection: Any, laid: Overlay, actor: str, limit: int) -> list[Queued]:
    """The entries of which not every claim is reviewed: disputed ones first, then uncertain ones, then by their sources."""
    where, values = ("list_contains(actors, ?)", [actor]) if actor else ("true", [])
    sql = f"""
        SELECT *, len(disputing) AS against,
               CASE WHEN list_contains(actors, '') THEN 2 WHEN standing IN ('alleged', 'denied') THEN 1 ELSE 0 END AS doubt
        FROM entries WHERE {where} ORDER BY against DESC, doubt DESC, sources DESC, len(supporting) DESC, id LIMIT ?
    """
    cursor = connection.execute(sql, [*values, limit + len(laid.verdicts)])
    columns = [c[0] for c in cursor.description]
    found = []
    for row in (dict(zip(columns, values, strict=True)) for values in cursor.fetchall()):
        entry = rows.decode(Entry, row)
        if all(c in laid.verdicts for c in (*entry.supporting, *entry.disputing)):
            continue
        doubt = ("", f"is {entry.standing.value}", "somebody is not resolved")[row["doubt"]]
        sources = f"{entry.sources} source{'' if entry.sources == 1 else 's'}"
        found.append(Queued(entry, ", ".join(filter(None, (f"{row['against']} against it" if row["against"] else "", doubt, sources)))))
    return found[:limit]


def meant(connection: Any, ids: Sequence[str]) -> list[str]:
    """The claims that a user means by the ids, or their beginnings, of claims and entries; claims that were rejected are there too."""
    home = query.home(connection)
    found: list[str] = []
    for id in (i.strip().lower() for i in ids):
        span = [id, id + "~"]
        claims = connection.execute(f'SELECT id FROM {home}.claims WHERE id >= ? AND id < ? ORDER BY id LIMIT 4', span).fetchall()
        entries = connection.execute("SELECT id, supporting FROM entries WHERE id >= ? AND id < ? ORDER BY id LIMIT 4", span).fetchall()
        if not id or len(claims) + len(entries) == 0:
            raise UsageError(f"no claim or entry of the record has an id that begins with {id!r}")
        if len(claims) + len(entries) > 1:
            raise UsageError(f"more than one claim or entry begins with {id!r}: give more of its id")
        found.extend(claims[0] if claims else entries[0][1])
    return list(dict.fromkeys(found))


def as_read(connection: Any, ids: Sequence[str]) -> list[Claim]:
    """These claims as they were read, before any review, in the order given."""
    home = query.home(connection)
    cursor = connection.execute(f'SELECT * EXCLUDE (shard) FROM {home}.claims WHERE id IN (SELECT unnest(?))', [list(ids)])
    columns = [c[0] for c in cursor.description]
    found = [rows.decode(Claim, dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]
    return sorted(found, key=lambda c: ids.index(c.id))


class _Finder:
    """Finds a claim that was seen once: by its id, else by its document, kind, actors and words; else by these in another document."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __call__(self, seen: Seen) -> str:
        if self._connection.execute("SELECT 1 FROM claims WHERE id = ?", [seen.claim]).fetchall():
            return seen.claim
        found = self._connection.execute(
            """
            SELECT id, evidence.document = ? AS same FROM claims
            WHERE kind = ? AND evidence.quote = ? AND [p.mention.actor FOR p IN participants] = ? ORDER BY same DESC, id
            """,
            [seen.document, seen.kind, seen.quote, list(seen.actors)],
        ).fetchall()
        best = [id for id, same in found if same] or [id for id, _ in found]
        return str(best[0]) if len(best) == 1 else ""


def _like(connection: Any, some: Iterable[Said]) -> list[Said]:
    """What the claims say that can be of the same events and ties."""
    from comity.record.consolidate import said

    some = list(some)
    kinds = sorted({s.kind for s in some})
    actors = sorted({a for s in some for _, a in s.actors if not a.startswith("?")})
    ids = [
        row[0]
        for row in connection.execute(
            """
            SELECT DISTINCT c.id FROM claims c JOIN participants p ON p.claim = c.id
            WHERE c.kind IN (SELECT unnest(?)) AND p.actor IN (SELECT unnest(?))
            """,
            [kinds, actors],
        ).fetchall()
    ]
    return [s for claim in query.claims_of(connection, ids) for s in said(claim, bilateral())]


def _views(connection: Any, claims: Sequence[Claim], changed: Sequence[str]) -> None:
    """The claims as they stand, their participants and times, in place of the tables."""
    import pyarrow as pa

    home = query.home(connection)
    made = {
        "reviewed_ids": pa.table({"id": pa.array(changed, pa.string())}),
        "reviewed_claims": rows.table(Claim, claims).append_column("shard", pa.array([""] * len(claims), pa.string())),
        "reviewed_times": _times(claims),
    }
    _put(connection, made)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW claims AS
            SELECT * FROM {home}.claims WHERE id NOT IN (SELECT id FROM reviewed_ids)
            UNION ALL BY NAME SELECT * FROM reviewed_claims;
        CREATE OR REPLACE TEMP VIEW participants AS
            SELECT * FROM {home}.participants WHERE claim NOT IN (SELECT id FROM reviewed_ids)
            UNION ALL BY NAME {query.PARTICIPANTS.format(claims="reviewed_claims")};
        CREATE OR REPLACE TEMP VIEW times AS
            SELECT * FROM {home}.times
            UNION ALL BY NAME SELECT * FROM reviewed_times WHERE edtf NOT IN (SELECT edtf FROM {home}.times);
        """
    )


def _put(connection: Any, tables: Mapping[str, Any]) -> None:
    """Arrow tables as temporary ones, by name."""
    for name, table in tables.items():
        with rows.lent(connection, table):
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM made")


def _times(claims: Sequence[Claim]) -> Any:
    import pyarrow as pa

    found = {edtf: span for c in claims if (edtf := c.time.edtf) and (span := bounds(edtf))}
    columns = {"edtf": list(found), "first": [s[0] for s in found.values()], "last": [s[1] for s in found.values()]}
    return pa.table(columns, schema=pa.schema([("edtf", pa.string()), ("first", pa.int64()), ("last", pa.int64())]))


def _entries(connection: Any, entries: Sequence[Entry], gone: Sequence[str]) -> None:
    """These entries, in place of those that the snapshot has for the same claims."""
    import pyarrow as pa

    home = query.home(connection)
    sides = sorted((c, e.id, side) for e in entries for side, some in (("supports", e.supporting), ("disputes", e.disputing)) for c in some)
    columns = zip(*sides, strict=True) if sides else ((), (), ())
    made = {
        "gone_entries": pa.table({"id": pa.array(gone, pa.string())}),
        "reviewed_entries": rows.table(Entry, entries),
        "reviewed_sides": pa.table({n: pa.array(list(c), pa.string()) for n, c in zip(("claim", "entry", "side"), columns, strict=True)}),
    }
    _put(connection, made)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW entries AS
            SELECT * FROM {home}.entries WHERE id NOT IN (SELECT id FROM gone_entries)
            UNION ALL BY NAME SELECT * FROM reviewed_entries;
        CREATE OR REPLACE TEMP VIEW entry_claims AS
            SELECT * FROM {home}.entry_claims WHERE entry NOT IN (SELECT id FROM gone_entries)
            UNION ALL BY NAME SELECT * FROM reviewed_sides;
        CREATE OR REPLACE TEMP VIEW entry_actors AS
            SELECT * FROM {home}.entry_actors WHERE id NOT IN (SELECT id FROM gone_entries)
            UNION ALL BY NAME {query.BY_ACTOR.format(entries="reviewed_entries")};
        """
    )
