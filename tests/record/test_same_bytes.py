"""The promise that scholars rest on: the same documents give the same bytes, in any order, in any number of processes, in any run."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from comity.exchange import FORMATS
from comity.kinds.examples import examples

ROOT = Path(__file__).parents[2]
#: Orders of the documents, each with the number of processes that read them, by what Python's hashes are made from.
RUNS = {0: ((0, 1), (1, 1), (2, 1)), 1: ((3, 2), (4, 1))}
ASKED = (["register", "Mongolia"], ["pair", "Mongolia", "Russia"], ["claims"])
SCRIPT = """
import contextlib, io, json, sys
from comity.cli import main
for paths, record, workers in json.loads(sys.argv[1]):
    if main(["read", *paths, "--record", record, "--workers", str(workers)]):
        sys.exit(1)
    for command in json.loads(sys.argv[2]):
        for format in json.loads(sys.argv[3]):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                if main([*command, "--record", record, "--format", format]):
                    sys.exit(1)
            with open(f"{record}/{command[0]}.{format}", "w", encoding="utf-8") as file:
                file.write(out.getvalue())
"""


def corpus(folder: Path) -> list[Path]:
    """The samples, and the kinds' example sentences in a dozen files."""
    folder.mkdir()
    sentences = sorted({e.text for e in examples("en")})
    for path in (ROOT / "samples").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for n in range(12):
        (folder / f"{n}.txt").write_text("\n\n".join(sentences[n * 17 :: 251]), "utf-8")
    return sorted(folder.iterdir())


def bytes_of(record: Path) -> dict[str, str]:
    """The hash of every file of the record that is promised to be the same."""
    files = (p for p in record.rglob("*") if p.is_file() and p.suffix != ".duckdb")
    return {p.relative_to(record).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def left_behind(home: Path, paths: list[str], seed: int) -> dict[str, dict[str, str]]:
    """What the runs of one Python leave, whose hashes are made from the seed."""
    runs = [(random.Random(order).sample(paths, len(paths)), str(home / f"order-{order}"), workers) for order, workers in RUNS[seed]]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", SCRIPT, *map(json.dumps, (runs, ASKED, list(FORMATS)))]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {Path(record).name: bytes_of(Path(record)) for _, record, _ in runs}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What each run left behind."""
    home = tmp_path_factory.mktemp("same")
    paths = [str(p) for p in corpus(home / "pages")]
    with ThreadPoolExecutor(2) as pool:
        left = pool.map(lambda seed: left_behind(home, paths, seed), RUNS)
        return {name: files for one in left for name, files in one.items()}


def test_shards_are_there(records: dict[str, dict[str, str]]) -> None:
    first = records["order-0"]
    assert len({name.split("/")[1] for name in first if name.startswith("shards/")}) > 1
    assert {f"claims.{format}" for format in FORMATS} <= set(first)


@pytest.mark.parametrize("run", [f"order-{order}" for runs in RUNS.values() for order, _ in runs][1:])
def test_shards_and_exports_are_the_same_bytes(records: dict[str, dict[str, str]], run: str) -> None:
    assert records[run] == records["order-0"]
