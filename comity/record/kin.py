"""The copies in a store: which documents share words, found anew only for those that came in.

Which pairs are candidates depends on all documents, and takes a look at a few numbers of each; whether two are copies depends on them
alone, and is not asked twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from comity.model import PROSE
from comity.record import rows
from comity.record.copies import Copy, Passage, Text, candidates, compare, kept, words

BATCH = 500
PAIRS = 5_000


def find(connection: Any, anew: bool) -> None:
    """Makes the tables `copies` (pairs of documents) and `passages` (blocks that stand in another document). `moved` gets the
    documents of which one of these changed."""
    if anew:
        connection.execute(
            """
            CREATE TABLE runs (document VARCHAR, kept UBIGINT[]);
            CREATE TABLE compared (one VARCHAR, other VARCHAR);
            """
        )
        for name, table in _tables([]).items():
            with rows.lent(connection, table):
                connection.execute(f"CREATE TABLE {name} AS SELECT * FROM made")
    connection.execute("DELETE FROM runs WHERE document IN (FROM stale)")
    _keep(connection)
    wanted = _pairs(connection)
    connection.execute(
        """
        INSERT INTO moved SELECT DISTINCT unnest([one, other]) AS id FROM compared
            WHERE (one, other) NOT IN (SELECT (one, other) FROM wanted) OR one IN (FROM stale) OR other IN (FROM stale);
        DELETE FROM compared WHERE (one, other) NOT IN (SELECT (one, other) FROM wanted) OR one IN (FROM stale) OR other IN (FROM stale);
        DELETE FROM copies WHERE (least(document, "of"), greatest(document, "of")) NOT IN (SELECT (one, other) FROM compared);
        DELETE FROM passages WHERE (least(document, "of"), greatest(document, "of")) NOT IN (SELECT (one, other) FROM compared);
        """
    )
    del wanted
    new = connection.execute("SELECT one, other FROM wanted EXCEPT SELECT one, other FROM compared ORDER BY ALL").fetchall()
    for at in range(0, len(new), PAIRS):
        _compare(connection, new[at : at + PAIRS])
    connection.execute("INSERT INTO compared SELECT one, other FROM wanted EXCEPT SELECT one, other FROM compared; DROP VIEW wanted")
    connection.unregister("pairs")


def _keep(connection: Any) -> None:
    """The kept runs of the fresh documents."""
    import pyarrow as pa

    writing = connection.cursor()
    for some in _texts(connection, "id IN (SELECT id FROM fresh)", []):
        columns = {"document": [t.id for t in some], "kept": pa.array([kept(words(t).runs) for t in some], pa.list_(pa.uint64()))}
        with rows.lent(writing, pa.table(columns)):
            writing.execute("INSERT INTO runs SELECT * FROM made")
    writing.close()


def _pairs(connection: Any) -> Any:
    """The pairs that have to be compared, as the view `wanted`, the lesser id first."""
    import pyarrow as pa

    found = connection.sql("SELECT document, kept FROM runs ORDER BY document").to_arrow_table().combine_chunks()
    ids, lists = found["document"], found["kept"].combine_chunks()
    offsets, values = lists.offsets.to_numpy(), lists.values.to_numpy()
    pairs = candidates([values[a:b] for a, b in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)])
    one, other = (ids.take(pa.array([pair[side] for pair in pairs], pa.int64())) for side in (0, 1))
    table = pa.table({"one": one, "other": other})
    connection.register("pairs", table)
    connection.execute("CREATE TEMP VIEW wanted AS SELECT * FROM pairs")
    return table


def _compare(connection: Any, pairs: Sequence[tuple[str, str]]) -> None:
    ids = sorted({id for pair in pairs for id in pair})
    read = {t.id: words(t) for some in _texts(connection, "id IN (SELECT unnest(?))", [ids]) for t in some}
    found = [copy for one, other in pairs if (copy := compare(read[one], read[other]))]
    for name, table in _tables(found).items():
        with rows.lent(connection, table):
            connection.execute(f"INSERT INTO {name} SELECT * FROM made")
    connection.execute("INSERT INTO moved SELECT unnest(?)", [sorted({d for c in found for d in (c.document, c.of)})])


def _tables(found: Sequence[Copy]) -> dict[str, Any]:
    passages = sorted({p for c in found for p in c.passages})
    return {"copies": rows.table(Copy, found, without=("passages",)), "passages": rows.table(Passage, passages)}


def _texts(connection: Any, where: str, values: list[Any]) -> Iterator[list[Text]]:
    kinds = ", ".join(f"'{kind}'" for kind in sorted(PROSE))
    blocks = f"""[b."start" FOR b IN blocks IF b.kind IN ({kinds})], [b."end" FOR b IN blocks IF b.kind IN ({kinds})]"""
    cursor = connection.cursor().execute(f"SELECT id, text, {blocks} FROM documents WHERE {where}", values)
    while some := cursor.fetchmany(BATCH):
        yield [
            Text(id, text, tuple((start, end) for start, end in zip(starts, ends, strict=True) if end > start))
            for id, text, starts, ends in some
        ]
