"""A table for the terminal, as wide as that is; 120 columns, without bold, where the output goes elsewhere."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence

from comity.exchange.table import Table, lines

WIDTH = 120
GAP = "  "
NARROW = 8  # columns that no column is squeezed below


def table(table: Table, width: int = 0) -> str:
    """The table with the sentences it cites below."""
    terminal = sys.stdout.isatty()
    width = width or (shutil.get_terminal_size((WIDTH, 24)).columns if terminal else WIDTH)
    text = [f"\x1b[1m{table.title}\x1b[0m" if terminal else table.title]
    if table.rows:
        text += ["", *grid([c.heading for c in table.page()], [[_cell(lines(r[c.name])) for c in table.page()] for r in table.rows], width)]
    if table.cited:
        text.append("")
    for cited in table.cited:
        text += wrap(f"[{cited.number}] “{cited.sentence}” {' — '.join([cited.where, *cited.references])}", width)
    if table.notes:
        text += ["", *(line for note in table.notes for line in wrap(note, width))]
    return "\n".join(text) + "\n"


def grid(headings: Sequence[str], rows: Sequence[Sequence[Sequence[str]]], width: int) -> Iterator[str]:
    """The lines of a table: cells are lists of lines, which are wrapped to the width of their column.

    >>> for line in grid(["Name", "Says"], [[["France"], ["one two", "three"]]], 14):
    ...     print(line)
    Name    Says
    --------------
    France  one
            two
            three
    """
    natural = [max([wide(h), *(wide(line) for row in rows for line in row[i])]) for i, h in enumerate(headings)]
    widths = squeeze(
        natural, [_longest(h, [row[i] for row in rows]) for i, h in enumerate(headings)], width - len(GAP) * (len(natural) - 1)
    )
    yield _row(headings, widths)
    yield "-" * min(width, sum(widths) + len(GAP) * (len(widths) - 1))
    for row in rows:
        wrapped = [[part for line in cell for part in wrap(line, w)] for cell, w in zip(row, widths, strict=True)]
        for i in range(max([1, *map(len, wrapped)])):
            yield _row([cell[i] if i < len(cell) else "" for cell in wrapped], widths)


def squeeze(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widths of columns in the room there is: the widest give way first, down to their longest word, and those that have most
    to say keep more.

    >>> squeeze([10, 400, 40], [5, 12, 9], 100)
    [10, 69, 21]
    """
    widths = list(natural)
    weights = [max(n, 1) ** 0.5 for n in natural]
    while sum(widths) > room:
        able = [i for i in range(len(widths)) if widths[i] > least[i]] or [i for i in range(len(widths)) if widths[i] > NARROW]
        if not able:
            break
        widths[max(able, key=lambda i: (widths[i] / weights[i], -i))] -= 1
    return widths


def wrap(text: str, width: int) -> list[str]:
    """Text in lines of that width at most, broken at spaces; a word that is wider is cut.

    >>> wrap("one two three", 7), wrap("", 7), wrap("abcdefgh", 3)
    (['one two', 'three'], [''], ['abc', 'def', 'gh'])
    """
    if wide(text) <= width:
        return [text]
    found, line = [], ""
    for word in text.split(" "):
        if line and wide(line) + 1 + wide(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            found.append(line)
        while wide(word) > width:
            cut = next(i for i in range(len(word), 0, -1) if wide(word[:i]) <= width or i == 1)
            found.append(word[:cut])
            word = word[cut:]
        line = word
    return [*found, line]


def wide(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> wide("abc"), wide("北京"), wide("e\\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cell(found: Sequence[object]) -> list[str]:
    return [" ".join("".join(c if c.isprintable() else " " for c in str(line)).split()) for line in found]


def _longest(heading: str, cells: Sequence[Sequence[str]]) -> int:
    """The width of the longest word, as far as it deserves a column's width."""
    words = (wide(word) for cell in cells for line in cell for word in line.split(" "))
    return max(wide(heading), min(24, max(words, default=0)))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(cell + " " * (w - wide(cell)) for cell, w in zip(cells, widths, strict=True)).rstrip()
