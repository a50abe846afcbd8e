"""What the adapters share: documents from inputs, claims of a sentence, an actor in the words of the kits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from comity import actors, documents, kinds
from comity.model import Claim, Document
from comity.reading import read_many

T = TypeVar("T")


def spread(function: Callable[[Path], T], paths: Iterable[str]) -> Iterator[T]:
    """The function's answer for each path, in the order given, on all processors where there are many paths."""
    kept = [Path(p) for p in paths]
    if len(kept) < 8:
        yield from map(function, kept)
        return
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        yield from pool.map(function, kept, chunksize=2)


def read_paths(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Document, tuple[Claim, ...]]]:
    """Each input row with its document and claims, from its path."""
    kept = list(rows)
    loaded = (documents.load(Path(row["path"])) for row in kept)
    for row, (document, claims) in zip(kept, read_many(loaded), strict=True):
        yield row, document, claims


def read_texts(rows: Iterable[dict[str, Any]], key: str = "text") -> Iterator[tuple[dict[str, Any], Document, tuple[Claim, ...]]]:
    """Each input row with its document and claims, from its text."""
    kept = list(rows)
    loaded = (documents.load(row[key].encode(), name="text.txt", date=row.get("date") or "") for row in kept)
    for row, (document, claims) in zip(kept, read_many(loaded), strict=True):
        yield row, document, claims


@lru_cache(maxsize=4096)
def code(actor: str) -> str:
    """An actor as the kits name it: a code of three letters or an acronym where it has one, else the name in the catalogue."""
    if not actor or actor.isupper():
        return actor
    found = actors.catalogue().get(actor)
    if found is None:
        return actor
    acronym = next((n.words for n in found.names if n.sort == "acronym" and n.language == "en"), "")
    return acronym if acronym and found.kind not in ("state", "region") else found.name


def event_code(actor: str) -> str:
    """An actor as event data have it: a state's code, a group's home, IGO and NGO for organisations."""
    found = actors.catalogue().get(actor) if actor else None
    if found is None:
        return ""
    if found.kind in ("state", "dependency", "region", "people"):
        return actor if len(actor) == 3 else ""
    if found.kind == "organisation":
        return "NGO" if "ngo" in str(getattr(found, "sort", "")) else "IGO"
    home = getattr(found, "home", ())
    home = (home,) if isinstance(home, str) else tuple(home)
    return home[0] if home and home[0] else ""


def plover(claim: Claim) -> str:
    """The PLOVER type of a claim's kind, '' where it has none."""
    return kinds.ontology().kind(claim.kind).plover


def begin(edtf: str) -> str:
    """The beginning of an EDTF value as the kits' plain date: '' for an open or unknown one."""
    first = edtf.partition("/")[0].strip("~?%")
    return first if first.replace("-", "").isdigit() else ""
