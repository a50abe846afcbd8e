from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.exchange import FORMATS
from comity.exchange.dossier import PAGES
from tests.cli.conftest import Run
from tests.record.conftest import TEXTS, write


@pytest.fixture
def asked(typed: Run, faked: None, tmp_path: Path) -> Run:
    """Runs a command on a record of three documents; exit code, output, errors."""
    write(tmp_path / "pages", TEXTS)
    assert typed("read", "pages")[0] == 0
    return typed


def ids(asked: Run) -> dict[str, str]:
    return {d["addresses"][0].rpartition("/")[2]: d["id"] for d in json.loads(asked("documents", "-f", "json")[1])["records"]}


@pytest.mark.parametrize("format", FORMATS)
def test_documents_lists_what_was_read_in_every_format(asked: Run, format: str) -> None:
    code, out, err = asked("documents", "--format", format)
    assert (code, err) == (0, "")
    assert "CAF register" in out and all(i in out for i in ids(asked).values())


def test_documents_set_writes_who_and_when(asked: Run) -> None:
    code, out, err = asked("documents", "set", ids(asked)["a.txt"][:8], "--date", "2010", "--focus", "Chad", "--publisher", "P", "--by", "me")
    assert (code, err) == (0, "")
    assert "2010 (given)" in out and "TCD" in out and "claims of the record: 9 before, 9 now" in out
    lines = [json.loads(line) for line in Path("record/corrections.jsonl").read_text().splitlines()]
    assert [(one["field"], one["value"], one["who"]) for one in lines] == [("date", "2010", "me"), ("focus", "TCD", "me"), ("publisher", "P", "me")]
    assert all(one["when"].startswith("20") for one in lines)
    assert "2010 (given)" not in asked("documents", "set", ids(asked)["a.txt"], "--date", "")[1]


@pytest.mark.parametrize("order", [("documents", "--record", "record", "remove"), ("documents", "remove", "--record", "record")])
def test_documents_remove_and_restore(asked: Run, order: tuple[str, ...]) -> None:
    id = ids(asked)["b.txt"]
    assert "9 before, 6 now" in asked(*order, id)[1]
    assert f"taken out: {id}" in asked("documents")[1]
    assert asked("read", "pages")[0] == 0
    assert id not in ids(asked).values()
    assert "6 before, 9 now" in asked("documents", "restore", id)[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("set", "0000"), "no document of the record has an id that begins with '0000'"),
        (("remove", "zz"), "no document"),
        (("set", "{a}"), "nothing to correct"),
        (("set", "{a}", "--date", "soon"), "'soon' is no date"),
        (("set", "{a}", "--focus", "Nowhereland"), "no actor is known as"),
    ],
)
def test_documents_wrong_use_is_said_in_a_sentence(asked: Run, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = asked("documents", *(a.replace("{a}", ids(asked)["a.txt"]) for a in arguments))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and words in err


@pytest.mark.parametrize("format", PAGES)
def test_dossier_in_every_format(asked: Run, format: str) -> None:
    code, out, err = asked("dossier", "CAF", "--with", "Turkey", "--as-of", "2020-01-01", "-f", format)
    assert (code, err) == (0, "")
    assert "2009-02-05" in out and "planned" in out.lower()


def test_dossier_without_a_day_is_of_today(asked: Run) -> None:
    assert ", as of 20" in asked("dossier", "CAF")[1].splitlines()[0]


@pytest.mark.parametrize("arguments", [("dossier", "CAF", "-f", "csv"), ("dossier", "CAF", "--as-of", "soon"), ("search", "*")])
def test_wrong_use(asked: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = asked(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("format", FORMATS)
def test_search_in_every_format(asked: Run, format: str) -> None:
    code, out, err = asked("search", "visit", "caf 2010", "--format", format)
    assert (code, err) == (0, "")
    assert "TUR visit CAF 2010 planned" in out
