"""Another language is another data file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.errors import DataError, MissingPart
from comity.times import lexicon
from comity.times.scan import scan

FRENCH = """
title_case = []
core = ["year", "month"]
lists = "any and any"
[cues]
published = ["publié"]
future = ["sera"]
[groups]
point = ["day", "month_of", "year_of"]
any = ["day", "month_of", "year_of"]
[classes.month]
janvier = 1
mai = 5
[classes]
and = ["et"]
article = ["le"]
in = ["en", "le"]
[[levels]]
rules = [
  { pattern = "article? D:dnum M:month Y:year", means = "day", makes = "day" },
  { pattern = "M:month Y:year", means = "month", makes = "month_of" },
  { pattern = "Y:year", means = "year", makes = "year_of" },
]
[[levels]]
rules = [
  { pattern = "'depuis' X:any", means = "frame", makes = "framed", relation = "since" },
  { pattern = "in X:any", means = "frame", makes = "framed", relation = "" },
]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of languages of its own."""
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    lexicon.lexicon.cache_clear()
    yield tmp_path
    lexicon.lexicon.cache_clear()


def test_a_language_is_a_data_file(folder: Path) -> None:
    (folder / "fr.toml").write_text(FRENCH, encoding="utf-8")
    found = scan("L'ambassade, ouverte le 5 mai 1999 et fermée en 2003, a rouvert depuis janvier 2018.", "fr")
    assert [(e.words, e.edtf) for e in found] == [
        ("le 5 mai 1999", "1999-05-05"),
        ("en 2003", "2003"),
        ("depuis janvier 2018", "2018-01/.."),
    ]


def test_a_language_without_a_file_is_missing() -> None:
    with pytest.raises(MissingPart, match="'xx'"):
        scan("in 1986", "xx")


@pytest.mark.parametrize(
    "pattern, problem",
    [
        ("M:monat Y:year", "no class 'monat'"),
        ("(M:month Y:year", "a bracket is open"),
        ("M:month + Y:year", "cannot read"),
        ("M:month )", "cannot read"),
    ],
)
def test_a_wrong_rule_is_named_with_its_place(folder: Path, pattern: str, problem: str) -> None:
    wrong = FRENCH.replace('"M:month Y:year"', f'"{pattern}"')
    (folder / "fr.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(DataError, match=f"fr.toml level 1 rule 2 .pattern.: {problem}"):
        scan("en 1986", "fr")
