"""Shards are whole or absent: whoever writes beside one, is killed while writing, or finds the disk full."""

from __future__ import annotations

import os
import resource
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest

from comity.errors import RecordError
from comity.model import Sighting
from comity.record import shards
from comity.record.record import Record
from comity.record.shards import Met, Shard
from tests.record import fakes

SHARD = Shard("v1", sightings=[Met("d", Sighting(f"{n}.txt", source=f"{n:064}")) for n in range(500)])
HERE = socket.gethostname().replace(".", "-")


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """No file may grow beyond that many bytes: writing fails as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_shards_written_by_many_at_once_are_one_whole_shard(tmp_path: Path) -> None:
    together = Barrier(8)

    def write(_: int) -> None:
        together.wait()
        shards.write(tmp_path, "one", SHARD)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert [p.name for p in tmp_path.iterdir()] == ["one"]
    assert len(shards.column(tmp_path, "one", "sightings", ["document"])) == 500


@pytest.mark.parametrize(
    ("name", "hours", "stays"),
    [
        (".one.{here}.999999999.x", 0, False),
        (".one.{here}.{mine}.x", 0, True),
        (".one.elsewhere.999999999.x", 1, True),
        (".one.elsewhere.999999999.x", 25, False),
        (".half.999999999", 25, False),
    ],
)
def test_shards_left_half_written_are_swept(tmp_path: Path, name: str, hours: int, stays: bool) -> None:
    path = tmp_path / name.format(here=HERE, mine=os.getpid())
    path.mkdir()
    begun = path.stat().st_mtime - hours * 3600
    os.utime(path, (begun, begun))
    shards.sweep(tmp_path)
    assert path.exists() is stays


def test_shards_on_a_full_disk_are_refused_in_words_and_nothing_is_left(tmp_path: Path) -> None:
    with small_disk(2_000), pytest.raises(RecordError, match="cannot be written .*put that right"):
        shards.write(tmp_path, "one", SHARD)
    assert list(tmp_path.iterdir()) == []


def test_record_on_a_full_disk_keeps_what_is_finished_and_goes_on(tmp_path: Path, folder: Path) -> None:
    plain, full = Record(tmp_path / "plain", fakes.READER), Record(tmp_path / "full", fakes.READER)
    plain.read_sources(fakes.sources(folder))
    with small_disk(100), pytest.raises(RecordError, match="record.json cannot be written"):
        full.read_sources(fakes.sources(folder))
    with small_disk(5_000), pytest.raises(RecordError, match="cannot be written"):
        full.read_sources(fakes.sources(folder))
    assert {p.name for p in full.path.rglob("*")} == {"record.json", "shards"}
    assert full.read_sources(fakes.sources(folder)).read == 3
    assert shards.names(full.path / "shards") == shards.names(plain.path / "shards")
