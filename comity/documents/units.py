"""Plain text to units: paragraphs, list items, tables, underlined titles. What a unit *is* in the document is told in `formats.plain`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comity.documents.formats import grid
from comity.documents.formats.grid import Line
from comity.documents.tables import Table

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]*(?:\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*•·‣◦▪–—][ \t]+|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)][ \t]+)(?=\S)")
_UNDERLINE = re.compile(r"[ \t]*(={3,}|-{3,}|~{3,}|\^{3,}|\*{3,}|#{3,})[ \t]*$")


@dataclass(slots=True)
class Unit:
    """A stretch of lines that belong together. `sort` is 'text', 'item', 'title' or 'table'."""

    sort: str
    lines: list[Line]
    table: Table | None = None
    level: int = 0
    alone: bool = False  # empty lines stand before and after it
    words: str = field(init=False, default="")

    def __post_init__(self) -> None:
        if self.table is None:
            self.words = " ".join(line.text.strip() for line in self.lines)


def lines_of(text: str) -> list[Line]:
    """The lines of a text, without their ends, with their places."""
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        if match.end() > match.start():
            lines.append(Line(match.group().rstrip("\r\n\u2028\u2029\x0b\x0c\x85"), match.start()))
    return lines


def units_of(text: str) -> list[Unit]:
    """The units of a plain text."""
    lines = lines_of(text)
    units: list[Unit] = []
    held: list[Line] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if not line.text.strip():
            _flush(units, held)
            i += 1
        elif (end := grid.grid_end(lines, i)) > i:
            _flush(units, held)
            units.append(Unit("table", lines[i:end], table=grid.read_grid(lines[i:end])))
            i = end
        elif grid.is_ruler(line.text) and (span := grid.simple_table(lines, i))[1] > span[0] + 1:
            start, end = span
            taken = len([x for x in held if x.start >= lines[start].start])
            del held[len(held) - taken :]
            _flush(units, held)
            units.append(Unit("table", lines[start:end], table=grid.read_simple(lines[start:end], i - start)))
            i = end
        elif _ITEM.match(line.text) and _is_list(lines, i, held):
            _flush(units, held)
            i = _item(units, lines, i)
        else:
            held.append(line)
            i += 1
    _flush(units, held)
    return units


def _is_list(lines: list[Line], i: int, held: list[Line]) -> bool:
    """An item begins here: not a hard-wrapped line that happens to begin with a year or a dash."""
    if not held:
        text = lines[i].text.lstrip()
        # a dash opens dialogue in French: one long line alone is a paragraph
        return not text.startswith(("–", "—")) or (i + 1 < len(lines) and lines[i + 1].text.lstrip().startswith(text[0]))
    return len(held[-1].text) < 60 or held[-1].text.rstrip().endswith((":", ".", ";")) and not lines[i].text[:1].isalpha()


def _item(units: list[Unit], lines: list[Line], i: int) -> int:
    first = lines[i]
    marker = _ITEM.match(first.text)
    assert marker is not None
    indent = len(first.text) - len(first.text.lstrip())
    taken = [first]
    i += 1
    while i < len(lines) and lines[i].text.strip() and not _ITEM.match(lines[i].text) and not grid.is_edge(lines[i].text):
        if len(lines[i].text) - len(lines[i].text.lstrip()) <= indent:
            break
        taken.append(lines[i])
        i += 1
    units.append(Unit("item", taken, level=1 + indent // 2))
    return i


def item_start(line: Line) -> int:
    """Where the words of a list item begin in its line."""
    marker = _ITEM.match(line.text)
    return marker.end() if marker else 0


def _flush(units: list[Unit], held: list[Line]) -> None:
    if not held:
        return
    lines = held[:]
    held.clear()
    if len(lines) == 2 and (under := _UNDERLINE.match(lines[1].text)) and len(lines[0].text.strip()) <= 120:
        units.append(Unit("title", lines[:1], level=1 if under.group(1)[0] == "=" else 2, alone=True))
        return
    lines = [line for line in lines if not _UNDERLINE.match(line.text)]
    if len(lines) > 1 and _is_wrapped(lines):
        units.append(Unit("text", lines, alone=True))
        return
    units.extend(Unit("text", [line], alone=len(lines) == 1) for line in lines)


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether lines are one paragraph broken at a width: the next line's first word would not have fitted.

    Else each line is a paragraph of its own, as pages extracted from the web have them.
    """
    widest = max(len(line.text.rstrip()) for line in lines)
    if not 30 <= widest <= 160:
        return False
    if sum(line.text.rstrip().endswith((".", "!", "?", ":", "”", '"')) for line in lines[:-1]) * 2 > len(lines) - 1:
        return False
    fitted = 0
    for line, following in zip(lines, lines[1:], strict=False):
        first = following.text.split(None, 1)[0]
        if len(line.text.rstrip()) + 1 + len(first) > widest - 1:
            fitted += 1
        elif len(line.text.rstrip()) < widest * 0.6:
            return False
    return fitted * 10 >= 7 * (len(lines) - 1)
