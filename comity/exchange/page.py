"""A table for the terminal, as wide as that is; 120 columns, without colours, where the output goes elsewhere."""

from __future__ import annotations

import io
import shutil
import sys

from comity.exchange.table import Table, lines

WIDTH = 120


def table(table: Table) -> str:
    """The table with the sentences it cites below."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((WIDTH, 24)).columns if terminal else WIDTH
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, color_system="auto" if terminal else None, emoji=False)
    console.print(Text(table.title, style="bold"))
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in table.page():
        grid.add_column(column.heading, overflow="fold", ratio=3 if column.name in ("notes", "sentence") else None)
    for row in table.rows:
        grid.add_row(*(Text("\n".join(str(line) for line in lines(row[c.name]))) for c in table.page()))
    if table.rows:
        console.print(grid)
    if table.cited:
        console.print()
    for cited in table.cited:
        console.print(Text(f"[{cited.number}] “{cited.sentence}” {' — '.join([cited.where, *cited.references])}"))
    if table.notes:
        console.print()
    for note in table.notes:
        console.print(Text(note, style="dim"))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
