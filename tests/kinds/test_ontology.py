from __future__ import annotations

import pytest

from comity.errors import DataError
from comity.kinds import DOMAINS, PLOVER, ontology
from comity.kinds.kind import kind

GOOD = {"sort": "event", "definition": "d", "example": "e", "near_miss": "n"}


def test_every_domain_has_kinds_and_every_type_of_plover_is_reached():
    assert [d for d in DOMAINS if not ontology().domain(d)] == []
    assert {k.plover for k in ontology()} - {""} == set(PLOVER)


def test_order_is_that_of_the_domains():
    places = [DOMAINS.index(k.domain) for k in ontology()]
    assert places == sorted(places)


def test_other_is_a_kind():
    assert ontology().kind("other").plover == ""


@pytest.mark.parametrize("k", list(ontology()), ids=lambda k: k.name)
def test_a_kind_is_told_in_full(k):
    assert k.definition.endswith(".") and k.example.endswith(".") and k.near_miss.endswith(".")
    assert k.example != k.near_miss
    assert k.name == k.name.lower() and k.name.isidentifier()
    assert not (k.symmetric and k.mutual)


@pytest.mark.parametrize("tie", ["diplomatic_relations", "has_mission", "member", "agreement", "troops_stationed", "base", "border_closed", "sanctioned"])
def test_what_begins_can_end(tie):
    changes = ontology().changes(tie)
    assert any(tie in k.starts for k in changes)
    assert any(tie in k.ends for k in changes)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sort": "thing"}, "x.sort"),
        ({"definition": ""}, "x.definition"),
        ({"plover": "HUG"}, "x.plover"),
        ({"cameo": ["5"]}, "x.cameo"),
        ({"cameo": "057"}, "x.cameo"),
        ({"temper": 11}, "x.temper"),
        ({"lasts": 3}, "x.lasts"),
        ({"sort": "tie", "lasts": "long"}, "x.lasts"),
        ({"roles": ["hero"]}, "x.roles"),
        ({"symmetric": "yes"}, "x.symmetric"),
        ({"colour": "red"}, "x.colour"),
    ],
)
def test_a_wrong_field_is_named(change, field):
    with pytest.raises(DataError) as error:
        kind("words.toml", "words", "x", {**GOOD, **change})
    assert f"words.toml [{field}]" in str(error.value)
