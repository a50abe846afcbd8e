from __future__ import annotations

import pytest

from comity.record.beginnings import Elsewhere, Row
from comity.record.odds import Beginnings, Known, Table, agreement


def known(*pages: tuple[str, dict[str, str]]) -> Known:
    """A record of pages with one table each."""
    rows = [Row(p, 1, i, p, partner, partner, time, f"{p}-{partner}") for p, row in pages for i, (partner, time) in enumerate(row.items())]
    said: dict[str, list[Elsewhere]] = {}
    for row in rows:
        said.setdefault(row.focus, []).append(Elsewhere(row.partner, row.focus, row.document, row.claim, row.time))
        said.setdefault(row.partner, []).append(Elsewhere(row.focus, row.focus, row.document, row.claim, row.time))
    return Known(rows, said)


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ("1975-08-21", "1975-08-20"),  # the very day, one day apart
        ("1975-08-20", "1975-08-11"),  # some days apart, the same month
        ("1975-08-11", "1975-03-02"),  # the same month, the same year
        ("1975-03-02", "1981-03-02"),  # the same year, another
        ("1985-08-21", "1985-08-22"),  # another year of the same day, and of another
    ],
)
def test_odds_a_time_agrees_less_the_farther_it_lies(nearer: str, farther: str) -> None:
    assert agreement(nearer, "1975-08-21", 0.1, 1e-5) > agreement(farther, "1975-08-21", 0.1, 1e-5)


def test_odds_a_year_agrees_with_its_days_and_a_span_says_little() -> None:
    assert agreement("1975", "1975-08-21", 0.2, 0.01) > 5 * agreement("1974", "1975-08-21", 0.2, 0.01)
    assert agreement("1975-08-21", "1975", 0.2, 1e-5) > agreement("1974-08-21", "1975", 0.2, 1e-5)
    assert agreement("1975", "../1980", 0.2, 0.01) == 0.01 > agreement("1985", "../1980", 0.2, 0.01)


def test_odds_relations_begin_when_they_do_with_those_that_begin_theirs_alike() -> None:
    """Kenya and Uganda begin theirs together, Peru at other times: Malta's with Kenya is looked for near its day with Uganda."""
    shared = {"FIN": "1965-06-14", "NOR": "1966-02-03", "JPN": "1967-09-21", "BRA": "1968-04-12", "IND": "1969-11-30"}
    late = {partner: f"{int(time[:4]) + 20}{time[4:]}" for partner, time in shared.items()}
    there = known(("KEN", shared), ("UGA", shared | {"MLT": "1970-05-05"}), ("PER", late | {"MLT": "1990-05-05"}))
    beginnings = Beginnings(there, "KEN")
    assert beginnings.chance("MLT", "1970-05-09") > 3 * beginnings.chance("MLT", "1990-05-09")
    assert beginnings.chance("MLT", "1970") > beginnings.chance("MLT", "1970-05-09")


def test_odds_tables_alike_name_the_same() -> None:
    day = "1970-01-01"
    africa, europe = dict.fromkeys(("KEN", "UGA", "TZA", "MLI"), day), dict.fromkeys(("FRA", "ITA", "ESP", "MLT"), day)
    there = known(("PER", africa), ("CHL", africa | {"TCD": day}), ("BOL", europe | {"NOR": day}))
    like, total = there.like(Table("PER", 1), africa.keys())
    assert like["TCD"] / total > 0.99
    assert like["NOR"] / total < 0.01


def test_odds_the_fewer_pages_know_of_a_partner_the_more_are_unseen() -> None:
    day = "1970-01-01"
    one = known(("PER", dict.fromkeys(("KEN", "UGA", "TZA"), day)))
    two = known(("PER", dict.fromkeys(("KEN", "UGA", "TZA"), day)), ("CHL", dict.fromkeys(("KEN", "UGA", "TZA"), day)))
    assert one.unseen == 4
    assert two.unseen == 0.5
