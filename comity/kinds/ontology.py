"""All kinds, in their one order: domain by domain as `DOMAINS` has them, within a domain as its file does."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from comity.errors import DataError
from comity.kinds.kind import DOMAINS, Kind, kind

DATA = Path(__file__).parent / "data"


class Ontology:
    """The kinds by name and by domain.

    >>> ontology().kind("establish_relations").starts
    ('diplomatic_relations',)
    """

    def __init__(self, kinds: dict[str, Kind]) -> None:
        self._kinds = kinds

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._kinds.values())

    def __len__(self) -> int:
        return len(self._kinds)

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def __repr__(self) -> str:
        return f"<Ontology {len(self)} kinds>"

    def kind(self, name: str) -> Kind:
        """The kind of that name; KeyError where there is none."""
        return self._kinds[name]

    def domain(self, name: str) -> tuple[Kind, ...]:
        """The kinds of a domain, in their order."""
        if name not in DOMAINS:
            raise KeyError(name)
        return tuple(k for k in self if k.domain == name)

    def changes(self, tie: str) -> tuple[Kind, ...]:
        """The events that start, end, suspend or resume a tie."""
        return tuple(k for k in self if tie in (*k.starts, *k.ends, *k.suspends, *k.resumes))


def load(folder: Path = DATA) -> Ontology:
    """The ontology from a folder with a file a domain; everything is checked, links between kinds too."""
    kinds: dict[str, Kind] = {}
    for domain in DOMAINS:
        path = folder / f"{domain}.toml"
        for name, table in read(path).items():
            if name in kinds:
                raise DataError(path.name, f"is also a kind of {kinds[name].domain}", field=name)
            kinds[name] = kind(path.name, domain, name, table)
    for k in kinds.values():
        for field in ("starts", "ends", "suspends", "resumes"):
            for other in getattr(k, field):
                if other not in kinds or not kinds[other].tie:
                    raise DataError(f"{k.domain}.toml", f"{other!r} is no tie", field=f"{k.name}.{field}")
                if k.tie:
                    raise DataError(f"{k.domain}.toml", "only an event starts or ends a tie", field=f"{k.name}.{field}")
        for other in k.calls_off:
            if k.tie or other not in kinds or kinds[other].tie:
                raise DataError(f"{k.domain}.toml", f"{other!r} is no event that an event can call off", field=f"{k.name}.calls_off")
    return Ontology(kinds)


def read(path: Path) -> dict[str, dict[str, Any]]:
    """A data file as tables; DataError where it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(path.name, "is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(path.name, f"is no TOML: {error}") from None


@cache
def ontology() -> Ontology:
    """The kinds that Comity comes with."""
    return load()
