"""Documents that take for ever, or break the process that reads them: each is refused by name, the rest is read."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from comity.documents.sources import open_paths
from comity.engines.child import Limits
from comity.errors import RecordError
from comity.model import Claim, Document
from comity.record import intake, shards
from comity.record.reading import Lost, read_shard
from comity.record.record import Record
from comity.record.versions import Versions
from tests.record import fakes
from tests.record.conftest import write

LIMITS = Limits(seconds=2)


def in_batches(documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Takes all documents before it gives anything, as a reader that parses many together does."""
    return fakes.read_many(list(documents))


BATCHES = replace(fakes.READER, read=in_batches)
BAD = {"endless.txt": "ENDLESS", "loading.txt": "ENDLESS TO LOAD", "killer.txt": "KILLER", "empty.txt": ""}


@pytest.mark.parametrize("reader", [fakes.READER, BATCHES], ids=["one by one", "in batches"])
@pytest.mark.parametrize("workers", [1, 2])
def test_limits_refuse_what_passes_them_and_read_the_rest(tmp_path: Path, folder: Path, reader: fakes.Reader, workers: int) -> None:
    write(folder, BAD)
    record = Record(tmp_path / "r", reader)
    receipt = record.read_sources(fakes.sources(folder), workers, limits=LIMITS)
    assert (receipt.given, receipt.read) == (7, 3)
    assert {Path(address).name: reason for address, reason in receipt.refused} == {
        "empty.txt": "is empty",
        "endless.txt": "took longer than the limit of 2 s",
        "killer.txt": "made the process that read it break down (exit code 9)",
        "loading.txt": "took longer than the limit of 2 s",
    }
    assert record.totals()["documents"] == 3


def test_without_limits_what_kills_its_process_is_refused_too(tmp_path: Path, folder: Path) -> None:
    write(folder, {f"{i}.txt": f"TUR visit CAF 20{i}" for i in range(10, 25)})
    Record(tmp_path / "plain", fakes.READER).read_sources(fakes.sources(folder))
    write(folder, {"killer.txt": "KILLER"})
    record = Record(tmp_path / "r", fakes.READER)
    receipt = record.read_sources(fakes.sources(folder), workers=2)
    assert (receipt.read, receipt.refused) == (18, (("killer.txt", "made the process that read it break down (exit code 9)"),))
    assert shards.names(record.path / "shards") == shards.names(tmp_path / "plain" / "shards")


def test_limits_leave_the_same_shards_behind(tmp_path: Path, folder: Path) -> None:
    Record(tmp_path / "free", fakes.READER).read_sources(fakes.sources(folder))
    Record(tmp_path / "watched", fakes.READER).read_sources(fakes.sources(folder), limits=LIMITS)
    assert shards.names(tmp_path / "free" / "shards") == shards.names(tmp_path / "watched" / "shards")


def test_what_passed_a_limit_is_tried_again(tmp_path: Path, folder: Path) -> None:
    write(folder, {"loading.txt": "ENDLESS TO LOAD"})
    record = Record(tmp_path / "r", fakes.READER)
    assert len(record.read_sources(fakes.sources(folder), limits=LIMITS).refused) == 1
    again = record.read_sources(fakes.sources(folder), limits=LIMITS)
    assert (again.already, len(again.refused)) == (3, 1)
    quick = Record(tmp_path / "r", replace(fakes.READER, load=_quick))
    assert quick.read_sources(fakes.sources(folder), limits=LIMITS).read == 1


def _quick(content: bytes, address: str, metadata: object = None) -> Document:
    return fakes.load(content.replace(b"ENDLESS TO LOAD", b"FRA visit CAF 2001"), address)


def test_reading_elsewhere_is_checked_before_it_begins(tmp_path: Path, folder: Path) -> None:
    """What another machine may lack: the record's folder, the documents' folder, the same versions."""
    now = Versions.of(fakes.versions())
    paths = [str(folder / "a.txt")]
    for missing, reader, said in (
        ("shards", fakes.READER, "does not see .*shards: .* share"),
        ("", fakes.LATER, "other versions than were asked for: comity later instead of test"),
        ("pages", fakes.READER, "does not see .*pages: .* share"),
    ):
        (tmp_path / "shards").mkdir(exist_ok=True)
        (job,) = intake.jobs(intake.sort_out(open_paths(paths), intake.Known()), tmp_path / "shards", now, reader)
        if missing:
            (tmp_path / missing).rename(tmp_path / "elsewhere")
        with pytest.raises(RecordError, match=said):
            read_shard(pickle.loads(pickle.dumps(job)))
        if missing == "shards":
            (tmp_path / "elsewhere").rename(tmp_path / "shards")
        assert shards.names(tmp_path / "shards") == []


def test_a_file_is_sent_by_its_path(tmp_path: Path) -> None:
    large = write(tmp_path, {"large.txt": "FRA visit CAF 2001\n" * 10_000}) / "large.txt"
    (job,) = intake.jobs(intake.sort_out(open_paths([large]), intake.Known()), tmp_path, Versions.of(fakes.versions()), fakes.READER)
    sent = pickle.dumps(job)
    assert len(sent) < 2_000
    assert read_shard(pickle.loads(sent)).claims == 10_000


def test_what_is_gone_is_tried_again_when_it_is_back(tmp_path: Path, folder: Path) -> None:
    record, gone = Record(tmp_path / "r", fakes.READER), fakes.FakeSource(folder / "a.txt")
    lost = Lost("a.txt", "cannot be opened: it is gone")
    (job,) = intake.jobs(intake.sort_out([gone], intake.Known()), folder, Versions.of(fakes.versions()), fakes.READER)
    assert read_shard(replace(job, inputs=(replace(job.inputs[0], read=lost),))).refused[0].reason == "cannot be opened: it is gone"
    assert record.read_sources([gone]).read == 1
