"""Reading one shard: the job that engines run. It knows its sources and nothing of other jobs."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from socket import gethostname
from typing import Any, NamedTuple

from comity.documents.sources import File
from comity.engines.child import NO_LIMITS, Limits, Report, Stopped, watched
from comity.errors import ComityError, RecordError, Refused
from comity.model import Claim, Document, Sighting
from comity.record import shards
from comity.record.reader import Reader
from comity.record.shards import Met, Read, Refusal, Shard
from comity.record.versions import Versions

BROKEN = (ImportError, SyntaxError, MemoryError)  # the fault of no document: the installation or the machine is not fit
_SHARE = 1_000_000  # characters or bytes that may take as long as the limit says; more may take longer in proportion


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes at hand, to be read as if from a source."""

    content: bytes

    def __call__(self) -> bytes:
        return self.content


@dataclass(frozen=True, slots=True)
class Lost:
    """A source that could not be read when its turn came."""

    address: str
    reason: str

    def __call__(self) -> bytes:
        raise Refused(self.address, self.reason)


@dataclass(frozen=True, slots=True)
class Input:
    """A source to read: its name (the hash of its bytes and metadata), where it was met, how to get the bytes.

    Sent to another process, a file goes by its path; of anything else the bytes go along, read when it is sent.
    """

    source: str
    addresses: tuple[str, ...]
    read: Callable[[], bytes]
    metadata: tuple[tuple[str, str], ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        read = self.read
        if not isinstance(read, File):
            try:
                read = Held(content(self))
            except Refused as refused:
                read = Lost(refused.address, refused.reason)
        return Input, (self.source, self.addresses, read, self.metadata)


@dataclass(frozen=True, slots=True)
class Job:
    """A shard to be made: its name, where to, and from what.

    `stopped` are sources that passed a limit, with the reason; `singly` those that are read one at a time, to find out which did.
    """

    name: str
    folder: Path
    versions: Versions
    inputs: tuple[Input, ...]
    reader: Reader
    limits: Limits = NO_LIMITS
    stopped: tuple[tuple[str, str], ...] = ()
    singly: frozenset[str] = frozenset()

    def __str__(self) -> str:
        addresses = [i.addresses[0] for i in self.inputs]
        return ", ".join(addresses[:3]) + (f" and {len(addresses) - 3} more" if len(addresses) > 3 else "")


class Done(NamedTuple):
    """What a job did, in numbers, and what it refused; `shard` is what it wrote. `unread` has the language of each document that has
    no grammar yet."""

    sources: int
    documents: int
    sentences: int
    words: int
    claims: int
    unread: tuple[str, ...]
    refused: tuple[Refusal, ...]
    shard: str = ""


def source_hash(content: bytes, metadata: Iterable[tuple[str, str]] = ()) -> str:
    """The name of a source: 32 hexadecimal digits of the SHA-256 of its bytes, and of what its file says of it."""
    found = hashlib.sha256(content)
    for name, value in sorted(metadata):
        found.update(f"\x1e{name}\x1f{value}".encode())
    return found.hexdigest()[:32]


def content(item: Input) -> bytes:
    """The bytes of a source, or Refused; RecordError where its whole folder is not to be seen from here."""
    try:
        return item.read()
    except OSError as error:
        if isinstance(item.read, File) and not item.read.path.parent.is_dir():
            raise RecordError(unseen(item.read.path.parent)) from error
        raise Refused(item.addresses[0], f"cannot be opened: {error.strerror or error}") from error


def read_shard(job: Job) -> Done:
    """Reads the job's sources and writes its shard, within the job's limits.

    A source that passes a limit, or is gone or changed by now, is refused and the others are read without it. Because that may
    be otherwise another time, the shard does not keep that refusal: it is tried again when it is given again.
    """
    while True:
        try:
            return watched(_read_shard, job, job.limits)
        except Stopped as stopped:
            met = stopped.hand if isinstance(stopped.hand, tuple) else ()
            if not met:
                raise ComityError(f"nothing could be read of {job}: it {stopped.reason}") from stopped
            if len(met) == 1:
                job = replace(job, stopped=(*job.stopped, (met[0], stopped.reason)))
            else:
                job = replace(job, singly=job.singly | set(met))


def read_watched(job: Job) -> Done:
    """Reads the sources of a job that its process did not survive, in a child: which of them is to blame shows, and it is refused."""
    return read_shard(replace(job, limits=replace(job.limits, seconds=job.limits.seconds or math.inf)))


def _read_shard(job: Job, report: Report) -> Done:
    _check(job)
    shard = Shard(job.versions.fingerprint)
    loaded: dict[str, Document] = {}
    reasons = dict(job.stopped)
    for item in sorted((i for i in job.inputs if i.source not in reasons), key=lambda i: i.source):
        try:
            data = _fetch(item, report)
        except Refused as refused:
            reasons[item.source] = refused.reason
            continue
        try:
            document = _load(item, data, job.reader)
        except Refused as refused:
            shard.refused.extend(Refusal(item.source, address, refused.reason) for address in item.addresses)
            continue
        met = document.sightings[0] if document.sightings else Sighting("")
        shard.sightings.extend(Met(document.id, replace(met, address=a, source=item.source)) for a in item.addresses)
        if document.id not in loaded:
            loaded[document.id] = document
            shard.documents.append(Read(replace(document, sightings=()), item.source))
    sentences = words = 0
    languages = job.reader.languages()
    for document, claims in _read(shard, loaded, job, report):
        sentences += len(document.sentences)
        words += len(document.text.split())
        shard.claims.extend(claims)
    name = _write(shard, job, reasons)
    stopped = [Refusal(i.source, address, reasons[i.source]) for i in job.inputs if i.source in reasons for address in i.addresses]
    unread = tuple(sorted(r.document.language for r in shard.documents if r.document.language not in languages))
    turned_away = tuple(sorted([*shard.refused, *stopped]))
    return Done(len(job.inputs), len(shard.documents), sentences, words, len(shard.claims), unread, turned_away, name)


def _check(job: Job) -> None:
    """Whether a shard that is made here can be part of the record: RecordError says why not."""
    if not job.folder.is_dir():
        raise RecordError(unseen(job.folder))
    here = Versions.of(job.reader.versions())
    if here != job.versions:
        raise RecordError(
            f"{gethostname()} reads with other versions than were asked for: {job.versions.other(here)}; install there what is"
            " installed here, and start its workers again"
        )


def unseen(folder: Path, who: str = "") -> str:
    """What is said of a folder that whoever reads does not see."""
    return (
        f"{who or gethostname()} does not see {folder}: the documents and the record must be on a file system that all machines share,"
        " under the same path"
    )


def _write(shard: Shard, job: Job, stopped: Container[str]) -> str:
    """Writes the shard, under the name of what is in it; the name, '' where nothing is."""
    kept = [item.source for item in job.inputs if item.source not in stopped]
    if not kept:
        return ""
    name = job.name if len(kept) == len(job.inputs) else shards.shard_name(job.versions.fingerprint, kept)
    shards.write(job.folder, name, shard)
    return name


def _fetch(item: Input, report: Report) -> bytes:
    """The bytes that were asked for, or Refused."""
    report((item.source,), 1.0)
    data = content(item)
    report((item.source,), len(data) / _SHARE)
    if source_hash(data, item.metadata) != item.source:
        raise Refused(item.addresses[0], "changed while it was being read; read it again")
    return data


def _load(item: Input, data: bytes, reader: Reader) -> Document:
    try:
        return reader.load(data, item.addresses[0], dict(item.metadata))
    except (ComityError, *BROKEN):
        raise
    except Exception as error:
        raise Refused(item.addresses[0], _words(error)) from error


def _read(shard: Shard, loaded: Mapping[str, Document], job: Job, report: Report) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """The claims of each document. One that breaks the reading is refused; those after it are read singly."""
    sources = {r.document.id: r.source for r in shard.documents}
    left = dict(loaded)
    hand: dict[str, Document] = {}

    def handed(documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            hand[document.id] = document
            report(tuple(sources[d] for d in hand), sum(len(d.text) for d in hand.values()) / _SHARE)
            yield document

    def singly(documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        for document in documents:
            hand.clear()
            try:
                found = list(job.reader.read(handed([document])))
            except BROKEN:
                raise
            except Exception as error:
                _refuse(document, _words(error), shard)
            else:
                yield from found

    try:
        for document, claims in job.reader.read(handed(d for d in loaded.values() if sources[d.id] not in job.singly)):
            del left[document.id]
            hand.pop(document.id, None)
            yield document, claims
    except BROKEN:
        raise
    except Exception:
        pass  # whose fault it was shows when they are read singly
    yield from singly(list(left.values()))


def _refuse(document: Document, reason: str, shard: Shard) -> None:
    shard.documents[:] = [r for r in shard.documents if r.document.id != document.id]
    gone = [m for m in shard.sightings if m.document == document.id]
    shard.sightings[:] = [m for m in shard.sightings if m.document != document.id]
    shard.refused.extend(Refusal(m.sighting.source, m.sighting.address, reason) for m in gone)


def _words(error: Exception) -> str:
    return f"reading it failed ({type(error).__name__}: {error}); this is a fault of Comity, please report it"
