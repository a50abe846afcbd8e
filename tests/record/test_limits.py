"""Documents that take for ever, or break the process that reads them: each is refused by name, the rest is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from comity.engines.child import Limits
from comity.model import Claim, Document
from comity.record import shards
from comity.record.record import Record
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
    Record(tmp_path / "plain", fakes.READER).read_sources(fakes.sources(folder))
    write(folder, {"killer.txt": "KILLER"})
    record = Record(tmp_path / "r", fakes.READER)
    receipt = record.read_sources(fakes.sources(folder), workers=2)
    assert (receipt.read, receipt.refused) == (3, (("killer.txt", "made the process that read it break down (exit code 9)"),))
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
