"""What sort of part of society an organisation or group is, and since when."""

from __future__ import annotations

import csv
from itertools import pairwise

import pytest

from comity.actors.actor import earliest, latest
from comity.actors.actor_sector import actor_sector, spells
from comity.actors.catalogue import DATA, catalogue

CODES = set("AGR BUS COP CRM CVL DEV EDU ELI ENV GOV HLH HRI IGO JRN JUD LAB LEG MED MIL NGO OPP PRM PTY REB REF REL SPY UAF".split())


def test_actor_sectors_are_codes_of_actors_of_the_catalogue() -> None:
    known = catalogue()
    for actor, mine in spells().items():
        assert actor in known, actor
        assert all(spell.sector in CODES for spell in mine), actor


def test_actor_sectors_follow_one_another() -> None:
    for actor, mine in spells().items():
        for before, after in pairwise(mine):
            assert before.end and latest(before.end) <= latest(after.begin) and earliest(before.begin) < earliest(after.begin), actor


def test_every_group_has_a_sector() -> None:
    with (DATA / "groups.csv").open(encoding="utf-8", newline="") as handle:
        assert {row["id"] for row in csv.DictReader(handle)} <= set(spells())


@pytest.mark.parametrize(
    ("actor", "at", "sector"),
    [
        ("taliban", "1998", "GOV"),
        ("taliban", "2010", "REB"),
        ("taliban", "2022", "GOV"),
        ("anc", "1985", "REB"),
        ("anc", "2000", "PTY"),
        ("renamo", "1985", "REB"),
        ("khmer-rouge", "1977", "GOV"),
        ("wagner-group", "2019", "UAF"),
        ("ufdr", "2007", "REB"),
        ("gazprom", "", "BUS"),
        ("chinese-communist-party", "", "PTY"),
        ("reuters", "", "JRN"),
        ("NATO", "1999", "IGO"),
        ("MSF", "", "MED"),
        ("OXFAM", "", "NGO"),
        ("ICC", "", "JUD"),
        ("UNHCR", "", "REF"),
        ("FRA", "", ""),
        ("nobody-at-all", "", ""),
    ],
)
def test_actor_sector_at_a_time(actor: str, at: str, sector: str) -> None:
    assert actor_sector(actor, at) == sector
