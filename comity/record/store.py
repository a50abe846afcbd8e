"""The store: a DuckDB file made from the shards, for answers. It is a cache, named after what it was made from.

It is made beside the old one and renamed; whoever reads the old one goes on reading it. Where there is an old one it is copied, and
only what changed is brought together anew: documents that came or went, the contents that their claims speak of, the ties of the actors
in them. What comes out is what a store made from nothing has. Its bytes may differ from one build to the next, its answers do not.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import RecordError
from comity.model import Sighting, digest
from comity.record import corrections, leaders, query, reader, rows, shards
from comity.record.when import bounds

if TYPE_CHECKING:
    from comity.engines import Engine

LIGHT = {  # what is kept of every shard, whether or not its documents are taken from it: table, part, columns
    "held": ("documents", "id, source, shard"),
    "met": ("sightings", "document, sighting, shard"),
    "turned_away": ("refused", "source, address, reason, shard"),
}
SMALL = 1_000_000  # bytes of claims, of which several threads make a store no sooner than one
SHARE = 2  # an old store is taken over if it has one in so many of the shards there are now


def path_of(folder: Path, fingerprint: str) -> Path:
    """Where the store of the record as it stands now is, or has to be built."""
    names = shards.names(folder / "shards")
    return folder / f"store-{_rooms()}-{digest(fingerprint, corrections.mark(folder), leaders.mark(folder), *names)}.duckdb"


def build(folder: Path, fingerprint: str, ties: Container[str], running: Engine[Any]) -> Path:
    """Builds the store if it is not there, and removes those it replaces. What is much to do is done by the engine."""
    final = path_of(folder, fingerprint)
    if not final.exists():
        temporary = final.with_name(f".{final.name}.{os.getpid()}")
        temporary.unlink(missing_ok=True)
        try:
            older = _older(folder)
            if older:
                shutil.copyfile(older, temporary)
            try:
                _fill(temporary, folder, fingerprint, ties, running)
            except RecordError:  # an old store that does not fit, such as one of shards with fewer columns
                if not older:
                    raise
                temporary.unlink(missing_ok=True)
                _fill(temporary, folder, fingerprint, ties, running)
            temporary.replace(final)
        except OSError as error:
            raise RecordError(f"{final} could not be built: {error.strerror}") from error
        finally:
            for left in folder.glob(f"{temporary.name}*"):
                left.unlink(missing_ok=True)
    for old in folder.glob("store-*.duckdb"):
        if old != final:
            old.unlink(missing_ok=True)
    return final


def open_store(path: Path, threads: int = 0) -> Any:
    """A connection for reading, which uses so many threads (0: all that there are). Any number of processes may have one."""
    import duckdb

    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise RecordError(f"{path} cannot be opened ({str(error).splitlines()[0]}): delete it, it will be built again") from error
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    return connection


def of_this_code(folder: Path) -> Iterator[Path]:
    """The stores of a record that this code made, of whatever it was then."""
    return folder.glob(f"store-{_rooms()}-*.duckdb")


def _rooms() -> str:
    """The code that brings claims together: another version builds its own store."""
    return reader.rooms(reader.TOGETHER)


def _older(folder: Path) -> Path | None:
    """The store to begin with: one that the same code made, of enough of the shards that there are now."""
    import duckdb

    names = set(shards.names(folder / "shards"))
    for path in sorted(of_this_code(folder)):
        try:
            with duckdb.connect(str(path), read_only=True) as connection:
                there = {row[0] for row in connection.execute("SELECT shard FROM shards").fetchall()}
        except duckdb.Error:
            continue
        if len(there & names) * SHARE >= max(len(names), len(there)):
            return path
    return None


def _fill(path: Path, folder: Path, fingerprint: str, ties: Container[str], running: Engine[Any]) -> None:
    import duckdb

    from comity.record import conflicts, entries, grounds, histories, kin, resolution

    connection = duckdb.connect(str(path), config={"preserve_insertion_order": True})
    try:
        connection.execute("SET enable_progress_bar = false")
        claims = (folder / "shards" / name / "claims.parquet" for name in shards.names(folder / "shards"))
        if sum(part.stat().st_size for part in claims) < SMALL:
            connection.execute("SET threads = 1")
        anew = not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'shards'").fetchall()
        _load_shards(connection, folder / "shards", fingerprint, anew)
        _correct(connection, folder)
        _choose(connection, folder / "shards", anew)
        resolution.resolve(connection, folder, anew)
        _index_times(connection)
        with running.kept():
            entries.say(connection, running, anew)
            kin.find(connection, running, anew)
            entries.bring(connection, ties, running, anew)
            grounds.recount(connection, running, anew)
            entries.list_by_actor(connection, anew)
            histories.bring(connection, running, anew)
            conflicts.bring(connection, running, anew)
        connection.execute("".join(f"DROP TABLE {table};" for table in ("fresh", "stale", "touched", "changed", "moved", "renamed")))
        if anew:
            for table, column in (("claims", "id"), ("documents", "id"), ("entries", "id"), ("entry_claims", "claim")):
                connection.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise RecordError(f"the store could not be built ({reason}): see whether the disk is full, then run again") from error
    finally:
        connection.close()


def _load_shards(connection: Any, folder: Path, fingerprint: str, anew: bool) -> None:
    """The shards that there are, and what stands in those that the store has not taken in yet, as views. `mine` says whether the
    present versions wrote a shard; `held` are the documents of all, `noted` those that were met in a shard that came or went."""
    import pyarrow as pa

    names = shards.names(folder)
    if anew:
        connection.execute("CREATE TABLE shards (shard VARCHAR, fingerprint VARCHAR, mine BOOLEAN)")
    there = {row[0] for row in connection.execute("SELECT shard FROM shards").fetchall()}
    fresh = [n for n in names if n not in there]
    marks = [shards.fingerprint_of(folder, n) for n in fresh]
    connection.register("listed", pa.table({"shard": pa.array(fresh, pa.string()), "fingerprint": pa.array(marks, pa.string())}))
    connection.register("names", pa.table({"shard": pa.array(names, pa.string())}))
    connection.execute("INSERT INTO shards SELECT shard, fingerprint, false FROM listed")
    connection.execute("UPDATE shards SET mine = fingerprint = ?", [fingerprint])
    for table, (part, columns) in LIGHT.items():
        _view(connection, folder, part, fresh)
        if anew:
            connection.execute(f"CREATE TABLE {table} AS SELECT {columns} FROM raw_{part}")
        else:
            connection.execute(f"INSERT INTO {table} SELECT {columns} FROM raw_{part}")
    changed = "shard NOT IN (SELECT shard FROM names) OR shard IN (SELECT shard FROM listed)"
    connection.execute(f"CREATE TEMP TABLE noted AS SELECT DISTINCT document AS id FROM met WHERE {changed}")
    for table in (*LIGHT, "shards"):
        connection.execute(f"DELETE FROM {table} WHERE shard NOT IN (SELECT shard FROM names)")


def _view(connection: Any, folder: Path, part: str, names: Sequence[str]) -> None:
    """What these shards hold of one part, as the view 'raw_…', each row with its shard."""
    if names:
        files = "[" + ", ".join("'" + str(folder / name / f"{part}.parquet").replace("'", "''") + "'" for name in names) + "]"
        read = f"read_parquet({files}, filename = true, union_by_name = true)"
        rows_ = f"SELECT * EXCLUDE (filename), parse_path(filename)[-2] AS shard FROM {read}"
    else:
        connection.register(f"empty_{part}", shards.tables(shards.Shard(""))[part])
        rows_ = f"SELECT *, '' AS shard FROM empty_{part}"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW raw_{part} AS {rows_}")


def _correct(connection: Any, folder: Path) -> None:
    """The tables of corrections: documents with their corrected publisher or taken out, shards of documents read anew. Documents that
    are corrected, or were when the store was built last, are `noted`."""
    import pyarrow as pa

    known = corrections.load(folder)
    fingerprints = dict(connection.execute("SELECT shard, fingerprint FROM shards").fetchall()) if known else {}
    now = list(known.values())
    parts = {
        "TABLE corrected": {"id": list(known), "publisher": [c.publisher for c in now], "removed": [c.removed for c in now]},
        "TEMP TABLE anew": {"shard": corrections.current(folder, fingerprints)},
    }
    connection.execute("CREATE TABLE IF NOT EXISTS corrected (id VARCHAR, publisher VARCHAR, removed VARCHAR)")
    connection.execute("INSERT INTO noted SELECT id FROM corrected")
    for name, columns in parts.items():
        with rows.lent(connection, pa.table({column: pa.array(values, pa.string()) for column, values in columns.items()})):
            connection.execute(f"CREATE OR REPLACE {name} AS SELECT * FROM made")
    connection.execute("INSERT INTO noted SELECT id FROM corrected")


def _choose(connection: Any, folder: Path, anew: bool) -> None:
    """The tables. A text that several shards hold is taken from one: as it is corrected, of the present versions first, then by
    its source. `fresh` are the documents that come in so, `stale` those that go, or whose text is taken from another shard now, `moved`
    those that were met elsewhere too."""
    if anew:
        for part in ("documents", "claims"):
            _view(connection, folder, part, shards.names(folder))
            connection.execute(f"CREATE TABLE {part} AS SELECT * FROM raw_{part} LIMIT 0")
        connection.execute("ALTER TABLE documents ADD COLUMN address VARCHAR")
        connection.execute(f"CREATE TABLE participants AS {query.PARTICIPANTS.format(claims='claims')} LIMIT 0")
        connection.execute("CREATE TABLE sightings AS SELECT document, sighting FROM met LIMIT 0")
    connection.execute(_CHOSEN)
    names = [row[0] for row in connection.execute("SELECT DISTINCT shard FROM fresh ORDER BY shard").fetchall()]
    for part in ("documents", "claims"):
        _view(connection, folder, part, names)
    arriving = "(SELECT * FROM claims WHERE evidence.document IN (SELECT id FROM fresh))"
    fields = ", ".join(f'{f.name} := sighting."{f.name}"' for f in rows.fields_of(Sighting) if f.name != "publisher")
    connection.execute(
        f"""
        INSERT INTO documents BY NAME SELECT d.* FROM raw_documents d JOIN fresh USING (id, shard) ORDER BY id;
        INSERT INTO claims BY NAME SELECT c.* FROM raw_claims c JOIN fresh f ON f.id = c.evidence.document AND f.shard = c.shard
            ORDER BY c.evidence.document, c.evidence.start, c.id;
        INSERT INTO participants {query.PARTICIPANTS.format(claims=arriving)} ORDER BY ALL;
        CREATE TEMP TABLE seen AS
            SELECT DISTINCT document, struct_pack({fields}, publisher := coalesce(nullif(publisher, ''), sighting.publisher)) AS sighting
            FROM met LEFT JOIN corrected ON corrected.id = document
            WHERE document IN (SELECT id FROM noted) AND (removed IS NULL OR removed = '');
        CREATE TEMP TABLE old_sightings AS SELECT * FROM sightings WHERE document IN (SELECT id FROM noted);
        CREATE TEMP TABLE moved AS SELECT DISTINCT document AS id FROM (
            (SELECT * FROM old_sightings EXCEPT SELECT * FROM seen) UNION ALL (SELECT * FROM seen EXCEPT SELECT * FROM old_sightings));
        DELETE FROM sightings WHERE document IN (SELECT id FROM moved);
        INSERT INTO sightings
            SELECT * FROM seen WHERE document IN (SELECT id FROM moved) ORDER BY document, sighting.address, sighting.source;
        UPDATE documents SET address = a.address
            FROM (SELECT document, min(sighting.address) AS address FROM sightings WHERE document IN
                  (SELECT id FROM moved UNION SELECT id FROM fresh) GROUP BY document) a WHERE a.document = id;
        CREATE OR REPLACE TABLE refused AS
            SELECT DISTINCT source, address, reason FROM turned_away JOIN shards USING (shard) WHERE mine ORDER BY ALL;
        """
    )


_CHOSEN = f"""
    CREATE TEMP TABLE chosen AS
        SELECT id, shard FROM held JOIN shards USING (shard)
        WHERE (source <> '{corrections.SOURCE}' OR shard IN (FROM anew)) AND id NOT IN (SELECT id FROM corrected WHERE removed <> '')
        QUALIFY row_number() OVER (PARTITION BY id ORDER BY source = '{corrections.SOURCE}' DESC, mine DESC, source, shard) = 1;
    CREATE TEMP TABLE fresh AS SELECT id, shard FROM chosen ANTI JOIN documents USING (id, shard);
    CREATE TEMP TABLE stale AS SELECT id FROM documents ANTI JOIN chosen USING (id, shard);
    DELETE FROM documents WHERE id IN (FROM stale);
    DELETE FROM claims WHERE evidence.document IN (FROM stale);
    DELETE FROM participants WHERE document IN (FROM stale);
"""


def _index_times(connection: Any) -> None:
    """The bounds of every time that a claim has."""
    import pyarrow as pa

    connection.execute('CREATE TABLE IF NOT EXISTS times (edtf VARCHAR, "first" BIGINT, "last" BIGINT)')
    new = "SELECT DISTINCT time.edtf FROM claims WHERE evidence.document IN (SELECT id FROM fresh) EXCEPT SELECT edtf FROM times ORDER BY 1"
    found = [(edtf, *span) for (edtf,) in connection.execute(new).fetchall() if (span := bounds(edtf))]
    columns = zip(*found, strict=True) if found else ((), (), ())
    types = {"edtf": pa.string(), "first": pa.int64(), "last": pa.int64()}
    connection.register("found", pa.table({n: pa.array(list(c), t) for (n, t), c in zip(types.items(), columns, strict=True)}))
    connection.execute("INSERT INTO times SELECT * FROM found ORDER BY edtf")
    connection.unregister("found")
