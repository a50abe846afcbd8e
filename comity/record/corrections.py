"""Corrections: what a person knows better of a document than its file says, and documents that are taken out.

They stand in one file of the record to which lines are only added; of two on the same thing the later one counts. A document
whose date or focal actor is corrected is read anew from the text that the record holds, and nothing else is; the claims that
the file's own text gave stay in their shards, unseen, and are seen again when the correction is taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from comity.errors import DataError, RecordError, UsageError
from comity.model import Basis, Document, Time, digest
from comity.record import rows, shards
from comity.record.reader import Reader
from comity.record.shards import Read, Shard
from comity.record.when import asked

FILE = "corrections.jsonl"
SOURCE = "corrected"
"""What stands in place of the hash of its source with a document that was read anew."""

FIELDS = ("date", "focus", "publisher", "removed")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line: the document, which field, its new value ('' takes a correction back), by whom and when."""

    document: str
    field: str
    value: str
    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What holds for a document once all corrections are counted; '' where nothing is corrected."""

    date: str = ""
    focus: str = ""
    publisher: str = ""
    removed: str = ""

    @property
    def reread(self) -> bool:
        """Whether what the document says has to be read anew."""
        return bool(self.date or self.focus)

    def of(self, document: Document) -> Document:
        """The document with its corrected date and focal actor."""
        if self.date:
            document = replace(document, published=Time(self.date, Basis.GIVEN))
        return replace(document, focus=self.focus, focus_basis="given") if self.focus else document


def load(folder: Path) -> dict[str, Corrected]:
    """By document, what the lines of a record's file add up to."""
    found: dict[str, Corrected] = {}
    for line in lines(folder):
        found[line.document] = replace(found.get(line.document, Corrected()), **{line.field: line.value})
    return {document: corrected for document, corrected in sorted(found.items()) if corrected != Corrected()}


def lines(folder: Path) -> list[Correction]:
    """The lines of a record's file, in their order."""
    path = folder / FILE
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            one = Correction(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise DataError(str(path), f"is no correction ({error}): mend or delete that line", number) from error
        if one.field not in FIELDS or not all(isinstance(v, str) for v in asdict(one).values()):
            raise DataError(str(path), f"there is {', '.join(FIELDS)}, not {one.field!r}", number, "field")
        found.append(one)
    return found


def add(folder: Path, corrections: Iterable[Correction]) -> None:
    """Adds lines, after checking that they mean something. A date is kept as it was written."""
    new = list(corrections)
    for one in new:
        if one.field == "date" and one.value:
            asked(one.value, "--date")
    if not new:
        raise UsageError("nothing to correct: give --date, --focus or --publisher")
    text = "".join(json.dumps(asdict(one), ensure_ascii=False, sort_keys=True) + "\n" for one in new)
    path = folder / FILE
    try:
        with path.open("a", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        raise RecordError(f"{path} cannot be written: {error.strerror}") from error


def mark(folder: Path) -> str:
    """The digest of what all corrections add up to, '' where there are none: part of the name of a store."""
    found = load(folder)
    return digest(*(f"{d} {c}" for d, c in found.items())) if found else ""


def renew(folder: Path, fingerprint: str, reader: Reader) -> int:
    """Reads anew, with the present versions, the corrected documents that they have not read so yet; returns how many."""
    waiting = {d: c for d, c in load(folder).items() if c.reread and not c.removed}
    there = set(shards.names(folder / "shards"))
    waiting = {d: c for d, c in waiting.items() if shard_name(fingerprint, d, c) not in there}
    documents = [waiting[d.id].of(d) for d in _originals(folder / "shards", fingerprint, sorted(waiting))]
    for document, claims in reader.read(documents):
        shard = Shard(fingerprint, documents=[Read(replace(document, sightings=()), SOURCE)], claims=list(claims))
        shards.write(folder / "shards", shard_name(fingerprint, document.id, waiting[document.id]), shard)
    return len(documents)


def shard_name(fingerprint: str, document: str, corrected: Corrected) -> str:
    """The shard that holds a document as it was read with this correction."""
    return shards.shard_name(fingerprint, [document, f"date {corrected.date}", f"focus {corrected.focus}"], sort=SOURCE)


def current(folder: Path, fingerprints: Mapping[str, str]) -> list[str]:
    """Of the record's shards, given with their fingerprints, those that hold a document as it is now corrected."""
    found = [(d, c) for d, c in load(folder).items() if c.reread]
    prints = sorted(set(fingerprints.values()))
    return sorted({name for d, c in found for f in prints if (name := shard_name(f, d, c)) in fingerprints})


def _originals(folder: Path, fingerprint: str, ids: Sequence[str]) -> list[Document]:
    """The documents as their files give them; of several versions the present one's."""
    names = shards.names(folder)
    if not ids or not names:
        return []
    import pyarrow.parquet as parquet

    found: dict[str, Document] = {}
    for name in sorted(names, key=lambda n: (shards.fingerprint_of(folder, n) != fingerprint, n)):
        wanted = [i for i in ids if i not in found]
        if wanted:
            table = parquet.read_table(folder / name / "documents.parquet", filters=[("id", "in", wanted), ("source", "!=", SOURCE)])
            found |= {d.id: d for d in reversed(list(rows.values(Document, table)))}
    return [found[i] for i in ids if i in found]
