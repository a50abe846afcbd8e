from __future__ import annotations

import pytest

from comity import documents
from comity.grammar import parser
from comity.kinds.signals import signals
from comity.reading.gate import Line, gate, parses
from comity.reading.reader import read_many

SAID = [
    "Mongolia recognised the new state.",
    "Peru's withdrawal from the pact surprised Chile.",
    "Relations between Chad and Sudan were broken off in 2006.",
    "Oman will re-open its embassy in Tripoli.",
    "The take-over of the islands angered Fiji.",
    "They didn't sign the treaty.",
    "GHANA, TOGO INK TRADE DEAL",
    "Nepal overthrew its king.",
]
UNSAID = ["The cheese from Malta is soft.", "It rained in Chile.", "Bolivia has mountains, 2 lakes and llamas."]
TEXTS = [
    "Kenya opened an embassy in Lima in 1975. It was cold in Peru. It was closed two years later. Peru is high.",
    "The Malawian embassy in Hanoi was closed in 1994. It was yellow. It stood near the lake. It was reopened by Malawi the following year.",
    "Ghana and Togo are old. In 1960 Ghana was small. Three years later Togo recognised Ghana.",
    "In Bhutan it rains. Chile has wine; Bhutan has none.",
    "Chad has an embassy in Lima. It rains. The embassy was closed in 1990. Ghana is far away.\n\nThe embassy was reopened in 1995.",
]


@pytest.mark.parametrize("sentence", SAID)
def test_gate_lets_pass_what_says_a_kind(sentence: str) -> None:
    assert gate("en").opens(gate("en").asked(parser("en"), sentence))


@pytest.mark.parametrize("sentence", UNSAID)
def test_gate_keeps_back_what_says_none(sentence: str) -> None:
    assert not gate("en").opens(gate("en").asked(parser("en"), sentence))
    assert not next(parses([Line(0, sentence)])).tokens
    assert next(parses([Line(0, sentence)], everything=True)).tokens


@pytest.mark.parametrize("sentence", [*SAID, *UNSAID, *TEXTS])
def test_lemmas_names_every_lemma_that_the_parse_has(sentence: str) -> None:
    named = set[str]().union(*map(parser("en").lemmas, parser("en").words(sentence)))
    for parse in parser("en").parse([sentence]):
        assert {t.lemma.lower() for t in parse.tokens if t.text.isalpha()} <= named | {"recognise"}


def test_what_an_it_stands_for_is_parsed_too() -> None:
    lines = [Line(0, "The house is white."), Line(0, "Chile has wine."), Line(0, "He condemned it."), Line(1, "He has wine.", refers=True)]
    assert gate("en").wanted(parser("en"), lines) == [False, True, True, False]


def test_whom_a_pronoun_may_mean_is_parsed_too() -> None:
    lines = [Line(0, "Chile has wine."), Line(0, "They like it.", refers=True), Line(0, "They condemned Peru.", refers=True), Line(0, "They condemned Peru.")]
    assert gate("en").wanted(parser("en"), lines) == [True, True, True, True]
    assert gate("en").wanted(parser("en"), lines[3:]) == [True]


def test_a_sentence_that_names_nobody_says_only_what_a_page_completes() -> None:
    nothing, pair = frozenset[str](), frozenset({"missions"})
    lines = [Line(0, "An embassy was opened in 1970.", supplied=pair), Line(0, "The speech was condemned.", supplied=pair)]
    assert gate("en").wanted(parser("en"), lines) == [True, False]
    assert gate("en").wanted(parser("en"), [line._replace(supplied=nothing) for line in lines]) == [False, False]


def test_a_sentence_that_names_nobody_may_go_on_with_a_mission() -> None:
    lines = [Line(0, "Chile has an embassy in Lima."), *(Line(n, "The embassy was closed in 1970.", supplied=frozenset()) for n in (0, 1))]
    assert gate("en").wanted(parser("en"), lines) == [True, True, False]
    assert gate("en").wanted(parser("en"), [lines[0]._replace(text="Chile has wine."), *lines[1:]]) == [False, False, False]


@pytest.mark.parametrize("text", TEXTS)
def test_claims_are_the_same_with_everything_parsed(text: str) -> None:
    document = documents.load(text.encode(), name="page.txt")
    sifted, full = (next(read_many([document], everything=every))[1] for every in (False, True))
    assert sifted == full


def test_every_trigger_opens_the_gate() -> None:
    """A sentence of a trigger and all words that patterns ask for cannot be kept back."""
    asked = {
        part for p in signals("en") for c in p.conditions for w in c.words for item in (w.head, *w.modifiers) for part in item.split("-")
    }
    assert all(gate("en").may({*asked, *lemma.replace("-", "_").split("_")}) for lemma in signals("en").triggers)
