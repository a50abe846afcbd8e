"""The formats, registered in one place: `--format` of every command offers exactly these."""

from __future__ import annotations

from collections.abc import Callable

from comity.errors import UsageError
from comity.exchange import data, markup, page
from comity.exchange.table import Table

FORMATS: dict[str, Callable[[Table], str]] = {
    "table": page.table,
    "csv": data.csv,
    "json": data.json,
    "jsonl": data.jsonl,
    "markdown": markup.markdown,
    "wikitext": markup.wikitext,
}


def write(table: Table, format: str) -> str:
    """The table in that format.

    >>> from comity.exchange.table import Column
    >>> print(write(Table("t", (Column("a", "A"),), ({"a": "1"},)), "csv"), end="")
    a
    1
    """
    if format not in FORMATS:
        raise UsageError(f"{format!r} is no format: there are {', '.join(FORMATS)}")
    return FORMATS[format](table)
