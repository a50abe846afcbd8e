"""The catalogue of armed groups, parties, companies and peoples: who they are, where from, and under what names."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import comity

DATA = Path(comity.__file__).parent / "actors" / "data"
KINDS = {"armed_group", "party", "company", "people", "organisation"}
NAME_SORTS = {"name", "official", "short", "former", "acronym"}
FLAGS = {"ambiguous", "word", "exact"}
EDTF = re.compile(r"\d{3}[\dX](-\d\d(-\d\d)?)?[~?]?")


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t" if name.endswith(".tsv") else ","))


GROUPS = {row["id"]: row for row in table("groups.csv")}
NAMES = table("group_names.tsv")


def test_groups_ids_are_unique_slugs() -> None:
    assert len(GROUPS) == len(table("groups.csv"))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in GROUPS)


def test_groups_that_act_abroad_are_many() -> None:
    assert sum(row["kind"] in {"armed_group", "party", "company"} for row in GROUPS.values()) >= 300


@pytest.mark.parametrize("row", GROUPS.values(), ids=GROUPS)
def test_groups_rows_keep_the_schema(row: dict[str, str]) -> None:
    assert None not in row and None not in row.values()
    assert row["name"] and row["kind"] in KINDS
    assert all(re.fullmatch(r"[A-Z]{3}", home) for home in row["home"].split())
    for field in ("begin", "end"):
        assert not row[field] or EDTF.fullmatch(row[field]), field
    assert not row["begin"] or not row["end"] or row["begin"] <= row["end"]
    assert any(name["id"] == row["id"] and name["name"] == row["name"] for name in NAMES)


def test_groups_are_at_home_in_states_of_the_catalogue() -> None:
    states = {row["id"] for row in table("states.csv")}
    assert {home for row in GROUPS.values() for home in row["home"].split()} - states == set()


def test_group_names_keep_the_schema() -> None:
    for row in NAMES:
        assert row["id"] in GROUPS and row["name"] == row["name"].strip() != "" and row["sort"] in NAME_SORTS, row
        assert set(row["flags"].split()) <= FLAGS and (row["sort"] != "acronym" or "exact" in row["flags"]), row
        for field in ("from", "to"):
            assert not row[field] or EDTF.fullmatch(row[field]), row
    keys = [(row["id"], row["language"], row["name"]) for row in NAMES]
    assert len(keys) == len(set(keys))


def test_group_names_that_are_shared_are_flagged_for_all_but_one() -> None:
    strong: dict[str, set[str]] = {}
    for row in NAMES + table("organisation_names.tsv"):
        if not {"ambiguous", "word"} & set(row["flags"].split()):
            strong.setdefault(row["language"] + " " + row["name"].casefold(), set()).add(row["id"])
    assert {name: ids for name, ids in strong.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Union of Democratic Forces for Unity", "ufdr"),
        ("Democratic Front of the Central African People", "fdpc"),
        ("Movement for the Liberation of Congo", "mlc"),
        ("United Front for Democratic Change", "fuc-chad"),
        ("Séléka", "seleka"),
        ("Hizbullah", "hezbollah"),
        ("Tamil Tigers", "ltte"),
        ("Polisario Front", "polisario"),
        ("Palestine Liberation Organisation", "plo"),
        ("Provisional IRA", "ira"),
        ("Sendero Luminoso", "shining-path"),
        ("Khmer Rouge", "khmer-rouge"),
        ("ZANU-PF", "zanu-pf"),
        ("March 23 Movement", "m23"),
        ("Statoil", "equinor"),
    ],
)
def test_groups_are_known_by_their_names(name: str, actor: str) -> None:
    assert {row["id"] for row in NAMES if row["name"] == name and row["language"] == "en"} == {actor}


@pytest.mark.parametrize(
    ("actor", "kind", "home"),
    [
        ("wagner-group", "armed_group", "RUS"),
        ("mlc", "party", "COD"),
        ("lra", "armed_group", "UGA"),
        ("ira", "armed_group", "IRL GBR"),
        ("polisario", "armed_group", "ESH"),
        ("areva", "company", "FRA"),
        ("rohingya", "people", "MMR"),
        ("viet-cong", "armed_group", "VNM VDR"),
    ],
)
def test_groups_say_what_they_are_and_where_from(actor: str, kind: str, home: str) -> None:
    assert (GROUPS[actor]["kind"], GROUPS[actor]["home"]) == (kind, home)


@pytest.mark.parametrize("name", ["Total", "Shell", "Orange", "Apple", "IS", "Facebook", "National Liberation Army"])
def test_names_that_are_also_words_or_shared_are_flagged(name: str) -> None:
    flags = [row["flags"].split() for row in NAMES if row["name"] == name]
    assert flags and all({"ambiguous", "word"} & set(mine) for mine in flags)
