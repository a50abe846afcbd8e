"""Tables as files: every format that the record is written in, and Parquet."""

from __future__ import annotations

import io
import re
from typing import NamedTuple

from starlette.responses import Response

from comity.errors import UsageError
from comity.exchange import Table, write
from comity.exchange.table import flat


class Sort(NamedTuple):
    """A sort of file: its ending, the name of its format, its media type."""

    ending: str
    format: str
    media: str


SORTS = {
    s.ending: s
    for s in (
        Sort("csv", "csv", "text/csv; charset=utf-8"),
        Sort("json", "json", "application/json"),
        Sort("md", "markdown", "text/markdown; charset=utf-8"),
        Sort("wiki", "wikitext", "text/plain; charset=utf-8"),
        Sort("parquet", "parquet", "application/vnd.apache.parquet"),
    )
}
NAMES = {"csv": "CSV", "json": "JSON", "md": "Markdown", "wiki": "Wikitext", "parquet": "Parquet"}


def download(table: Table, ending: str, name: str) -> Response:
    """The table as a file to be saved, never opened in the page."""
    if ending not in SORTS:
        raise UsageError(f"{ending!r} is no format: there are {', '.join(SORTS)}")
    sort = SORTS[ending]
    content = parquet(table) if ending == "parquet" else write(table, sort.format).encode()
    return Response(content, media_type=sort.media, headers={"content-disposition": f'attachment; filename="{plain(name)}.{ending}"'})


def parquet(table: Table) -> bytes:
    """All columns of a table, numbers as numbers and everything else as text."""
    import pyarrow as pa
    import pyarrow.parquet as writer

    columns = {}
    for column in table.columns:
        values = [flat(row[column.name]) for row in table.rows]
        whole = bool(values) and all(isinstance(v, int) for v in values)
        columns[column.name] = pa.array(values, pa.int64()) if whole else pa.array([str(v) for v in values], pa.string())
    out = io.BytesIO()
    writer.write_table(pa.table(columns), out)
    return out.getvalue()


def plain(name: str) -> str:
    """A file's name of letters, digits and hyphens.

    >>> plain("register/../CAF 2003")
    'register-CAF-2003'
    """
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or "comity"
