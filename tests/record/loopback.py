"""A Dask cluster on this machine, for tests: that of docs/cluster/local.sh, whose workers are started again when they die."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
SETTINGS = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",  # a job that two workers did not survive is given up; else four
    "DASK_DISTRIBUTED__SCHEDULER__IDLE_TIMEOUT": "300s",  # it ends by itself if nobody ends it
}


@contextmanager
def cluster(home: Path) -> Iterator[Path]:
    """The file of a scheduler that has two workers."""
    file = home / "scheduler.json"
    with _running(file, "sh", str(ROOT / "docs/cluster/local.sh"), "2", str(file)):
        yield file


@contextmanager
def scheduler(home: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """The file of a scheduler without workers, and its process."""
    file = home / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(file)]
    with _running(file, sys.executable, "-m", "distributed.cli.dask_scheduler", *options) as process:
        yield file, process


@contextmanager
def _running(file: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, **SETTINGS, "PATH": path, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "TMPDIR": str(file.parent)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _until_written(file, process)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until_written(file: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            json.loads(file.read_text())
        except (OSError, ValueError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the scheduler did not start")
