"""The words that tell to which part of society an actor belongs: the table is whole, and ordinary phrases come out right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import comity
from comity.actors.sector import sector

DATA = Path(comity.__file__).parent / "actors" / "data"
CODES = set("AGR BUS COP CRM CVL DEV EDU ELI ENV GOV HLH HRI IGO JRN JUD LAB LEG MED MIL NGO OPP PRE PRM PTY REB REF REL SET SPY UAF".split())


def rows(language: str) -> list[dict[str, str]]:
    with (DATA / f"sectors.{language}.tsv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sectors_table_keeps_the_schema(language: str) -> None:
    for row in rows(language):
        assert row["words"] == row["words"].strip().lower() != "" and "'" not in row["words"], row
        assert row["code"] in CODES and 1 <= int(row["weight"]) <= 10, row
    words = [row["words"] for row in rows(language)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sectors_have_words_for_every_code(language: str) -> None:
    assert {row["code"] for row in rows(language)} == CODES


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("the Ministry of Foreign Affairs", "GOV"),
        ("King Hassan II", "GOV"),
        ("the minister of defence", "GOV"),
        ("the chargé d'affaires in Tunis", "GOV"),
        ("the country's transitional authorities", "GOV"),
        ("paratroopers", "MIL"),
        ("two army generals", "MIL"),
        ("government troops", "MIL"),
        ("the chief of the general staff", "MIL"),
        ("northern rebels", "REB"),
        ("a separatist leader", "REB"),
        ("masked gunmen", "UAF"),
        ("South African mercenaries", "UAF"),
        ("pro-government militias", "PRM"),
        ("riot police", "COP"),
        ("the chief of police", "COP"),
        ("the military intelligence agency", "SPY"),
        ("the speaker of the parliament", "LEG"),
        ("two opposition senators", "LEG"),
        ("the leader of the opposition", "OPP"),
        ("an appeals court judge", "JUD"),
        ("the human rights group's lawyers", "HRI"),
        ("a radio correspondent", "JRN"),
        ("the state-run news agency", "GOV"),
        ("surgeons from the field hospital", "MED"),
        ("university professors", "EDU"),
        ("asylum seekers", "REF"),
        ("dockworkers on strike", "LAB"),
        ("the oil company's executives", "BUS"),
        ("the ruling party", "PTY"),
        ("a presidential candidate", "PTY"),
        ("villagers near the border", "CVL"),
        ("drug smugglers", "CRM"),
        ("cattle herders", "AGR"),
        ("aid workers", "NGO"),
        ("climate activists", "ENV"),
        ("the chief rabbi", "REL"),
        ("Jewish settlers", "SET"),
        ("a self-proclaimed republic", "PRE"),
        ("a former defence minister", "ELI"),
        ("the ousted president", "ELI"),
        ("former rebels", "REB"),
        ("the regional bloc", "IGO"),
        ("the donor agency", "DEV"),
        ("sandstone", ""),
    ],
)
def test_sectors_of_ordinary_phrases(phrase: str, code: str) -> None:
    assert sector(phrase) == code


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("le ministre des Affaires étrangères", "GOV"),
        ("le chef de l'État", "GOV"),
        ("l'ancienne puissance coloniale", "GOV"),
        ("un ancien ministre", "ELI"),
        ("le chef d'état-major des armées", "MIL"),
        ("des Casques bleus", "MIL"),
        ("les rebelles du Nord", "REB"),
        ("des hommes armés", "UAF"),
        ("les gendarmes", "COP"),
        ("les services de renseignement", "SPY"),
        ("deux sénateurs", "LEG"),
        ("le procureur général", "JUD"),
        ("les réfugiés", "REF"),
        ("des éleveurs nomades", "AGR"),
        ("une société minière", "BUS"),
        ("le chef de l'opposition", "OPP"),
        ("l'archevêque", "REL"),
        ("des agents de santé", "MED"),
        ("les villageois", "CVL"),
        ("des coupeurs de route", "CRM"),
    ],
)
def test_sectors_of_french_phrases(phrase: str, code: str) -> None:
    assert sector(phrase, "fr") == code
