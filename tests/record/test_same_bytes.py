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
RUNS = ((0, 1), (1, 1), (2, 2), (3, 1), (4, 2))  # what the order and Python's hashes are made from, and the number of processes
ASKED = (["register", "Mongolia"], ["pair", "Mongolia", "Russia"], ["claims"])
SCRIPT = """
import contextlib, io, json, sys
from comity.cli import main
paths, record, workers, asked, formats = json.loads(sys.argv[1])
code = main(["read", *paths, "--record", record, "--workers", str(workers)])
for command in asked:
    for format in formats:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = code or main([*command, "--record", record, "--format", format])
        with open(f"{record}/{command[0]}.{format}", "w", encoding="utf-8") as file:
            file.write(out.getvalue())
sys.exit(code)
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


def left_behind(home: Path, paths: list[str], seed: int, workers: int) -> dict[str, str]:
    """What one run leaves: a fresh Python, whose hashes are made from the seed."""
    record, shuffled = home / f"record-{seed}", list(paths)
    random.Random(seed).shuffle(shuffled)
    given = json.dumps([shuffled, str(record), workers, ASKED, list(FORMATS)])
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run([sys.executable, "-c", SCRIPT, given], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return bytes_of(record)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """What each run left behind."""
    home = tmp_path_factory.mktemp("same")
    paths = [str(p) for p in corpus(home / "pages")]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda run: left_behind(home, paths, *run), RUNS))


def test_shards_are_there(records: list[dict[str, str]]) -> None:
    assert len({name.split("/")[1] for name in records[0] if name.startswith("shards/")}) > 1
    assert {f"claims.{format}" for format in FORMATS} <= set(records[0])


@pytest.mark.parametrize("run", range(1, len(RUNS)), ids=[f"order-{seed}-processes-{workers}" for seed, workers in RUNS[1:]])
def test_shards_and_exports_are_the_same_bytes(records: list[dict[str, str]], run: int) -> None:
    assert records[run] == records[0]
