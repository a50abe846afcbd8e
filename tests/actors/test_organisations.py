"""The catalogue of organisations: its tables are whole, and say what is known of the ones most met."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import comity

DATA = Path(comity.__file__).parent / "actors" / "data"
SORTS = {"intergovernmental", "organ", "agency", "court", "bank", "mission", "ngo", "forum"}
NAME_SORTS = {"name", "official", "short", "former", "acronym"}
FLAGS = {"ambiguous", "word", "exact"}
EDTF = re.compile(r"-?\d{3}[\dX](-\d\d(-\d\d)?)?[~?]?")


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t" if name.endswith(".tsv") else ","))


ORGANISATIONS = {row["id"]: row for row in table("organisations.csv")}
NAMES = table("organisation_names.tsv")


def named(name: str, language: str = "en") -> set[str]:
    return {row["id"] for row in NAMES if row["name"] == name and row["language"] == language}


def test_organisations_ids_are_unique_and_well_formed() -> None:
    assert len(ORGANISATIONS) == len(table("organisations.csv"))
    assert all(re.fullmatch(r"[A-Z0-9][A-Z0-9-]+", key) for key in ORGANISATIONS)


def test_organisations_are_many() -> None:
    assert len(ORGANISATIONS) >= 300


@pytest.mark.parametrize("row", ORGANISATIONS.values(), ids=ORGANISATIONS)
def test_organisations_rows_keep_the_schema(row: dict[str, str]) -> None:
    assert None not in row and None not in row.values()
    assert row["name"] and row["sort"] in SORTS
    assert not row["parent"] or row["parent"] in ORGANISATIONS
    assert not row["wikidata"] or re.fullmatch(r"Q\d+", row["wikidata"])
    for field in ("begin", "end"):
        assert not row[field] or EDTF.fullmatch(row[field]), field
    assert not row["begin"] or not row["end"] or row["begin"] <= row["end"]


@pytest.mark.parametrize("row", ORGANISATIONS.values(), ids=ORGANISATIONS)
def test_organisations_have_names_in_english_and_french(row: dict[str, str]) -> None:
    mine = [name for name in NAMES if name["id"] == row["id"]]
    assert {name["language"] for name in mine} >= {"en", "fr"}
    assert any(name["name"] == row["name"] and name["language"] == "en" for name in mine)


def test_organisation_names_keep_the_schema() -> None:
    for row in NAMES:
        assert row["id"] in ORGANISATIONS and row["name"] == row["name"].strip() != "" and row["sort"] in NAME_SORTS, row
        assert set(row["flags"].split()) <= FLAGS, row
        for field in ("from", "to"):
            assert not row[field] or EDTF.fullmatch(row[field]), row
    keys = [(row["id"], row["language"], row["name"]) for row in NAMES]
    assert len(keys) == len(set(keys))


def test_organisation_names_that_are_shared_are_flagged_for_all_but_one() -> None:
    """A name of two organisations decides for neither, unless all but one of them flag it."""
    strong: dict[str, set[str]] = {}
    for row in NAMES:
        if not {"ambiguous", "word"} & set(row["flags"].split()):
            strong.setdefault(row["language"] + " " + row["name"].casefold(), set()).add(row["id"])
    assert {name: ids for name, ids in strong.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("name", "language", "actor"),
    [
        ("United Nations", "en", "UN"),
        ("U.N.", "en", "UN"),
        ("ONU", "fr", "UN"),
        ("UN Security Council", "en", "UNSC"),
        ("HCR", "fr", "UNHCR"),
        ("E.U.", "en", "EU"),
        ("OTAN", "fr", "NATO"),
        ("North Atlantic Treaty Organisation", "en", "NATO"),
        ("Organization of African Unity", "en", "OAU"),
        ("CEDEAO", "fr", "ECOWAS"),
        ("CEEAC", "fr", "ECCAS"),
        ("Community of Sahel-Saharan States", "en", "CEN-SAD"),
        ("Warsaw Pact", "en", "WARSAW-PACT"),
        ("Commonwealth of Nations", "en", "COMMONWEALTH"),
        ("Pacte andin", "fr", "ANCOM"),
        ("World Food Program", "en", "WFP"),
    ],
)
def test_organisations_are_known_by_their_names(name: str, language: str, actor: str) -> None:
    assert named(name, language) == {actor}


@pytest.mark.parametrize(
    ("actor", "begin", "end", "seat"),
    [
        ("UN", "1945-10-24", "", "New York"),
        ("LON", "1920-01-10", "1946-04-20", "Geneva"),
        ("NATO", "1949-04-04", "", "Brussels"),
        ("OAU", "1963-05-25", "2002-07-08", "Addis Ababa"),
        ("AU", "2002-07-09", "", "Addis Ababa"),
        ("EU", "1993-11-01", "", "Brussels"),
        ("ECOWAS", "1975-05-28", "", "Abuja"),
        ("ASEAN", "1967-08-08", "", "Jakarta"),
        ("WARSAW-PACT", "1955-05-14", "1991-07-01", "Moscow"),
        ("MINUSCA", "2014-04-10", "", "Bangui"),
    ],
)
def test_organisations_say_when_they_existed_and_where(actor: str, begin: str, end: str, seat: str) -> None:
    row = ORGANISATIONS[actor]
    assert (row["begin"], row["end"], row["seat"]) == (begin, end, seat)


@pytest.mark.parametrize(("organ", "whole"), [("UNSC", "UN"), ("UNHCR", "UN"), ("EUCOM", "EU"), ("BEAC", "CEMAC"), ("ECHR", "COE")])
def test_organisations_name_the_one_they_are_part_of(organ: str, whole: str) -> None:
    assert ORGANISATIONS[organ]["parent"] == whole


def test_organisations_do_not_take_the_id_of_a_state() -> None:
    states = DATA / "states.csv"
    if not states.exists():
        pytest.skip("the table of states is not there yet")
    assert not set(ORGANISATIONS) & {row["id"] for row in table("states.csv")}


@pytest.mark.parametrize("name", ["Commonwealth", "Security Council", "General Assembly"])
def test_names_that_are_also_words_are_flagged(name: str) -> None:
    assert {row["flags"] for row in NAMES if row["name"] == name and row["language"] == "en"} == {"word"}


def test_acronyms_count_only_in_their_own_case() -> None:
    assert all("exact" in row["flags"].split() for row in NAMES if row["sort"] == "acronym")
