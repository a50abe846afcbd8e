from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from comity.record.record import Record
from evaluation import settings
from evaluation.speed import documents, growth, page, queries, reading, synthetic
from evaluation.speed.command import PARTS


def test_words_are_what_stands_between_white_space() -> None:
    assert reading.words([("a.txt", "Chile's  embassy\nin Lima."), ("b.txt", "")]) == 4


def test_the_median_of_several_runs_stands() -> None:
    calls: list[str] = []
    took = reading.medians({"one": lambda: calls.append("one"), "two": lambda: calls.append("two")})
    assert calls == ["one", "two"] * reading.RUNS  # in turns
    assert set(took) == {"one", "two"} and min(took.values()) > 0


def test_read_counts_the_same_claims_with_everything_parsed() -> None:
    texts = [("a.txt", "Chile opened an embassy in Lima in 1950. The cheese of Chile is soft.")]
    assert reading.read(texts) == reading.read(texts, everything=True) > 0


def test_drawn_records_are_the_same_however_they_are_drawn(tmp_path: Path) -> None:
    synthetic.write(tmp_path / "whole", 210)
    synthetic.write(tmp_path / "parts", 140)
    synthetic.write(tmp_path / "parts", 70, first=140)
    whole, parts = Record(tmp_path / "whole"), Record(tmp_path / "parts")
    assert whole.claims() == parts.claims() and len(whole.claims()) == 210
    assert whole.entries() == parts.entries()


def test_drawn_claims_stand_in_their_documents(tmp_path: Path) -> None:
    synthetic.write(tmp_path / "record", 70)
    record = Record(tmp_path / "record")
    texts = {d.id: d.text for d in record.documents()}
    for claim in record.claims():
        text = texts[claim.evidence.document]
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert all(text[p.mention.start : p.mention.end] == p.mention.text for p in claim.participants)


def test_questions_are_asked_of_a_record_that_grew(tmp_path: Path) -> None:
    built, asked = queries.measured(700, tmp_path, True, lambda step: None)
    assert built.claims == 700 and built.whole > 0 and built.more > 0
    assert {a.question for a in asked} == set(queries.QUESTIONS)
    assert Record(tmp_path / "700").totals()["claims"] == 707


def test_growth_is_measured_with_one_process_and_with_two() -> None:
    built, shared = growth.measured(700, lambda step: None)
    assert built.whole > 0 and built.more > 0 and built.entries > 0 and built.search > 0 and built.search_more > 0
    assert [(s.processes, s.clock > 0, s.processor > 0) for s in shared] == [(n, True, True) for n in (1, 2, 1, 2)]
    assert len(growth.lines([built])) == 3 and len(growth.shared_lines(shared)) == 4


def test_every_part_has_its_place_on_the_page() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    for part in PARTS:
        text = page.put(text, part, [f"figures of {part}"])
    assert all(f"figures of {part}" in text for part in PARTS)


@pytest.mark.skipif(not settings.present(), reason="the gold data is absent")
def test_documents_are_read_in_a_process_of_their_own() -> None:
    (run,) = documents.measured([20], 2, lambda step: None)
    assert run.documents == 20 and run.words > 300 and run.seconds > 0


def test_speed_names_the_parts_that_there_are() -> None:
    done = subprocess.run([sys.executable, "-m", "evaluation", "speed", "nothing"], capture_output=True, text=True, cwd=settings.PROJECT)
    assert done.returncode == 1 and "there is no part nothing: there are reading" in done.stderr
