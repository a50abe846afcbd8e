from __future__ import annotations

import re
import time

import pytest

from comity.errors import DataError, MissingPart
from comity.kinds import ontology
from comity.kinds.signals import load, signals

BRITISH = re.compile(
    r"(?<![a-z])(?:\w*(?:ognis|ganis|ilis|alis|oris|atis|onis|mis)(?:e|ed|es|ing|ation)|\w*(?:abour|efence|ffence|eighbour|avour|olour|onour)\w*"
    r"|\w*(?:centre|programme|licence|cheque|grey)|(?:travell|cancell|signall|labell)(?:ed|ing|er))(?![a-z])"
)
RIGHT = {"promise", "compromise", "premise", "demise", "exercise", "programme", "licence"}


@pytest.fixture(scope="module")
def en():
    return signals("en")


def test_every_pattern_reads_and_its_triggers_lead_to_it(en):
    for pattern in en:
        assert pattern.kind in ontology()
        for lemma in pattern.lemmas:
            assert pattern in en.for_trigger(lemma)


def test_every_kind_but_other_has_patterns(en):
    assert [k.name for k in ontology() if not en.for_kind(k.name) and k.name != "other"] == []


def test_no_pattern_stands_twice_under_a_kind(en):
    seen = [(p.kind, p.text) for p in en]
    assert sorted({s for s in seen if seen.count(s) > 1}) == []


def test_spelling_is_american(en):
    words = {w for p in en for w in p.lemmas} | {w.head for c in en.classes.values() for w in c.words}
    words |= {m for c in en.classes.values() for w in c.words for m in w.modifiers}
    assert sorted(w for w in words - RIGHT if BRITISH.fullmatch(w)) == []


def test_particles_are_joined_by_an_underscore(en):
    assert [lemma for lemma in en.triggers if " " in lemma or re.search(r"-(up|off|out|down|back|over)$", lemma)] == []


def test_roles_that_patterns_fill_are_roles_of_their_kind(en):
    for pattern in en:
        assert {role for role, _ in pattern.roles} <= set(ontology().kind(pattern.kind).roles), pattern.rule


def test_places_of_a_role_come_from_the_kind_then_its_file_then_the_usual(en):
    assert en.places("mediate", "target")[0] == "between"
    assert "object" in en.places("establish_relations", "party")
    assert en.places("establish_relations", "place") == ()


def test_loading_is_fast():
    began = time.perf_counter()
    load("en")
    assert time.perf_counter() - began < 1.0


def test_an_unknown_language_says_what_is_missing():
    with pytest.raises(MissingPart):
        signals("xx")


def test_a_wrong_line_is_named(tmp_path):
    from shutil import copytree

    from comity.kinds.ontology import DATA

    home = copytree(DATA, tmp_path / "data")
    file = home / "en" / "talks.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("[meet]\npatterns = \"\"\"", "[meet]\npatterns = \"\"\"\nMeet with"), encoding="utf-8")
    with pytest.raises(DataError, match=r"en/talks.toml \[meet\]: 'Meet' is no lemma"):
        load("en", home)
    file.write_text("[greet]\npatterns = 'greet'", encoding="utf-8")
    with pytest.raises(DataError, match="is no kind of talks"):
        load("en", home)


@pytest.mark.parametrize(("name", "word", "attribute"), [("mission", "legation", ("mission", "legation")), ("post", "embassy", ("mission", "embassy"))])
def test_a_class_sets_the_attribute_that_it_names(en, name, word, attribute):
    assert attribute in {(w.cls, w.canonical) for w in en.classes[name].words if w.head == word}
