"""Grounds from the store: the tables of copies, and on what the claims of entries with several documents rest.

Copies depend on the texts alone. They are kept in a file named after these, so that a store that is built again does not look
for them again; like the store it is a cache.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from comity.model import PROSE, Document, Entry, digest
from comity.record import query, reader, rows
from comity.record.cited import cited, itself
from comity.record.copies import Copy, Passage, Text, copies
from comity.record.independence import Ground, counted

BATCH = 500
PASSAGE = 1  # percent that is said where a block is copied but not most of the document


def find(connection: Any, folder: Path) -> None:
    """Makes the tables `copies` (pairs of documents) and `passages` (blocks that stand in another document)."""
    ids = [row[0] for row in connection.execute("SELECT id FROM documents ORDER BY id").fetchall()]
    path = folder / f"copies-{digest(reader.rooms(('documents', 'record')), *ids)}.parquet"
    found = _kept(path) if path.exists() else copies(_texts(connection))
    if not path.exists():
        _keep(path, found)
    pairs = rows.table(Copy, found, without=("passages",))
    passages = rows.table(Passage, sorted({p for c in found for p in c.passages}))
    for name, table in (("copies", pairs), ("passages", passages)):
        connection.register("made", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM made")
        connection.unregister("made")


def count(connection: Any, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with their independent sources counted."""
    wanted = sorted({c for e in entries if e.sources > 1 for c in e.supporting})
    return counted(entries, {g.claim: g for g in of(connection, wanted)})


def of(connection: Any, claims: Sequence[str]) -> Iterator[Ground]:
    """On what these claims rest. Documents are taken a few at a time."""
    by_document: dict[str, list[str]] = {}
    for claim, document in connection.execute(
        "SELECT id, evidence.document FROM claims WHERE id IN (SELECT unnest(?)) ORDER BY 2, 1", [list(claims)]
    ).fetchall():
        by_document.setdefault(document, []).append(claim)
    ids = sorted(by_document)
    for at in range(0, len(ids), BATCH):
        for document in query.documents(connection, ids[at : at + BATCH], places=False):
            yield from _of(connection, document, by_document[document.id])


def _of(connection: Any, document: Document, ids: Sequence[str]) -> Iterator[Ground]:
    claims = query.claims_of(connection, ids)
    shares = {}
    for one, other, share in connection.execute(
        "SELECT document, \"of\", share FROM copies WHERE (document = ? OR \"of\" = ?) AND sort <> 'passages'", [document.id, document.id]
    ).fetchall():
        shares[other if one == document.id else one] = share
    passages = connection.execute('SELECT "start", "end", "of" FROM passages WHERE document = ?', [document.id]).fetchall()
    names, own = cited(document, claims), itself(document)
    for claim in claims:
        at = claim.evidence.start
        there = tuple(sorted({(other, shares.get(other, PASSAGE)) for start, end, other in passages if start <= at < end}))
        yield Ground(claim.id, document.id, names[claim.id], own, there)


def _texts(connection: Any) -> Iterator[Text]:
    kinds = ", ".join(f"'{kind}'" for kind in sorted(PROSE))
    blocks = f"""[b."start" FOR b IN blocks IF b.kind IN ({kinds})], [b."end" FOR b IN blocks IF b.kind IN ({kinds})]"""
    cursor = connection.execute(f"SELECT id, text, {blocks} FROM documents ORDER BY id")
    while some := cursor.fetchmany(BATCH):
        for id, text, starts, ends in some:
            yield Text(id, text, tuple((start, end) for start, end in zip(starts, ends, strict=True) if end > start))


def _kept(path: Path) -> list[Copy]:
    import pyarrow.parquet as parquet

    return list(rows.values(Copy, parquet.ParquetFile(path).read()))


def _keep(path: Path, found: Iterable[Copy]) -> None:
    import pyarrow.parquet as parquet

    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        parquet.write_table(rows.table(Copy, found), temporary)
        for old in path.parent.glob("copies-*.parquet"):
            old.unlink(missing_ok=True)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
