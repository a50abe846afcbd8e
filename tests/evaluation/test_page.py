from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import page, report


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the page, which is written in its stead."""
    path = tmp_path / "evaluation.md"
    path.write_text(page.PAGE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(page, "PAGE", path)
    return path


def test_page_takes_the_table_between_its_marks_and_keeps_the_rest(copy: Path) -> None:
    before = copy.read_text("utf-8")
    scores = {run: {} for run in report.RUNS} | {"plv": {"root_macro_f1": 0.5}, "register-plain": {"row_wrong": 0.002}}
    assert page.write(scores) == "evaluation.md has 2 figures"
    after = copy.read_text("utf-8")
    assert "| `plv.root_macro_f1` | 0.500 |" in after
    assert "| `register-plain.row_wrong` ↓ | 0.002 |" in after
    assert after.partition(page.BEGIN)[0] == before.partition(page.BEGIN)[0]
    assert after.partition(page.END)[2] == before.partition(page.END)[2]
    page.write(scores)
    assert copy.read_text("utf-8") == after


def test_page_is_not_written_with_some_kits_only(copy: Path) -> None:
    before = copy.read_text("utf-8")
    assert "stays as it is" in page.write({"plv": {"root_macro_f1": 0.5}})
    assert copy.read_text("utf-8") == before


@pytest.mark.parametrize("run", report.RUNS)
def test_page_says_what_each_kit_asks(run: str) -> None:
    assert f"| `{run}` |" in page.PAGE.read_text("utf-8").partition(page.END)[2]


@pytest.mark.parametrize("figure", report.FIGURES)
def test_figure_belongs_to_a_run(figure: str) -> None:
    assert figure.partition(".")[0] in report.RUNS
