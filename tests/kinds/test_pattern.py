from __future__ import annotations

import pytest

from comity.kinds.pattern import PatternError, Word, WordClass, condition, parse, triggers
from comity.model import Standing

CLASSES = {
    "mission": WordClass("mission", (Word("embassy", (), "mission", "embassy"), Word("consulate", ("honorary",), "mission", "honorary consulate"))),
    "leave": WordClass("leave", (Word("quit"), Word("leave"))),
}


@pytest.mark.parametrize(
    ("text", "lemmas", "form"),
    [("close", ("close",), ""), ("close|shut_down.v", ("close", "shut_down"), "verb"), ("ally.n", ("ally",), "noun"), ("@leave.v", ("quit", "leave"), "verb")],
)
def test_triggers_give_lemmas_and_form(text, lemmas, form):
    assert triggers(text, CLASSES) == (lemmas, form)


@pytest.mark.parametrize(
    "text",
    ["", "Close", "close.x", "close objekt:embassy", "close object:", "close object:@nothing", "close ~surely", "close =mission", "close object:Embassy", "x 1<y"],
)
def test_a_malformed_pattern_is_refused(text):
    with pytest.raises(PatternError):
        parse(text, classes=CLASSES)


def test_a_class_brings_its_canonical_word():
    found = condition("object|of:@mission|legation", CLASSES)
    assert found.paths == (("object", ""), ("of", ""))
    assert found.match("consulate", {"honorary", "old"}) == Word("consulate", ("honorary",), "mission", "honorary consulate")
    assert found.match("consulate") is None
    assert found.match("legation") == Word("legation")


def test_of_two_words_with_one_head_the_one_with_more_modifiers_matches():
    found = condition("object:relation|diplomatic+relation")
    assert found.match("relation", {"diplomatic"}).modifiers == ("diplomatic",)
    assert found.match("relation", {"warm"}).modifiers == ()


def test_the_parts_of_a_pattern():
    p = parse("host.v not object:@mission !to:@actor target<subject|by =resident:no ~planned", "has_mission", 7, CLASSES)
    assert (p.kind, p.number, p.negated, p.standing) == ("has_mission", 7, True, Standing.PLANNED)
    assert p.roles == (("target", ("subject", "by")),)
    assert p.attributes == (("resident", "no"),)
    assert [(c.negated, c.actor) for c in p.conditions] == [(False, False), (True, True)]


def test_a_pattern_that_asks_for_more_is_more_specific():
    loose, named, bare = parse("close"), parse("close object:border"), parse("close object")
    assert loose.specificity < bare.specificity < named.specificity
