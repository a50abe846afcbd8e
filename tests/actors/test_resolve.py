"""Phrases on their own: what people type, and what event data call an actor."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.actors.places import place
from comity.actors.resolve import code_phrase, home, resolve
from comity.actors.sector import sector


@pytest.mark.parametrize(
    ("words", "at", "actor"),
    [
        ("CAF", "", "CAF"), ("cf", "", "CAF"), ("CF", "", "CAF"), ("CAR", "", "CAF"), ("C.A.R.", "", "CAF"),
        ("Centrafrique", "", "CAF"),
        ("the Central African Republic", "", "CAF"), ("Zaire", "1975", "COD"), ("Zaire", "2005", "COD"), ("the Kremlin", "1975", "SUN"),
        ("the Kremlin", "2010", "RUS"), ("Moscow", "1960", "SUN"), ("Moscow", "", "RUS"), ("Allemagne", "", "DEU"),
        ("die Schweiz", "", "CHE"),
        ("Alemania", "", "DEU"), ("Россия", "", "RUS"), ("germany", "", "DEU"), ("Upper Volta", "1970", "BFA"), ("Burma", "", "MMR"),
        ("East Germany", "", "DDR"), ("Kosovo", "", "XKX"), ("Elysée", "", "FRA"), ("UN", "", "UN"), ("the African Union", "", "AU"),
        ("us", "", "USA"), ("ROK", "", "KOR"), ("the Knesset", "", "ISR"), ("KGB", "1980", "SUN"), ("four Saudi men", "", "SAU"),
    ],
)  # fmt: skip
def test_what_people_type(words: str, at: str, actor: str) -> None:
    answer = resolve(words, at)
    assert answer.actor == actor and answer.reason and answer.how


def test_what_can_be_two_keeps_both() -> None:
    answer = resolve("Congo")
    assert not answer and set(answer.candidates) == {"COD", "COG"} and answer.reason


def test_a_slip_of_the_pen_gives_candidates() -> None:
    assert resolve("Hungry").candidates[:1] == ("HUN",)
    assert resolve("qwertyuiop").candidates == ()


def test_a_part_of_society_is_a_sector_alone() -> None:
    answer = resolve("cyber police")
    assert (answer.actor, answer.sector) == ("", "COP")


@given(st.text(max_size=30))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_nothing_raises(words: str) -> None:
    assert resolve(words).words == words
    code_phrase(words)


@pytest.mark.parametrize(
    ("phrase", "at", "context", "expected"),
    [
        ("senior Romanian officials", "", "", ("ROU", "GOV")), ("Peruvian farmers", "", "", ("PER", "AGR")),
        ("three Danish soldiers", "", "", ("DNK", "MIL")),
        ("Kenya's parliament", "", "", ("KEN", "LEG")), ("Bangui", "", "", ("CAF", "GOV")), ("Lahore police", "", "", ("PAK", "COP")),
        ("police", "", "", ("", "COP")), ("Nelson Mandela", "1995", "", ("ZAF", "GOV")), ("Nelson Mandela", "2010", "", ("ZAF", "ELI")),
        ("President Mandela", "1995", "", ("ZAF", "GOV")), ("defence minister", "", "Norwegian", ("NOR", "GOV")),
        ("the Knesset", "", "", ("ISR", "LEG")),
        ("speaker of the Knesset", "", "", ("ISR", "LEG")), ("Hezbollah fighters", "", "", ("hezbollah", "REB")),
        ("xqzt", "", "", ("", "")),
        ("Brazilians", "", "", ("BRA", "")), ("Japan", "", "", ("JPN", "")),
    ],
)  # fmt: skip
def test_phrases_are_coded_by_actor_and_sector(phrase: str, at: str, context: str, expected: tuple[str, str]) -> None:
    assert code_phrase(phrase, at, context) == expected


def test_homes_and_places() -> None:
    assert (home("boko-haram"), home("scotland"), home("FRA"), home("UN"), home("nobody")) == ("NGA", "GBR", "FRA", "", "")
    assert place("a market in Abéché") == ("Abeche", "TCD") and place("nowhere") == ("", "")


@pytest.mark.parametrize(
    ("phrase", "code"), [("rebels", "REB"), ("the armed forces", "MIL"), ("schoolteachers", "EDU"), ("a purple sofa", "")]
)
def test_sectors(phrase: str, code: str) -> None:
    assert sector(phrase) == code
