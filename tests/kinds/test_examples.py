from __future__ import annotations

import re
from collections import Counter

import pytest

from comity.kinds import ontology
from comity.kinds.examples import claim, example, examples
from comity.kinds.signals import signals

ID = re.compile(r"\?|[A-Z]{3}|[A-Z][A-Z0-9-]+|[a-z][a-z0-9-]+")


def test_every_kind_has_its_examples_and_near_misses():
    good, near = Counter(), Counter()
    for e in examples():
        (near if e.near_miss else good)[e.kind] += 1
    assert [k.name for k in ontology() if k.name != "other" and (good[k.name] < 3 or near[k.name] < 2)] == []


def test_the_kinds_that_matter_most_have_eight_and_four():
    good = Counter(e.kind for e in examples() if not e.near_miss)
    near = Counter(e.kind for e in examples() if e.near_miss)
    assert sum(1 for k in ontology() if good[k.name] >= 8 and near[k.name] >= 4) >= 60


def test_about_a_third_is_kept_for_tests():
    share = sum(e.test for e in examples()) / len(examples())
    assert 0.25 < share < 0.45


def test_no_sentence_is_told_twice():
    assert [t for t, n in Counter((e.text, e.kind) for e in examples()).items() if n > 1] == []


def test_actors_are_ids():
    names = {a for e in examples() for c in e.claims for a in (*c.left, *c.right)}
    assert sorted(n for n in names if not ID.fullmatch(n)) == []


@pytest.mark.parametrize("line", ["Words without a claim.", "A near-miss => FRA > CAF ; FRA", "France left. => FRA > CAF someday", "! No. => FRA > CAF"])
def test_a_malformed_line_is_refused(line):
    with pytest.raises(ValueError):
        example(line, "visit")


def test_a_claim_in_full():
    e = claim("FRA,GBR > DEU 1904-04/.. planned by=RUS place=ITA mission=consulate_general", "open_mission")
    assert (e.kind, e.left, e.right, e.time, str(e.standing), e.by, e.place) == (
        "open_mission", ("FRA", "GBR"), ("DEU",), "1904-04/..", "planned", "RUS", "ITA"
    )  # fmt: skip
    assert e.attributes == (("mission", "consulate general"),)


def test_attributes_are_such_as_the_patterns_can_set():
    known = {c.name for c in signals().classes.values()} | {name for p in signals() for name, _ in p.attributes}
    assert {name for e in examples() for c in e.claims for name, _ in c.attributes} - known == set()
