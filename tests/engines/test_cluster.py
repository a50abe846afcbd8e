"""What is said where there is no cluster to work on."""

from __future__ import annotations

import logging
import socket
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from subprocess import Popen
from threading import Thread

import pytest

from comity.engines import engine
from comity.errors import ComityError, MissingPart, UsageError
from tests.record import loopback

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'comity[cluster]'")
module = import_module("comity.engines.cluster")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, Popen[bytes]]]:
    """The file of a scheduler that has no workers, and its process."""
    with loopback.scheduler(tmp_path) as (file, process):
        yield str(file), process


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("127.0.0.1", "missing port number in address '127.0.0.1'; give a Dask scheduler's address, such as tcp://host:8786"),
        ("cloud://there:1", "unknown address scheme 'cloud'"),
        ("nowhere.json", "is no file that `dask scheduler --scheduler-file` has written"),
    ],
)
def test_cluster_address_that_is_none(address: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        list(engine(cluster=address).run(abs, [1]))


def test_cluster_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ANSWER", 0.3)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(ComityError, match=rf"no scheduler answers at tcp://127.0.0.1:{port} \(.+\): start one"):
            list(engine(cluster=f"127.0.0.1:{port}").run(abs, [1]))
        taken.listen()  # something that is no scheduler
        with pytest.raises(ComityError, match="no scheduler answers"):
            list(engine(cluster=f"127.0.0.1:{port}").run(abs, [1]))


def test_cluster_has_workers_of_its_own() -> None:
    with pytest.raises(UsageError, match="give one of the two"):
        engine(2, "127.0.0.1:8786")


def test_cluster_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "comity.engines.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingPart, match="needs Dask .*pip install 'comity.cluster.'"):
        engine(cluster="127.0.0.1:8786")


def test_cluster_without_workers(scheduler: tuple[str, Popen[bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORKER", 0.3)
    levels = {name: logging.getLogger(name).level for name in ("distributed", "distributed.client")}
    with pytest.raises(ComityError, match="has no worker: start some"):
        list(engine(cluster=scheduler[0]).run(abs, [1]))
    assert {name: logging.getLogger(name).level for name in levels} == levels


def test_cluster_whose_scheduler_dies(
    scheduler: tuple[str, Popen[bytes]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file, process = scheduler
    monkeypatch.setattr(module.Cluster, "_await_worker", lambda self: None)

    def kill() -> None:
        time.sleep(0.5)
        process.kill()

    Thread(target=kill).start()
    with pytest.raises(ComityError, match="the connection to the scheduler at tcp://127.0.0.1:.* was lost: what is finished is kept"):
        list(engine(cluster=file).run(abs, [1, 2, 3]))
    assert capfd.readouterr().err == ""


def test_cluster_window_of_a_scheduler_that_died(scheduler: tuple[str, Popen[bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ANSWER", 2)
    monkeypatch.setattr(module.Cluster, "_await_worker", lambda self: None)
    cluster = module.Cluster(scheduler[0])
    assert cluster.window() == 1
    scheduler[1].kill()
    scheduler[1].wait()
    with pytest.raises(ComityError, match="was lost"):
        cluster.window()
    cluster.shutdown(cancel_futures=True)
