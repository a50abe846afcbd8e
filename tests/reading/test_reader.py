"""What holds of reading: spans, rows, sides that a page supplies, times and their predicates, whose word it is."""

from __future__ import annotations

import pytest

from comity import documents
from comity.model import Claim, Document, Standing
from comity.reading import read, read_many

PAGE = """Foreign relations of Mongolia

Bilateral relations

+---------------+------------------------+------------------------------------------------------------------+
| Country       | Formal relations began | Notes                                                            |
+===============+========================+==================================================================+
| Canada        | 30 November 1973       | Canada has an embassy in Ulaanbaatar.                            |
+---------------+------------------------+------------------------------------------------------------------+
|               | 1987                   | In January 1987 the two sides opened diplomatic relations.       |
+---------------+------------------------+------------------------------------------------------------------+
|               | 1948                   | See Mongolia-North Korea relations                               |
+---------------+------------------------+------------------------------------------------------------------+
"""


def page(text: str) -> Document:
    return documents.load(text.encode(), name="page.txt")


def said(text: str, kind: str) -> list[Claim]:
    return [c for c in read(page(text)) if c.kind == kind]


def test_every_claim_quotes_its_document_exactly() -> None:
    document = page(PAGE)
    claims = read(document)
    assert claims and all(document.text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in claims)
    assert all(document.text[p.mention.start : p.mention.end] == p.mention.text for c in claims for p in c.participants if p.mention.text)


def test_a_row_gives_its_partner_and_date() -> None:
    (claim,) = [c for c in said(PAGE, "establish_relations") if "CAN" in c.actors()]
    assert set(claim.actors()) == {"MNG", "CAN"} and claim.time.edtf == "1973-11-30"


def test_a_row_whose_country_is_lost_keeps_its_date_with_the_partner_unknown() -> None:
    lost = [c for c in said(PAGE, "establish_relations") if c.time.edtf in ("1987", "1987-01")]
    assert {c.time.edtf for c in lost} == {"1987", "1987-01"}
    assert all(c.actors() == ("MNG",) and len(c.participants) == 2 for c in lost)
    assert all("lost" in p.mention.reason for c in lost for p in c.participants if not p.actor)


def test_a_row_that_points_to_the_pair_is_resolved_by_its_own_words() -> None:
    (claim,) = [c for c in said(PAGE, "establish_relations") if c.time.edtf == "1948"]
    assert set(claim.actors()) == {"MNG", "PRK"}


def test_reading_is_the_same_whatever_the_batch() -> None:
    texts = [PAGE, "France closed its embassy in Chad in 1990. It reopened in 1994.", "Peru and Bolivia signed a treaty in 1999."]
    alone = [read(page(t)) for t in texts]
    assert [claims for _, claims in read_many(map(page, texts))] == alone
    assert [claims for _, claims in read_many(map(page, reversed(texts)))] == alone[::-1]


@pytest.mark.parametrize(
    ("text", "kind", "dates"),
    [
        ("Norway closed its embassy in Togo in 1996 and reopened it in 1998.", "close_mission", ["1996"]),
        ("The United States recognized Tonga when the two signed a treaty on 3 May 1888.", "recognize", ["1888-05-03"]),
        ("Japan recognized Samoa and opened a legation in Apia in 1962.", "recognize", ["1962"]),
        ("Officials said on Tuesday, 4 May 2010 that Peru had closed its embassy in Laos in 1990.", "close_mission", ["1990"]),
        ("The 1997 crisis led France to close its embassy in Togo.", "close_mission", [""]),
        ("Fiji has consulates in Tokyo since 1991 and in Seoul since 2004.", "has_mission", ["1991/..", "2004/.."]),
    ],
)
def test_a_time_belongs_to_its_own_predicate(text: str, kind: str, dates: list[str]) -> None:
    assert [c.time.edtf for c in said(text, kind)] == dates


def test_a_paragraph_carries_its_mission_on() -> None:
    text = "The Swiss embassy in Manila was closed in 1990. It reopened in 1992. The embassy was closed again in March 2001."
    closed, reopened = said(text, "close_mission"), said(text, "reopen_mission")
    assert [(c.actors("source"), c.actors("target"), c.time.edtf) for c in reopened] == [(("CHE",), ("PHL",), "1992")]
    assert [(c.actors("source"), c.actors("target"), c.time.edtf) for c in closed] == [
        (("CHE",), ("PHL",), "1990"),
        (("CHE",), ("PHL",), "2001-03"),
    ]


def test_a_closing_does_not_say_again_that_there_is_an_embassy() -> None:
    assert not said("Peru closed its embassy in Oslo.", "has_mission")


def test_each_pair_across_two_sides_is_a_claim() -> None:
    claims = said("Estonia and Latvia established diplomatic relations with Nepal in 1992.", "establish_relations")
    assert sorted(tuple(sorted(c.actors())) for c in claims) == [("EST", "NPL"), ("LVA", "NPL")]


def test_who_says_it_is_kept_with_the_claim() -> None:
    (claim,) = said("Belgium said that Rwanda had invaded Burundi.", "invade")
    assert [h.mention.actor for h in claim.attribution] == ["BEL"] and claim.standing is Standing.ALLEGED


def test_what_a_deed_is_demanded_of_is_its_target() -> None:
    (claim,) = said("Greece demanded that Turkey withdraw its troops from Cyprus.", "demand")
    assert claim.actors("source") == ("GRC",) and claim.actors("target")[0] == "TUR"


