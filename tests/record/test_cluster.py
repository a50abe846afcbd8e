"""Reading on a cluster: whatever is killed, hangs or fills its disk, the record comes out as if nothing had happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from comity.cli import main
from comity.engines import engine
from comity.engines.child import Limits
from comity.errors import RecordError
from comity.record import dealt, shards
from comity.record.receipt import Progress
from comity.record.record import Record
from tests.record import fakes, loopback
from tests.record.conftest import TEXTS, write
from tests.record.test_store import tables

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'comity[cluster]'")

LIMITS = Limits(seconds=2)
EXPORTS = [["claims", "-f", "csv"], ["claims", "-f", "jsonl"], ["register", "CAF", "-f", "markdown"], ["pair", "CAF", "FRA", "-f", "json"]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The file of a scheduler that has two workers."""
    with loopback.cluster(tmp_path_factory.mktemp("cluster")) as file:
        yield str(file)


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """The folder in which those wait that read the document which is held."""
    (tmp_path / "held").mkdir()
    return tmp_path / "held"


@pytest.fixture
def pages(tmp_path: Path, held: Path) -> Path:
    """Documents for several shards; in one of them the reading is held."""
    more = {f"{n}.txt": f"TUR visit CAF 20{n}-01-01" for n in range(10, 31)}
    return write(tmp_path / "pages", {**TEXTS, **more, "held.txt": f"HELD IN {held}\nCHN visit CAF 2004"})


@pytest.fixture
def plain(tmp_path: Path, pages: Path, held: Path) -> Record:
    """The record of these documents, read in this process."""
    (held / "go").touch()
    record = Record(tmp_path / "plain", fakes.READER)
    record.read_sources(fakes.sources(pages))
    for one in held.iterdir():
        one.unlink()
    return record


def bytes_of(record: Record) -> dict[str, bytes]:
    """All files of a record but the store."""
    files = (p for p in record.path.rglob("*") if p.is_file() and p.suffix != ".duckdb")
    return {p.relative_to(record.path).as_posix(): p.read_bytes() for p in files}


def exports(record: Record, capsys: pytest.CaptureFixture[str]) -> list[str]:
    found = []
    for command in EXPORTS:
        assert main([*command, "--record", str(record.path)]) == 0
        found.append(capsys.readouterr().out)
    return found


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def kill_who_waits(held: Path) -> None:
    """Kills the worker whose child reads the document that is held; then the next one may go on."""
    until(lambda: any(held.iterdir()))
    os.kill(int(next(held.iterdir()).name), signal.SIGKILL)
    (held / "go").touch()


