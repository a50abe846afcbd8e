from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import DataError
from comity.record import leaders
from comity.record.leaders import Holder
from tests.record.conftest import write

ANA = Holder("Ana Lovik", "president", "TCD", "1990", "1995")
BEN = Holder("Ben Lovik", "president", "TCD", "1996", "")
HEADER = "person,office,actor,from,to\n"


def test_lines_are_only_added(tmp_path: Path) -> None:
    assert leaders.add(tmp_path, [ANA]) == [ANA]
    before = (tmp_path / "leaders.csv").read_text("utf-8")
    assert leaders.add(tmp_path, [ANA, BEN, BEN]) == [BEN]
    assert (tmp_path / "leaders.csv").read_text("utf-8").startswith(before)
    assert leaders.load(tmp_path) == [ANA, BEN]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEADER + "Ana Lovik,president,Chad,1990,1995\n\n",
        "Person;Office;Actor;From;To\r\nAna Lovik;president;Chad;1990;1995\r\n",
        "to\tfrom\tactor\toffice\tperson\n1995\t1990\tTCD\tpresident\tAna Lovik\n",
    ],
)
def test_tables_of_other_programs_are_read(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"a.csv": text})
    assert leaders.read(tmp_path / "a.csv") == ([ANA], [])


def test_every_wrong_row_is_named_by_line_and_column(tmp_path: Path) -> None:
    rows = "Ana Lovik,president,Chad,1990,1995\nA,,Chad,,\nB,king,Chad,1995,1990\nC,king,Chad\nD,king,,someday,\nE,king,Zaire,1975,\n"
    write(tmp_path, {"a.csv": HEADER + rows})
    found, problems = leaders.read(tmp_path / "a.csv")
    assert [h.actor for h in found] == ["TCD", "COD"]
    where = sorted(str(p).partition("a.csv")[2].partition("]")[0] for p in problems)
    assert where == [":3 [office", ":4 [to", ":5 [actor", ":6 [actor", ":6 [from"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("person,office,actor,from\n", ":1 [to]: there is no such column"),
        (HEADER.replace(",to", ",to,party"), ":1 [party]: is no column"),
        (b"\xff\xfe\x00", "is not in UTF-8"),
    ],
)
def test_what_is_no_such_table_is_said(tmp_path: Path, text: str | bytes, words: str) -> None:
    write(tmp_path, {"a.csv": text})
    with pytest.raises(DataError, match="a.csv") as error:
        leaders.read(tmp_path / "a.csv")
    assert words in str(error.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read: no such file"):
        leaders.read(tmp_path / "a.csv")
