"""What a command loads before it answers. One that reads no document loads nothing that reads, and answers at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from comity.record.record import Record
from tests.record import fakes
from tests.record.conftest import TEXTS, write

READING = {"spacy", "thinc", "comity.grammar", "comity.reading", "comity.actors.mentions", "comity.documents", "comity.record.reading"}
WRITING = {"numpy", "pyarrow", "comity.record.kin", "comity.engines"}
ELSEWHERE = {"pydantic", "typer", "rich", "starlette", "uvicorn", "distributed", "multiprocessing", "comity.web"}
TABLES = {"duckdb", "comity.record.query", "comity.exchange"}
CATALOGUE = {"comity.actors", "comity.kinds", "comity.record"}

ASKING = (
    ("claims",),
    ("claims", "--actor", "France", "--since", "1960"),
    ("register", "France"),
    ("pair", "France", "CAF"),
    ("dossier", "CAF", "--as-of", "2010"),
    ("as-of", "2010"),
    ("tension", "--on", "2010"),
    ("contradictions",),
    ("search", "establish"),
    ("documents",),
    ("review",),
    ("review", "log"),
)
SECONDS = 1.0
"""Twice what the slowest of them takes on a machine of two cores, so that a slower one does not fail it."""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a few documents, brought together."""
    folder = tmp_path_factory.mktemp("start")
    write(folder / "pages", TEXTS)
    made = Record(folder / "record", fakes.READER)
    made.read_sources(fakes.sources(folder / "pages"))
    made.close()
    return made.path


def loaded(arguments: tuple[str, ...]) -> tuple[set[str], float]:
    """The modules that a command has loaded when it is done, and the seconds of processor time that took."""
    code = "import json, sys, time; from comity.cli import main; assert main(sys.argv[1:]) == 0; "
    code += "print(json.dumps([sorted(sys.modules), time.process_time()]), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    modules, seconds = json.loads(done.stderr.splitlines()[-1])
    return set(modules), seconds


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("claims", "--help"), ("actors", "show", "--help")], ids=" ".join)
def test_help_loads_neither_tables_nor_catalogue(arguments: tuple[str, ...]) -> None:
    assert loaded(arguments)[0] & {*READING, *WRITING, *ELSEWHERE, *TABLES, *CATALOGUE} == set()


@pytest.mark.parametrize("arguments", [("actors", "show", "FRA"), ("actors", "resolve", "the Kremlin")], ids=" ".join)
def test_actors_load_no_tables(arguments: tuple[str, ...], tmp_path: Path) -> None:
    found = loaded((*arguments, "--record", str(tmp_path / "none")))[0]
    assert found & {*READING, *WRITING, *ELSEWHERE, "duckdb", "comity.actors.finder"} == set()


@pytest.mark.parametrize("arguments", ASKING, ids=" ".join)
def test_asking_loads_nothing_that_reads_or_writes(arguments: tuple[str, ...], record: Path) -> None:
    assert loaded((*arguments, "--record", str(record)))[0] & {*READING, *WRITING, *ELSEWHERE} == set()


@pytest.mark.parametrize("arguments", [("--version",), ("actors", "show", "FRA"), *ASKING], ids=" ".join)
def test_asking_is_answered_at_once(arguments: tuple[str, ...], record: Path) -> None:
    """Of processor time, because a busy machine must not fail it."""
    asked = arguments if arguments == ("--version",) else (*arguments, "--record", str(record))
    assert any(loaded(asked)[1] < SECONDS for _ in range(3))
