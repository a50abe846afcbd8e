from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from comity.exchange.dossier import PAGES, write
from comity.model import Block, BlockKind, Document
from comity.record.dossier import Dossier
from comity.record.lines import Line
from comity.record.reader import Reader
from comity.record.record import Record
from tests.record import fakes
from tests.record.conftest import write as pages

WORDS = random.Random(1).choices([a + b + c for a in ("ka", "lo", "mi") for b in ("ter", "san", "vu") for c in ("d", "rin", "po")], k=90)
PROSE = "\n".join(" ".join(WORDS[i : i + 9]) for i in range(0, 90, 9))
TEXTS = {
    "a.txt": f"RUS base CAF 2010/..\nRUS visit CAF 2019-03-04\n? visit CAF 2019\n{PROSE}\nThe end, of it all",
    "b.txt": f"RUS base CAF 2010/..\nRUS visit CAF 2019-03-04\n{PROSE}",
    "c.txt": "RUS visit CAF 2019-03-04\nCAF invite RUS\nRUS train_forces CAF 2020 planned\nFRA visit CAF 2001",
    "d.txt": "RUS visit CAF 2019-03-04 denied\nwagner-group attack CAF 2020 alleged\nRUS agreement CAF 2018 negotiated\nFRA visit RUS 2002",
    "e.txt": "RUS war CAF 1990/1992\nRUS aid CAF 2030\nRUS visit CAF 2021 cancelled\nRUS support CAF 2021 opinion",
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    found = Record(tmp_path / "r", fakes.READER)
    found.read_sources(fakes.sources(pages(tmp_path / "p", TEXTS)))
    return found


def lines(dossier: Dossier) -> dict[str, list[str]]:
    return {s.name: [f"{line.time} {line.words}".strip() for line in s.lines] for s in dossier.sections}


def line(dossier: Dossier, section: str, words: str) -> Line:
    return next(one for s in dossier.sections if s.name == section for one in s.lines if words in one.words)


def test_dossier_every_standing_has_its_place(record: Record) -> None:
    assert lines(record.dossier("CAF", "RUS")) == {
        "holds": ["1990/1992 war: Russia → Central African Republic", "2010/.. base: Russia → Central African Republic"],
        "planned": ["2020 train forces: Russia → Central African Republic", "invite: Central African Republic → Russia"],
        "negotiated": ["2018 agreement: Russia → Central African Republic"],
        "alleged": ["2020 attack: Wagner Group → Central African Republic"],
        "unrealised": ["2021 visit: Russia → Central African Republic"],
        "opinion": ["2021 support: Russia → Central African Republic"],
        "contradicted": ["2019-03-04 visit: Russia and Central African Republic, actual or denied (real)"],
        "timeline": ["2019-03-04 visit: Russia → Central African Republic", "2030 aid: Russia → Central African Republic"],
    }


def test_dossier_copies_are_shown_and_count_once(record: Record) -> None:
    visit = line(record.dossier("CAF", "RUS"), "timeline", "visit")
    assert (len(visit.documents), visit.sources, len(visit.citations), len(visit.disputing)) == (3, 2, 3, 1)
    assert len(visit.reasons) == 1 and "are one source: the words are copied" in visit.reasons[0]


def test_dossier_on_a_day(record: Record) -> None:
    early, late = record.dossier("CAF", "RUS", "2011-01-01"), record.dossier("CAF", "RUS", "2026-01-01")
    assert lines(early)["ended"] == ["1990 – 1992 war: Central African Republic and Russia"]
    assert line(early, "holds", "base").state.name == "presumed"
    assert "timeline" not in lines(early) and "planned" in lines(early)
    assert lines(late)["timeline"] == ["2019-03-04 visit: Russia → Central African Republic"]
    assert lines(record.dossier("CAF", "RUS", "1950-01-01")) == {"planned": ["invite: Central African Republic → Russia"]}


def test_dossier_shows_both_sides_of_a_contradiction(tmp_path: Path) -> None:
    texts = {"a.txt": "FRA establish_relations CAF 1960-08-13", "b.txt": "FRA establish_relations CAF 1961-02-01\nFRA visit CAF 1970"}
    record = Record(tmp_path / "r", fakes.READER)
    record.read_sources(fakes.sources(pages(tmp_path / "p", texts)))
    (one,) = next(s.lines for s in record.dossier("CAF", "FRA").sections if s.name == "contradicted")
    assert (one.time, len(one.citations), len(one.disputing), one.sources) == ("1960-08-13 or 1961-02-01", 1, 1, 2)


def test_dossier_of_one_actor_has_all_partners(record: Record) -> None:
    found = lines(record.dossier("CAF"))["timeline"]
    assert "2001 visit: France → Central African Republic" in found
    assert "2002 visit: France → Russia" not in found


def test_dossier_what_only_names_one_side_is_taken_where_the_passage_speaks_of_both(tmp_path: Path) -> None:
    def load(content: bytes, address: str, metadata: Mapping[str, str] | None = None) -> Document:
        """The whole text is one passage."""
        made = fakes.load(content, address)
        return replace(made, blocks=(Block(BlockKind.PARAGRAPH, 0, len(made.text)),))

    reader = Reader(load, fakes.read_many, fakes.versions, fakes.languages)
    texts = {"a.txt": "RUS visit CAF 2001\n? attack wagner-group 2002\nFRA visit wagner-group 2003", "b.txt": "? attack wagner-group 2004"}
    record = Record(tmp_path / "r", reader)
    record.read_sources(fakes.sources(pages(tmp_path / "p", texts)))
    assert [one.split()[0] for one in lines(record.dossier("CAF", "RUS"))["timeline"]] == ["2001", "2002"]


@pytest.mark.parametrize("format", PAGES)
def test_dossier_pages_have_every_line_with_its_sentence_document_and_sources(record: Record, format: str) -> None:
    found = record.dossier("CAF", "RUS", "2026-01-01")
    page = write(found, {"comity": "test"}, format)
    assert page == write(record.dossier("CAF", "RUS", "2026-01-01"), {"comity": "test"}, format)
    if format == "json":
        whole = json.loads(page)
        sentences = {s["number"]: s["sentence"] for s in whole["sentences"]}
        assert [sentences[n] for s in whole["sections"] if s["name"] == "alleged" for one in s["lines"] for n in one["citations"]] == [
            "wagner-group attack CAF 2020 alleged"
        ]
        assert {d["id"] for d in whole["documents"]} == {d.id for d in record.documents()}
        return
    page = page.replace("\\", "")
    for section in found.sections:
        assert section.title in page
    for citation in found.citations:
        assert citation.sentence in page
    for words in ("2 sources in 3 documents", "are one source", "a.txt", "copy of", "isputed"):
        assert words in page or (format, words) == ("html", "isputed")


def test_dossier_html_is_well_formed_and_text_stays_text(record: Record, tmp_path: Path) -> None:
    class Tags(HTMLParser):
        open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            assert tag != "script"
            if tag not in ("meta",):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    record.read_sources(fakes.sources(pages(tmp_path / "q", {"f.txt": "<script>x</script> & co\n#title\nRUS visit CAF 2005"})))
    parser = Tags()
    parser.feed(write(record.dossier("CAF", "RUS"), {}, "html"))
    assert parser.open == []


def test_dossier_where_there_is_nothing(record: Record) -> None:
    found = record.dossier("BRA", "JPN")
    assert all("says nothing of Brazil and Japan" in write(found, {}, format) for format in PAGES if format != "json")
