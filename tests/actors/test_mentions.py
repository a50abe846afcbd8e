"""Whom a document's words mean, as far as the document itself tells."""

from __future__ import annotations

import pytest

from comity.actors.acronyms import defined
from comity.actors.mentions import mentions
from comity.actors.offices import surnames
from comity.model import Block, BlockKind, Cell, Document, Mention, Time


def page(*paragraphs: str, focus: str = "", section: tuple[str, ...] = (), at: str = "", title: str = "") -> Document:
    """A document of these paragraphs."""
    blocks, start = [], 0
    for text in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(text), section=section))
        start += len(text) + 2
    return Document("\n\n".join(paragraphs), tuple(blocks), focus=focus, published=Time(at), title=title)


def row(*cells: str, focus: str = "CAF", headers: tuple[str, ...] = ("Country", "Formal relations began", "Notes")) -> Document:
    """A document that is one row of a table."""
    spans, start = [], 0
    for text, header in zip(cells, headers, strict=True):
        spans.append(Cell(start, start + len(text), header))
        start += len(text) + 3
    text = " | ".join(cells)
    return Document(text, (Block(BlockKind.TABLE_ROW, 0, len(text), cells=tuple(spans), table=1),), focus=focus)


def said(document: Document, words: str) -> list[Mention]:
    """The mentions whose text is exactly these words."""
    return [m for m in mentions(document) if m.text == words]


def actors(document: Document, words: str) -> list[str]:
    return [m.actor for m in said(document, words)]


def test_an_office_with_a_state_is_one_mention_of_the_state() -> None:
    (mention,) = said(page("On Monday Chad's president Idriss Déby left Libreville."), "Chad's president Idriss Déby")
    assert (mention.actor, mention.how, mention.sector) == ("TCD", "office", "GOV")
    assert "Chad" in mention.reason


@pytest.mark.parametrize(
    ("first", "then", "actor"),
    [
        ("Russian President Vladimir Putin spoke.", "Putin", "RUS"),
        ("Thierry Akoloza, CAR's Minister of Commerce and Industry, spoke.", "Minister Akoloza", "CAF"),
        ("The head of state of Burkina Faso (BFA), President Ibrahim Traoré, spoke.", "Traoré", "BFA"),
        ("Mali's interim foreign minister Abdoulaye Sangaré spoke.", "Sangaré", "MLI"),
        ("Kenya's envoy to Mali Peter Otieno spoke.", "Otieno", "KEN"),
        ("Oumar Kébé, the Senegalese defence minister, spoke.", "Kébé", "SEN"),
        ("Chinese foreign minister Wang Shu spoke.", "Wang", "CHN"),
        ("Gen. Haruna Bello, Nigeria's army chief, spoke.", "Bello", "NGA"),
        ("The Danish prime minister, Karen Holm, spoke.", "Holm", "DNK"),
        ("Peru's former president Luis Quispe spoke.", "Quispe", "PER"),
        ("South Korean President Han Min-jun spoke.", "Han", "KOR"),
        ("Burkina Faso's military leader Salif Zongo spoke.", "Zongo", "BFA"),
        ("Norwegian Foreign Minister Kari Dahl spoke.", "Kari Dahl", "NOR"),
        ("Jan Novotny, the Czech deputy prime minister, spoke.", "Novotny", "CZE"),
        ("US Secretary of State Ann Porter spoke.", "Porter", "USA"),
        ("The king of Jordan, Faris Haddad, spoke.", "Haddad", "JOR"),
        ("Ghana's ambassador Kofi Asante spoke.", "Asante", "GHA"),
        ("Uruguayan President Marta Sosa spoke.", "President Sosa", "URY"),
        ("Angola's finance minister Rui Tavares spoke.", "Rui Tavares", "AGO"),
        ("Turkish Defence Minister Cem Aydin spoke.", "Aydin", "TUR"),
    ],
)
def test_twenty_people_are_known_by_name_once_introduced(first: str, then: str, actor: str) -> None:
    assert actors(page(first, f"A day later {then} went home."), then) == [actor]


def test_a_former_office_is_no_government() -> None:
    (mention,) = said(page("France's former president Jules Martin spoke."), "France's former president Jules Martin")
    assert (mention.actor, mention.sector) == ("FRA", "ELI")


def test_an_office_without_a_state_belongs_to_the_page() -> None:
    (mention,) = said(page("President Albert Ngoma spoke.", focus="CAF"), "President Albert Ngoma")
    assert mention.actor == "CAF" and mention.candidates == ("CAF",) and "one state" in mention.reason


