"""`python -m comity.actors.lint`: what is wrong in the data files of the actors, by file and line.

A name that two actors had at the same time is not wrong: it is flagged 'ambiguous'. One that is flagged so and belongs to one
actor alone is wrong, as it would keep a mention open for nothing; only acronyms may be shared with somebody whom no file knows.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from comity.actors.actor import FLAGS, KINDS, SORTS, Actor, Name, earliest, fold, latest
from comity.actors.catalogue import DATA, TABLES, WORLD, Catalogue, read_actors, read_names, rows
from comity.actors.lint_leaders import leader_problems
from comity.errors import DataError

#: What a row can have been checked against: its codes, with 'cldr' its name, with '-begin' the date of its beginning.
REFERENCES = ("iso-3166-1", "iso-3166-3", "cldr", "cow-2016", "cow-begin", "gw", "gw-begin")
LEADERS = "leaders.tsv"
_DATE = re.compile(r"\d{3}[\dX](-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?[~?]?")
_ID = {
    "states.csv": re.compile(r"[A-Z]{3,4}|[a-z0-9]+(-[a-z0-9]+)*"),
    "organisations.csv": re.compile(r"[A-Z0-9][A-Za-z0-9-]*"),
    "groups.csv": re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
}
_CODE = {
    "iso2": re.compile(r"[A-Z]{2}"),
    "iso3": re.compile(r"[A-Z]{3}"),
    "iso3166_3": re.compile(r"[A-Z]{4}"),
    "ioc": re.compile(r"[A-Z]{3}"),
    "cow": re.compile(r"[A-Z]{3}"),
    "cow_number": re.compile(r"\d{1,3}"),
    "gw": re.compile(r"\d{1,3}"),
    "wikidata": re.compile(r"Q[1-9]\d*"),
}


class Problem(NamedTuple):
    """Something wrong in a data file: where, and what."""

    path: str
    line: int
    field: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} [{self.field}] {self.text}"


def lint(data: Path = DATA) -> list[Problem]:
    """All problems of the data files in that folder.

    >>> [problem for problem in lint() if problem.path == "states.csv"]
    []
    """
    try:
        return [*_tables(data), *_names(data)]
    except DataError as error:
        return [Problem(str(data), 0, "", str(error))]


def _tables(data: Path) -> Iterator[Problem]:
    lines = {name: list(rows(data / name, ",")) for name in TABLES if (data / name).exists()}
    known: dict[str, dict[str, str]] = {}
    for path, table in lines.items():
        for line, row in enumerate(table, 2):
            if row["id"] in known:
                yield Problem(path, line, "id", f"{row['id']} is there twice")
            known[row["id"]] = row
    for path, table in lines.items():
        for line, row in enumerate(table, 2):
            for field, text in _row(path, row, known):
                yield Problem(path, line, field, text)
    for problem in _codes(lines.get("states.csv", [])):
        yield Problem("states.csv", *problem)


def _row(path: str, row: dict[str, str], known: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    if not _ID[path].fullmatch(row["id"]):
        yield "id", f"{row['id']!r} has not the form of an id here"
    if row.get("kind", KINDS[0]) not in KINDS:
        yield "kind", f"{row['kind']!r} is none of {', '.join(KINDS)}"
    if not row["name"] or row["name"] != row["name"].strip():
        yield "name", "is empty or has spaces around it"
    for text in _period(row["begin"], row["end"]):
        yield "begin", text
    for gap in row.get("gaps", "").split():
        begin, slash, end = gap.partition("/")
        for text in _period(begin, end) if slash and begin and end else ["a gap has two ends"]:
            yield "gaps", text
    for field in ("parent", "predecessors", "successors", "home"):
        for id in row.get(field, "").split():
            if id not in known:
                yield field, f"no actor has the id {id!r}"
            elif id == row["id"]:
                yield field, "refers to itself"
    for field, other in (("predecessors", "successors"), ("successors", "predecessors")):
        for id in row.get(field, "").split():
            if id in known and row["id"] not in known[id].get(other, "").split():
                yield field, f"{id} does not have {row['id']} among its {other}"
    for field, form in _CODE.items():
        for code, _, period in (cell.partition("@") for cell in row.get(field, "").split()):
            if not form.fullmatch(code):
                yield field, f"{code!r} has not the form of such a code"
            begin, _, end = period.replace("..", "").partition("/")
            for text in _period(begin, end):
                yield field, text
    if path == "states.csv":
        for reference in row["checked"].split():
            if reference not in REFERENCES:
                yield "checked", f"{reference!r} is none of {', '.join(REFERENCES)}"


def _codes(table: list[dict[str, str]]) -> Iterator[tuple[int, str, str]]:
    """Codes that two have; a successor may go on with its predecessor's COW and Gleditsch–Ward codes."""
    for field in _CODE:
        holders: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
        for line, row in enumerate(table, 2):
            for cell in row.get(field, "").split():
                holders[cell.partition("@")[0]].append((line, row))
        for code, found in holders.items():
            for (_, first), (line, second) in combinations(found, 2):
                heirs = first["successors"].split() + first["predecessors"].split()
                if field not in ("cow", "cow_number", "gw") or second["id"] not in heirs:
                    yield line, field, f"{code} is {first['id']}'s too"


