"""How much and how many, of what, and which predicate says so; the sectors that arguments name."""

from __future__ import annotations

import pytest

from comity import documents
from comity.model import Quantity
from comity.reading import read
from comity.reading.quantities import quantities


def plain(found: tuple[Quantity, ...]) -> list[tuple[str, str, str, str]]:
    return [(q.bound, f"{q.low:f}" if q.low == q.high else f"{q.low:f}-{q.high:f}", q.unit, q.of) for q in found]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("some 7,200 refugees", ("about", "7200", "", "refugees")),
        ("150 soldiers", ("exact", "150", "", "soldiers")),
        ("a 40-year concession on copper", ("exact", "40", "year", "concession")),
        ("a three-year loan", ("exact", "3", "year", "loan")),
        ("between 60 and 120 persons", ("between", "60-120", "", "persons")),
        ("2.5 billion euros", ("exact", "2500000000", "EUR", "")),
        ("$2.5 billion in aid", ("exact", "2500000000", "USD", "")),
        ("US$ 11 billion", ("exact", "11000000000", "USD", "")),
        ("40 million US dollars", ("exact", "40000000", "USD", "")),
        ("€4.5bn", ("exact", "4500000000", "EUR", "")),
        ("£30m", ("exact", "30000000", "GBP", "")),
        ("between $2 million and $3 million", ("between", "2000000-3000000", "USD", "")),
        ("dozens of Turkish soldiers", ("at_least", "12", "", "Turkish soldiers")),
        ("hundreds of thousands of people", ("at_least", "100000", "", "people")),
        ("more than two hundred people", ("at_least", "200", "", "people")),
        ("as many as 5,000 Yemeni workers", ("at_most", "5000", "", "Yemeni workers")),
        ("four MiG-29 fighters", ("exact", "4", "", "MiG-29 fighters")),
        ("tariffs of 25 per cent on steel", ("exact", "25", "%", "")),
        ("25 % of the votes", ("exact", "25", "%", "")),
    ],
)
def test_amount(text: str, amount: tuple[str, str, str, str]) -> None:
    (found,) = quantities(text)
    assert plain((found,)) == [amount]
    assert found.span is not None and text[found.span.start : found.span.end].strip()


@pytest.mark.parametrize("text", ["the 3rd infantry", "one of the largest", "the third round of talks", "the MiG-29"])
def test_no_amount(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "amounts"),
    [
        ("Some 48,000 refugees fled from Sudan to Chad.", "flee", [("about", "48000", "", "refugees")]),
        ("Peru signed a treaty with Chile after France expelled 15 diplomats of Chad.", "expel_envoy", [("exact", "15", "", "diplomats")]),
        ("Peru signed a treaty with Chile after France expelled 15 diplomats of Chad.", "sign_agreement", []),
        ("The United States pledged $2.5 billion in aid to Egypt.", "aid", [("exact", "2500000000", "USD", "")]),
    ],
)
def test_amount_belongs_to_the_predicate_whose_argument_it_is(text: str, kind: str, amounts: list[tuple[str, str, str, str]]) -> None:
    (claim,) = [c for c in read(documents.load(text.encode(), name="page.txt")) if c.kind == kind]
    assert plain(claim.quantities) == amounts


@pytest.mark.parametrize(
    ("text", "kind", "sectors"),
    [
        ("Chile received a 40-year concession on copper, tin and gas from Gabon.", "concession", ("mining", "energy")),
        ("The EU imposed tariffs of 25 per cent on steel from China.", "embargo", ("manufacturing",)),
        ("France attacked Mali near an oil field.", "attack", ()),
    ],
)
def test_sectors_of_the_economy(text: str, kind: str, sectors: tuple[str, ...]) -> None:
    claims = [c for c in read(documents.load(text.encode(), name="page.txt")) if c.kind == kind]
    assert claims and all(c.sectors == sectors for c in claims)
