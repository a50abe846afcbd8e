"""The catalogue: every actor that Comity knows by itself, read from the data files beside this module.

Loading reads the tables; the index of names is built when somebody first asks for a name.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from comity.actors.actor import Actor, Code, Name, fold
from comity.errors import DataError, UnknownActor

DATA = Path(__file__).parent / "data"
#: Table of actors -> table of their names.
TABLES = {"states.csv": "names.tsv", "organisations.csv": "organisation_names.tsv", "groups.csv": "group_names.tsv"}
#: Names of states in languages other than English and French, read only when somebody asks for one.
WORLD = "names_world.tsv"
CODES = ("iso2", "iso3", "iso3166_3", "ioc", "cow", "cow_number", "gw", "wikidata")

_ARTICLES = frozenset({"the", "le", "la", "les"})
_RANK = {how: rank for rank, how in enumerate(("name", "acronym", "demonym", "seat", "capital"))}


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

    `world` is the table of names in further languages, read when a name is asked for that the others do not have.

    >>> catalogue().get("CAF").name
    'Central African Republic'
    >>> [a.id for a in catalogue().named("Zaire", at="1975")]
    ['COD']
    """

    def __init__(self, actors: Iterable[Actor], world: Path | None = None) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._world_path = world

    def __len__(self) -> int:
        return len(self._actors)

    def __repr__(self) -> str:
        return f"<Catalogue {len(self)} actors>"

    def extended(self, actors: Iterable[Actor]) -> Catalogue:
        """This catalogue with further actors."""
        return Catalogue([*self._actors.values(), *actors], self._world_path)

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

    def names(self, world: bool = False) -> Iterator[Surface]:
        """Every name of every actor in English and French, in the order of the files; with `world`, in all other languages too."""
        for actor in self._actors.values():
            for name in actor.names:
                yield Surface(name.words, name.actor, name.how, name.flags, name.language, name.begin, name.end)
        for name in chain.from_iterable(self._world.values()) if world else ():
            yield Surface(name.words, name.actor, name.how, name.flags, name.language, name.begin, name.end)

    @cached_property
    def _named(self) -> Mapping[str, tuple[Name, ...]]:
        return _index(name for actor in self._actors.values() for name in actor.names)

    @cached_property
    def _world(self) -> Mapping[str, tuple[Name, ...]]:
        if self._world_path is None or not self._world_path.exists():
            return {}
        return _index(name for names in read_names(self._world_path).values() for name in names if name.actor in self._actors)

    def _written(self, words: str) -> tuple[Name, ...]:
        folded = fold(words)
        return self._named.get(folded) or self._world.get(folded, ())

    def senses(self, words: str, at: str = "") -> tuple[Name, ...]:
        """The names that are written so, of the actors that had them at the time (EDTF, '' is any).

        Where nobody did, those whose actor is younger or older ('Chad' in 1950), and at last those given up ('Zaire' in 2005).
        """
        known = next(filter(None, map(self._written, _forms(words))), ())
        held = tuple(name for name in known if name.holds(at))
        return tuple(name for name in held if self._actors[name.actor].exists(at)) or held or known

    def named(self, words: str, at: str = "") -> tuple[Actor, ...]:
        """The actors that have this name at the time, whatever its case, accents and language: see `senses`.

        Whoever is meant by a name goes before whoever is meant by an acronym, a demonym, a seat or a capital, and who still
        exists, or without a day is still called so, before who is not.

        >>> [a.id for a in catalogue().named("Congo", at="1965")]
        ['COD', 'COG']
        """

        def rank(name: Name) -> tuple[int, bool, bool]:
            return _RANK[name.how], bool(self._actors[name.actor].end), not at and bool(name.end)

        return tuple(dict.fromkeys(self._actors[name.actor] for name in sorted(self.senses(words, at), key=rank)))

    def state(self, id: str) -> Actor:
        """The state that an actor belongs to: itself, or whoever a dependency, region or body is a part of.

        >>> catalogue().state("gaza").id, catalogue().state("NCL").id, catalogue().state("CAF").id
        ('PSE', 'FRA', 'CAF')
        """
        actor = self.get(id)
        while actor.kind != "state" and (above := actor.parent or actor.home.partition(" ")[0]) in self._actors:
            actor = self._actors[above]
        return actor

    def coded(self, scheme: str, code: str, at: str = "") -> tuple[Actor, ...]:
        """The actors with this code ('iso2', 'cow', 'gw' …); of several, those first that existed at the time.

        >>> [a.id for a in catalogue().coded("iso2", "CF")]
        ['CAF']
        """
        found = [a for a in self._actors.values() if code in (a.codes.get(scheme), *(c.code for c in a.past_codes if c.scheme == scheme))]
        return tuple(a for a in found if a.exists(at)) or tuple(found)


