"""Filling a record: sources are read, shard by shard, and the receipt says what became of each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from comity.engines import child, engine
from comity.engines.child import NO_LIMITS, Limits
from comity.errors import RecordError, UsageError
from comity.record import corrections, intake, leaders, private, shards, versions
from comity.record.reader import Reader
from comity.record.reading import Done, read_shard, read_watched, unseen
from comity.record.receipt import Progress, Receipt
from comity.record.versions import Versions


def fill(
    path: Path,
    sources: Iterable[intake.Source],
    with_: Reader,
    workers: int,
    progress: Callable[[Progress], None] | None,
    limits: Limits | None = None,
    cluster: str = "",
) -> Receipt:
    """Reads what is new among the sources into the record's shards. The receipt counts no entries yet: nothing is brought together."""
    running = engine(workers, cluster)
    now = Versions.of(with_.versions())
    folder = _folder(path, now)
    shards.sweep(folder)
    given = intake.sort_out(sources, intake.known(folder, now.fingerprint))
    intake.note_sightings(given, folder, now.fingerprint)
    done: list[Done] = []
    if progress:
        progress(Progress(0, len(given.new), 0, 0))
    jobs = intake.jobs(given, folder, now, with_, limits or NO_LIMITS)
    try:
        with closing(running.run(read_shard, jobs, lost=lambda lost: read_watched(lost.job))) as results:
            for one in results:
                done.append(one)
                if one.shard and not (folder / one.shard).is_dir():
                    raise RecordError(unseen(folder.absolute() / one.shard, "this machine"))
                if progress:
                    sources_done, words = sum(d.sources for d in done), sum(d.words for d in done)
                    progress(Progress(sources_done, len(given.new), words, sum(len(d.refused) for d in done)))
    finally:
        child.close()
    refused = sorted([*given.refused, *((r.address, r.reason) for d in done for r in d.refused)])
    read = sum(d.sources - len({r.source for r in d.refused}) for d in done)
    corrections.renew(path, now.fingerprint, with_)
    return Receipt(
        given=given.given,
        read=read,
        already=given.given - read - len(refused),
        refused=tuple(refused),
        texts=sum(d.documents for d in done),
        sentences=sum(d.sentences for d in done),
        words=sum(d.words for d in done),
        claims=sum(d.claims for d in done),
        entries=0,
        versions=now,
        unread=tuple(sorted(Counter(language for d in done for language in d.unread).items())),
    )


def _folder(path: Path, now: Versions) -> Path:
    """The folder of the shards, made where it is not there yet, as that of a record which these versions read into."""
    folder = path / "shards"
    try:
        there = {p.name for p in path.iterdir() if not p.name.startswith(".")} if path.is_dir() else set()
        if there - {private.FILE, leaders.FILE} and versions.load(path) is None:
            raise UsageError(f"{path} is a folder with other things in it: give --record a new or empty one")
        path.mkdir(parents=True, exist_ok=True)
        versions.save(path, now)
        folder.mkdir(exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError(f"{path} is a file: give --record a folder") from error
    except OSError as error:
        raise RecordError(versions.unwritten(folder, error)) from error
    return folder
