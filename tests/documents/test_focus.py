from __future__ import annotations

import pytest

from comity.documents import load

LONG = "The two governments have worked together for many years and have signed treaties on trade, borders and rivers."


@pytest.mark.parametrize(
    ("text", "name", "focus", "basis"),
    [
        (f"Foreign relations of Chad\n\n{LONG}", "a.txt", "TCD", "title: Foreign relations of Chad"),
        (f"Russia's foreign policy\n\n{LONG}", "a.txt", "RUS", "title: Russia's foreign policy"),
        (f"Chad–Sudan relations\n\n{LONG}", "a.txt", "TCD", "title: Chad–Sudan relations"),
        (f"Relations between France and Mali\n\n{LONG}", "a.txt", "FRA", "title: Relations between France and Mali"),
        (f"The Bahamas\n\n{LONG}", "a.txt", "BHS", "title: The Bahamas"),
        (f"Mali: a pact is signed\n\n{LONG}", "a.txt", "MLI", "title: Mali: a pact is signed"),
        (LONG, "foreign_relations_of_niger.txt", "NER", "file name: foreign relations of niger"),
        (f"{LONG}\n\nList of countries which Benin maintains diplomatic relations with:\n\n{LONG}", "a.txt", "BEN", "paragraph: List of countries"),  # noqa: E501
        (f"{LONG}\n\nCategory:Foreign_relations_of_Togo", "a.txt", "TGO", "category: Foreign relations of Togo"),
        (f"== A ==\n[[x]] {LONG}\n{{{{Politics of Gabon}}}}\n", "a.wiki", "GAB", "navigation box: politics of gabon"),
        (f"Ghana is a state. Ghana has embassies. Ghana trades with Togo. {LONG}", "a.txt", "GHA", "named most in the first paragraphs (3 times)"),  # noqa: E501
        (f"Ghana met Togo. Ghana and Togo agreed. Ghana then left Togo. {LONG}", "a.txt", "", ""),
        (LONG, "a.txt", "", ""),
    ],
)
def test_focal_actor_and_its_basis(text: str, name: str, focus: str, basis: str) -> None:
    document = load(text.encode(), name)
    assert document.focus == focus
    assert document.focus_basis.startswith(basis) and bool(document.focus_basis) == bool(focus)


def test_date_of_publication_has_its_basis() -> None:
    assert load(b"Chad left.", "a.txt", date="2020-05").published.edtf == "2020-05"
    assert load(b"Title: A pact\nDate: 3 May 2020\n\nChad left.", "a.txt").published.edtf == "2020-05-03"
    assert load(b"The embassy of Chad closed in 1997.", "a.txt").published.basis == "bound"