def test_cluster_worker_killed_and_document_that_hangs_leave_the_same_bytes(
    tmp_path: Path, pages: Path, plain: Record, held: Path, cluster: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(pages, {"endless.txt": "ENDLESS"})
    record, seen = Record(tmp_path / "clustered", fakes.READER), list[Progress]()
    killer = Thread(target=kill_who_waits, args=(held,))
    killer.start()
    receipt = record.read_sources(fakes.sources(pages), progress=seen.append, limits=LIMITS, cluster=cluster)
    killer.join()
    assert (receipt.given, receipt.read) == (26, 25)
    assert receipt.refused == (("endless.txt", "took longer than the limit of 2 s"),)
    assert (seen[0].done, seen[0].of) == (0, 26)
    assert (seen[-1].done, seen[-1].of, seen[-1].refused) == (26, 26, 1)
    assert bytes_of(record) == bytes_of(plain)
    assert exports(record, capsys) == exports(plain, capsys)


def test_cluster_driver_killed_and_run_again_reads_only_what_is_missing(
    tmp_path: Path, pages: Path, plain: Record, held: Path, cluster: str
) -> None:
    record = Record(tmp_path / "clustered", fakes.READER)
    driver = f"""
from pathlib import Path
from comity.engines import engine
from comity.engines.child import Limits
from comity.record.record import Record
from tests.record import fakes, loopback
record = Record({str(record.path)!r}, fakes.READER)
record.read_sources(fakes.sources(Path({str(pages)!r})), limits=Limits(seconds=60), cluster={cluster!r})
"""
    first = subprocess.Popen([sys.executable, "-c", driver], cwd=loopback.ROOT)
    folder, whole = record.path / "shards", len(shards.names(plain.path / "shards"))
    until(lambda: any(held.iterdir()) and len(shards.names(folder)) == whole - 1)
    first.kill()
    first.wait()
    before = {name: (folder / name).stat() for name in shards.names(folder)}
    (held / "go").touch()
    receipt = record.read_sources(fakes.sources(pages), limits=LIMITS, cluster=cluster)
    finished = sum(len(shards.column(folder, name, "sightings", ["document"])) for name in before)
    assert receipt.already >= finished > 0
    assert receipt.read + receipt.already == 25
    assert {name: (folder / name).stat() for name in before} == before
    assert bytes_of(record) == bytes_of(plain)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sets another process's limits")
def test_cluster_full_disk_is_said_and_loses_nothing(tmp_path: Path, pages: Path, plain: Record, held: Path, cluster: str) -> None:
    import resource

    (held / "go").touch()
    record = Record(tmp_path / "clustered", fakes.READER)
    with distributed.Client(scheduler_file=cluster, set_as_default=False) as client:
        until(lambda: len(client.nthreads()) == 2)
        workers = client.run(os.getpid).values()
    before = [resource.prlimit(worker, resource.RLIMIT_FSIZE) for worker in workers]
    for worker, (_, hard) in zip(workers, before, strict=True):
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (5_000, hard))
    try:
        with pytest.raises(RecordError, match="shards cannot be written .*: what is finished is kept"):
            record.read_sources(fakes.sources(pages), cluster=cluster)
    finally:
        for worker, limit in zip(workers, before, strict=True):
            resource.prlimit(worker, resource.RLIMIT_FSIZE, limit)
    until(lambda: not [p for p in (record.path / "shards").iterdir() if p.name.startswith(".")])  # the other worker may be at it still
    receipt = record.read_sources(fakes.sources(pages), cluster=cluster)
    assert (receipt.read + receipt.already, receipt.refused) == (25, ())
    assert bytes_of(record) == bytes_of(plain)


def test_cluster_document_that_no_worker_survives_is_refused(tmp_path: Path, folder: Path, cluster: str) -> None:
    write(folder, {"killer.txt": "KILLER"})
    record = Record(tmp_path / "r", fakes.READER)
    receipt = record.read_sources(fakes.sources(folder), cluster=cluster)
    assert (receipt.read, receipt.refused) == (3, (("killer.txt", "made the process that read it break down (exit code 9)"),))


def test_cluster_builds_the_same_store(tmp_path: Path, pages: Path, plain: Record, held: Path, cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = tables(plain)
    monkeypatch.setattr(dealt, "ROWS", 7)
    (held / "go").touch()
    record = Record(tmp_path / "clustered", fakes.READER)
    record.read_sources(fakes.sources(pages), cluster=cluster)
    assert tables(record) == alone


def test_cluster_of_other_versions_is_refused(
    tmp_path: Path, folder: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_TEST_VERSION", "ours")
    record = Record(tmp_path / "r", fakes.ENVIRONMENT)
    with pytest.raises(RecordError, match="comity theirs instead of ours; install"):
        record.read_sources(fakes.sources(folder), cluster=cluster)
    assert shards.names(record.path / "shards") == []


def test_cluster_job_may_be_large_and_nothing_is_said(cluster: str, capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings(record=True) as said:
        assert list(engine(cluster=cluster).run(len, [b"x" * 20_000_000, b""])) in ([20_000_000, 0], [0, 20_000_000])
    assert (said, capfd.readouterr().err) == ([], "")


def test_cluster_command_reads_and_says_nothing_of_dask(tmp_path: Path, cluster: str) -> None:
    pages = write(tmp_path / "pages", {"note.txt": "Canada has maintained an embassy in Ulaanbaatar since 2008."})
    command = [sys.executable, "-m", "comity", "read", str(pages), "--record", str(tmp_path / "r"), "--cluster", cluster]
    done = subprocess.run(command, cwd=loopback.ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 given = 1 read" in done.stdout and "claims     1 found" in done.stdout