def test_an_office_without_a_state_stays_open_where_two_states_are_near() -> None:
    (mention,) = said(page("In Cameroon, President Albert Ngoma spoke.", focus="CAF"), "President Albert Ngoma")
    assert mention.actor == "" and set(mention.candidates) == {"CAF", "CMR"}


def test_an_office_without_any_state_stays_open() -> None:
    (mention,) = said(page("President Albert Ngoma spoke."), "President Albert Ngoma")
    assert mention.actor == "" and mention.reason


def test_two_people_of_one_name_stay_open() -> None:
    document = page("Chadian minister Ali Sow met Malian minister Omar Sow.", "Then Sow left.")
    assert actors(document, "Sow") == [""]
    assert set(said(document, "Sow")[0].candidates) == {"TCD", "MLI"}


def test_anothers_first_name_is_another_person() -> None:
    assert actors(page("Kenyan president John Tanui spoke.", "Mary Tanui sang."), "Tanui") == []


@pytest.mark.parametrize(
    ("phrase", "actor", "sector"),
    [
        ("Chadian soldiers", "TCD", "MIL"), ("Chad's army", "TCD", "MIL"), ("Kenyan police", "KEN", "COP"),
        ("Malian rebels", "MLI", "REB"),
        ("French journalists", "FRA", "JRN"), ("the government of Chad", "TCD", "GOV"), ("US military aid", "USA", ""),
        ("Chad sent troops", "TCD", ""),
    ],
)  # fmt: skip
def test_sectors_come_from_the_nouns_beside(phrase: str, actor: str, sector: str) -> None:
    found = [m for m in mentions(page(f"On Monday {phrase} left.")) if m.actor == actor]
    assert [m.sector for m in found] == [sector]


def test_acronyms_of_the_text_go_before_the_catalogue() -> None:
    document = page("The Capital Adequacy Ratio (CAR) rose.", "The CAR was high.")
    assert [m.actor for m in mentions(document)] in ([], ["", ""], ["", "", ""])
    assert actors(page("Rebels attacked the Central African Republic (CAR).", "The CAR fought back."), "CAR") == ["CAF", "CAF"]


def test_a_group_named_after_a_state_is_not_the_state() -> None:
    document = page("The Front for the Renewal of Congo (FRC) attacked.", "The FRC then fled.")
    assert [m.actor for m in mentions(document)] == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "acronym", "long"),
    [
        ("the Union of Democratic Forces for Unity (UFDR)", "UFDR", "Union of Democratic Forces for Unity"),
        ("the Lake Chad Basin Commission (LCBC) met", "LCBC", "Lake Chad Basin Commission"),
        ("said the minister (a friend)", "", ""),
    ],
)
def test_definitions(text: str, acronym: str, long: str) -> None:
    assert [(d.acronym, text[d.long_start : d.long_end]) for d in defined(text)] == ([(acronym, long)] if acronym else [])


class TestPairs:
    def test_both_countries_in_a_row_are_the_page_and_the_rows_own_cell(self) -> None:
        document = row("Kenya", "1986", "Both countries established diplomatic relations in 1986.")
        assert actors(document, "Both countries") == ["CAF", "KEN"]

    def test_a_row_that_lost_its_country_keeps_one_side_open(self) -> None:
        document = row("", "1986", "Both countries established diplomatic relations in 1986.")
        first, second = said(document, "Both countries")
        assert (first.actor, second.actor, second.reason) == ("CAF", "", "the row's country is lost")

    @pytest.mark.parametrize(
        ("notes", "partner"),
        [
            ("Both countries met. Peru and Finland established relations in 1974.", "FIN"),
            ("Both countries met. Finland is accredited to Peru from Santiago, Chile.", "FIN"),
            ("Both countries met. Peru has an embassy in Nairobi.", "KEN"),
            ("Both countries met, guests of an embassy in Santiago, Chile.", ""),
            ("Both countries met. Italy and Peru signed; Peru and Bolivia signed.", ""),
        ],
    )
    def test_a_lost_country_is_taken_from_the_rows_own_words_or_not_at_all(self, notes: str, partner: str) -> None:
        assert actors(row("", "1974", notes, focus="PER"), "Both countries") == ["PER", partner]

    def test_a_heading_names_the_partner(self) -> None:
        document = page("The two countries signed a pact.", focus="CAF", section=("Bilateral relations", "Chad"))
        assert actors(document, "The two countries") == ["CAF", "TCD"]

    def test_a_headline_is_no_section(self) -> None:
        headline = "Bangui takes a turn: what a costly partnership with Russia means"
        document = page("Instructors came, and the government praised them.", focus="CAF", section=(headline,))
        assert actors(document, "the government") == ["CAF"]

    def test_the_two_that_were_named(self) -> None:
        assert actors(page("France and Chad met, and both sides agreed."), "both sides") == ["FRA", "TCD"]
        assert actors(page("France, Chad and Mali met, and both countries agreed."), "both countries") == ["", ""]

    def test_organisations_are_no_countries(self) -> None:
        assert actors(page("The UN watched as France and Chad met, and both countries agreed."), "both countries") == ["FRA", "TCD"]


