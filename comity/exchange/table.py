"""What is written: a table of records, the sentences it cites, and the same as plain data. Writers turn it into bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Line(NamedTuple):
    """One line of a cell, with the numbers of the sentences that say it."""

    text: str
    citations: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"{self.text} {''.join(f'[{n}]' for n in self.citations)}".strip()


Cell = str | int | Sequence[Line]


class Column(NamedTuple):
    """A column: its name in data, its heading on a page. `page` is False for what only data formats carry."""

    name: str
    heading: str
    page: bool = True


class Cited(NamedTuple):
    """A sentence at the foot of a table: its number and words, where it stands, and the footnotes behind it."""

    number: int
    sentence: str
    where: str
    references: tuple[str, ...] = ()
    document: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Table:
    """Rows by column name. `data` gives the answer in full, for formats that can hold it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    cited: tuple[Cited, ...] = ()
    notes: tuple[str, ...] = ()
    data: Callable[[], Iterable[Mapping[str, Any]]] | None = None
    about: Mapping[str, Any] = field(default_factory=dict)

    def page(self) -> tuple[Column, ...]:
        """The columns that a page shows."""
        return tuple(c for c in self.columns if c.page)

    def records(self) -> list[Mapping[str, Any]]:
        """The rows as data."""
        return list(self.data()) if self.data else [{c.name: flat(row[c.name]) for c in self.columns} for row in self.rows]


def lines(cell: Cell) -> Sequence[Line]:
    """A cell as lines.

    >>> lines("one"), lines("")
    ([Line(text='one', citations=())], [])
    """
    if isinstance(cell, str | int):
        return [Line(str(cell))] if cell != "" else []
    return cell


def flat(cell: Cell) -> str | int:
    """A cell as one value.

    >>> flat([Line("1960", (1, 2)), Line("1961", (3,))])
    '1960 [1][2]; 1961 [3]'
    """
    return cell if isinstance(cell, str | int) else "; ".join(str(line) for line in cell)
