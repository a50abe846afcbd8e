"""A page of a PDF file to lines in reading order: characters with their boxes, stretches without a wide gap, columns.

The order in which a file draws its words is not the order in which they are read; only the places on the page are trusted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double, create_string_buffer
from dataclasses import dataclass, field
from typing import Any

HYPHEN = "\x02"  # how the library marks the hyphen at the end of a line, whose next line it takes along
_GAP = 2.2  # times the size of the letters: a wider one parts columns or cells
_FEW = 4  # lines that a column has at least
_FILLED = 0.55  # of a column's width: how long its lines are on average, else it is a table's
_BOLD = re.compile(rb"bold|black|heavy", re.I)
_CLUTTER = re.compile("[\x00-\x01\x03-\x1f\x7f\ufffe\uffff]")


@dataclass(slots=True)
class Stretch:
    """Words on one line without a wide gap. `start` counts the characters of all pages; `text` has one for each of them."""

    start: int
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    marks: list[tuple[int, int]] = field(default_factory=list)  # raised figures: places in the text

    def words(self) -> str:
        return self.text.replace(HYPHEN, "-").strip()


@dataclass(slots=True)
class Line:
    """One line of a column, or of the page where it has none; several stretches are cells of a table."""

    stretches: list[Stretch]
    page: int
    left: float  # the margins of its column
    right: float
    column: int

    @property
    def x0(self) -> float:
        return self.stretches[0].x0

    @property
    def x1(self) -> float:
        return max(s.x1 for s in self.stretches)

    @property
    def y(self) -> float:
        return self.stretches[0].y

    @property
    def size(self) -> float:
        return max(s.size for s in self.stretches)

    @property
    def bold(self) -> bool:
        return all(s.bold for s in self.stretches)

    def words(self) -> str:
        return " ".join(s.words() for s in self.stretches)


def stretches(text_page: Any, start: int) -> list[Stretch]:
    """The stretches of a page whose first character has the number `start`, in the order in which they are drawn."""
    import pypdfium2.raw as pdfium

    page = text_page.raw
    x, y, left, right, bottom, top = (c_double() for _ in range(6))
    found: list[Stretch] = []
    letters: list[tuple[str, float, float, float]] = []  # character, right edge, base line, size
    first = -1

    def close() -> None:
        nonlocal letters, first
        if letters and any(not c.isspace() for c, *_ in letters):
            found.append(_stretch(first, letters, x_first))
            index = first - start
            places = (index, index + len(found[-1].words()) // 2, index + len(found[-1].words()) - 1)
            found[-1].bold = all(_is_bold(page, i) for i in places)
            if abs(pdfium.FPDFText_GetCharAngle(page, index)) % 6.2831 > 0.1:
                found.pop()  # words that stand upright along the margin
        letters, first = [], -1

    x_first = 0.0
    for i in range(text_page.count_chars()):
        character = chr(min(pdfium.FPDFText_GetUnicode(page, i), 0x10FFFF))
        if character in "\r\n" and pdfium.FPDFText_IsGenerated(page, i) == 1:
            close()
            continue
        if character.isspace():
            if letters:
                letters.append((character, letters[-1][1], letters[-1][2], 0.0))
            continue
        if character == HYPHEN:
            letters.append((HYPHEN, letters[-1][1] if letters else 0.0, letters[-1][2] if letters else 0.0, 0.0))
            first = first if first >= 0 else start + i
            continue
        pdfium.FPDFText_GetCharOrigin(page, i, byref(x), byref(y))
        pdfium.FPDFText_GetCharBox(page, i, byref(left), byref(right), byref(bottom), byref(top))
        size = pdfium.FPDFText_GetFontSize(page, i)
        # a font of size 1 under a scale of 10 is as large as its letters are
        size = max(size, (top.value - bottom.value) * 1.05) if size > 2 else max((top.value - bottom.value) * 1.4, 1.0)
        if letters:
            _, edge, base, before = letters[-1]
            whole = max(size, before)
            if abs(y.value - base) > 0.6 * whole or not -whole <= left.value - edge <= _GAP * whole:
                close()
        if not letters:
            first, x_first = start + i, left.value
        letters.append((_CLUTTER.sub("\t", character), right.value, y.value, size))
    close()
    return found


def _is_bold(page: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    name = create_string_buffer(80)
    if pdfium.FPDFText_GetFontWeight(page, index) >= 600:
        return True
    size = pdfium.FPDFText_GetFontInfo(page, index, name, len(name), None)
    return 0 < size <= len(name) and _BOLD.search(name.value) is not None


def _stretch(start: int, letters: list[tuple[str, float, float, float]], x0: float) -> Stretch:
    sizes = Counter(round(size, 1) for c, _, _, size in letters if size)
    size = max(sorted(sizes), key=lambda s: sizes[s]) if sizes else 1.0
    bases = Counter(round(base, 1) for _, _, base, s in letters if s and abs(s - size) < 0.25 * size)
    base = max(sorted(bases), key=lambda b: bases[b]) if bases else letters[0][2]
    made = Stretch(start, "".join(c for c, *_ in letters), x0, max(edge for _, edge, _, _ in letters), base, size)
    at = 0
    for at, (c, _, own, s) in enumerate(letters):
        if c.isdigit() and at and 0 < s < 0.8 * size and own > base + 0.15 * size:
            if made.marks and made.marks[-1][1] == at:
                made.marks[-1] = (made.marks[-1][0], at + 1)
            else:
                made.marks.append((at, at + 1))
    return made


def lines(found: list[Stretch], page: int) -> Iterator[Line]:
    """The lines of a page as they are read: columns one after the other, what stands across them in its place."""
    for number, column in enumerate(_columns(sorted(found, key=lambda s: (-s.y, s.x0, s.start)), 0)):
        left, right = min(s.x0 for s in column), max(s.x1 for s in column)
        for row in rows(column):
            yield Line(row, page, left, right, number)


def rows(found: list[Stretch]) -> list[list[Stretch]]:
    """Stretches that stand on one line, from above to below, each from left to right."""
    made: list[list[Stretch]] = []
    for one in sorted(found, key=lambda s: (-s.y, s.x0, s.start)):
        if made and abs(made[-1][0].y - one.y) < 0.4 * max(one.size, made[-1][0].size):
            made[-1].append(one)
        else:
            made.append([one])
    return [sorted(row, key=lambda s: (s.x0, s.start)) for row in made]


def _columns(found: list[Stretch], depth: int) -> list[list[Stretch]]:
    gutter = _gutter(found) if depth < 3 else None
    if gutter is None:
        return [found] if found else []
    made: list[list[Stretch]] = []
    sides: tuple[list[Stretch], list[Stretch]] = ([], [])
    across: list[Stretch] = []

    def turn() -> None:
        for side in sides:
            if side:
                made.extend(_columns(side[:], depth + 1))
                side.clear()

    for one in found:
        if one.x1 <= gutter or one.x0 >= gutter:
            if across:
                made.append(across[:])
                across.clear()
            sides[one.x0 >= gutter].append(one)
        else:
            turn()
            across.append(one)
    if across:
        made.append(across)
    turn()
    return made


def _gutter(found: list[Stretch]) -> float | None:
    """Where the page, or a part of it, falls into two columns of prose."""
    if len(found) < 2 * _FEW:
        return None
    edges = Counter(round(s.x0) for s in found)
    best: tuple[int, float] | None = None
    for edge, count in sorted(edges.items(), key=lambda item: (-item[1], item[0]))[:12]:
        if count < _FEW:
            break
        at = edge - 1.5
        left = [s for s in found if s.x1 <= at]
        right = [s for s in found if s.x0 >= at]
        crossing = len(found) - len(left) - len(right)
        if min(len(left), len(right)) < _FEW or crossing * 3 > len(found) or not (_is_prose(left) and _is_prose(right)):
            continue
        if min(s.y for s in left) > max(s.y for s in right) or min(s.y for s in right) > max(s.y for s in left):
            continue
        if best is None or crossing < best[0]:
            best = crossing, at
    return best[1] if best else None


def _is_prose(column: list[Stretch]) -> bool:
    left, right = min(s.x0 for s in column), max(s.x1 for s in column)
    size = sorted(s.size for s in column)[len(column) // 2]
    return right - left > 8 * size and sum(s.x1 - s.x0 for s in column) >= _FILLED * len(column) * (right - left)
