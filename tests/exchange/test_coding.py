"""Stories into event data: nothing is left out silently, every event leads back to its words, workers change nothing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from comity.errors import UsageError
from comity.exchange import coding
from comity.exchange.coding import code
from comity.exchange.events import ROOTS
from comity.kinds import ontology

STORIES = [
    {"id": "a", "text": "Turkey condemned the attack on its embassy in Mogadishu.", "date": "2024-03-04"},
    {"id": "b", "text": "A court in Lagos sentenced three journalists to two years in prison."},
    {"id": "c", "text": "The sun rose over the hills."},
    {"id": "d", "title": "Norway sends tents", "text": "Norway sent 400 tents to Nepal on Monday."},
    {"id": "e", "text": ""},
    {"id": "f", "text": "Le président français a visité le Tchad hier et il a rencontré son homologue dans la capitale."},
]


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(s) + "\n" for s in STORIES) + "no json\n", encoding="utf-8")
    return path


def test_every_story_is_accounted_for(stories: Path) -> None:
    found = list(code(stories))
    assert [(s.story, s.number, s.outcome) for s in found] == [
        ("a", 1, "coded"),
        ("b", 2, "nothing"),
        ("c", 3, "nothing"),
        ("d", 4, "coded"),
        ("e", 5, "refused"),
        ("f", 6, "refused"),
        ("7", 7, "refused"),
    ]
    assert [s.reason for s in found[4:]] == ["has no text", "is in fr, which has no grammar yet", "is no JSON: Expecting value"]


def test_event_has_codes_sides_and_the_words_it_rests_on(stories: Path) -> None:
    event = next(code(stories)).events[0]
    assert (event["id"], event["date"], event["plover"], event["cameo"], event["kind"]) == ("a", "2024-03-04", "ACCUSE", "111", "criticize")
    assert [s["actor"] for s in event["source"]] == ["TUR"]
    text = STORIES[0]["text"]
    assert text[event["start"] : event["end"]] == event["sentence"]
    assert text[event["trigger"]["start"] : event["trigger"]["end"]] == event["trigger"]["words"] == "condemned"


def test_all_codes_also_those_whom_no_catalogue_knows(stories: Path) -> None:
    (event,) = list(code(stories, strangers=True))[1].events
    assert [(s["words"], s["actor"], s["sector"]) for s in (*event["source"], *event["target"])] == [
        ("A court in Lagos", "", "JUD"),
        ("three journalists", "", "JRN"),
    ]


def test_batches_and_packing_change_nothing(stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(code(stories, strangers=True))
    packed = tmp_path / "in.jsonl.gz"
    packed.write_bytes(gzip.compress(stories.read_bytes()))
    monkeypatch.setattr(coding, "BATCH", 2)
    assert list(code(packed, strangers=True)) == whole


def test_story_that_breaks_reading_is_refused_and_the_others_are_coded(stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = coding.read_many

    def breaking(documents, **how):  # type: ignore[no-untyped-def]
        for document in documents:
            if "Norway" in document.text:
                raise ValueError(document.text)
            yield from real([document], **how)

    monkeypatch.setattr(coding, "read_many", breaking)
    found = {s.story: s for s in code(stories)}
    assert (found["a"].outcome, found["d"].reason) == ("coded", "breaks reading: ValueError")


def test_messages_of_a_mailbox_and_broken_characters_are_coded(tmp_path: Path) -> None:
    letter = "From a@b.org Mon Jan  1 00:00:00 2024\nDate: Mon, 1 Jan 2024 10:00:00 +0000\nSubject: A visit\nFrom: a@b.org\nTo: c@d.org\nMessage-ID: <1@b.org>\nContent-Type: text/plain\n\nThe president of Chad visited Niger.\n\n"
    box, lines = tmp_path / "news.mbox", tmp_path / "news.jsonl"
    box.write_text(letter * 2)
    lines.write_text(json.dumps({"id": "a", "text": "The president of Chad visited Niger\ud800 on Monday."}))
    assert [c.outcome for c in code(box)] == ["coded", "coded"]
    assert [c.outcome for c in code(lines)] == ["coded"]


@pytest.mark.parametrize("name", ["nowhere.jsonl", "prose.txt"])
def test_what_holds_no_stories_is_wrong_use(tmp_path: Path, name: str) -> None:
    (tmp_path / "prose.txt").write_text("Norway sent tents to Nepal.", encoding="utf-8")
    with pytest.raises(UsageError):
        list(code(tmp_path / name))


def test_every_kind_with_a_type_has_a_code() -> None:
    assert {k.plover for k in ontology() if k.plover} <= set(ROOTS)
