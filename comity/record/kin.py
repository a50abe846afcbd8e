"""The copies in a store: which documents share words, found anew only for those that came in.

Which pairs are compared depends on all documents, but on those alone that have a run in common: who meets at a run that no document
brings or takes along stays as it was. Whether two are copies depends on them alone, and is not asked twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from comity.engines import Engine
from comity.model import PROSE
from comity.record import rows
from comity.record.copies import Copy, Passage, Text, compare, kept, words
from comity.record.dealt import Table, dealt, groups
from comity.record.meetings import KEPT, counted, meetings, often, unsettled

TEXTS = 2_000  # whose runs are a job
PAIRS = 5_000


def find(connection: Any, running: Engine[Any], anew: bool) -> None:
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
    connection.execute(
        """
        CREATE TEMP TABLE old_runs AS SELECT * FROM runs WHERE document IN (SELECT id FROM stale);
        DELETE FROM runs WHERE document IN (SELECT id FROM stale);
        """
    )
    _keep(connection, running)
    _pair(connection)
    connection.execute(_PART)
    new = connection.execute("SELECT one, other FROM wanted ORDER BY ALL").fetchall()
    for at in range(0, len(new), PAIRS):
        _compare(connection, new[at : at + PAIRS])
    connection.execute("INSERT INTO compared FROM wanted")


def _keep(connection: Any, running: Engine[Any]) -> None:
    """The kept runs of the fresh documents."""
    writing = connection.cursor()
    for made in dealt(running, runs, groups(connection, f"SELECT {_TEXT} FROM documents SEMI JOIN fresh USING (id)", rows=TEXTS)):
        with rows.lent(writing, made["runs"]):
            writing.execute("INSERT INTO runs SELECT * FROM made")
    writing.close()


def runs(documents: Table) -> dict[str, Table]:
    """The kept runs of documents."""
    import pyarrow as pa

    texts = _texts(documents)
    columns = {"document": [t.id for t in texts], "kept": pa.array([kept(words(t).runs) for t in texts], pa.list_(pa.uint64()))}
    return {"runs": pa.table(columns)}


def _pair(connection: Any) -> None:
    """Makes the tables `wanted`, the pairs that have to be compared now, the lesser id first, and `parted`, those that were compared
    and need not be, or of which one has other words now."""
    import numpy as np

    connection.execute(_POSTED)
    (of,) = connection.execute("SELECT count(*) FROM numbered").fetchone()
    before, after = _turned(connection, of)
    known = np.sort(_pairs(connection, "compared", of))
    fresh, stale = (connection.execute(f"SELECT number FROM numbered WHERE {side}").fetchnumpy()["number"] for side in ("comes", "goes"))
    new, gone = often(_with(fresh, after, of)), _with(stale, known, of)
    # of two that neither come nor go: in a crowd that grows they can part, in one that shrinks they can meet
    lost = known[counted(before, known) > counted(after, known)]
    left = np.setdiff1d(after, known) if len(stale) else known[:0]
    doubtful = np.setdiff1d(np.concatenate((lost, left[counted(after, left) > counted(before, left)])), np.concatenate((new, gone)))
    _put(connection, "doubtful", doubtful, of)
    stay = doubtful[counted(_met(connection, of), doubtful) >= KEPT] if len(doubtful) else doubtful
    _put(connection, "wanted", np.concatenate((new, np.setdiff1d(stay, known))), of)
    _put(connection, "parted", np.concatenate((gone, np.setdiff1d(lost, stay))), of)


_POSTED = """
    CREATE TEMP TABLE numbered AS
        SELECT document, row_number() OVER (ORDER BY document) - 1 AS number,
               document IN (SELECT id FROM fresh) AS comes, document IN (SELECT id FROM stale) AS goes
        FROM (SELECT document FROM runs UNION SELECT document FROM old_runs);
    CREATE TEMP TABLE posted AS
        WITH changed AS (SELECT unnest(kept) AS run FROM runs SEMI JOIN fresh ON id = document UNION SELECT unnest(kept) FROM old_runs),
        every AS (
            SELECT unnest(kept) AS run, number, comes, false AS goes FROM runs JOIN numbered USING (document)
            UNION ALL SELECT unnest(kept), number, false, true FROM old_runs JOIN numbered USING (document))
        SELECT * FROM every SEMI JOIN changed USING (run);
