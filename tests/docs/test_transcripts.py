"""What the pages show is what the commands print."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

from comity.cli import main
from tests.docs.console import ROOT, Example, examples

PAGES = sorted(p.relative_to(ROOT).as_posix() for p in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples in it, and the files that a page takes, and nothing else."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (tmp_path / "docs").mkdir()
    for name in ("stories.jsonl", "leaders.csv", "torn.txt"):
        shutil.copy(ROOT / "docs" / name, tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMITY_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.parametrize("page", [p for p in PAGES if "```console" in (ROOT / p).read_text("utf-8")])
def test_transcript_is_what_is_printed(page: str, newcomer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = []
    for example in examples((ROOT / page).read_text("utf-8")):
        assert example.command[0] == "comity"
        code = main(example.command[1:])
        out, err = capsys.readouterr()
        if code != example.code:
            wrong.append(f"`{' '.join(example.command)}` ends with {code}, not {example.code}: {err}")
        wrong.append(example.differs(out + err))
    assert "\n".join(filter(None, wrong)) == ""


def test_readme_python_is_what_is_said(newcomer: Path) -> None:
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert result.attempted > 4
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    targets = [t for t in LINK.findall((ROOT / page).read_text("utf-8")) if "://" not in t]
    assert [t for t in targets if not ((ROOT / page).parent / t).exists()] == []


@pytest.mark.parametrize("page", [p for p in PAGES if p.startswith("docs/")])
def test_readme_leads_to_every_page(page: str) -> None:
    assert f"]({page})" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("quoted", "printed", "same"),
    [
        (("a  b",), "a b\n", True),
        (("…", "c"), "a\nb\nc\n", True),
        (("a", "…"), "a\nb\n", True),
        (("a",), "a\nb\n", False),
        (("a", "c"), "a\nb\nc\n", False),
        (("[1] … x",), "[1] some x\n", True),
        (("x.y",), "xzy\n", False),
    ],
)
def test_example_compares_lines(quoted: tuple[str, ...], printed: str, same: bool) -> None:
    assert (Example(("comity",), quoted, 0).differs(printed) == "") is same
