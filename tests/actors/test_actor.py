"""An actor: when it exists, its codes and capitals at a time, and how names and dates are compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.actors.actor import earliest, fold, latest, overlaps
from comity.actors.catalogue import catalogue


@pytest.mark.parametrize(
    ("id", "scheme", "at", "expected"),
    [
        ("DEU", "cow_number", "1970", "260"),
        ("DEU", "cow_number", "2000", "255"),
        ("DEU", "cow_number", "", "255"),
        ("YEM", "cow", "1980", "YAR"),
        ("FRA", "gw", "1900", "220"),
        ("FRA", "iso3166_3", "", ""),
    ],
)
def test_actor_code_is_that_of_the_time(id: str, scheme: str, at: str, expected: str) -> None:
    assert catalogue().get(id).code(scheme, at) == expected


@pytest.mark.parametrize(
    ("id", "at", "expected"),
    [
        ("SUN", "1975", True),
        ("SUN", "1992", False),
        ("RUS", "1975", False),
        ("AUT", "1940", False),
        ("AUT", "1938", True),
        ("CAF", "1950", False),
        ("CAF", "1960", True),
        ("zanzibar", "1964-01", True),
        ("zanzibar", "1965", False),
        ("FRA", "1816", True),
        ("SSD", "2011/2012", True),
        ("SSD", "../2010", False),
        ("SSD", "", True),
    ],
)
def test_actor_exists_between_beginning_and_end_but_for_gaps(id: str, at: str, expected: bool) -> None:
    assert catalogue().get(id).exists(at) is expected


@pytest.mark.parametrize(
    ("id", "at", "expected"),
    [
        ("CIV", "1960", ("Abidjan",)),
        ("BRA", "1950", ("Rio de Janeiro",)),
        ("TCD", "1965", ("Fort-Lamy", "Fort Lamy")),
        ("PAK", "1965", ("Rawalpindi",)),
        ("KAZ", "2020", ("Nur-Sultan", "Nursultan")),
        ("KAZ", "2023", ("Astana",)),
    ],
)
def test_actor_capitals_are_those_of_the_time(id: str, at: str, expected: tuple[str, ...]) -> None:
    assert catalogue().get(id).capitals(at) == expected


def test_actor_demonyms_are_singular_and_plural() -> None:
    central = catalogue().get("CAF")
    assert central.demonyms()[:4] == ("Central African", "Central Africans", "Centrafrican", "Centrafricans")
    assert central.called("adjective", language="fr") == ("centrafricain", "centrafricaine", "centrafricains", "centrafricaines")


def test_actor_dependencies_have_a_parent() -> None:
    assert [a.id for a in catalogue().all() if a.kind == "dependency" and not a.parent] == []
    assert catalogue().get("NCL").parent == "FRA"


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("Côte d’Ivoire", "cote divoire"),
        ("C.A.R.", "car"),
        ("Guinea–Bissau", "guinea bissau"),
        ("  The  Gambia ", "the gambia"),
        ("Trinidad & Tobago", "trinidad and tobago"),
    ],
)
def test_fold_takes_case_accents_and_punctuation_away(words: str, folded: str) -> None:
    assert fold(words) == folded == fold(folded)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_fold_twice_is_fold_once(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1975", "1975-01-01", "1975-12-31"),
        ("1975-06", "1975-06-01", "1975-06-31"),
        ("1975-06-02", "1975-06-02", "1975-06-02"),
        ("197X", "1970-01-01", "1979-12-31"),
        ("1986-21", "1986-01-01", "1986-12-31"),
        ("2003~", "2003-01-01", "2003-12-31"),
        ("1996/1997-03", "1996-01-01", "1997-03-31"),
        ("2018/..", "2018-01-01", ""),
        ("../2003", "", "2003-12-31"),
        ("", "", ""),
    ],
)
def test_days_of_a_date(edtf: str, first: str, last: str) -> None:
    assert (earliest(edtf), latest(edtf)) == (first, last)
    assert overlaps(first, last, edtf)