"""
_SHARED = """
    (WITH shared AS (
        SELECT DISTINCT unnest(list_intersect(a.kept, b.kept)) AS run
        FROM doubtful JOIN runs a ON a.document = one JOIN runs b ON b.document = other)
    SELECT run, number FROM (SELECT unnest(kept) AS run, document FROM runs) SEMI JOIN shared USING (run) JOIN numbered USING (document))
"""
_PART = """
    INSERT INTO moved SELECT DISTINCT unnest([one, other]) AS id FROM parted;
    DELETE FROM compared c USING parted p WHERE c.one = p.one AND c.other = p.other;
    DELETE FROM copies c USING parted p WHERE least(c.document, c."of") = p.one AND greatest(c.document, c."of") = p.other;
    DELETE FROM passages c USING parted p WHERE least(c.document, c."of") = p.one AND greatest(c.document, c."of") = p.other;
"""


def _turned(connection: Any, of: int) -> tuple[Any, Any]:
    """Who met at the runs that documents bring or take along, and who meets there now, as numbers of pairs: where that can differ."""
    found = connection.execute("SELECT run, number, comes, goes FROM posted ORDER BY run, number").fetchnumpy()
    runs, who, comes, goes = (found[name] for name in ("run", "number", "comes", "goes"))
    some = unsettled(runs, comes | goes)
    before, after = (meetings(runs[there], who[there], of, some[there]) for there in (~comes, ~goes))
    return before, after


def _met(connection: Any, of: int) -> Any:
    """Who meets at the runs that doubtful pairs share, as numbers of pairs."""
    found = connection.execute(f"SELECT run, number FROM {_SHARED} ORDER BY run, number").fetchnumpy()
    return meetings(found["run"], found["number"], of)


def _pairs(connection: Any, table: str, of: int) -> Any:
    """The pairs of a table, as numbers."""
    sql = f"SELECT a.number * ? + b.number AS pair FROM {table} JOIN numbered a ON a.document = one JOIN numbered b ON b.document = other"
    return connection.execute(sql, [of]).fetchnumpy()["pair"]


def _put(connection: Any, name: str, pairs: Any, of: int) -> None:
    """A table of the pairs of these numbers."""
    import pyarrow as pa

    with rows.lent(connection, pa.table({"a": pairs // of, "b": pairs % of})):
        named = "JOIN numbered a ON a.number = made.a JOIN numbered b ON b.number = made.b"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT a.document AS one, b.document AS other FROM made {named}")


def _with(some: Any, pairs: Any, of: int) -> Any:
    """Those of the pairs in which one of some documents is."""
    import numpy as np

    return pairs[np.isin(pairs // of, some) | np.isin(pairs % of, some)]


def _compare(connection: Any, pairs: Sequence[tuple[str, str]]) -> None:
    ids = sorted({id for pair in pairs for id in pair})
    found = connection.sql(f"SELECT {_TEXT} FROM documents WHERE id IN (SELECT unnest(?))", params=[ids]).to_arrow_table()
    read = {t.id: words(t) for t in _texts(found)}
    copies = [copy for one, other in pairs if (copy := compare(read[one], read[other]))]
    for name, table in _tables(copies).items():
        with rows.lent(connection, table):
            connection.execute(f"INSERT INTO {name} SELECT * FROM made")
    connection.execute("INSERT INTO moved SELECT unnest(?)", [sorted({d for c in copies for d in (c.document, c.of)})])


def _tables(found: Sequence[Copy]) -> dict[str, Any]:
    passages = sorted({p for c in found for p in c.passages})
    return {"copies": rows.table(Copy, found, without=("passages",)), "passages": rows.table(Passage, passages)}


_COMPARED = ", ".join(f"'{kind}'" for kind in sorted(PROSE))
_TEXT = f"""
    id, text, [b."start" FOR b IN blocks IF b.kind IN ({_COMPARED})] AS starts, [b."end" FOR b IN blocks IF b.kind IN ({_COMPARED})] AS ends
"""


def _texts(documents: Table) -> list[Text]:
    return [
        Text(id, text, tuple((start, end) for start, end in zip(starts, ends, strict=True) if end > start))
        for id, text, starts, ends in rows.plain(documents)
    ]
