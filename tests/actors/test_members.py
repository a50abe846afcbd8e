"""Who was a member of what, when: the table is whole, and known days come out right."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import comity
from comity.actors.actor import earliest, latest
from comity.actors.membership import members, organisations

DATA = Path(comity.__file__).parent / "actors" / "data"
STATUS = {"member", "observer", "observer_entity", "suspended", "candidate"}
EDTF = re.compile(r"\d{3}[\dX](-\d\d(-\d\d)?)?[~?]?")


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


MEMBERS = table("members.csv")
ORGANISATIONS = {row["id"]: row for row in table("organisations.csv")}


def test_members_keep_the_schema() -> None:
    for row in MEMBERS:
        assert None not in row and None not in row.values(), row
        assert row["organisation"] in ORGANISATIONS and row["status"] in STATUS, row
        assert EDTF.fullmatch(row["from"]) and (not row["to"] or EDTF.fullmatch(row["to"])), row
        assert not row["to"] or earliest(row["from"]) <= latest(row["to"]), row


def test_members_are_states_of_the_catalogue() -> None:
    assert {row["member"] for row in MEMBERS} - {row["id"] for row in table("states.csv")} == set()


def test_members_are_in_order_and_unique() -> None:
    keys = [(row["organisation"], row["member"], row["from"], row["status"]) for row in MEMBERS]
    assert keys == sorted(set(keys))


def test_members_of_the_same_status_do_not_overlap_in_time() -> None:
    last: dict[tuple[str, str, str], str] = {}
    for row in MEMBERS:
        key = (row["organisation"], row["member"], row["status"])
        assert key not in last or (last[key] and latest(last[key]) <= latest(row["from"])), row
        last[key] = row["to"]


def test_members_belong_only_while_the_organisation_exists() -> None:
    for row in MEMBERS:
        body = ORGANISATIONS[row["organisation"]]
        assert not body["begin"] or earliest(body["begin"]) <= latest(row["from"]), row
        assert not body["end"] or (row["to"] and earliest(row["to"]) <= latest(body["end"])), row


def test_suspended_members_are_members() -> None:
    for row in MEMBERS:
        if row["status"] == "suspended":
            assert row["member"] in members(row["organisation"], row["from"]), row


@pytest.mark.parametrize(
    ("organisation", "at", "count"),
    [
        ("UN", "1945-12-31", 51),
        ("UN", "1960-12-31", 99),
        ("UN", "2012", 193),
        ("NATO", "1949-12", 12),
        ("NATO", "2004-04", 26),
        ("NATO", "2024-04", 32),
        ("EEC", "1973-06", 9),
        ("EU", "1995-06", 15),
        ("EU", "2013-08", 28),
        ("EU", "2021", 27),
        ("OAU", "1963-06", 32),
        ("AU", "2018", 55),
        ("ECOWAS", "1999", 16),
        ("ECOWAS", "2010", 15),
        ("ECOWAS", "2025-06", 12),
        ("CEMAC", "2006", 6),
        ("ASEAN", "2000", 10),
        ("LAS", "2010", 22),
        ("SADC", "2020", 16),
        ("COMMONWEALTH", "2023", 56),
        ("CEN-SAD", "2010", 28),
        ("GCC", "1990", 6),
        ("COE", "2010", 47),
    ],
)
def test_members_are_as_many_as_were_counted(organisation: str, at: str, count: int) -> None:
    assert len(members(organisation, at)) == count


@pytest.mark.parametrize(
    ("organisation", "member", "at", "belongs"),
    [
        ("UN", "CHN", "1965", False),
        ("UN", "TWN", "1965", True),
        ("UN", "CHN", "1972", True),
        ("UN", "CHE", "2001", False),
        ("UN", "IDN", "1965-06", False),
        ("UN", "SUN", "1980", True),
        ("UN", "RUS", "1980", False),
        ("UN", "DDR", "1975", True),
        ("OAU", "MAR", "1980", True),
        ("AU", "MAR", "2010", False),
        ("AU", "MAR", "2018", True),
        ("AU", "ESH", "2010", True),
        ("EU", "GBR", "2019", True),
        ("EU", "GBR", "2021", False),
        ("NATO", "SWE", "2023", False),
        ("NATO", "SWE", "2024-04", True),
        ("ECOWAS", "MRT", "1995", True),
        ("ECOWAS", "MRT", "2005", False),
        ("ECOWAS", "MLI", "2025-06", False),
        ("CEMAC", "CAF", "2004", True),
        ("ECCAS", "RWA", "2010", False),
        ("CEN-SAD", "CAF", "2006", True),
        ("CEN-SAD", "TCD", "1998-06", True),
        ("COMMONWEALTH", "ZAF", "1980", False),
        ("COMMONWEALTH", "PAK", "1980", False),
        ("COMMONWEALTH", "ZWE", "2010", False),
        ("WARSAW-PACT", "ALB", "1975", False),
    ],
)
def test_members_belong_on_the_day(organisation: str, member: str, at: str, belongs: bool) -> None:
    assert (member in members(organisation, at)) is belongs


@pytest.mark.parametrize(
    ("organisation", "member", "at"),
    [("AU", "CAF", "2004"), ("AU", "CAF", "2014"), ("LAS", "SYR", "2015"), ("LAS", "EGY", "1985"), ("ECOWAS", "NER", "2023-09"), ("COMMONWEALTH", "NGA", "1997")],
)
def test_members_were_suspended(organisation: str, member: str, at: str) -> None:
    assert member in members(organisation, at, "suspended")


def test_observers_of_the_united_nations() -> None:
    assert members("UN", "2020", "observer") == ("PSE", "VAT")


def test_organisations_of_a_member() -> None:
    assert {"UN", "AU", "CEMAC", "ECCAS", "CEN-SAD"} <= set(organisations("CAF"))
    assert "OAU" not in organisations("CAF") and "OAU" in organisations("CAF", at="1990")
