from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from comity.exchange import FORMATS
from comity.record.record import Record
from tests.cli.conftest import Run
from tests.record.conftest import TEXTS, write


@pytest.fixture
def run(typed: Run, faked: None, tmp_path: Path) -> Run:
    """Runs a command in a folder of three documents; exit code, output, errors."""
    write(tmp_path / "pages", TEXTS)
    return typed


@pytest.fixture
def asked(run: Run) -> Run:
    """The same, after reading."""
    assert run("read", "pages")[0] == 0
    return run


def test_read_prints_a_receipt_that_adds_up(run: Run) -> None:
    code, out, err = run("read", "pages")
    assert (code, err) == (0, "")
    assert "3 given = 3 read + 0 already there + 0 refused" in out
    assert "3, of 9 sentences" in out
    assert "comity test" in out
    assert "3 given = 0 read + 3 already there + 0 refused" in run("read", "pages")[1]


def test_read_names_what_it_refuses_and_goes_on(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "pages", {"empty.txt": ""})
    code, out, err = run("read", "pages", "nowhere.txt")
    assert code == 1
    assert "5 given = 3 read + 0 already there + 2 refused" in out
    assert err.splitlines() == [
        "comity: refused nowhere.txt: does not exist",
        "comity: refused pages/empty.txt: is empty",
    ]


def test_read_says_which_languages_give_no_claims(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "pages", {"f.txt": "Les relations"})
    assert "1 in fr: kept, but no grammar yet" in run("read", "pages")[1]


def test_record_folder_is_an_option_or_in_the_environment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("read", "pages", "--record", "here")
    assert run("claims", "--record", "here")[0] == 0
    monkeypatch.setenv("COMITY_RECORD", "here")
    assert run("claims")[0] == 0


@pytest.mark.parametrize("actor", ["CAF", "Central African Republic", "central african republic", "Centrafrique"])
def test_register_takes_an_actor_in_any_known_form(asked: Run, actor: str) -> None:
    code, out, _ = asked("register", actor)
    assert code == 0
    assert "Foreign relations of Central African Republic" in out
    assert "1960-08-13 [" in out


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("command", [["register", "CAF"], ["pair", "FRA", "CAF"], ["claims"]])
def test_every_command_has_every_format(asked: Run, command: list[str], format: str) -> None:
    code, out, err = asked(*command, "--format", format)
    assert (code, err) == (0, "")
    assert "1960-08-13" in out
    assert asked(*command, "--format", format)[1] == out


def test_register_as_data_leads_to_claims_and_sentences(asked: Run) -> None:
    rows = {r["partner"]: r for r in csv.DictReader(io.StringIO(asked("register", "CAF", "-f", "csv")[1]))}
    assert (rows["FRA"]["name"], rows["FRA"]["date"]) == ("France", "1960-08-13")
    assert "“FRA establish_relations CAF 1960-08-13”" in rows["FRA"]["sentences"]
    for claim in rows["FRA"]["claims"].split():
        assert asked("explain", claim)[0] == 0
    whole = json.loads(asked("register", "CAF", "-f", "json")[1])
    assert whole["actor"] == "CAF"
    assert len(whole["fingerprint"]) == 16


def test_register_as_of(asked: Run) -> None:
    assert "as of 1950" in asked("register", "CAF", "--as-of", "1950")[1]


def test_pair_shows_what_disputes(asked: Run) -> None:
    assert "disputed: [" in asked("pair", "FRA", "CAF")[1]


def test_claims_filters(asked: Run) -> None:
    out = asked(
        "claims",
        "-a",
        "Turkey",
        "--with",
        "CAF",
        "-k",
        "visit",
        "--standing",
        "actual",
        "--since",
        "2009",
        "--until",
        "2009-12",
        "-f",
        "jsonl",
    )[1]
    assert [json.loads(line)["time"]["edtf"] for line in out.splitlines()] == ["2009", "2009-02-05"]


def test_explain_says_how(asked: Run) -> None:
    claim = json.loads(asked("claims", "-a", "TUR", "-f", "jsonl")[1].splitlines()[0])
    code, out, _ = asked("explain", claim["id"][:10])
    assert code == 0
    for words in ("visit", "Turkey [TUR]: “TUR”, by name", "the words give it", "rule fake", "sightings", "pages/a.txt"):
        assert words in out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["register", "Atlantis"], 2, "no actor is known as 'Atlantis'"),
        (["register", "Frence"], 2, "did you mean FRA (France)?"),
        (["register"], 2, "Missing argument 'ACTOR' (see `comity register --help`)"),
        (["explain", "zzz"], 2, "no claim of the record"),
        (["claims", "--since", "soon"], 2, "since 'soon' is no date"),
        (["claims", "--format", "pdf"], 2, "there are table"),
        (["claims", "--kind", "dance"], 2, "'dance' is no kind"),
        (["claims", "--record", "nowhere"], 1, "there is no record at 'nowhere'"),
        (["claims", "--colour"], 2, "No such option '--colour'"),
        (["dance"], 2, "No such command 'dance'"),
        (["read", "pages", "--workers", "0"], 2, "1 or more"),
        (["read", "pages", "--record", "pages"], 2, "other things in it"),
    ],
)
def test_errors_are_one_sentence(asked: Run, arguments: list[str], code: int, words: str) -> None:
    found, out, err = asked(*arguments)
    assert (found, out) == (code, "")
    assert err.startswith("comity: ")
    assert words in err
    assert err.count("\n") == 1


def test_interrupt_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a line of its own: a terminal has shown ^C."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Record, "read", interrupted)
    assert run("read", "pages") == (130, "", "\ncomity: stopped: what was finished is kept; run the same command again to go on\n")


def test_ambiguous_actor_is_offered_its_candidates(asked: Run) -> None:
    code, _, err = asked("register", "Congo")
    assert code == 2
    assert "COD (" in err and "COG (" in err


def test_version_and_help(run: Run) -> None:
    assert run("--version")[1].startswith("comity 0.")
    assert "Usage: comity" in run("--help")[1]


@pytest.mark.parametrize("heavy", ["spacy", "duckdb", "pyarrow", "mwparserfromhell", "rich", "numpy"])
def test_importing_loads_nothing_heavy(heavy: str) -> None:
    code = f"import sys, comity, comity.cli, comity.record.record; comity.Record; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
