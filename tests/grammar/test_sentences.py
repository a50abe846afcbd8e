from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from comity.grammar import Clause, Parse, clauses, parser

_TENSES = {"past", "present", "future"}
_ASPECTS = {"perfect", "progressive"}


def _cases() -> list[tuple[str, str]]:
    cases, sentence = [], ""
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            cases.append((sentence, line.strip()))
        elif line and not line.startswith("#"):
            sentence = line
    return cases


CASES = _cases()


@cache
def _parses() -> dict[str, Parse]:
    texts = list(dict.fromkeys(sentence for sentence, _ in CASES))
    return dict(zip(texts, parser("en").parse(texts), strict=True))


def misses(clause: Clause, wanted: list[str], found: tuple[Clause, ...]) -> list[str]:
    """What a clause lacks of what is wanted."""
    words = [t.text for t in clause.parse.tokens]
    paths = {f"{path}={words[head].lower()}" for path, head in clause.slot_paths()}
    sorts = {c.sort for c in clause.cues}
    above = f"<{clause.link}:{found[clause.parent].lemma}" if clause.parent is not None else ""
    lacks = []
    for want in wanted:
        if want.startswith("<"):
            so = want == above
        elif want.startswith("!"):
            so = not clause.all(want[1:])
        elif want.startswith("@"):
            so = want[1:] in sorts
        elif want.startswith("~"):
            so = want[1:] in clause.modals
        elif want == "not":
            so = clause.negated
        elif want == "if":
            so = clause.conditional
        elif want == "question":
            so = clause.question
        elif want == "passive":
            so = clause.voice == "passive"
        elif want in _TENSES:
            so = clause.tense == want
        elif want in _ASPECTS:
            so = want in clause.aspect
        else:
            so = want.lower() in paths
        if not so:
            lacks.append(want)
    if clause.negated and "not" not in wanted and "!" not in wanted:
        lacks.append("(negated)")
    return lacks


@pytest.mark.parametrize(("sentence", "wanted"), CASES, ids=[f"{w.split()[0]}-{s[:30]}" for s, w in CASES])
def test_clauses_hold(sentence: str, wanted: str) -> None:
    found = clauses(_parses()[sentence])
    name, *rest = wanted.split()
    tries = [misses(c, rest, found) for c in found if f"{c.lemma}.{c.form[0]}" == name]
    shown = "\n".join(map(str, found))
    assert tries, f"no {name} in:\n{shown}"
    assert [] in tries, f"{name} lacks {min(tries, key=len)} in:\n{shown}"


def test_clauses_tell_no_direction_backwards() -> None:
    """Every parent is another clause, and no chain of parents turns in a circle."""
    for parse in _parses().values():
        found = clauses(parse)
        for clause in found:
            seen = set()
            at: int | None = clause.index
            while at is not None:
                assert at not in seen, parse.text
                seen.add(at)
                at = found[at].parent
            assert found[clause.index] is clause
            for slot in clause.slots:
                assert slot.start <= parse.tokens[slot.head].start < slot.end, parse.text
            for cue in clause.cues:
                assert parse.text[cue.start : cue.end] == cue.words
