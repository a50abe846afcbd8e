"""Work on a store's rows that is dealt out: tables of whole groups, each a job for whichever executor there is.

A job knows its rows and nothing else of the store, and gives tables back; so it is the same work in this process, in many, and on a
cluster. What is so little that it makes one job is done here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial, reduce
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from comity.errors import RecordError
from comity.garbage import uncollected
from comity.record.reader import TOGETHER, rooms

if TYPE_CHECKING:
    from comity.engines import Engine

Table = Any  # an Arrow table
Work = Callable[[Table], Mapping[str, Table]]

ROWS = 20_000  # about so many are a job


class Part:
    """Some rows, as bytes that any process can be given."""

    def __init__(self, table: Table) -> None:
        import pyarrow as pa

        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        self._packed = sink.getvalue()
        self._rows = len(table)

    def __repr__(self) -> str:
        return f"{self._rows} rows of the record"

    def table(self) -> Table:
        """The rows."""
        import pyarrow as pa

        return pa.ipc.open_stream(self._packed).read_all()


def dealt(running: Engine[Any], work: Work, tables: Iterable[Table]) -> Iterator[dict[str, Table]]:
    """What the work makes of each of the tables, in the order in which it is ready.

    >>> import pyarrow as pa
    >>> from comity.engines import engine
    >>> def doubled(table): return {"twice": pa.table({"n": [2 * n for n in table["n"].to_pylist()]})}
    >>> [made["twice"]["n"].to_pylist() for made in dealt(engine(1), doubled, [pa.table({"n": [1, 2]}), pa.table({"n": [3]})])]
    [[2, 4], [6]]
    """
    from comity.engines import engine

    left = iter(tables)
    first = list(islice(left, 2))
    jobs = (Part(table) for table in chain(first, left))
    with closing((running if len(first) > 1 else engine()).run(partial(_done, work, rooms(TOGETHER)), jobs)) as results:
        for made in results:
            yield {name: part.table() for name, part in made.items()}


def _done(work: Work, code: str, part: Part) -> dict[str, Part]:
    if rooms(TOGETHER) != code:
        from socket import gethostname

        raise RecordError(f"{gethostname()} has another Comity: install there what is installed here, then run again")
    with uncollected():
        return {name: Part(table) for name, table in work(part.table()).items()}


def groups(connection: Any, sql: str, by: Sequence[str] = (), rows: int = 0, values: Sequence[Any] = ()) -> Iterator[Table]:
    """The answer to a question, which is ordered by these columns, in tables of about so many rows; what is alike in the columns stands
    in one table.

    >>> import duckdb
    >>> [t["n"].to_pylist() for t in groups(duckdb.connect(), "SELECT unnest([1, 2, 2, 2, 3]) AS n", ["n"], rows=2)]
    [[1], [2, 2, 2, 3]]
    """
    import pyarrow as pa

    left = None
    for batch in connection.sql(sql, params=list(values)).to_arrow_reader(rows or ROWS):
        table = pa.Table.from_batches([batch])
        if left is not None:
            whole = len(left) - _last(left, by) if by else len(left)
            if whole:
                yield left.slice(0, whole)
            table = pa.concat_tables([left.slice(whole), table])
        left = table
    if left is not None:
        yield left


def _last(table: Table, by: Sequence[str]) -> int:
    """How many rows at the end of a table are alike in these columns."""
    import pyarrow.compute as pc

    alike = [pc.equal(table[name], table[name][-1]) for name in by]
    return int(pc.sum(reduce(pc.and_, alike)).as_py())