def _forms(words: str) -> Iterator[str]:
    """The words, then what a heading or table makes of a name: 'The Gambia', 'Georgia (country)', 'Korea, Republic of'."""
    yield words
    outer, bracket, inner = words.partition("(")
    if bracket:
        yield from (outer, inner.partition(")")[0])
    first, comma, rest = outer.partition(",")
    if comma and " " in rest.strip():
        yield f"{rest} {first}"
    article, _, bare = outer.partition(" ")
    if article.lower() in _ARTICLES:
        yield bare
    if outer[:2].lower() in ("l'", "l’"):
        yield outer[2:]


def _index(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    index: dict[str, tuple[Name, ...]] = {}
    for name in names:
        folded = fold(name.words)
        index[folded] = (*index.get(folded, ()), name)
    return index


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
    width = lines[0].count("\t") + 1
    for number, line in enumerate(lines[1:], 2):
        fields = line.split("\t")
        if len(fields) != width:
            if not line:
                continue
            raise DataError(path.name, f"{len(fields)} fields where the header has {width}", number)
        flags = fields[6] if width > 6 else ""
        if flags not in shared:
            shared[flags] = tuple(flags.split())
        actor, language, words, begin, end, sort = fields[:6]
        found.setdefault(actor, []).append(Name(actor, language, words, begin, end, sort, shared[flags]))
    return found


def _codes(row: dict[str, str]) -> tuple[dict[str, str], tuple[Code, ...]]:
    """The codes of a row; a cell may add some that held for a time only: '255 260@1949-05-23/1990-10-03'."""
    now: dict[str, str] = {}
    past = []
    for scheme in CODES:
        for cell in row.get(scheme, "").split():
            code, at, period = cell.partition("@")
            if at:
                begin, _, end = period.replace("..", "").partition("/")
                past.append(Code(scheme, code, begin, end))
            else:
                now[scheme] = code
    return now, tuple(past)


def read_actors(table: Path, names: Path) -> Iterator[Actor]:
    """The actors of one table with their names."""
    called = read_names(names) if names.exists() else {}
    for row in rows(table, ","):
        codes, past = _codes(row)
        yield Actor(
            id=row["id"],
            name=row["name"],
            kind=row.get("kind") or "organisation",
            begin=row["begin"],
            end=row["end"],
            gaps=tuple(row.get("gaps", "").split()),
            codes=MappingProxyType(codes),
            past_codes=past,
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
def standard() -> Catalogue:
    """The catalogue that comes with Comity, read once."""
    tables = ((DATA / table, DATA / names) for table, names in TABLES.items() if (DATA / table).exists())
    return Catalogue((actor for table, names in tables for actor in read_actors(table, names)), DATA / WORLD)


_KNOWN: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)


def catalogue() -> Catalogue:
    """The catalogue in use: that which comes with Comity, unless another was put in its place."""
    return _KNOWN.get() or standard()


def use(known: Catalogue | None) -> None:
    """Puts a catalogue in the place of the one that comes with Comity, or that one back, for whatever runs in this context from now on."""
    _KNOWN.set(known)


@contextmanager
def using(known: Catalogue) -> Iterator[None]:
    """As long as this lasts, the catalogue in use is that one."""
    before = _KNOWN.get()
    _KNOWN.set(known)
    try:
        yield
    finally:  # not by a token: a generator may be closed in another context than it was begun in
        _KNOWN.set(before)
