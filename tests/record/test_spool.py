"""A file of many stories is not held in memory while its stories wait for their shard."""

from __future__ import annotations

import json
import pickle
import tracemalloc
from pathlib import Path

import pytest

from comity.documents import open_paths
from comity.errors import RecordError
from comity.record import intake, spool
from comity.record.reading import source_hash
from comity.record.record import Record
from tests.record import fakes

STORIES = 300
LONG = 20_000


def stories(path: Path) -> Path:
    lines = ({"id": n, "text": f"FRA visit CAF {1900 + n % 99}. {n} " + "x" * LONG} for n in range(STORIES))
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_intake_holds_no_stories_in_memory(tmp_path: Path) -> None:
    path = stories(tmp_path / "many.jsonl")
    tracemalloc.start()
    try:
        given = intake.sort_out(open_paths([path]), intake.Known())
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(given.new) == STORIES
    assert held < STORIES * LONG / 4
    items = list(given.inputs())
    assert all(source_hash(item.read(), item.metadata) == item.source for item in items)
    assert pickle.loads(pickle.dumps(items[7])).read() == items[7].read()


def test_intake_reads_files_again_where_they_are(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"CHN visit RUS 199{n}")
    given = intake.sort_out(open_paths([tmp_path]), intake.Known())
    assert not any(isinstance(item.read, spool.Spooled) for item in given.new.values())


@pytest.mark.parametrize("workers", [1, 2])
def test_stories_are_read_from_the_spool(tmp_path: Path, workers: int) -> None:
    receipt = Record(tmp_path / "r", fakes.READER).read([stories(tmp_path / "many.jsonl")], workers=workers)
    assert (receipt.read, receipt.refused) == (STORIES, ())


def test_spool_without_room_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool.tempfile, "TemporaryFile", full)
    with pytest.raises(RecordError, match="No space left on device.*TMPDIR"):
        spool.Spool().put(b"story")