def _period(begin: str, end: str) -> Iterator[str]:
    for date in (begin, end):
        if date and not _DATE.fullmatch(date):
            yield f"{date!r} is no date (1975, 1975-11, 1975-11-30, 197X, 1975~)"
            return
    if begin and end and earliest(begin) > latest(end):
        yield f"{begin} is after {end}"


def _names(data: Path) -> Iterator[Problem]:
    tables = ((data / table, data / names) for table, names in TABLES.items() if (data / table).exists())
    known = Catalogue(actor for table, names in tables for actor in read_actors(table, names))
    everywhere: dict[str, list[tuple[str, int, Name]]] = defaultdict(list)
    for path in (*TABLES.values(), WORLD):
        if not (data / path).exists():
            continue
        seen: set[tuple[str, ...]] = set()
        for line, name in _lines(data / path):
            for field, text in _name(name, known):
                yield Problem(path, line, field, text)
            if name[:6] in seen:
                yield Problem(path, line, "name", f"{name.words!r} is there twice for {name.actor}")
            seen.add(name[:6])
            if name.actor in known:
                everywhere[fold(name.words)].append((path, line, name))
    for actor in known.all():
        if fold(actor.name) not in {fold(name.words) for name in actor.names}:
            yield Problem(_table_of(actor), 0, "name", f"{actor.id}: {actor.name!r} is not among its names")
    for found in everywhere.values():
        yield from _ambiguous(found, known.get)
    if (data / LEADERS).exists():
        yield from _leaders(data / LEADERS, known)


def _leaders(path: Path, known: Catalogue) -> Iterator[Problem]:
    table = list(rows(path, "\t"))
    for line, row in enumerate(table, 2):
        for text in _period(row["from"], row["to"]):
            yield Problem(path.name, line, "from", text)
    yield from (Problem(path.name, *problem) for problem in leader_problems(table, known))


def _lines(path: Path) -> Iterator[tuple[int, Name]]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n")[1:], 2):
        numbers[text.split("\t", 1)[0]].append(number)
    for id, names in read_names(path).items():
        yield from zip(numbers[id], names, strict=True)


def _name(name: Name, known: Catalogue) -> Iterator[tuple[str, str]]:
    if name.actor not in known:
        yield "id", f"no actor has the id {name.actor!r}"
    if not re.fullmatch(r"[a-z]{2,3}(_[A-Z][a-z]{3})?", name.language):
        yield "language", f"{name.language!r} is no code of a language"
    if not fold(name.words) or name.words != " ".join(name.words.split()):
        yield "name", f"{name.words!r} is empty or has spaces too many"
    if name.sort not in SORTS:
        yield "sort", f"{name.sort!r} is none of {', '.join(SORTS)}"
    for flag in name.flags:
        if flag not in FLAGS:
            yield "flags", f"{flag!r} is none of {', '.join(FLAGS)}"
    for text in _period(name.begin, name.end):
        yield "from", text


def _ambiguous(found: list[tuple[str, int, Name]], get: Callable[[str], Actor]) -> Iterator[Problem]:
    if len(found) == 1 and "ambiguous" not in found[0][2].flags:
        return
    rivals: dict[int, set[str]] = defaultdict(set)
    for (i, (*_, one)), (j, (*_, two)) in combinations(enumerate(found), 2):
        if one.actor != two.actor and _same(one, two) and together(one, get(one.actor), two, get(two.actor)):
            rivals[i].add(two.actor)
            rivals[j].add(one.actor)
    for i, (path, line, name) in enumerate(found):
        if rivals[i] and "ambiguous" not in name.flags:
            yield Problem(path, line, "flags", f"{name.words!r} names {', '.join(sorted(rivals[i]))} too: flag it 'ambiguous'")
        if not rivals[i] and "ambiguous" in name.flags and name.sort != "acronym":
            yield Problem(path, line, "flags", f"{name.words!r} names nobody else at that time: it is not 'ambiguous'")


def _same(one: Name, two: Name) -> bool:
    """Whether a reader could take one for the other: case tells 'IRA' from 'Irã'."""
    return "exact" not in one.flags + two.flags or one.words.replace(".", "") == two.words.replace(".", "")


def together(one: Name, first: Actor, two: Name, second: Actor) -> bool:
    """Whether both names were held, by actors that existed, at the same time and for more than a day.

    A people and the state whose demonym is the people's name are no rivals.
    """
    if ("people", "demonym") in ((first.kind, two.how), (second.kind, one.how)):
        return False
    begins = [earliest(date) for date in (one.begin, two.begin, first.begin, second.begin) if date]
    ends = [latest(date) for date in (one.end, two.end, first.end, second.end) if date]
    begin, end = max(begins, default=""), min(ends, default="9999")
    gaps = (*first.gaps, *second.gaps)
    return begin < end and not any(earliest(gap) <= begin and end <= latest(gap) for gap in gaps)


def _table_of(actor: Actor) -> str:
    if actor.kind in ("state", "dependency", "region"):
        return "states.csv"
    return "organisations.csv" if actor.kind == "organisation" else "groups.csv"


def main(arguments: Iterable[str] = ()) -> int:
    """Prints the problems of the folder (Comity's own, if none is given); 1 where there are any."""
    found = [problem for folder in (list(arguments) or [str(DATA)]) for problem in lint(Path(folder))]
    for problem in found:
        print(problem)
    print(f"{len(found)} problems" if found else "no problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
