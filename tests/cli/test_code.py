from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.cli import main

LINES = ['{"id": 1, "text": "Norway sent 400 tents to Nepal."}', '{"id": 2, "text": "The sun rose."}', "{"]


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


def test_receipt_adds_up_and_refused_stories_are_named(stories: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", "in.jsonl", "out.jsonl", "--account", "account.jsonl"]) == 1
    out, err = capsys.readouterr()
    assert "3 given = 1 coded + 1 nothing to code + 1 refused" in out
    assert err.startswith("comity: refused in.jsonl#3: is no JSON")
    assert [json.loads(line)["id"] for line in Path("out.jsonl").read_text("utf-8").splitlines()] == ["1"]
    assert [json.loads(line)["outcome"] for line in Path("account.jsonl").read_text("utf-8").splitlines()] == [
        "coded",
        "nothing",
        "refused",
    ]
    assert sorted(p.name for p in Path().iterdir()) == ["account.jsonl", "in.jsonl", "out.jsonl"]


@pytest.mark.parametrize("arguments", [["in.jsonl", "in.jsonl"], ["in.jsonl", "no/out.jsonl"], ["no.jsonl", "out.jsonl"]])
def test_wrong_use_changes_nothing(stories: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", *arguments]) == 2
    assert capsys.readouterr().err.startswith("comity: ")
    assert stories.read_text("utf-8") == "\n".join(LINES)


def test_a_sentence_is_explained_without_a_record(stories: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Norway sent 400 tents to Nepal.", "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["records"]
    assert [m["actor"] for m in one["mentions"]] == ["NOR", "NPL"]
    assert [c["kind"] for c in one["claims"]] == ["aid"]
    assert main(["explain", "Le président a visité hier le pays voisin avec tous ses ministres"]) == 2
