from __future__ import annotations

import io
import json
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from comity.actors import catalogue
from comity.cli import main
from comity.exchange import FORMATS
from comity.record import reader
from tests.cli.conftest import Run
from tests.record import fakes
from tests.record.conftest import write

OWN = "id,name,kind,home,names\nriver-commission,River Commission,organisation,TCD,RIVCOM|Commission of the River\n"
LEADERS = "person,office,actor,from,to\nAna Lovik,president,Chad,1990,1995\nPer Quill,foreign minister,France,1996,\n"


@pytest.fixture
def run(typed: Run) -> Run:
    """Runs `comity actors …` in an empty folder; exit code, output, errors."""
    return partial(typed, "actors")


def records(run: Run, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*arguments, "--format", "json")[1])["records"]
    return found


@pytest.mark.parametrize(
    ("words", "at", "actor", "how"),
    [
        ("the Kremlin", "1975", "SUN", "seat"),
        ("the Kremlin", "2005", "RUS", "seat"),
        ("Zaire", "", "COD", "name"),
        ("CAF", "", "CAF", "code"),
        ("cyber police", "", "", "unknown"),
    ],
)
def test_words_are_resolved_on_a_day(run: Run, words: str, at: str, actor: str, how: str) -> None:
    found = records(run, "resolve", words, *(["--at", at] if at else []))
    assert [r["actor"] for r in found] == [actor]
    assert found[0]["how"] == how or not actor


def test_words_for_several_are_shown_with_them(run: Run) -> None:
    code, out, err = run("resolve", "Congo")
    assert (code, err) == (1, "")
    assert "COD (Democratic Republic of the Congo)" in out and "COG" in out


@pytest.mark.parametrize("command", [("resolve", "France"), ("show", "France"), ("find", "a.txt")])
@pytest.mark.parametrize("format", FORMATS)
def test_answers_come_in_every_format(run: Run, command: tuple[str, ...], format: str) -> None:
    Path("a.txt").write_text("France recognised Chad.")
    code, out, err = run(*command, "-f", format)
    assert (code, err) == (0, "") and "FRA" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("resolve", "Frnace"), "did you mean FRA (France)?"),
        (("show", "Frnace"), "did you mean FRA (France)?"),
        (("show", "Congo"), "give the code of the one you mean, COD"),
        (("resolve", "France", "--at", "soon"), "--at 'soon' is no date: write a day, a month or a year"),
        (("find", "--format", "stone"), "--format stone: there are table"),
        (("resolve",), "see `comity actors resolve --help`"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1) and words in err


def test_show_tells_names_with_their_times(run: Run) -> None:
    found = records(run, "show", "CAF")[0]
    assert (found["id"], found["kind"]) == ("CAF", ["state"])
    assert "Central African Empire (1976-12-04/1979-09-21)" in found["names"] and "iso2 CF" in found["codes"]
    assert "Central African Empire (1976-12-04/1979-09-21)" not in records(run, "show", "CAF", "--at", "1990")[0]["names"]


def test_find_reads_files_with_spans_actors_and_how(run: Run) -> None:
    text = "Chadian soldiers met envoys of Zaire."
    Path("a.txt").write_text(text)
    found = records(run, "find", "a.txt", "--at", "1975")
    assert [(text[r["start"] : r["end"]], r["actor"], r["how"], r["document"]) for r in found] == [
        ("Chadian", "TCD", "demonym", "a.txt"),
        ("Zaire", "COD", "name", "a.txt"),
    ]


def test_find_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"Chad and Niger signed.")))
    assert [r["actor"] for r in records(run, "find")] == ["TCD", "NER"]


def test_find_names_what_it_cannot_read(run: Run) -> None:
    Path("a.txt").write_text("Chad and Niger signed.")
    code, out, err = run("find", "nowhere.txt", "a.txt")
    assert (code, err) == (1, "comity: refused nowhere.txt: does not exist\n") and "NER" in out


def test_import_once_is_enough(run: Run) -> None:
    Path("leaders.csv").write_text(LEADERS)
    assert run("import", "leaders.csv") == (0, "office-holders  2 given = 2 imported + 0 already there\n", "")
    kept = Path("record/leaders.csv").read_text("utf-8")
    assert "Ana Lovik,president,TCD,1990,1995\n" in kept
    assert run("import", "leaders.csv") == (0, "office-holders  2 given = 0 imported + 2 already there\n", "")
    assert Path("record/leaders.csv").read_text("utf-8") == kept


def test_imported_people_are_resolved_in_their_time(run: Run) -> None:
    Path("leaders.csv").write_text(LEADERS)
    run("import", "leaders.csv")
    found = records(run, "resolve", "Lovik", "--at", "1991")[0]
    assert (found["actor"], found["how"], found["reason"]) == ("TCD", "office", "Ana Lovik, president (1990/1995, imported)")
    assert run("resolve", "Lovik", "--at", "2010")[0] == 2
    assert run("resolve", "Lovik", "--at", "1991", "--record", "other")[0] == 2
    assert records(run, "show", "TCD")[0]["office-holders"] == ["Ana Lovik, president (1990/1995, imported)"]


def test_import_of_a_table_with_wrong_rows_takes_nothing(run: Run) -> None:
    Path("leaders.csv").write_text(LEADERS + "Bo Tarn,envoy,Frnace,1990,soon\n,minister,Congo,2000,2001\n")
    code, out, err = run("import", "leaders.csv")
    assert (code, out) == (1, "")
    assert err.splitlines()[:4] == [
        "comity: leaders.csv:4 [actor]: no actor is known as 'Frnace': did you mean France (FRA)?",
        "comity: leaders.csv:4 [to]: 'soon' is no date: write a day, a month or a year, such as 1960-08-13, 1960-08 or 1960",
        "comity: leaders.csv:5 [person]: is empty: write who it is",
        "comity: leaders.csv:5 [actor]: 'Congo' can be COD or COG: write the code of the one meant",
    ]
    assert "nothing was imported" in err and not Path("record").exists()


def test_own_actors_are_known_with_their_record_and_nowhere_else(run: Run) -> None:
    write(Path("record"), {"actors.csv": OWN})
    Path("a.txt").write_text("RIVCOM thanked Chad.")
    assert [r["actor"] for r in records(run, "find", "a.txt")] == ["river-commission", "TCD"]
    assert records(run, "resolve", "commission of the river")[0]["actor"] == "river-commission"
    assert records(run, "show", "river-commission")[0]["belongs to"] == ["Chad [TCD]"]
    assert run("resolve", "RIVCOM", "--record", "other")[0] == 2
    assert "river-commission" not in catalogue()


def test_own_actors_can_be_asked_for_by_name(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(reader, "standard", lambda: fakes.READER)
    write(tmp_path / "pages", {"a.txt": "river-commission visit TCD 2009"})
    write(tmp_path / "record", {"actors.csv": OWN})
    assert main(("read", "pages")) == 0
    capsys.readouterr()
    assert main(("register", "RIVCOM")) == 0
    assert "Foreign relations of River Commission" in capsys.readouterr().out
