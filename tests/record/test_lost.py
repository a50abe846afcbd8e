from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from comity.record import lost
from comity.record.beginnings import Elsewhere, Row
from comity.record.lost import Inference
from comity.record.odds import Known
from comity.record.record import Record
from tests.record.conftest import write

ALBANIA, BELGIUM, CHILE, DENMARK, EGYPT, FRANCE = "ALB BEL CHL DNK EGY FRA".split()
NAMES = {"ALB": "Albania", "BEL": "Belgium", "CHL": "Chile", "DNK": "Denmark", "EGY": "Egypt", "FRA": "France", "": ""}


def table(*partners: str, times: str = "1960-01-0", document: str = "page") -> list[Row]:
    """Rows of a page on CAF, one under the other, each a day after the one above."""
    return [Row(document, 1, i, "CAF", p, NAMES[p], f"{times}{i + 1}", f"{document}{i}") for i, p in enumerate(partners)]


def says(partner: str, time: str, focus: str = "", claim: str = "own") -> dict[str, list[Elsewhere]]:
    return {"CAF": [Elsewhere(partner, focus or partner, "other", claim, time)]}


def infer(rows: Iterable[Row], said: Mapping[str, Sequence[Elsewhere]]) -> list[Inference]:
    rows = list(rows)
    return lost.infer(rows, Known(rows, said))


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
    assert not infer(table("ALB", "", "CHL"), {"CAF": both})


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
    named = table("ALB", "BEL", "", "DNK", "EGY", "FRA")
    rows = [r._replace(time=f"{1940 + 8 * i}-02-03" if r.partner else "1960") for i, r in enumerate(named)]
    said = says("CHL", "1960-05-05")["CAF"] + [Elsewhere(r.partner, "CAF", "page", r.claim, r.time) for r in rows if r.partner]
    others = {page: [Elsewhere("CAF", page, page, page, "1960")] for page in ("CHL", "NLD", "CHE")}
    assert who(infer(rows, {"CAF": said, **others})) == [("page2", "CHL")]
    assert not infer([r._replace(time="1960") for r in table("ALB", "", "", "DNK")], says("CHL", "1960-05-05"))


STATES = """AGO ALB ARG AUS AUT BEL BEN BGR BOL BRA CAN CHL CHN CMR COL CUB CYP DEU DNK DOM DZA ECU EGY ESP FIN FRA GAB GBR GHA GIN GRC HUN
IDN IND IRL ISL ITA JAM JOR JPN KEN LAO LBN LBR LUX MAR MEX MLI MNG MYS NER NLD NOR NPL PAK PER PHL POL PRT ROU""".split()
PAGES = {"CAF": 0, "TCD": 400, "UGA": 800, "ZMB": 1200}  # whose pages list all these, and how many days after the first


def lists(lost: dict[str, str], times: dict[tuple[str, str], str]) -> tuple[list[Row], Known]:
    """Whole lists on four pages, each from its own year on, and what else pages give; `lost`: by page the time of a row without a name."""
    given = {(page, partner): day(after + 97 * (37 * i % 60)) for page, after in PAGES.items() for i, partner in enumerate(STATES)} | times
    order = sorted(given, key=lambda pair: (given[pair], pair))
    rows = [Row(p, 1, i, p, partner, partner, given[p, partner], f"{p}-{partner}") for i, (p, partner) in enumerate(order)]
    rows += [Row(page, 1, len(order), page, "", "", time, f"{page}-lost") for page, time in lost.items()]
    said: dict[str, list[Elsewhere]] = {}
    for row in rows:
        for one, other in ((row.focus, row.partner), (row.partner, row.focus)) if row.partner else ():
            said.setdefault(one, []).append(Elsewhere(other, row.focus, row.document, row.claim, row.time))
    return rows, Known(rows, said)


def day(number: int) -> str:
    return str(date.fromordinal(date(1960, 8, 13).toordinal() + number))


ARMENIA = {("TCD", "ARM"): "1992-03-05", ("UGA", "ARM"): "1992-03-11", ("ZMB", "ARM"): "1992-02-27"}
OWN = {("ARM", partner): day(11_500 + i) for i, partner in enumerate((*STATES, "TCD", "UGA", "ZMB"))}  # on Armenia's own page


