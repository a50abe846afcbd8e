from __future__ import annotations

import pytest

from comity import documents
from comity.kinds import ontology
from comity.kinds.pairs import MERGED, TYPES, pair, pairs
from comity.model import Claim
from comity.reading import learned, named_first, relation
from comity.reading.between import GENERAL, relations
from comity.reading.plover import plover
from comity.reading.train import rows, train


def said(line: str) -> Claim:
    marked = pair(line, "")
    claim = relation(documents.load(marked.text.encode(), name="t.txt"), [marked.source], [marked.target])
    assert claim is not None
    return claim


def type_of(claim: Claim) -> str:
    return MERGED.get(plover(claim), plover(claim))


@pytest.mark.parametrize(
    ("line", "type_"),
    [
        ("[S The army] shelled [T the old quarter].", "ASSAULT"),
        ("[T The old quarter] was shelled by [S the army].", "ASSAULT"),
        ("[S The dockers] refused to meet [T the minister].", "REJECT"),
        ("[S The bank] will not lend money to [T the mill].", "REJECT"),
        ("[S The king] said that he would visit [T Samoa].", "AGREE"),
        ("[S The mayor] says [T the police] must leave the square.", "REQUEST"),
        ("[S Lesotho] threatened to expel [T the envoy].", "THREATEN"),
        ("[S The court] set [T the fishermen] free.", "YIELD"),
    ],
)
def test_relation_is_what_the_marked_source_does_to_the_marked_target(line: str, type_: str) -> None:
    assert type_of(said(line)) == type_


def test_relation_puts_the_marks_into_the_roles() -> None:
    claim = said("[T The old quarter] was shelled by [S the army].")
    assert [(p.role, p.mention.text) for p in claim.participants] == [("source", "the army"), ("target", "The old quarter")]


def test_relation_says_when_the_model_decided() -> None:
    assert said("[S The army] shelled [T the old quarter].").found.by == "rule"
    assert said("[S The widow] glared across the canal at [T the painters].").found.by == "model"


def test_relation_without_a_sentence_for_the_marks_is_none() -> None:
    document = documents.load(b"Mali met Togo.", name="t.txt")
    assert relation(document, [], []) is None


def test_relation_of_the_first_two_named_is_the_model_s() -> None:
    claim = named_first(documents.load(b"Mali tore into Togo over the cattle.", name="t.txt"))
    assert claim is None or [p.actor for p in claim.participants] == ["MLI", "TGO"]


@pytest.mark.parametrize("text", ["Mali is dry.", "The well is dry."])
def test_relation_of_fewer_than_two_named_is_none(text: str) -> None:
    assert named_first(documents.load(text.encode(), name="t.txt")) is None


def test_relation_of_many_is_that_of_each() -> None:
    some = [p for p in pairs() if p.test][::60]
    wanted = [(documents.load(p.text.encode(), name="t.txt"), [p.source], [p.target]) for p in some]
    assert list(relations(wanted)) == [relation(*one) for one in wanted]


@pytest.mark.parametrize("type_", TYPES)
def test_relation_has_a_general_kind_for_each_type(type_: str) -> None:
    found = ontology().kind(GENERAL[type_]).plover
    assert MERGED.get(found, found) == type_


def test_relation_is_right_for_five_in_six_of_the_sentences_that_nothing_learned_from() -> None:
    held = [p for p in pairs() if p.test]
    wanted = [(documents.load(p.text.encode(), name="t.txt"), [p.source], [p.target]) for p in held]
    right = sum(claim is not None and type_of(claim) == p.plover for p, claim in zip(held, relations(wanted), strict=True))
    assert right / len(held) >= 5 / 6


def test_model_is_the_same_from_the_same_sentences_and_survives_its_file() -> None:
    some = rows([p for p in pairs() if not p.test][::40], "en")
    first, second = train(some), train(some)
    assert learned.text(first) == learned.text(second)
    assert learned.parse(learned.text(first)) == first
