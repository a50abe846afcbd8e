# ruff: noqa: E501
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.documents import load
from comity.documents.formats import tell
from comity.errors import Refused
from tests.documents.test_loading import check

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Papers on Ruritania</title></titleStmt>
<publicationStmt><publisher>Zenda Press</publisher><date when="2001">2001</date></publicationStmt><sourceDesc><p>Typed from the original.</p></sourceDesc></fileDesc>
<profileDesc><creation><date when="1861-05-03">3 May 1861</date></creation></profileDesc></teiHeader>
<text><body><div><head>The Minister to the Envoy</head><opener><dateline>Zenda, <date>3 May 1861</date>.</dateline></opener>
<fw type="header">Papers, page 1</fw>
<p>His Majesty&#8217;s government has recog<lb break="no"/>nised the <choice><sic>Repulic</sic><corr>Republic</corr></choice> of Graustark<note n="1">See the Gazette.</note>, and wishes
 to appoint an envoy &amp; a consul.<pb n="2"/>They <hi rend="i">sail</hi> in June.</p>
<list><item>One ship</item><item><p>Two ships</p></item></list>
<table><head>Envoys</head><row role="label"><cell>Year</cell><cell>Name</cell></row><row><cell>1861</cell><cell>Poe</cell></row></table>
<lg><l>A verse é here,</l><l>and one there.</l></lg>
</div></body></text></TEI>
"""
JATS = """<?xml version="1.0"?><!DOCTYPE article [<!ENTITY zenda "Zenda">]>
<article xmlns:xlink="x"><front><journal-meta><journal-title>Zenda Review</journal-title></journal-meta><article-meta><title-group><article-title>The pact</article-title></title-group>
<pub-date><day>3</day><month>5</month><year>2019</year></pub-date></article-meta></front>
<body><sec><title>Terms</title><p>The pact was signed at &zenda; in&nbsp;1960<xref>1</xref>.</p><sec><title>Later</title><p>It ended.</p></sec></sec></body>
<back><ref-list><ref id="a"><mixed-citation>Poe, Ann. 1990.</mixed-citation></ref></ref-list></back></article>"""


def test_tei_is_read_with_paths_and_places() -> None:
    document = load(TEI.encode(), "papers")
    check(document, TEI.encode(), "utf-8")
    assert [(b.kind.value, document.text[b.start : b.end], b.locator.path if b.locator else "") for b in document.blocks] == [
        ("heading", "The Minister to the Envoy", "/TEI/text/body/div/head"),
        ("paragraph", "Zenda, 3 May 1861.", "/TEI/text/body/div/opener/dateline"),
        ("paragraph", "His Majesty’s government has recognised the Republic of Graustark, and wishes to appoint an envoy & a consul. They sail in June.", "/TEI/text/body/div/p"),
        ("list_item", "One ship", "/TEI/text/body/div/list/item"),
        ("list_item", "Two ships", "/TEI/text/body/div/list/item[2]/p"),
        ("caption", "Envoys", "/TEI/text/body/div/table"),
        ("caption", "Year | Name", "/TEI/text/body/div/table"),
        ("table_row", "1861 | Poe", "/TEI/text/body/div/table"),
        ("paragraph", "A verse é here,", "/TEI/text/body/div/lg/l"),
        ("paragraph", "and one there.", "/TEI/text/body/div/lg/l[2]"),
        ("reference", "See the Gazette.", "/TEI/text/body/div/p/note"),
    ]  # fmt: skip
    assert [(m.label, document.text[: m.position].endswith("Graustark")) for b in document.blocks for m in b.marks] == [("1", True)]


def test_what_the_header_says_is_kept_and_the_day_of_writing_goes_before_that_of_print() -> None:
    document = load(TEI.encode(), "papers")
    assert (document.title, document.published.edtf, document.sightings[0].publisher, document.language) == ("Papers on Ruritania", "1861-05-03", "Zenda Press", "en")
    article = load(JATS.encode(), "a")
    assert (article.title, article.published.edtf, article.sightings[0].publisher) == ("The pact", "2019-05-03", "Zenda Review")


def test_sections_nest_and_short_entities_are_words() -> None:
    document = load(JATS.encode(), "a")
    assert [(b.kind.value, b.section, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", (), "Terms"),
        ("paragraph", ("Terms",), "The pact was signed at Zenda in 19601."),
        ("heading", ("Terms",), "Later"),
        ("paragraph", ("Terms", "Later"), "It ended."),
        ("reference", (), "Poe, Ann. 1990."),
    ]


def test_unknown_elements_are_paragraphs_where_words_stand_in_them() -> None:
    document = load(b"<?xml version='1.0'?><sitting><turn who='a'><who>Poe</who><words>The <em>state</em> of Chad left.</words></turn></sitting>", "a")
    assert [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks] == [("paragraph", "Poe"), ("paragraph", "The state of Chad left.")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1251"])
def test_the_encoding_that_a_file_names_is_taken(encoding: str) -> None:
    words = "Ruritania, cafés." if encoding != "windows-1251" else "Чад и Нигер."
    data = f"<?xml version='1.0' encoding='{encoding}'?><TEI><p>{words}</p></TEI>".encode(encoding)
    document = load(data, "a.xml")
    assert document.text == words
    if encoding != "utf-16":
        check(document, data, {"iso-8859-1": "cp1252"}.get(encoding, encoding))


LOL = "<!ENTITY a '" + "lol" * 10 + "'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1 if i else str()};' * 10}'>" for i in range(9))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f"<?xml version='1.0'?><!DOCTYPE x [{LOL}]><x><p>&a8;</p></x>", "declares entities"),
        ("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '" + "x" * 1000 + "'>]><x>&a;</x>", "declares entities"),
        ("<?xml version='1.0'?><x><p>Words.</p>", "is broken XML: line 1"),
        ("<?xml version='1.0'?><x><p>Words.</x>", "is broken XML: line 1, column"),
        ("<?xml version='1.0'?>" + "<x>" * 5000, "deep in one another"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as caught:
        load(data.encode(), "a.xml")
    assert str(caught.value).startswith("a.xml: ") and "\n" not in str(caught.value)


def test_nothing_outside_the_file_is_opened() -> None:
    data = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x><p>Chad left. &a;</p></x>"
    assert load(data, "a.xml").text == "Chad left."


def test_web_pages_are_no_xml() -> None:
    assert tell('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>a</p></body></html>').name == "html"


PARTS = ["<p>", "</p>", "<div>", "</div>", "<table>", "<row>", "<cell>", "</cell>", "</row>", "</table>", "<note>", "</note>", "é &amp; words. ", "Text ", "<lb/>", "&#233;", "&nbsp;", "<head>", "</head>", "<![CDATA[x < y]]>", "<!-- c -->", "\r\n"]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_any_xml_is_read_exactly_or_refused(parts: list[str]) -> None:
    data = "".join(["<?xml version='1.0'?>\n<doc><p>Chad met Niger.</p>", *parts, "</doc>"]).encode()
    try:
        document = load(data, "a.xml")
    except Refused:
        return
    check(document, data, "utf-8")
