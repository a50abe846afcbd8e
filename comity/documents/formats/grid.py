"""Tables drawn with characters, as pandoc and reStructuredText write them.

Grid tables (`+---+`, cells of many lines between bars) and simple tables (a ruler of dashes under the header). Positions are counted
in columns of a terminal, as the writers of such tables count them: a wide character takes two, a combining one none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from comity.documents.draft import Flow
from comity.documents.marks import pour
from comity.documents.tables import Table, TableCell

_EDGE = re.compile(r"[ \t]*\+(?:[-=:]+\+)+[ \t]*$")
_RULER = re.compile(r"[ \t]*-{3,}(?:[ \t]+-{3,})+[ \t]*$")
_ITEM = re.compile(r"(?:[-*•]|\d{1,2}[.)])[ \t]+")


class Line(NamedTuple):
    """A line of the source: its words and where it begins."""

    text: str
    start: int


def is_edge(text: str) -> bool:
    """Whether a line is an edge between rows: `+---+=====+`."""
    return text.lstrip(" \t").startswith("+") and _EDGE.match(text) is not None


def is_ruler(text: str) -> bool:
    """Whether a line is the ruler of a simple table: `------  ----`."""
    return "---" in text and _RULER.match(text) is not None


def grid_end(lines: list[Line], start: int) -> int:
    """One past the last line of the grid table that begins at `start`; `start` where none does."""
    if not is_edge(lines[start].text):
        return start
    last = start
    for i in range(start + 1, len(lines)):
        text = lines[i].text
        if is_edge(text):
            last = i
        elif not text.lstrip(" \t").startswith("|"):
            break
    return last + 1 if last > start else start


def read_grid(lines: list[Line]) -> Table:
    """A grid table, whose first and last lines are edges."""
    table = Table()
    above = _crossings(lines[0].text)
    rows: list[Line] = []
    doubled = "=" in lines[0].text
    for line in lines[1:]:
        if not is_edge(line.text):
            rows.append(line)
            continue
        below = _crossings(line.text)
        if rows:
            table.rows.append(_row(rows, above, below))
        rows, above = [], below
        if "=" in line.text and not doubled:
            doubled = True
            table.declared = len(table.rows)
    return table


def _crossings(text: str) -> list[int]:
    return [i for i, c in enumerate(text) if c == "+"]


def _row(lines: list[Line], above: list[int], below: list[int]) -> list[TableCell]:
    places = [_Columns(line) for line in lines]
    edges = sorted(set(above) | set(below))
    # a bar stands at an edge in every line of the row, or the row spans that edge
    bars = [e for e in edges if all(p.char(e) == "|" for p in places)]
    if len(bars) < 2:
        bars = [edges[0], edges[-1]]
    cells: list[TableCell] = []
    for left, right in zip(bars, bars[1:], strict=False):
        span = sum(1 for e in edges if left < e <= right)
        cells.append(TableCell(_cell(places, left + 1, right), columns=span))
    return cells


class _Columns:
    """Terminal columns of a line; the plain case, one column a character, costs nothing."""

    __slots__ = ("line", "_at")

    def __init__(self, line: Line) -> None:
        self.line = line
        self._at: list[int] | None = None
        if not line.text.isascii():
            widths = [_width(c) for c in line.text]
            if any(w != 1 for w in widths):
                self._at = []
                for i, w in enumerate(widths):
                    self._at.extend([i] * w)

    def index(self, column: int) -> int:
        if self._at is None:
            return min(column, len(self.line.text))
        return self._at[column] if column < len(self._at) else len(self.line.text)

    def char(self, column: int) -> str:
        i = self.index(column)
        return self.line.text[i] if i < len(self.line.text) else ""


def _width(c: str) -> int:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def _cell(places: list[_Columns], left: int, right: int) -> Flow:
    """The words of a cell: lines run on, an empty line or a list item begins a paragraph."""
    flow = Flow()
    for place in places:
        start, end = place.index(left), place.index(right)
        words = place.line.text[start:end]
        bare = words.strip()
        if not bare:
            if flow:
                flow.newline()
            continue
        item = _ITEM.match(bare)
        if item and len(bare) > item.end():
            if flow:
                flow.newline()
            start += len(words) - len(words.lstrip()) + item.end()
            words = place.line.text[start:end]
        pour(flow, words, place.line.start + start)
        flow.space()
    return flow


def simple_table(lines: list[Line], ruler: int) -> tuple[int, int]:
    """First and one past the last line of the simple table with its ruler there; (ruler, ruler) where there is none."""
    end = ruler + 1
    while end < len(lines) and lines[end].text.strip() and not is_ruler(lines[end].text):
        end += 1
    if end < len(lines) and is_ruler(lines[end].text):
        end += 1
    start = ruler
    while start > 0 and lines[start - 1].text.strip() and not is_ruler(lines[start - 1].text) and ruler - start < 3:
        start -= 1
    return (start, end) if end > ruler + 1 else (ruler, ruler)


def read_simple(lines: list[Line], ruler: int) -> Table:
    """A simple table; `ruler` is the index of its ruler among the lines."""
    columns = [(m.start(), m.end()) for m in re.finditer("-+", lines[ruler].text)]
    table = Table(declared=ruler)
    for i, line in enumerate(lines):
        if i == ruler or is_ruler(line.text):
            continue
        place = _Columns(line)
        cells: list[TableCell] = []
        for k, (left, _) in enumerate(columns):
            right = columns[k + 1][0] if k + 1 < len(columns) else 10**9
            cells.append(TableCell(_cell([place], left, right)))
        table.rows.append(cells)
    return table
