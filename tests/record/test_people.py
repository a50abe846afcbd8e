"""Whom a bare name stands for, by what the rest of the record knows."""

from __future__ import annotations

from itertools import permutations

import pytest

from comity.model import Mention
from comity.record.people import Days, Known, People

ANA = Known("Ana Lovik", "president", "TCD", "GOV", (100, 200), "imported")
BEN = Known("Ben Lovik", "foreign minister", "NER", "GOV", (100, 200), "claim b")
LATER = Known("Cem Lovik", "president", "TCD", "GOV", (300, 400), "claim c")
LRA = Known("LRCA", "", "lake-river-authority", "IGO", (-9, 9), "defined in document d")


def meant(words: str, known: list[Known], days: Days | None = None, named: str = "", candidates: tuple[str, ...] = ()) -> str:
    mention = Mention(0, len(words), words, how="unknown", candidates=candidates)
    return People(known).meant(mention, days, lambda: frozenset(named.split())).actor


@pytest.mark.parametrize(
    ("words", "days", "named", "actor"),
    [
        ("Ana Lovik", (150, 150), "", "TCD"),  # a name in full needs no other clue
        ("Ana Lovik", (250, 250), "", ""),  # not in office then
        ("Ana Maria Lovik", None, "", "TCD"),
        ("Eva Lovik", None, "TCD NER", ""),  # another person
        ("Lovik", (150, 150), "", ""),  # a family name alone, in a document that names neither state
        ("Lovik", (150, 150), "TCD FRA", "TCD"),
        ("Lovik", (150, 150), "TCD NER", ""),  # both can be meant
        ("President Lovik", (150, 150), "TCD NER", "TCD"),  # the office tells them apart
        ("President Lovik", (150, 150), "", "TCD"),
        ("General Lovik", (150, 150), "", ""),
        ("Mr Lovik", (150, 150), "NER", "NER"),
        ("Lovik", (350, 350), "NER TCD", "TCD"),
        ("Lovik", None, "NER", "NER"),
        ("LRCA", None, "", "lake-river-authority"),
        ("Lrca", None, "", ""),
        ("Tarn", None, "TCD NER", ""),
    ],
)
def test_a_name_is_whoever_fits_it_in_time_and_office(words: str, days: Days | None, named: str, actor: str) -> None:
    for known in permutations([ANA, BEN, LATER, LRA]):
        assert meant(words, list(known), days, named) == actor


def test_who_can_be_meant_stays_as_candidates_with_the_reason() -> None:
    open_ = Mention(0, 5, "Lovik", how="unknown", reason="a name that this document does not explain")
    mention = People([ANA, BEN]).meant(open_, None, lambda: frozenset({"TCD", "NER"}))
    assert (mention.actor, mention.candidates) == ("", ("NER", "TCD"))
    assert "Ana Lovik, president (imported)" in mention.reason
    assert "Ben Lovik, foreign minister (claim b)" in mention.reason


def test_states_that_the_document_itself_left_open_count_as_named() -> None:
    assert meant("Lovik", [ANA], candidates=("TCD", "FRA")) == "TCD"
