"""From paths to jobs: what is new is put into shards that do not depend on the order in which it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, Protocol

from comity.documents.sources import File
from comity.engines.child import NO_LIMITS, Limits
from comity.errors import Refused
from comity.model import Sighting
from comity.record import shards
from comity.record.reader import Reader
from comity.record.reading import Input, Job, source_hash
from comity.record.shards import Met, Refusal, Shard
from comity.record.spool import Spool
from comity.record.versions import Versions


class Source(Protocol):
    """Something that can be read: where it stands, its bytes, what the file that it comes from says of it.

    `lasting` tells whether its bytes can be read once more later without being held in memory until then.
    """

    @property
    def address(self) -> str: ...

    @property
    def metadata(self) -> Mapping[str, str]: ...

    @property
    def lasting(self) -> bool: ...

    def read(self) -> bytes: ...


@dataclass
class Known:
    """What the shards of these versions hold already: sources, with their document or the reason they were refused for."""

    documents: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    met: dict[str, dict[str, Sighting]] = field(default_factory=dict)

    def note(self, sighting: Sighting) -> None:
        """Adds a sighting of a source, by its address."""
        self.met.setdefault(sighting.source, {})[sighting.address] = sighting

    def __contains__(self, source: str) -> bool:
        return source in self.documents or source in self.refused


class Waiting(NamedTuple):
    """A source that is to be read: where it was met (most were met once), how to get its bytes, what its file says of it."""

    met: str | tuple[str, ...]
    read: Callable[[], bytes]
    metadata: tuple[tuple[str, str], ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        return (self.met,) if isinstance(self.met, str) else self.met

    def with_(self, other: Waiting) -> Waiting:
        """The same source met once more: its bytes come from the first of its addresses."""
        first = other if other.addresses < self.addresses[:1] else self
        return first._replace(met=tuple(sorted({*self.addresses, *other.addresses})))


@dataclass
class Intake:
    """The sources given, sorted out: `new` are to be read, by their name as bytes; of those known before (`again`) only a new address is
    worth a word. A corpus may have millions: nothing is kept of a source that is not needed to read it.
    """

    given: int = 0
    new: dict[bytes, Waiting] = field(default_factory=dict)
    again: set[bytes] = field(default_factory=set)
    refused: list[tuple[str, str]] = field(default_factory=list)
    sightings: list[Met] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def inputs(self) -> Iterator[Input]:
        """What is to be read, by name."""
        for name in sorted(self.new):
            one = self.new[name]
            yield Input(name.hex(), one.addresses, one.read, one.metadata)


def known(folder: Path, fingerprint: str) -> Known:
    """What is in the finished shards that these versions read."""
    found = Known()
    for name in shards.names(folder):
        if shards.fingerprint_of(folder, name) != fingerprint:
            continue
        for row in shards.column(folder, name, "sightings", ["document", "sighting"]):
            sighting = Sighting(**row["sighting"])
            found.documents[sighting.source] = row["document"]
            found.note(sighting)
        for row in shards.column(folder, name, "refused", ["source", "address", "reason"]):
            found.refused[row["source"]] = row["reason"]
            found.note(Sighting(row["address"], row["source"]))
    return found


def sort_out(sources: Iterable[Source], there: Known) -> Intake:
    """Hashes every source and says which are new. Their order does not matter."""
    intake, spool = Intake(), Spool()
    for source in sources:
        intake.given += 1
        address = source.address
        try:
            content = source.read()
        except OSError as error:
            intake.refused.append((address, f"cannot be opened: {error.strerror or error}"))
            continue
        except Refused as refused:
            intake.refused.append((address, refused.reason))
            continue
        metadata = tuple(sorted(source.metadata.items()))
        name = source_hash(content, metadata)
        key = bytes.fromhex(name)
        if name in there:
            intake.again.add(key)
            _again(name, address, there, intake)
        else:
            fetch = getattr(source, "fetch", None)
            again = fetch if isinstance(fetch, File) else source.read if source.lasting else spool.put(content)
            waiting = Waiting(address, again, metadata)
            intake.new[key] = intake.new[key].with_(waiting) if key in intake.new else waiting
    return intake


def jobs(intake: Intake, folder: Path, now: Versions, reader: Reader, limits: Limits = NO_LIMITS) -> Iterator[Job]:
    """One job a bucket of hashes. The buckets are those of everything given, so that a run that was interrupted makes, when
    it is run again, the same shards as one that was not."""
    digits = bucket_bits(len(intake.new) + len(intake.again))
    for _, items in groupby(intake.inputs(), key=lambda item: int(item.source[:8], 16) >> (32 - digits)):
        inputs = tuple(items)
        yield Job(shards.shard_name(now.fingerprint, (i.source for i in inputs)), folder.absolute(), now, inputs, reader, limits)


def bucket_bits(sources: int) -> int:
    """The number of buckets, as a power of two: 64 sources each in a large corpus, fewer in a small one, which several
    processes should be able to share.

    >>> [2 ** bucket_bits(n) for n in (1, 8, 100, 1000, 100_000)]
    [1, 2, 16, 16, 2048]
    """
    wanted = max(sources / 64, min(sources / 4, 16), 1)
    bits = 0
    while 2**bits < wanted:
        bits += 1
    return bits


def note_sightings(intake: Intake, folder: Path, fingerprint: str) -> None:
    """Writes the new addresses of known sources, if there are any, as a shard of their own."""
    if not intake.sightings and not intake.refusals:
        return
    shard = Shard(fingerprint, sightings=intake.sightings, refused=intake.refusals)
    pairs = [f"{m.sighting.source} {m.sighting.address}" for m in intake.sightings] + [f"{r.source} {r.address}" for r in intake.refusals]
    shards.write(folder, shards.shard_name(fingerprint, pairs, sort="met"), shard)


def _again(name: str, address: str, there: Known, intake: Intake) -> None:
    reason = there.refused.get(name)
    if reason is not None:
        intake.refused.append((address, reason))
    met = there.met[name]
    if address in met:
        return
    if reason is not None:
        intake.refusals.append(Refusal(name, address, reason))
    else:
        intake.sightings.append(Met(there.documents[name], replace(met[min(met)], address=address)))
