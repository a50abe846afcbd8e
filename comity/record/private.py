"""A record's own actors: those that its keeper knows and no catalogue has, a line each in one file of the record.

They are known in reading into the record and in asking it, and nowhere else. They decide what is read: a document that was read
before a line was added is read once more when it is given again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from comity.actors.actor import KINDS, Actor, Name
from comity.actors.catalogue import Catalogue, standard, use, using
from comity.errors import DataError
from comity.model import Document, digest
from comity.record import tables
from comity.record.reader import Reader, Readings
from comity.record.when import bounds

FILE = "actors.csv"
NEEDED = ("id", "name", "kind")
COLUMNS = (*NEEDED, "home", "begin", "end", "names")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Private(NamedTuple):
    """A line of the file: id, name, kind, the state it is from, when it began and ended, what else it is called."""

    id: str
    name: str
    kind: str
    home: str = ""
    begin: str = ""
    end: str = ""
    names: tuple[str, ...] = ()


def load(folder: Path) -> tuple[Private, ...]:
    """The record's own actors, in the order of its file; DataError names the first line that is wrong, and its column."""
    path = folder / FILE
    if not path.exists():
        return ()
    rows, problems = tables.read(path, NEEDED, COLUMNS)
    if problems:
        raise problems[0]
    found: dict[str, Private] = {}
    for row in rows:
        for column, problem in _problems(row, found):
            raise DataError(str(path), problem, row.line, column)
        home, problem = tables.checked_actor(row["home"]) if row["home"] else ("", "")
        if problem:
            raise DataError(str(path), problem, row.line, "home")
        names = tuple(n for n in dict.fromkeys(n.strip() for n in row["names"].split("|")) if n)
        found[row["id"]] = Private(row["id"], row["name"], row["kind"], home, row["begin"], row["end"], names)
    return tuple(found.values())


def _problems(row: tables.Row, before: Mapping[str, Private]) -> Iterable[tuple[str, str]]:
    """What is wrong with a row, by column."""
    id = row["id"]
    if not _ID.fullmatch(id):
        yield "id", f"{id!r} is no id: write small letters, figures and hyphens, such as river-commission"
    if id in before or id in standard() or id.upper() in standard():
        yield "id", f"{id!r} is another actor's: choose one of your own, such as our-{id}"
    if not row["name"]:
        yield "name", "is empty: write what the actor is called"
    if row["kind"] not in KINDS:
        yield "kind", f"{row['kind']!r} is no kind of actor: there are {', '.join(KINDS)}"
    for column in ("begin", "end"):
        if row[column] and bounds(row[column]) is None:
            yield column, f"{row[column]!r} is no date: write a day, a month or a year, such as 1960-08-13, 1960-08 or 1960"


@lru_cache(maxsize=4)
def known(private: tuple[Private, ...]) -> Catalogue:
    """The catalogue with these actors in it."""
    return standard().extended(_actor(p) for p in private) if private else standard()


def _actor(one: Private) -> Actor:
    names = tuple(Name(one.id, "en", words, "", "", _sort(words)) for words in (one.name, *one.names))
    return Actor(one.id, one.name, one.kind, one.begin, one.end, home=one.home, names=names)


def _sort(words: str) -> str:
    return "acronym" if words.isupper() and " " not in words else "name"


def know(folder: Path) -> None:
    """The actors of the record in that folder are known from now on."""
    private = load(folder)
    use(known(private) if private else None)


def knowing(folder: Path, reader: Reader) -> Reader:
    """The reader, knowing the actors of the record in that folder."""
    private = load(folder)
    if not private:
        return reader
    return Reader(
        partial(_load, private, reader.load),
        partial(_read, private, reader.read),
        partial(_versions, private, reader.versions),
        reader.languages,
    )


def _load(
    private: tuple[Private, ...],
    load: Callable[[bytes, str, Mapping[str, str]], Document],
    content: bytes,
    address: str,
    metadata: Mapping[str, str],
) -> Document:
    with using(known(private)):
        return load(content, address, metadata)


def _read(private: tuple[Private, ...], read: Callable[[Iterable[Document]], Readings], documents: Iterable[Document]) -> Readings:
    with using(known(private)):
        yield from read(documents)


def _versions(private: tuple[Private, ...], versions: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
    return {**versions(), FILE: digest(*(str(tuple(p)) for p in private))}
