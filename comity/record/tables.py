"""Small tables that people write: CSV with a row of column names, from whatever program made it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.errors import DataError

DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its line in the file. A column that the file does not have is empty."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read(path: Path, needed: Sequence[str], allowed: Sequence[str]) -> tuple[list[Row], list[DataError]]:
    """The rows of a table and what is wrong with others: too many or too few fields. DataError where it is no such table."""
    lines = _text(path).splitlines()
    if not lines:
        raise DataError(str(path), f"is empty: its first line must name the columns {','.join(needed)}")
    reader = csv.reader(lines, delimiter=max(DELIMITERS, key=lines[0].count))
    header = [name.strip().lower() for name in next(reader)]
    for name in needed:
        if name not in header:
            raise DataError(str(path), f"there is no such column: the first line must be {','.join(allowed)}", 1, name)
    for name in header:
        if name not in allowed or header.count(name) > 1:
            raise DataError(str(path), f"is no column or is there twice: there are {', '.join(allowed)}", 1, name)
    rows, problems = [], []
    for cells in reader:
        if not any(c.strip() for c in cells):
            continue
        if len(cells) == len(header):
            rows.append(Row(reader.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}))
        else:
            last = header[min(len(cells), len(header)) - 1]
            problems.append(DataError(str(path), f"the row has {len(cells)} fields, the first line {len(header)}", reader.line_num, last))
    return rows, problems


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise DataError(str(path), f"cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"is not in UTF-8 (byte {error.start}): save it so") from error


def checked_actor(words: str, at: str = "") -> tuple[str, str]:
    """The actor that a cell names at a time, or '' and what is wrong with it.

    >>> checked_actor("Centrafrique"), checked_actor("Congo")
    (('CAF', ''), ('', "'Congo' can be COD or COG: write the code of the one meant"))
    """
    from comity.actors import catalogue
    from comity.actors.resolve import resolve

    if not words:
        return "", "is empty: write a name or a code, such as France or FRA"
    found = resolve(words, at)
    if found.actor and found.how not in ("office", "description"):
        return found.actor, ""
    if len(found.candidates) > 1:
        return "", f"{words!r} can be {' or '.join(found.candidates[:6])}: write the code of the one meant"
    near = [f"{catalogue().get(c).name} ({c})" for c in found.candidates]
    return "", f"no actor is known as {words!r}: {f'did you mean {near[0]}?' if near else 'write a name or a code, such as France or FRA'}"
