"""A part that is switched off is off, and on again afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity import load, read
from evaluation import ablation, page


@pytest.mark.parametrize("part", ablation.PARTS)
def test_part_is_on_again_afterwards(part: str) -> None:
    text = load(b"After the withdrawal of French troops, Chad agreed to open an embassy in Paris. It did not close it.", "page.txt")
    before = read(text)
    with ablation.without(part):
        read(text)
    assert read(text) == before


def test_page_takes_the_table_between_its_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "evaluation.md"
    copy.write_text(page.PAGE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(page, "PAGE", copy)
    figures = ablation.table({"": {"plv": {"root_macro_f1": 0.7}}, "control": {"plv": {"root_macro_f1": 0.65}}})
    assert "worth" in ablation.write(figures)
    assert "| `plv.root_macro_f1` | 0.700 | −0.050 |" in copy.read_text("utf-8")
