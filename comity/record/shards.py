"""Shards: what was read, in folders that are written whole or not at all.

    shards/<name>/documents.parquet   the documents, without their sightings
                  sightings.parquet   where each was met: document, source, address …
                  claims.parquet      what they say
                  refused.parquet     what could not be read: source, address, reason

A shard's name is the digest of the versions that read it and of the sources in it; its bytes depend on nothing else:
not on order, processes, machine load or day. A shard is never changed. A further address of a source that is already in
the record becomes a small shard of its own that holds only that sighting.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from comity.errors import RecordError
from comity.model import Claim, Document, Sighting, digest
from comity.record import rows
from comity.record.versions import unwritten

ROWS_A_GROUP = 65_536
_DAY = 24 * 60 * 60


class Met(NamedTuple):
    """A row of sightings.parquet: a document, and one sighting of it."""

    document: str
    sighting: Sighting


class Refusal(NamedTuple):
    """A row of refused.parquet: a source that cannot be read, where it stood, and why."""

    source: str
    address: str
    reason: str


class Read(NamedTuple):
    """A row of documents.parquet beside the document itself: the source whose bytes this text was made from."""

    document: Document
    source: str


@dataclass
class Shard:
    """The contents of a shard, in any order; writing sorts them."""

    fingerprint: str
    documents: list[Read] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    sightings: list[Met] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def shard_name(fingerprint: str, parts: Iterable[str], sort: str = "read") -> str:
    """The name of the shard of these sources, whatever their order.

    >>> shard_name("v1", ["b", "a"]) == shard_name("v1", ["a", "b"]) != shard_name("v2", ["a", "b"])
    True
    """
    return digest(sort, fingerprint, *sorted(parts))


def write(folder: Path, name: str, shard: Shard) -> None:
    """Writes the shard whole under a temporary name and renames it. One that is there already is left alone.

    Any number of processes, on any number of machines, may write the same one at once: each has a temporary name of its own,
    and all have the same bytes.
    """
    if not (folder / name).exists():
        write_tables(folder, name, tables(shard), shard.fingerprint)


def write_tables(folder: Path, name: str, parts: Mapping[str, Any], fingerprint: str) -> None:
    """The same from Arrow tables by the name of their file, as `tables` gives them."""
    from tempfile import mkdtemp

    final = folder / name
    if final.exists():
        return
    temporary = None
    try:
        temporary = Path(mkdtemp(prefix=f".{name}.{_machine()}.{os.getpid()}.", dir=folder))
        temporary.chmod(folder.stat().st_mode & 0o777)  # as others are to read it too
        for part, table in parts.items():
            _write_table(temporary / f"{part}.parquet", table, fingerprint)
        try:
            temporary.rename(final)
        except OSError:
            if not final.exists():  # another process was first
                raise
    except OSError as error:
        raise RecordError(unwritten(folder, error)) from error
    finally:
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)


def tables(shard: Shard) -> dict[str, Any]:
    """The shard as Arrow tables, sorted, by the name of their file."""
    documents = sorted(shard.documents, key=lambda r: (r.document.id, r.source))
    claims = sorted(shard.claims, key=lambda c: (c.evidence.document, c.evidence.start, c.id))
    read = rows.table(Document, [r.document for r in documents], without=("sightings",))
    import pyarrow as pa

    read = read.append_column("source", pa.array([r.source for r in documents], type=pa.string()))
    return {
        "documents": read,
        "claims": rows.table(Claim, claims),
        "sightings": rows.table(Met, sorted(set(shard.sightings), key=lambda m: (m.document, m.sighting.source, m.sighting.address))),
        "refused": rows.table(Refusal, sorted(set(shard.refused))),
    }


def names(folder: Path) -> list[str]:
    """The finished shards, sorted."""
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith(".")) if folder.is_dir() else []


def sweep(folder: Path) -> None:
    """Removes what interrupted runs left behind under temporary names. Whether a process of another machine is still writing cannot
    be asked from here: what it left goes after a day."""
    for path in sorted(folder.glob(".*.*")) if folder.is_dir() else ():
        *_, machine, process, _ = ("", "", *path.name.split("."))
        if not _alive(process) if machine == _machine() else _age(path) > _DAY:
            shutil.rmtree(path, ignore_errors=True)


def fingerprint_of(folder: Path, name: str) -> str:
    """The fingerprint of the versions that read this shard."""
    import pyarrow.parquet as parquet

    metadata: dict[bytes, bytes] = parquet.read_schema(_part(folder, name, "sightings")).metadata or {}
    return metadata.get(b"comity", b"").decode()


def column(folder: Path, name: str, part: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Some columns of one file of a shard, as rows."""
    import pyarrow.parquet as parquet

    found: list[dict[str, Any]] = parquet.ParquetFile(_part(folder, name, part)).read(columns=list(columns)).to_pylist()
    return found


def _part(folder: Path, name: str, part: str) -> Path:
    path = folder / name / f"{part}.parquet"
    if not path.is_file():
        raise RecordError(f"{path} is missing: the shard is damaged; delete the folder {path.parent} and read its documents again")
    return path


def _write_table(path: Path, table: Any, fingerprint: str) -> None:
    import pyarrow.parquet as parquet

    table = table.replace_schema_metadata({"comity": fingerprint})
    with path.open("wb") as file:
        parquet.write_table(
            table, file, compression="zstd", compression_level=3, version="2.6", data_page_version="1.0", row_group_size=ROWS_A_GROUP
        )
        file.flush()
        os.fsync(file.fileno())  # a network's disk may say only now that it is full, and a finished shard shall survive a power cut


def _machine() -> str:
    """The name of this machine, as a part of a file's name."""
    from socket import gethostname

    return gethostname().replace(".", "-")


def _age(path: Path) -> float:
    """The seconds since something in a folder was begun; 0 if it is gone meanwhile."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
