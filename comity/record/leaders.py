"""Office-holders that were imported into a record: who held which office for which actor, from when to when.

They stand in one file of the record to which lines are only added. They tell whom a name alone stands for, and nothing else:
no claim is made of them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from comity.errors import DataError, RecordError
from comity.model import digest
from comity.record import private, tables
from comity.record.when import bounds

FILE = "leaders.csv"
COLUMNS = ("person", "office", "actor", "from", "to")


class Holder(NamedTuple):
    """'Person held this office for this actor from then to then'; `actor` is an id, a side that is '' is open or unknown."""

    person: str
    office: str
    actor: str
    begin: str = ""
    end: str = ""


def load(folder: Path) -> list[Holder]:
    """The office-holders of a record, in the order in which they were imported."""
    path = folder / FILE
    if not path.exists():
        return []
    found, problems = read(path)
    if problems:
        raise problems[0]
    return found


def mark(folder: Path) -> str:
    """What changes when one is added, or the record's own actors whom they may name: part of the name of a store; '' where there are
    none. The files' bytes, because every question asks for it, and to know whom a name names takes the whole catalogue."""
    there = [folder / name for name in (FILE, private.FILE)]
    return digest(*(p.read_bytes().hex() if p.exists() else "" for p in there)) if there[0].exists() else ""


def read(path: Path) -> tuple[list[Holder], list[DataError]]:
    """The office-holders of a file, and what is wrong with its other rows, by line and column."""
    rows, problems = tables.read(path, COLUMNS, COLUMNS)
    found = []
    for row in rows:
        wrong = [(c, "is empty: write who it is" if c == "person" else "is empty: write the office") for c in COLUMNS[:2] if not row[c]]
        for column in ("from", "to"):
            if row[column] and bounds(row[column]) is None:
                problem = f"{row[column]!r} is no date: write a day, a month or a year, such as 1960-08-13, 1960-08 or 1960"
                wrong.append((column, problem))
        if not wrong and row["from"] and row["to"] and not _in_order(row["from"], row["to"]):
            wrong.append(("to", f"{row['to']} is before {row['from']}: put the earlier day first"))
        at = row["from"] if not any(column == "from" for column, _ in wrong) else ""
        actor, problem = tables.checked_actor(row["actor"], at)
        if problem:
            wrong.append(("actor", problem))
        if wrong:
            order = sorted(wrong, key=lambda w: COLUMNS.index(w[0]))
            problems += [DataError(str(path), text, row.line, column) for column, text in order]
        else:
            found.append(Holder(row["person"], row["office"], actor, row["from"], row["to"]))
    return found, problems


def _in_order(begin: str, end: str) -> bool:
    first, last = bounds(begin), bounds(end)
    return first is None or last is None or first[0] <= last[1]


def add(folder: Path, holders: Iterable[Holder]) -> list[Holder]:
    """Adds those that the record does not have, and returns them."""
    there = set(load(folder))
    new = [one for one in dict.fromkeys(holders) if one not in there]
    path = folder / FILE
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if not path.exists():
        writer.writerow(COLUMNS)
    writer.writerows(new)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="") as out:
            out.write(text.getvalue())
    except OSError as error:
        raise RecordError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error
    return new
