"""Which words of a text name which actor."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.actors.catalogue import Surface, catalogue
from comity.actors.finder import Finder
from comity.actors.folding import plain


def surface(words: str, actor: str, how: str = "name", begin: str = "", end: str = "", flags: str = "", language: str = "en") -> Surface:
    return Surface(words, actor, how, tuple(flags.split()), language, begin, end)


SURFACES = [
    surface("Chad", "TCD"), surface("Chadian", "TCD", "demonym"), surface("Sudan", "SDN"), surface("South Sudan", "SSD"),
    surface("Guinea", "GIN"),
    surface("Papua New Guinea", "PNG"), surface("Equatorial Guinea", "GNQ"), surface("Guinea-Bissau", "GNB"), surface("Niger", "NER"),
    surface("Nigeria", "NGA"), surface("Nigerian", "NGA", "demonym"), surface("Turkey", "TUR"), surface("US", "USA", "acronym"),
    surface("U.S.", "USA"), surface("Albanian", "ALB", "demonym"), surface("CAR", "CAF", "acronym"), surface("WHO", "WHO", "acronym"),
    surface("Congo", "COD"), surface("Congo", "COG"), surface("Kinshasa", "COD", "capital"), surface("Brazzaville", "COG", "capital"),
    surface("Zaire", "COD", "name", "1971", "1997"), surface("Côte d'Ivoire", "CIV"), surface("Georgia", "GEO"),
    surface("Tbilisi", "GEO", "capital"),
    surface("Jordan", "JOR"), surface("Mexico", "MEX"), surface("Russian", "RUS", "demonym"),
    surface("Moscow", "SUN", "capital", "1922", "1991"),
    surface("Moscow", "RUS", "capital", "1991", ""), surface("France", "FRA"), surface("French", "FRA", "demonym"),
    surface("the Gambia", "GMB"),
    surface("China", "CHN"), surface("Chinese", "CHN", "demonym"), surface("Samoa", "WSM"),
    surface("American Samoa", "ASM"), surface("Tchad", "TCD", language="fr"),
]  # fmt: skip


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(SURFACES, catalogue())


def named(finder: Finder, text: str, at: str = "") -> list[tuple[str, str]]:
    return [(m.text, m.actor) for m in finder.find(text, at)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Chad–Sudan border", [("Chad", "TCD"), ("Sudan", "SDN")]),
        ("CHAD and Chad's army", [("CHAD", "TCD"), ("Chad", "TCD")]),
        ("Chad3 and Sudan[4]", [("Chad", "TCD"), ("Sudan", "SDN")]),
        ("Franco-Chadian talks", [("Franco", "FRA"), ("Chadian", "TCD")]),
        ("the Sino–U.S. rivalry", [("Sino", "CHN"), ("U.S.", "USA")]),
        ("U.S.-Albanian accord", [("U.S.", "USA"), ("Albanian", "ALB")]),
        ("the U.S. and the US", [("U.S.", "USA"), ("US", "USA")]),
        ("C.A.R. troops in a car", [("C.A.R.", "CAF")]),
        ("Chadians and Nigerians", [("Chadians", "TCD"), ("Nigerians", "NGA")]),
        ("Cote d’Ivoire, CÔTE D'IVOIRE", [("Cote d’Ivoire", "CIV"), ("CÔTE D'IVOIRE", "CIV")]),
        ("The Gambia left", [("Gambia", "GMB")]),
        ("US-led talks", [("US", "USA")]),
        ("au Tchad", [("Tchad", "TCD")]),
    ],
)
def test_names_in_their_forms(finder: Finder, text: str, expected: list[tuple[str, str]]) -> None:
    assert named(finder, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "New Mexico", "the Gulf of Guinea", "a turkey", "give us the car, who cares", "Michael Jordan",
        "Chad Smith drums", "Niger Delta oil",
        "French fries", "Swiss francs", "Indiana", "ten Russian rubles", "a Russian-speaking town",
        "pro-Russian rebels", "South China Sea",
        "Nigeriana", "xChad", "Chad, 34, of Ohio", "CAR CRASH KILLS THREE", "US$ 3 million",
    ],
)  # fmt: skip
def test_what_names_no_actor(finder: Finder, text: str) -> None:
    assert [m for m in finder.find(text) if m.actor] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Papua New Guinea", "PNG"), ("Equatorial Guinea", "GNQ"), ("Guinea-Bissau", "GNB"), ("South Sudan", "SSD"),
        ("American Samoa", "ASM"),
        ("Nigeria", "NGA"),
    ],
)  # fmt: skip
def test_longest_name_wins(finder: Finder, text: str, expected: str) -> None:
    assert named(finder, f"In {text}, talks began") == [(text, expected)]


def test_a_leaning_keeps_its_candidate(finder: Finder) -> None:
    (mention,) = finder.find("pro-Russian rebels")
    assert (mention.actor, mention.candidates) == ("", ("RUS",)) and "pro-" in mention.reason


@pytest.mark.parametrize(("at", "actor"), [("1975", "SUN"), ("2010-05", "RUS"), ("", "RUS")])
def test_capitals_have_their_time(finder: Finder, at: str, actor: str) -> None:
    assert named(finder, "Moscow agreed", at) == [("Moscow", actor)]


def test_two_actors_of_one_name_are_told_by_the_text(finder: Finder) -> None:
    assert named(finder, "Congo sent troops") == [("Congo", "")]
    assert named(finder, "Congo sent troops, Kinshasa said")[0] == ("Congo", "COD")
    assert named(finder, "Congo sent troops, Brazzaville said")[0] == ("Congo", "COG")
    assert named(finder, "Congo, Kinshasa and Brazzaville")[0] == ("Congo", "")


@pytest.mark.parametrize(("text", "count"), [("A runoff in Georgia, outside Atlanta", 0), ("Georgia and Tbilisi, not Atlanta", 2)])
def test_the_other_georgia(finder: Finder, text: str, count: int) -> None:
    assert len(finder.find(text)) == count


@given(st.text(alphabet="Chad Sudn–’'éÉœßİ-.\n3S", max_size=60))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_spans_are_exact(text: str) -> None:
    assert len(plain(text)) == len(text)
    for mention in Finder(SURFACES[:4], catalogue()).find(text):
        assert text[mention.start : mention.end] == mention.text