class TestDescriptions:
    def test_the_country_is_the_pages(self) -> None:
        assert actors(page("Russia sent arms, and the country paid.", focus="CAF"), "the country") == ["CAF"]

    def test_but_not_where_another_was_just_named_as_the_place(self) -> None:
        (mention,) = said(page("Fighting went on in Mali, and the country burned.", focus="CAF"), "the country")
        assert mention.actor == "" and set(mention.candidates) == {"CAF", "MLI"}

    def test_the_only_state_before_it(self) -> None:
        assert actors(page("Chad closed its border, and the government explained why."), "the government") == ["TCD"]
        assert actors(page("Chad and Sudan met, and the government explained why."), "the government") == [""]

    def test_the_former_colonial_power_is_whom_the_text_calls_so(self) -> None:
        words = "the former colonial power"
        assert actors(page("France, the former colonial power, left.", f"A base of {words} stayed."), words) == ["FRA"]
        assert actors(page(f"Germany came, and a base of {words} stayed."), words) == [""]

    def test_pronouns_only_where_one_reading_is_left(self) -> None:
        assert actors(page("Chad recalled its envoy."), "its") == ["TCD"]
        assert actors(page("Chad and Sudan recalled its envoy."), "its") == []
        assert actors(page("Chad protested. It recalled an envoy."), "It") == ["TCD"]
        assert actors(page("Chad protested. It is unclear to whom."), "It") == []
        assert actors(page("Chad and Sudan restored their relations."), "their") == ["TCD", "SDN"]
        assert actors(page("Kenyan president John Tanui spoke. He left."), "He") == ["KEN"]


def test_two_congos_on_the_page_of_one() -> None:
    assert actors(page("Congo signed the treaty.", focus="COG"), "Congo") == ["COG"]
    assert actors(page("Congo signed the treaty, and Kinshasa ratified it."), "Congo") == ["COD"]


def test_the_documents_time_decides_who_had_a_capital() -> None:
    assert actors(page("Moscow agreed.", at="1975"), "Moscow") == ["SUN"]
    assert actors(page("Moscow agreed.", at="2010-03-01"), "Moscow") == ["RUS"]


def test_references_and_other_articles_are_not_read() -> None:
    text = "Chad left.\n\nLibya: ten things to know"
    blocks = (Block(BlockKind.PARAGRAPH, 0, 10), Block(BlockKind.OTHER_ARTICLE, 12, len(text)))
    assert [m.actor for m in mentions(Document(text, blocks))] == ["TCD"]


def test_spans_are_exact_and_in_order() -> None:
    document = page("Chad's president Idriss Déby met Russian President Vladimir Putin.", "Both countries agreed, and Putin left Chad.")
    found = mentions(document)
    assert all(document.text[m.start : m.end] == m.text for m in found)
    assert list(found) == sorted(found, key=lambda m: (m.start, m.end))
    assert found == mentions(document)


def test_family_names() -> None:
    assert surnames("Nguyen Van Hai", "VNM") == ("Nguyen",)
    assert surnames("Pieter van Dam", "NLD") == ("van Dam", "Dam")


def test_other_languages_give_their_names_alone() -> None:
    text = "Le président du Tchad a reçu le premier ministre malien, et le général est parti."
    document = Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), language="fr")
    assert [(m.text, m.actor) for m in mentions(document)] == [("Tchad", "TCD"), ("malien", "MLI")]


def test_an_acronym_that_the_text_defines_is_read_wherever_it_stands_again() -> None:
    text = "The Lake Front for Renewal (LFR) was founded in Chad. Sudan backs the LFR. The LFR denied it."
    document = Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    found = mentions(document)
    assert [m.text for m in found if m.text == "LFR"] == ["LFR"] * 3


def test_a_month_in_a_date_is_nobodys_name() -> None:
    document = page("Theresa May, the British prime minister, came.", "It began on 5 May 1932 or May 9, 1960, but May never spoke of it.")
    assert [(m.text, m.start) for m in mentions(document) if "May" in m.text] == [("Theresa May", 0), ("May", 91)]


def test_a_pointer_after_an_office_is_not_its_holders_name() -> None:
    document = page("Both countries received Denmark's ambassador See Denmark–Kenya relations.", "See Kenya–Norway relations.")
    assert not [m for m in mentions(document) if m.text == "See"]
