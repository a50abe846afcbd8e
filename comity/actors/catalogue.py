"""The catalogue: every actor that Comity knows by itself, read from the data files beside this module.

Loading reads the tables; the index of names is built when somebody first asks for a name.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from comity.actors.actor import Actor, Name, fold
from comity.errors import DataError, UnknownActor

DATA = Path(__file__).parent / "data"
#: Table of actors -> table of their names.
TABLES = {"states.csv": "names.tsv", "organisations.csv": "organisation_names.tsv", "groups.csv": "group_names.tsv"}
CODES = ("iso2", "iso3", "iso3166_3", "cow", "cow_number", "gw", "wikidata")


class Surface(NamedTuple):
    """A string that can stand in a text, and whom it names: what the finder of mentions is built from."""

    words: str
    actor: str
    how: str
    flags: tuple[str, ...]
    language: str
    begin: str
    end: str


class Catalogue:
    """All actors by id, name and code.

    >>> catalogue().get("CAF").name
    'Central African Republic'
    >>> [a.id for a in catalogue().named("Zaire", at="1975")]
    ['COD']
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}

    def __len__(self) -> int:
        return len(self._actors)

    def __contains__(self, id: object) -> bool:
        return id in self._actors

    def get(self, id: str) -> Actor:
        """The actor of that id; UnknownActor where there is none."""
        try:
            return self._actors[id]
        except KeyError:
            raise UnknownActor(f"no actor has the id {id!r}") from None

    def all(self) -> tuple[Actor, ...]:
        """All actors, in the order of the files."""
        return tuple(self._actors.values())

    def names(self) -> Iterator[Surface]:
        """Every name of every actor, in the order of the files."""
        for actor in self._actors.values():
            for name in actor.names:
                yield Surface(name.words, name.actor, name.how, name.flags, name.language, name.begin, name.end)

    @cached_property
    def _named(self) -> Mapping[str, tuple[Name, ...]]:
        index: dict[str, list[Name]] = {}
        for actor in self._actors.values():
            for name in actor.names:
                index.setdefault(fold(name.words), []).append(name)
        return {words: tuple(names) for words, names in index.items()}

    def senses(self, words: str, at: str = "") -> tuple[Name, ...]:
        """All that the words can name at the time: the entries of the catalogue, not yet judged."""
        return tuple(n for n in self._named.get(fold(words), ()) if n.holds(at) and self._actors[n.actor].exists(at))

    def named(self, words: str, at: str = "") -> tuple[Actor, ...]:
        """The actors that have this name at the time (EDTF, '' is any), whatever its case, accents and language.

        A name that nobody had then is read as the name of whoever had it at another time: who writes 'Zaire' in 2005 means COD.
        Names go before demonyms, and these before capitals and seats.

        >>> [a.id for a in catalogue().named("Congo", at="1965")]
        ['COD', 'COG']
        """
        names = self.senses(words, at) or self._named.get(fold(words), ())
        found = [self._actors[n.actor] for how in ("name", "acronym", "demonym", "seat", "capital") for n in names if n.how == how]
        return tuple(dict.fromkeys(found))

    def coded(self, scheme: str, code: str, at: str = "") -> tuple[Actor, ...]:
        """The actors with this code ('iso2', 'cow', 'gw' …); of several, those first that existed at the time.

        >>> [a.id for a in catalogue().coded("iso2", "CF")]
        ['CAF']
        """
        found = [a for a in self._actors.values() if a.codes.get(scheme) == code]
        return tuple(a for a in found if a.exists(at)) or tuple(found)


def rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    """The rows of a table; DataError where one has not as many fields as the header."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL)
        header = next(reader, [])
        for row in reader:
            if len(row) != len(header):
                raise DataError(path.name, f"{len(row)} fields where the header has {len(header)}", reader.line_num)
            yield dict(zip(header, row, strict=True))


def read_names(path: Path) -> dict[str, list[Name]]:
    """The names of a table, by actor. A column 'flags' may be missing."""
    found: dict[str, list[Name]] = {}
    shared: dict[str, tuple[str, ...]] = {"": ()}
    lines = path.read_text(encoding="utf-8").split("\n")
    width = lines[0].count("\t")
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        if line.count("\t") != width:
            raise DataError(path.name, f"{line.count(chr(9)) + 1} fields where the header has {width + 1}", number)
        fields = line.split("\t")
        flags = fields[6] if width > 5 else ""
        if flags not in shared:
            shared[flags] = tuple(flags.split())
        found.setdefault(fields[0], []).append(Name(*fields[:6], shared[flags]))
    return found


def read_actors(table: Path, names: Path) -> Iterator[Actor]:
    """The actors of one table with their names."""
    called = read_names(names) if names.exists() else {}
    for row in rows(table, ","):
        yield Actor(
            id=row["id"],
            name=row["name"],
            kind=row.get("kind") or "organisation",
            begin=row["begin"],
            end=row["end"],
            gaps=tuple(row.get("gaps", "").split()),
            codes=MappingProxyType({scheme: row[scheme] for scheme in CODES if row.get(scheme)}),
            parent=row.get("parent", ""),
            predecessors=tuple(row.get("predecessors", "").split()),
            successors=tuple(row.get("successors", "").split()),
            home=row.get("home", ""),
            sort=row.get("sort", ""),
            seat=row.get("seat", ""),
            checked=row["checked"],
            names=tuple(called.get(row["id"], ())),
        )


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that comes with Comity, read once."""
    return Catalogue(actor for table, names in TABLES.items() if (DATA / table).exists() for actor in read_actors(DATA / table, DATA / names))
