from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.cli import main
from comity.record import reader
from tests.record import fakes
from tests.record.conftest import write


def test_contradictions_show_both_sides_with_their_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {"a.txt": "FRA establish_relations CAF 1960-08-13", "b.txt": "CAF establish_relations FRA 1960-09-01"}
    write(tmp_path / "pages", texts)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reader, "standard", lambda: fakes.READER)
    assert main(("read", "pages")) == 0
    capsys.readouterr()
    assert main(("contradictions", "--actor", "CAF")) == 0
    out = capsys.readouterr().out
    assert "1 contradiction" in out
    assert all(sentence in " ".join(out.split()) for sentence in texts.values())
    assert main(("contradictions", "--format", "json")) == 0
    (record,) = json.loads(capsys.readouterr().out)["records"]
    assert [s["value"] for s in record["sides"]] == ["1960-08-13", "1960-09-01"]
    assert main(("contradictions", "--kind", "visit")) == 0
    assert "no contradiction" in capsys.readouterr().out
