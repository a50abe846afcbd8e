"""A reader for tests: a line 'FRA establish_relations CAF 1960-08-13 actual' is a claim of that, one with '&' several; '-' is nobody, '?'
somebody whom nobody knows, 'person=Lovik' at its end an attribute. 'BROKEN' breaks the reading, 'ENDLESS' has no end, 'KILLER' ends the
process, 'HELD IN folder' waits until it may go on.

Its functions are importable by name, as those of a reader must be.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from comity.errors import Refused
from comity.model import (
    Basis,
    Block,
    BlockKind,
    Claim,
    Document,
    Found,
    Mention,
    Participant,
    Sentence,
    Sighting,
    Span,
    Standing,
    Time,
    attributes,
)
from comity.record.reader import Reader

LINE = re.compile(r"(\S+) ([a-z_]+) (\S+)(?: ([0-9][0-9X/.-]*))?(?: ([a-z]+))?(?: ([a-z]+)=(\S+))?$")
HELD = re.compile(r"HELD IN (\S+)")


def hold(place: Path) -> None:
    """Goes on when 'go' is in that folder. Who waits stands there, by the number of the process that watches it."""
    (place / str(os.getppid())).touch()
    while not (place / "go").exists():
        time.sleep(0.05)


def load(content: bytes, address: str, metadata: Mapping[str, str] | None = None) -> Document:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise Refused(address, "is not text") from None
    if not text.strip():
        raise Refused(address, "is empty")
    if "ENDLESS TO LOAD" in text:
        time.sleep(100)
    title, _, text = text.rpartition("#title\n")
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    return Document(
        text=text,
        blocks=tuple(Block(BlockKind.PARAGRAPH, a, b) for a, b in lines),
        sentences=tuple(Sentence(a, b, i) for i, (a, b) in enumerate(lines)),
        title=title.strip(),
        language="fr" if text.startswith("Les ") else "en",
        sightings=(Sighting(address, publisher=(metadata or {}).get("publisher", "")),),
    )


def read_many(documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    for document in documents:
        if "BROKEN" in document.text:
            raise RuntimeError("a broken reading")
        if "KILLER" in document.text:
            os._exit(9)
        if "ENDLESS" in document.text:
            time.sleep(100)
        if held := HELD.search(document.text):
            hold(Path(held[1]))
        yield document, tuple(claims(document))


def claims(document: Document) -> Iterator[Claim]:
    for start, end, _ in document.sentences:
        yield from _of_line(document, start, end)


def _of_line(document: Document, start: int, end: int) -> Iterator[Claim]:
    for part in re.finditer(r"[^&]+", document.text[start:end]):
        a = start + part.start() + len(part[0]) - len(part[0].lstrip())
        if not (found := LINE.match(document.text[a : start + part.end()].rstrip())):
            continue
        kind = found[2]
        roles = ("party", "party") if "relations" in kind else ("source", "target")
        sides = [
            Participant(r, mention(document, a + found.start(g), a + found.end(g)))
            for r, g in zip(roles, (1, 3), strict=True)
            if found[g] != "-"
        ]
        yield Claim(
            kind=kind,
            participants=tuple(sides),
            evidence=document.quote(start, end),
            standing=Standing(found[5] or "actual"),
            time=Time(found[4], words=found[4]) if found[4] else Time("", Basis.NONE),
            attributes=attributes([(found[6], found[7])] if found[6] else []),
            found=Found("fake", kind, Span(a + found.start(2), a + found.end(2))),
        )


def mention(document: Document, start: int, end: int) -> Mention:
    text = document.text[start:end]
    return Mention(start, end, text, actor="" if text == "?" else text)


def versions() -> dict[str, str]:
    return {"comity": "test"}


def later_versions() -> dict[str, str]:
    return {"comity": "later"}


def environment_versions() -> dict[str, str]:
    return {"comity": os.environ.get("COMITY_TEST_VERSION", "theirs")}


def languages() -> frozenset[str]:
    return frozenset({"en"})


READER = Reader(load, read_many, versions, languages)
LATER = Reader(load, read_many, later_versions, languages)
ENVIRONMENT = Reader(load, read_many, environment_versions, languages)


class FakeSource:
    """A file as a source."""

    def __init__(self, path: Path, address: str = "") -> None:
        self.path = path
        self.address = address or path.name
        self.metadata: dict[str, str] = {}
        self.lasting = True

    def read(self) -> bytes:
        return self.path.read_bytes()


def sources(folder: Path) -> list[FakeSource]:
    return [FakeSource(p) for p in sorted(folder.rglob("*")) if p.is_file()]
