"""Whose a row of relations is, and what its date cell tells."""

from __future__ import annotations

import pytest

from comity import documents
from comity.model import Claim
from comity.reading import read

HEAD = "# Foreign relations of Mongolia\n\n| # | {} | {} | Notes |\n|---|---|---|---|\n"


def rows(*cells: str, country: str = "Country", date: str = "Formal relations began") -> list[Claim]:
    """What a table with these rows (number, country, date, notes) says of relations."""
    text = HEAD.format(country, date) + "".join(f"| {row} |\n" for row in cells)
    return [c for c in read(documents.load(text.encode(), name="page.md")) if c.found.rule.startswith("table:")]


def partner(notes: str, country: str = "", header: str = "Country") -> str:
    """Whose a row with these notes is taken to be."""
    (claim,) = rows(f"1 | {country} | 3 March 1970 | {notes}", country=header)
    return next((a for a in claim.actors() if a != "MNG"), "")


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("The Chadian embassy in Cairo, Egypt is accredited to Mongolia.", "TCD"),
        ("The embassy of Chad in Cairo, Egypt is concurrently accredited to Mongolia.", "TCD"),
        ("The Togolese ambassador in Beijing to China is also accredited to Mongolia.", "TGO"),
        ("Mongolia's embassy in Paris, France is accredited to Portugal.", "PRT"),
        ("Mongolia's embassy in Paris, France is accredited to Portugal, Monaco and Spain.", ""),
        ("The Holy See has a nunciature in Ulaanbaatar.", "VAT"),
        ("Mongolia has an embassy in Rome to the Holy See.", ""),
        ("Mongolia recognized Kosovo in 2010.", ""),
        ("In 1991 Nepal became the third member state of the United Nations to recognize Mongolia.", "NPL"),
        ("Both established relations when the ambassador of Mongolia to Yemen presented his credentials.", "YEM"),
        ("See Foreign relations of Botswana.", "BWA"),
        ("An agreement between Mongolia and the European Union was signed in 2013.", ""),
    ],
)
def test_a_row_is_whose_its_words_say(notes: str, expected: str) -> None:
    assert partner(notes) == expected


def test_a_row_of_organisations_can_be_an_organisations() -> None:
    assert partner("An agreement between Mongolia and the European Union was signed in 2013.", header="Organization") == "EU"


def test_the_number_of_a_row_is_nobodys_code() -> None:
    assert [c.actors() for c in rows("20 | | 3 March 1970 |", "31 | | 4 March 1970 |", "40 | | 5 March 1970 |")] == [("MNG",)] * 3


def test_a_name_among_words_in_brackets_is_not_whose_the_row_is() -> None:
    assert partner("", "Some islands (in free association with New Zealand)") == ""
    assert partner("", "Formosa (Taiwan)") == "TWN"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3 March 1970", [("establish_relations", "1970-03-03")]),
        ("1970, again in 1980", [("establish_relations", "1970")]),
        ("Diplomatic relations severed in 1980", [("sever_relations", "1980")]),
        (
            "7 May 1979, severed 3 March 1983, restored 1 June 2002",
            [("establish_relations", "1979-05-07"), ("sever_relations", "1983-03-03"), ("resume_relations", "2002-06-01")],
        ),
        ("1960; suspended 1967", [("establish_relations", "1960"), ("suspend_relations", "1967")]),
    ],
)
def test_a_date_cell_tells_what_became_of_relations(cell: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.kind, c.time.edtf) for c in rows(f"1 | Peru | {cell} |")] == expected


def test_recognition_is_not_yet_relations() -> None:
    assert rows("1 | Peru | 3 March 1970 |", date="Date of recognition") == []
    assert len(rows("1 | Peru | 3 March 1970 |", date="Recognition or diplomatic relations established")) == 1
