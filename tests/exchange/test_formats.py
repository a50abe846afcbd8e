from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from comity.errors import UsageError
from comity.exchange import FORMATS, Cited, Column, Line, Table, write

HOSTILE = "a | b [[c]] {{d}} <ref>e</ref> ''f'' *g* \"h\", i\nj"

TABLE = Table(
    "Relations of X",
    (Column("code", "Code", page=False), Column("name", "Partner"), Column("notes", "Notes")),
    (
        {"code": "FRA", "name": "France", "notes": [Line("visit 1990", (1, 2)), Line("praise", (2,))]},
        {"code": "", "name": HOSTILE, "notes": []},
    ),
    (Cited(1, "It was.", "A page, a.txt", ("Note.",)), Cited(2, HOSTILE, "b.txt")),
    ("A note.",),
)
EMPTY = Table("Nothing", TABLE.columns, ())


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("table", [TABLE, EMPTY])
def test_formats_end_with_a_line_and_are_the_same_twice(format: str, table: Table) -> None:
    text = write(table, format)
    assert text == write(table, format)
    assert text.endswith("\n") or (format == "jsonl" and not table.rows)


def test_formats_unknown_one_is_said() -> None:
    with pytest.raises(UsageError, match="there are table, csv"):
        write(TABLE, "pdf")


def test_csv_comes_back() -> None:
    back = list(csv.DictReader(io.StringIO(write(TABLE, "csv"))))
    assert back == [
        {"code": "FRA", "name": "France", "notes": "visit 1990 [1][2]; praise [2]"},
        {"code": "", "name": HOSTILE, "notes": ""},
    ]


def test_json_comes_back() -> None:
    back: dict[str, Any] = json.loads(write(TABLE, "json"))
    assert [r["name"] for r in back["records"]] == ["France", HOSTILE]
    assert back["cited"][0]["references"] == ["Note."]


def test_jsonl_is_a_record_a_line() -> None:
    assert [json.loads(line)["code"] for line in write(TABLE, "jsonl").splitlines()] == ["FRA", ""]


def test_wikitext_is_a_table_that_a_parser_reads_back() -> None:
    import mwparserfromhell

    code = mwparserfromhell.parse(write(TABLE, "wikitext"))
    (table,) = code.filter_tags(matches=lambda t: t.tag == "table")
    rows = table.contents.filter_tags(matches=lambda t: t.tag == "tr")
    assert len(rows) == 2
    assert [str(t.get("name").value) for t in code.filter_tags(matches=lambda t: t.tag == "ref")] == ["s1", "s2", "s2"]
    assert [str(t.name) for t in code.filter_templates()] == ["reflist"]
    assert not code.filter_wikilinks()


def test_markdown_has_a_footnote_for_every_mark() -> None:
    text = write(TABLE, "markdown")
    assert "| France | visit 1990[^1][^2]<br>praise[^2] |" in text
    assert "[^1]: “It was.” A page, a.txt — Note." in text
    assert "a \\| b \\[\\[c\\]\\]" in text


def test_table_says_everything_and_keeps_to_its_width() -> None:
    text = write(TABLE, "table")
    assert all(len(line) <= 120 for line in text.splitlines() if not line.startswith("["))
    for words in ("Relations of X", "Partner", "France", "visit 1990 [1][2]", "[1] “It was.” A page, a.txt — Note.", "A note."):
        assert words in text
    assert "Code" not in text