def test_a_language_without_a_grammar_gives_no_claims() -> None:
    assert read(page("Le gouvernement de la France a fermé son ambassade au Tchad en 1990, et le Tchad a rappelé son ambassadeur.")) == ()


def test_a_claim_says_how_it_was_found() -> None:
    (claim,) = said("Peru will close its embassy in Oslo.", "close_mission")
    assert claim.found.trigger == "close" and claim.found.rule.startswith("close_mission:")
    assert claim.standing is Standing.PLANNED and claim.found.cues


def test_places_told_off_with_their_times_are_a_claim_each() -> None:
    claims = said("Fiji has consulates in Tokyo since 1991 and in Seoul since 2004.", "has_mission")
    assert [(c.actors("target"), c.time.edtf) for c in claims] == [(("JPN",), "1991/.."), (("KOR",), "2004/..")]


def test_a_time_in_brackets_is_not_the_predicate_s() -> None:
    text = "France recognised the Kingdom of Tonga (Friendly Islands until 4 June 1970) on 12 May 1971."
    assert [c.time.edtf for c in said(text, "recognize")] == ["1971-05-12"]


PAIR = """Fiji

Norway recognised Fiji in 1970. Norway opened an embassy in Fiji in 1974.

"""


def test_an_embassy_is_the_only_one_that_the_page_has_spoken_of() -> None:
    (closed,) = said(PAIR + "The Embassy was closed on 6 March 1991.\n\nNorway and Fiji signed a treaty in 2001.", "close_mission")
    assert (closed.actors("source"), closed.actors("target"), closed.time.edtf) == (("NOR",), ("FJI",), "1991-03-06")
    both = PAIR + "Fiji opened an embassy in Norway in 1980.\n\nThe Embassy was closed on 6 March 1991.\n\nNorway and Fiji signed a treaty."
    assert not any(c.actors("target") for c in said(both, "close_mission"))


def test_whoever_stands_beside_in_a_part_is_no_party() -> None:
    text = PAIR + "Diplomatic relations were established on 2 May 1972, with Ana Lovik as chargé d'affaires."
    (begun,) = said(text, "establish_relations")
    assert set(begun.actors()) == {"NOR", "FJI"}


def test_a_name_that_nobody_explains_is_an_open_side() -> None:
    (visit,) = said("Karlov and Lovik visited Fiji in 2004.", "visit")
    assert [(p.role, p.mention.text, p.actor) for p in visit.participants] == [
        ("source", "Karlov", ""),
        ("source", "Lovik", ""),
        ("target", "Fiji", "FJI"),
    ]


def test_whom_a_document_introduces_with_office_and_state_holds_the_office() -> None:
    text = "Fiji's president Ana Lovik met the press. Norwegian captain Per Tarn scored. Lovik left for Norway."
    (holds,) = said(text, "holds_office")
    assert (holds.actors("target"), dict(holds.attributes)) == (("FJI",), {"office": "president", "person": "Ana Lovik"})


def test_a_visit_that_the_sentence_calls_off_is_cancelled() -> None:
    text = "Peru's president wanted to visit Nairobi in May 2006 but called off the journey after a strike of pilots."
    (visit,), (end,) = said(text, "visit"), said(text, "cancel_visit")
    assert (visit.standing, visit.found.cues[0].words) == (Standing.CANCELLED, "called off")
    assert (end.standing, end.actors("source"), end.actors("target"), end.time.edtf) == (Standing.ACTUAL, ("PER",), ("KEN",), "2006-05")


def test_talks_that_the_sentence_breaks_off_are_cancelled() -> None:
    text = "Oman planned to hold talks with Peru in June 2011 but broke off the talks and suspended the talks."
    assert {c.standing for c in said(text, "hold_talks")} == {Standing.CANCELLED}
    assert "PER" in said(text, "cancel_talks")[0].actors()


def test_a_relative_clause_says_what_its_noun_has() -> None:
    text = "Fishermen from Chile, which has strained relations with Bolivia, left the port before the storm."
    (claim,) = said(text, "strained_relations")
    assert (set(claim.actors()), claim.standing) == ({"CHL", "BOL"}, Standing.ACTUAL)


def test_two_countries_that_a_lost_rows_sentence_names_are_these() -> None:
    notes = "Mongolia buys tea from Nepal every spring, and the two countries enjoy good relations."
    table = f"# Foreign relations of Mongolia\n\n| Country | Formal relations began | Notes |\n|---|---|---|\n| | | {notes} |\n| Chad | 1960 | |\n"
    (claim,) = [c for c in read(documents.load(table.encode(), name="page.md")) if c.kind == "good_relations"]
    assert set(claim.actors()) == {"MNG", "NPL"}


def test_a_footnote_mark_behind_an_abbreviation_ends_the_sentence() -> None:
    document = page("Peru sent troops to the C.A.R.[1] Chile did not.\n\n[1] A note\n")
    assert [document.text[s.start : s.end] for s in document.sentences][:2] == ["Peru sent troops to the C.A.R.", "Chile did not."]


def test_a_name_before_its_verb_is_who_does_it() -> None:
    claims = said("Nauru established diplomatic relations with Togo and Peru on 15 December 2009.", "establish_relations")
    assert sorted(tuple(sorted(c.actors())) for c in claims) == [("NRU", "PER"), ("NRU", "TGO")]
