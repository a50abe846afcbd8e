from __future__ import annotations

from pathlib import Path

import pytest

from comity.record.record import Record
from evaluation import page, pages, synthetic


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic.write(tmp_path_factory.mktemp("synthetic") / "record", 1500)


def test_a_synthetic_record_is_one_that_can_be_asked_and_is_always_the_same(folder: Path, tmp_path: Path) -> None:
    record = Record(folder)
    claims = record.claims()
    assert 1400 < len(claims) < 1700
    documents = {d.id: d.text for d in record.documents()}
    for claim in claims:
        assert documents[claim.evidence.document][claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        for p in claim.participants:
            assert documents[claim.evidence.document][p.mention.start : p.mention.end] == p.mention.text
    again = synthetic.write(tmp_path / "record", 1500)
    assert {p.name for p in (again / "shards").iterdir()} == {p.name for p in (folder / "shards").iterdir()}
    for shard in (again / "shards").iterdir():
        assert all(f.read_bytes() == (folder / "shards" / shard.name / f.name).read_bytes() for f in shard.iterdir())


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
