"""Questions on a day, drawn from gold timelines: were there relations with the United States, was there an embassy of theirs?

`python -m evaluation.questions [--count 200] [--seed 1] [--record DIR] [--wrong]` reads the articles into a record, asks it, and prints how
many answers are right, honestly uncertain, and wrong. A day is drawn between two entries of a timeline, away from both, where the
timeline leaves no doubt.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from comity.record.record import Record
from evaluation import settings

ON = {
    "relations": {"diplomatic_relations_established", "diplomatic_relations_resumed"},
    "embassy": {"embassy_established", "legation_raised_to_embassy", "embassy_reopened"},
}
OFF = {
    "relations": {"diplomatic_relations_severed", "diplomatic_relations_interrupted"},
    "embassy": {"embassy_closed", "diplomatic_relations_severed", "diplomatic_relations_interrupted"},
}
OPENS = {"relations": {"diplomatic_relations_established"}, "embassy": {"embassy_established", "legation_raised_to_embassy"}}
UNSURE = {"relations": {"state_change", "other"}, "embassy": {"state_change", "other", "diplomatic_relations_resumed"}}
LATEST = datetime.date(2005, 1, 1).toordinal()  # the articles speak of nothing later
AWAY = 400  # days from any entry
YES, NO = {"holds", "presumed"}, {"ended", "not yet"}


class Question(NamedTuple):
    """Was there this, with that state, on that day?"""

    what: str
    state: str
    day: str
    truth: bool


def timelines(gold: Path) -> dict[str, list[dict[str, Any]]]:
    """The events of each state that still exists, with all their dates to the day or the year."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["historic"] and row["iso3"]:
            found[row["iso3"]].extend(e for e in row["events"] if e["date"] and not e.get("counterpart"))
    return found


def stretches(what: str, events: list[dict[str, Any]]) -> Iterator[tuple[int, int, bool]]:
    """The times, in days, in which a timeline leaves no doubt, and whether there was such a thing."""
    turns = []
    for event in events:
        sure = ON[what] | OFF[what]
        if event["kind"] in sure | UNSURE[what]:
            first, last = days(event["date"])
            turns.append((first, last, event["kind"] in ON[what], event["kind"] in sure, event["kind"]))
    turns.sort()
    if turns and turns[0][4] in OPENS[what]:
        yield turns[0][0] - 40 * 365, turns[0][0], False
    for one, after in pairwise([*turns, (LATEST, LATEST, False, True, "")]):
        if one[3]:
            yield one[1], after[0], one[2]


def days(date: str) -> tuple[int, int]:
    """The first and last day of a date, as ordinals."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    first = datetime.date(year, month or 1, day or 1)
    last = first if day else (datetime.date(year + month // 12, month % 12 + 1, 1) if month else datetime.date(year + 1, 1, 1))
    return first.toordinal(), last.toordinal()


def questions(gold: Path, count: int, seed: int) -> list[Question]:
    """So many questions, the same for the same seed."""
    found: list[tuple[str, str, tuple[int, int, bool]]] = []
    for state, events in sorted(timelines(gold).items()):
        for what in sorted(ON):
            found.extend((what, state, stretch) for stretch in stretches(what, events) if stretch[1] - stretch[0] > 2 * AWAY)
    chance = random.Random(seed)
    drawn: list[Question] = []
    while found and len(drawn) < count:
        what, state, (first, last, truth) = chance.choice(found)
        day = datetime.date.fromordinal(chance.randrange(first + AWAY, last - AWAY)).isoformat()
        drawn.append(Question(what, state, day, truth))
    return drawn


def ask(record: Record, question: Question) -> tuple[str, str]:
    """The record's answer in one word, and its reason; 'unknown' where it knows of no such tie."""
    found = record.as_of(question.day, "USA", question.state)
    if question.what == "relations":
        answers = found.of("diplomatic_relations", "USA", question.state)
    else:
        answers = tuple(a for a in found.of("has_mission", mission="embassy") if a.tie.actors == ("USA", question.state))
    return (answers[0].state.value, answers[0].reason) if answers else ("unknown", "no such tie")


def verdict(state: str, truth: bool) -> str:
    """Right, uncertain or wrong."""
    if state in YES | NO:
        return "right" if (state in YES) == truth else "wrong"
    return "uncertain"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evaluation.questions", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=Path, help="a record that has read the articles")
    parser.add_argument("--wrong", action="store_true", help="print the wrong ones")
    given = parser.parse_args()
    settings.demand()
    home = settings.GOLD / "eval" / "rdcr"
    with tempfile.TemporaryDirectory() as folder:
        record = Record(given.record or Path(folder) / "record")
        if not given.record:
            record.read([home / "docs"], workers=2)
        counts: Counter[str] = Counter()
        for question in questions(home / "gold.jsonl", given.count, given.seed):
            state, reason = ask(record, question)
            outcome = verdict(state, question.truth)
            counts[f"{question.what} {outcome}"] += 1
            counts[outcome] += 1
            if outcome == "wrong" and given.wrong:
                print(f"{question.what} {question.state} {question.day}: {state}, not {question.truth}. {reason}")
        for name in ("right", "uncertain", "wrong", *sorted(n for n in counts if " " in n)):
            print(f"{name:22} {counts[name]:4} {counts[name] / given.count:.3f}")
        record.close()


if __name__ == "__main__":
    main()
