"""The store: a DuckDB file made from the shards, for answers. It is a cache, named after what it was made from.

It is built whole beside the old one and renamed; whoever reads the old one goes on reading it. Its bytes may differ from
one build to the next, its answers do not.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from comity.errors import RecordError
from comity.model import Entry, Sighting, digest
from comity.record import corrections, grounds, leaders, reader, resolution, rows, shards
from comity.record.consolidate import Said, consolidate, each
from comity.record.sides import bilateral
from comity.record.when import bounds

ROOMS = ("times", "actors", "kinds", "record")  # what decides how claims are brought together: another version builds its own store
PARTS = ("documents", "claims", "sightings", "refused")
BATCH = 50_000


def path_of(folder: Path, fingerprint: str) -> Path:
    """Where the store of the record as it stands now is, or has to be built."""
    names = shards.names(folder / "shards")
    return folder / f"store-{digest(reader.rooms(ROOMS), fingerprint, corrections.mark(folder), leaders.mark(folder), *names)}.duckdb"


def build(folder: Path, fingerprint: str, ties: Container[str] = ()) -> Path:
    """Builds the store if it is not there, and removes those it replaces."""
    final = path_of(folder, fingerprint)
    if not final.exists():
        temporary = final.with_name(f".{final.name}.{os.getpid()}")
        temporary.unlink(missing_ok=True)
        try:
            _fill(temporary, folder / "shards", fingerprint, ties)
            temporary.replace(final)
        finally:
            for left in folder.glob(f"{temporary.name}*"):
                left.unlink(missing_ok=True)
    for old in folder.glob("store-*.duckdb"):
        if old != final:
            old.unlink(missing_ok=True)
    return final


def open_store(path: Path) -> Any:
    """A connection for reading. Any number of processes may have one."""
    import duckdb

    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise RecordError(f"{path} cannot be opened ({str(error).splitlines()[0]}): delete it, it will be built again") from error


def _fill(path: Path, folder: Path, fingerprint: str, ties: Container[str]) -> None:
    import duckdb

    connection = duckdb.connect(str(path), config={"preserve_insertion_order": True})
    try:
        connection.execute("SET enable_progress_bar = false")
        _load_shards(connection, folder, fingerprint)
        _correct(connection, path.parent)
        _choose(connection)
        resolution.resolve(connection, path.parent)
        _take_part(connection)
        _index_times(connection)
        grounds.find(connection, path.parent)
        _enter(connection, grounds.count(connection, consolidate(_said(connection), bounds, ties)))
        connection.execute("CREATE INDEX claim_id ON claims (id)")
        connection.execute("CREATE INDEX document_id ON documents (id)")
        connection.execute("CREATE INDEX entry_id ON entries (id)")
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise RecordError(f"the store could not be built ({reason}): see whether the disk is full, then run again") from error
    finally:
        connection.close()


def _load_shards(connection: Any, folder: Path, fingerprint: str) -> None:
    """The shards as views, each row with its shard; `mine` says whether the present versions wrote it."""
    names = shards.names(folder)
    import pyarrow as pa

    listed = pa.table(
        {
            "shard": pa.array(names, pa.string()),
            "mine": pa.array([shards.fingerprint_of(folder, n) == fingerprint for n in names], pa.bool_()),
        }
    )
    connection.register("listed", listed)
    connection.execute("CREATE TABLE shards AS SELECT * FROM listed ORDER BY shard")
    connection.unregister("listed")
    empty = shards.tables(shards.Shard(fingerprint))
    for part in PARTS:
        files = [str(folder / name / f"{part}.parquet") for name in names]
        if files:
            connection.execute(
                f"CREATE TEMP VIEW raw_{part} AS SELECT * EXCLUDE (filename), parse_path(filename)[-2] AS shard"
                f" FROM read_parquet({_literal(files)}, filename = true, union_by_name = true)"
            )
        else:
            connection.register(f"empty_{part}", empty[part])
            connection.execute(f"CREATE TEMP VIEW raw_{part} AS SELECT *, '' AS shard FROM empty_{part}")


def _correct(connection: Any, folder: Path) -> None:
    """The tables of corrections: documents with their corrected publisher or taken out, shards of documents read anew."""
    import pyarrow as pa

    known = corrections.load(folder)
    fingerprints = {n: shards.fingerprint_of(folder / "shards", n) for n in shards.names(folder / "shards")} if known else {}
    now = list(known.values())
    parts = {
        "corrected": {"id": list(known), "publisher": [c.publisher for c in now], "removed": [c.removed for c in now]},
        "anew": {"shard": corrections.current(folder, fingerprints)},
    }
    for name, columns in parts.items():
        connection.register("made", pa.table({column: pa.array(values, pa.string()) for column, values in columns.items()}))
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM made")
        connection.unregister("made")


def _choose(connection: Any) -> None:
    """The tables. A text that several shards hold is taken from one: as it is corrected, of the present versions first, then by
    its source."""
    fields = ", ".join(f'{f.name} := sighting."{f.name}"' for f in rows.fields_of(Sighting) if f.name != "publisher")
    connection.execute(
        f"""
        CREATE TABLE documents AS
            SELECT * EXCLUDE (mine) FROM raw_documents JOIN shards USING (shard)
            WHERE (source <> '{corrections.SOURCE}' OR shard IN (FROM anew)) AND id NOT IN (SELECT id FROM corrected WHERE removed <> '')
            QUALIFY row_number() OVER (PARTITION BY id ORDER BY source = '{corrections.SOURCE}' DESC, mine DESC, source, shard) = 1
            ORDER BY id;
        CREATE TABLE claims AS
            SELECT c.* FROM raw_claims c JOIN documents d ON d.id = c.evidence.document AND d.shard = c.shard
            ORDER BY c.evidence.document, c.evidence.start, c.id;
        CREATE TABLE sightings AS
            SELECT DISTINCT document, struct_pack({fields}, publisher := coalesce(nullif(publisher, ''), sighting.publisher)) AS sighting
            FROM raw_sightings LEFT JOIN corrected ON corrected.id = document
            WHERE removed IS NULL OR removed = '' ORDER BY document, sighting.address, sighting.source;
        CREATE TABLE refused AS
            SELECT DISTINCT source, address, reason FROM raw_refused JOIN shards USING (shard) WHERE mine ORDER BY ALL;
        """
    )


def _take_part(connection: Any) -> None:
    """Who takes part in which claim."""
    connection.execute(
        """
        CREATE TABLE participants AS
            SELECT p.mention.actor AS actor, p.role AS role, claim FROM (SELECT id AS claim, unnest(participants) AS p FROM claims)
            ORDER BY actor, claim, role;
        """
    )


def _index_times(connection: Any) -> None:
    import pyarrow as pa

    found = [
        (edtf, span)
        for (edtf,) in connection.execute("SELECT DISTINCT time.edtf FROM claims ORDER BY 1").fetchall()
        if (span := bounds(edtf))
    ]
    table = pa.table(
        {
            "edtf": pa.array([edtf for edtf, _ in found], pa.string()),
            "first": pa.array([span[0] for _, span in found], pa.int64()),
            "last": pa.array([span[1] for _, span in found], pa.int64()),
        }
    )
    connection.register("found", table)
    connection.execute("CREATE TABLE times AS SELECT * FROM found ORDER BY edtf")
    connection.unregister("found")


def _said(connection: Any) -> Iterator[Said]:
    mutual = bilateral()
    cursor = connection.execute(
        """
        SELECT id, kind, [[p.role, p.mention.actor] FOR p IN participants], time.edtf, standing, evidence.document,
               [[a.name, a.value] FOR a IN attributes]
        FROM claims
        """
    )
    while some := cursor.fetchmany(BATCH):
        for claim, kind, actors, time, standing, document, attributes in some:
            pairs = tuple((name, value) for name, value in attributes)
            yield from each(claim, kind, actors, time, standing, document, pairs, mutual)


def _enter(connection: Any, entries: Sequence[Entry]) -> None:
    import pyarrow as pa

    connection.register("made", rows.table(Entry, entries))
    connection.execute("CREATE TABLE entries AS SELECT * FROM made")
    connection.unregister("made")
    sides = [(c, e.id, side) for e in entries for side, some in (("supports", e.supporting), ("disputes", e.disputing)) for c in some]
    sides.sort()
    columns: Iterable[tuple[str, ...]] = zip(*sides, strict=True) if sides else ((), (), ())
    table = pa.table(dict(zip(("claim", "entry", "side"), (pa.array(list(c), pa.string()) for c in columns), strict=True)))
    connection.register("made", table)
    connection.execute("CREATE TABLE entry_claims AS SELECT * FROM made")
    connection.unregister("made")


def _literal(files: Sequence[str]) -> str:
    return "[" + ", ".join("'" + f.replace("'", "''") + "'" for f in files) + "]"
