from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import page, pages
from evaluation.speed import synthetic


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    record = tmp_path_factory.mktemp("synthetic") / "record"
    synthetic.write(record, 1500)
    return record


def test_every_page_of_it_is_measured(folder: Path) -> None:
    found = pages.measured(folder)
    assert {a.page for a in found} >= {"world", "dossier", "pair", "register", "network", "tension", "claims", "search", "review", "documents"}
    assert all(a.first > 0 and a.again > 0 and 0 < a.size < pages.LIMIT_KB for a in found)
    table = pages.table(found, 1500)
    assert table.count("\n|") == len(found) + 1 and f"Of {len(found)} pages" in table


def test_the_figures_go_between_their_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "evaluation.md"
    path.write_text(page.PAGE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(page, "PAGE", path)
    figures = pages.table([pages.Asked("world", "", "/world", 120.0, 20.0, 50.0)], 1500)
    assert page.put(pages.BEGIN, pages.END, figures) == "evaluation.md has 1 figures"
    assert figures in path.read_text("utf-8")
    assert page.put("<!-- nowhere -->", pages.END, figures).startswith("evaluation.md stays as it is")
