"""Rows of cells, whatever the format, to table rows with the header of each column.

A format gives what it sees: cells with their words, whether they are marked as header cells, and how many columns and rows they
span. Here it is told which rows are headers, titles and subtitles, and which header stands over a cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.documents.draft import Draft, Flow
from comity.model import BlockKind

_REPEATED = 80  # a cell that spans rows is said again in each, if it is this short: a country, a year; not a note
_TITLE = 160
_HEADER = 60
WIDEST = 80  # columns; what stands further to the right is no table that anybody reads


@dataclass(slots=True)
class TableCell:
    """A cell as the format gives it. `plain` is false where it holds what no header holds (a flag, a date template)."""

    flow: Flow
    header: bool = False
    columns: int = 1
    rows: int = 1
    plain: bool = True


@dataclass(slots=True)
class _Slot:
    cell: TableCell
    first: bool = True  # the row and column in which the cell itself stands


@dataclass(slots=True)
class Table:
    """Rows as the format gives them; `declared` is how many of the first rows the format says are headers (−1: it does not say)."""

    rows: list[list[TableCell]] = field(default_factory=list)
    declared: int = -1
    caption: Flow | None = None


def lay(table: Table, draft: Draft) -> None:
    """The table's captions and rows, as parts of the draft."""
    grid = _spread(table.rows)
    width = max((len(row) for row in grid), default=0)
    if not width:
        return
    draft.tables += 1
    number = draft.tables
    title: tuple[str, ...] = ()
    if table.caption:
        draft.block(BlockKind.CAPTION, table.caption, table=number)
        title = (table.caption.text,)
    headers = [""] * width
    fresh = False  # the row before was a header: the next one may be its second line
    seen = False
    for i, row in enumerate(grid):
        own = [slot.cell for slot in row if slot.first]
        words = [cell for cell in own if cell.flow]
        if not words:
            continue
        if width > 1 and len({id(slot.cell) for slot in row}) == 1 and len(row) == width and words[0].flow.length <= _TITLE:
            draft.block(BlockKind.CAPTION, words[0].flow, table=number)
            title = (words[0].flow.text,)
            continue
        if _is_header(own, words, i, seen, table):
            if not fresh:
                headers = [""] * width
            for column, slot in enumerate(row):
                _put_header(headers, column, slot.cell.flow.text.replace("\n", " "))
            draft.row(BlockKind.CAPTION, [cell.flow for cell in own], [""] * len(own), number, title)
            fresh = seen = True
            continue
        fresh = False
        flows, heads = _row(row, headers)
        draft.row(BlockKind.TABLE_ROW, flows, heads, number, title)


def _spread(rows: list[list[TableCell]]) -> list[list[_Slot]]:
    """Each row with all its columns filled: what spans rows and columns stands in each of them."""
    grid: list[list[_Slot]] = []
    hanging: dict[int, tuple[TableCell, int]] = {}
    for cells in rows:
        row: list[_Slot] = []
        carried: dict[int, tuple[TableCell, int]] = {}
        pending = iter(cells)
        cell = next(pending, None)
        while (cell is not None or len(row) in hanging) and len(row) < WIDEST:
            column = len(row)
            if column in hanging:
                over, left = hanging[column]
                row.append(_Slot(over, False))
                if left > 1:
                    carried[column] = (over, left - 1)
                continue
            if cell is None:
                break
            for k in range(min(max(cell.columns, 1), WIDEST - column)):
                row.append(_Slot(cell, k == 0))
                if cell.rows > 1:
                    carried[column + k] = (cell, cell.rows - 1)
            cell = next(pending, None)
        hanging = carried
        grid.append(row)
    return grid


def _is_header(own: list[TableCell], words: list[TableCell], i: int, seen: bool, table: Table) -> bool:
    if any(not cell.plain or cell.flow.length > _HEADER for cell in words):
        return False
    if i < table.declared:
        return True
    if all(cell.header for cell in own):
        return len(words) > 1 or not seen
    if seen or len(words) < 2:
        return False
    # no row is marked: the first one is a header if it is full and holds no figure, and the rows below are of another sort
    if i > max(table.declared, 0) or i + 1 >= len(table.rows) or len(words) != len(own):
        return False
    below = table.rows[i + 1]
    return not any(_is_figures(cell) for cell in words) and any(_is_figures(cell) or cell.flow.length > _HEADER for cell in below)


def _is_figures(cell: TableCell) -> bool:
    return not cell.flow or not cell.plain or any(c.isdigit() for c in cell.flow.text)


def _put_header(headers: list[str], column: int, words: str) -> None:
    if column < len(headers) and words and words not in headers[column].split(": "):
        headers[column] = f"{headers[column]}: {words}" if headers[column] else words


def _row(row: list[_Slot], headers: list[str]) -> tuple[list[Flow], list[str]]:
    flows: list[Flow] = []
    heads: list[str] = []
    before: TableCell | None = None
    for column, slot in enumerate(row):
        if slot.cell is before and flows:
            continue  # the same cell, over several columns
        before = slot.cell
        again = not slot.first and slot.cell.flow.length > _REPEATED
        flows.append(Flow() if again else slot.cell.flow)
        heads.append(headers[column] if column < len(headers) else "")
    return flows, heads
