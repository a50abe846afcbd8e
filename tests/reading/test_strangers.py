"""What is kept of those whom no catalogue knows, and only where it is asked for."""

from __future__ import annotations

import pytest

from comity import documents
from comity.model import Claim
from comity.reading import read, read_many
from comity.reading.analysis import analyse


def said(text: str) -> tuple[Claim, ...]:
    document = documents.load(text.encode(), name="story.txt")
    return next(iter(read_many([document], strangers=True)))[1]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("A court in Lagos sentenced three journalists to two years in prison.", "convict", ["A court in Lagos", "three journalists"]),
        ("Acme Mining sued the Southern Railway Company.", "sue", ["Acme Mining", "the Southern Railway Company"]),
        ("Police arrested forty students after a march.", "arrest", ["Police", "forty students"]),
        ("Gunmen kidnapped a priest.", "kidnap", ["Gunmen", "a priest"]),
        ("Hackers stole data from the bank.", "cyberattack", ["Hackers", "the bank"]),
        ("French troops attacked rebels in Mali.", "attack", ["French", "rebels"]),
        ("Protests erupted in the capital.", "protest", []),
    ],
)
def test_strangers_take_part(text: str, kind: str, who: list[str]) -> None:
    (claim,) = [c for c in said(text) if c.kind == kind]
    assert [p.mention.text for p in claim.participants] == who


@pytest.mark.parametrize("text", ["The sun rose over the hills.", "The recipe needs two eggs and some flour."])
def test_things_are_no_strangers(text: str) -> None:
    assert said(text) == ()


@pytest.mark.parametrize("text", ["A court in Lagos sentenced three journalists.", "Protests erupted in the capital."])
def test_strangers_are_not_read_unless_asked_for(text: str) -> None:
    assert read(documents.load(text.encode(), name="story.txt")) == ()


def test_analysis_shows_clauses_matches_and_claims_sentence_by_sentence() -> None:
    first, second = analyse("Chad threatened to withdraw its troops. France criticised the plan.")
    assert [c.lemma for c in first.reading.clauses if c.form == "verb"] == ["threaten", "withdraw"]
    assert {m.kind for m in first.matches} >= {"threaten", "withdraw_troops"}
    assert {c.kind for c in first.claims} == {"threaten", "withdraw_troops"}
    assert [c.actors("source") for c in second.claims] == [("FRA",)]