def test_lost_row_of_which_nothing_is_said_is_whose_relations_with_others_began_about_then() -> None:
    """Three pages name Armenia, the fourth does not but has a row of those weeks without a country."""
    (found,) = lost.infer(*lists({"CAF": "1992-03-09"}, ARMENIA))
    assert (found.claim, found.actor) == ("CAF-lost", "ARM")
    assert found.reasons == (
        "Armenia began relations about then: 1992-03-11 with Uganda, 1992-03-05 with Chad, 1992-02-27 with Zambia",
        "most tables like this one name Armenia, and here it has no row",
        "nobody else without a row here fits as well",
    )
    assert found.claims == ("TCD-ARM", "UGA-ARM", "ZMB-ARM")


def test_lost_row_of_another_age_stays_unknown() -> None:
    assert not lost.infer(*lists({"CAF": "1961-03-09"}, {**ARMENIA, ("UGA", "FJI"): "1971-03-09", ("ZMB", "FJI"): "1961-03-01"}))


def test_lost_row_is_hardly_of_whose_own_list_does_not_name_the_state() -> None:
    assert not lost.infer(*lists({"CAF": "1992-03-09"}, ARMENIA | OWN))


def test_lost_row_is_told_by_the_page_that_lost_its_row_of_the_same_day() -> None:
    found = {i.claim: i for i in lost.infer(*lists({"CAF": "1992-03-09", "ARM": "1992-03-09"}, ARMENIA | OWN))}
    assert found["CAF-lost"].actor == "ARM"
    why = "the page on Armenia has no row for Central African Republic either, but one for 1992-03-09 that has lost its country"
    assert found["CAF-lost"].reasons[0] == why


def test_lost_row_may_differ_from_what_the_own_page_gives() -> None:
    (found,) = lost.infer(*lists({"CAF": "1992-03-09"}, ARMENIA | OWN | {("ARM", "CAF"): "1992-03-19"}))
    said = "the page on Armenia gives 1992-03-19 for relations with Central African Republic, where this row has 1992-03-09"
    assert (found.actor, found.reasons[0]) == ("ARM", said)


def test_lost_row_is_not_of_whom_another_part_of_the_page_names() -> None:
    """A page that divides its partners among tables: whoever stands with others does not stand here."""
    parts = (
        ["SWE", "ALB", "PRT", "", "HUN", "BEL", "ITA", "AUT", "POL", "BGR", "LUX", "ESP", "CYP"],
        ["CHL", "PER", "BRA", "ARG", "BOL", "COL", "ECU", "CUB", "VEN", "PAN", "URY", "HND"],
    )
    times = iter(range(0, 25_000, 400))
    rows = [Row("page", t, i, "CAF", p, p, day(next(times)), f"{t}-{i}") for t, part in enumerate(parts) for i, p in enumerate(part)]
    named = [Elsewhere(r.partner, "CAF", "page", r.claim, r.time) for r in rows if r.partner]
    both = {"CAF": [*named, *(Elsewhere(p, "CAF", "prose", p, rows[3].time) for p in ("CHL", "GRC"))]}
    both |= {p: [Elsewhere("CAF", p, p, p, "1960")] for p in ("DNK", "NOR", "FIN", "ISL", "NLD", "CHE", "IRL", "MLT")}
    assert who(infer(rows, both)) == [("0-3", "GRC")]
    assert not infer([r for r in rows if r.table == 0], both)


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
PAGE = "# Foreign relations of {}\n\n| Country | Formal relations began |\n|---|---|\n| Mongolia | {} |\n"


def test_lost_rows_have_the_day_that_their_notes_give(tmp_path: Path) -> None:
    """Chad's page and Norway's give the first row's day, but Norway has a row of its own; Peru's and Fiji's give the second's, and Fiji
    would stand above Norway."""
    days = {"Chad": "3 May 1969", "Norway": "3 May 1969", "Peru": "3 May 1971", "Fiji": "3 May 1971", "Tonga": "1972"}
    pages = {"mongolia.txt": LOST, **{f"{name}.md": PAGE.format(name, day) for name, day in days.items()}}
    record = Record(tmp_path / "record")
    record.read([write(tmp_path / "pages", pages)])
    found = {i.actor: i.reasons for i in record.lost("MNG")}
    assert sorted(found) == ["PER", "TCD"]
    assert found["PER"][0] == "the page on Peru gives 1971-05-03 for relations with Mongolia"
    assert found["PER"][-1] == "Peru stands between its neighbors in alphabetical order"
    told = [row.name for row in record.register("MNG").rows if not row.partner and "inferred" in row.name]
    assert [words.split(":")[0] for words in told] == ["row 2 of table 1; inferred to be Chad", "row 4 of table 1; inferred to be Peru"]
