from __future__ import annotations

import random
from pathlib import Path

from comity.record.lost import Elsewhere, Inference, Row, infer
from comity.record.record import Record
from tests.record.conftest import write

ALBANIA, BELGIUM, CHILE, DENMARK, EGYPT, FRANCE = "ALB BEL CHL DNK EGY FRA".split()
NAMES = {"ALB": "Albania", "BEL": "Belgium", "CHL": "Chile", "DNK": "Denmark", "EGY": "Egypt", "FRA": "France", "": ""}


def table(*partners: str, times: str = "1960-01-0", document: str = "page") -> list[Row]:
    """Rows of a page on CAF, one under the other, each a day after the one above."""
    return [Row(document, 1, i, "CAF", p, NAMES[p], f"{times}{i + 1}", f"{document}{i}") for i, p in enumerate(partners)]


def says(partner: str, time: str, focus: str = "", claim: str = "own") -> dict[tuple[str, str], list[Elsewhere]]:
    one = Elsewhere(partner, focus or partner, "other", claim, time)
    return {("CAF", key): [one] for key in (time, time[:7], time[:4])}


def who(found: list[Inference]) -> list[tuple[str, str]]:
    return [(i.claim, i.actor) for i in found]


def test_lost_row_is_whose_own_page_gives_the_day() -> None:
    found = infer(table("ALB", "", "CHL"), says("BEL", "1960-01-02"))
    assert who(found) == [("page1", "BEL")]
    assert found[0].reasons[0] == "the page on Belgium gives 1960-01-02 for relations with Central African Republic"
    assert found[0].claims == ("own",)


def test_lost_row_stays_unknown_where_nothing_or_two_fit() -> None:
    assert not infer(table("ALB", "", "CHL"), {})
    both = [Elsewhere(p, p, "other", p, "1960-01-02") for p in ("BEL", "FRA")]
    assert not infer(table("ALB", "", "CHL"), {("CAF", "1960-01-02"): both})


def test_lost_row_is_not_of_a_partner_that_has_its_own() -> None:
    assert not infer(table("ALB", "", "CHL"), says("CHL", "1960-01-02"))


def test_lost_row_fits_between_its_neighbors_in_a_table_in_alphabetical_order() -> None:
    rows = table("ALB", "BEL", "", "DNK", "EGY", "FRA")
    assert who(infer(rows, says("CHL", "1960-01-03"))) == [("page2", "CHL")]
    assert not infer(rows, says("GRC", "1960-01-03"))


def test_lost_rows_of_one_day_are_not_told_apart_without_an_order() -> None:
    rows = [r._replace(time="1960-01-02") for r in table("", "")]
    assert not infer(rows, says("BEL", "1960-01-02"))


def test_lost_rows_do_not_depend_on_order() -> None:
    rows, said = table("ALB", "", "CHL", "") + table("", "ALB", document="b"), says("BEL", "1960-01-02")
    expected = infer(rows, said)
    random.Random(1).shuffle(rows)
    assert infer(rows + rows[:2], said) == expected


def test_lost_row_with_a_year_only_is_told_where_nearly_all_others_are_named() -> None:
    rows = [r._replace(time="1960") if not r.partner else r for r in table("ALB", "BEL", "", "DNK", "EGY", "FRA")]
    assert who(infer(rows, says("CHL", "1960-05-05"))) == [("page2", "CHL")]
    assert not infer([r._replace(time="1960") for r in table("ALB", "", "", "DNK")], says("CHL", "1960-05-05"))


LOST = """Foreign relations of Mongolia

+---------+------------------------+----------------------------------------------------------------+
| Country | Formal relations began | Notes                                                          |
+=========+========================+================================================================+
|         |                        | See Brazil–Mongolia relations                                  |
+---------+------------------------+----------------------------------------------------------------+
|         | 1969                   | Both countries established diplomatic relations on May 3, 1969 |
+---------+------------------------+----------------------------------------------------------------+
|         |                        | See Mongolia–Norway relations                                  |
+---------+------------------------+----------------------------------------------------------------+
|         | 1971                   | Both countries established diplomatic relations on May 3, 1971 |
+---------+------------------------+----------------------------------------------------------------+
|         | 1972                   | See Mongolia–Tonga relations                                   |
+---------+------------------------+----------------------------------------------------------------+
|         |                        | See Mongolia–Uganda relations                                  |
+---------+------------------------+----------------------------------------------------------------+
|         |                        | See Mongolia–Zambia relations                                  |
+---------+------------------------+----------------------------------------------------------------+
"""
OWN = "# Foreign relations of {}\n\n| Country | Formal relations began |\n|---|---|\n| Mongolia | {} |\n"


def test_lost_rows_have_the_day_that_their_notes_give(tmp_path: Path) -> None:
    """Chad's page and Norway's give the first row's day, but Norway has a row of its own; Peru's and Fiji's give the second's, and Fiji
    would stand above Norway."""
    days = {"Chad": "3 May 1969", "Norway": "3 May 1969", "Peru": "3 May 1971", "Fiji": "3 May 1971", "Tonga": "1972"}
    pages = {"mongolia.txt": LOST, **{f"{name}.md": OWN.format(name, day) for name, day in days.items()}}
    record = Record(tmp_path / "record")
    record.read([write(tmp_path / "pages", pages)])
    found = {i.actor: i.reasons for i in record.lost("MNG")}
    assert sorted(found) == ["PER", "TCD"]
    assert found["PER"][0] == "the page on Peru gives 1971-05-03 for relations with Mongolia"
    assert found["PER"][-1] == "Peru stands between its neighbors in alphabetical order"
    told = [row.name for row in record.register("MNG").rows if not row.partner and "inferred" in row.name]
    assert [words.split(":")[0] for words in told] == ["row 2 of table 1; inferred to be Chad", "row 4 of table 1; inferred to be Peru"]
