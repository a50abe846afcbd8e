from __future__ import annotations

import random
from itertools import product

from comity.record.matching import shares


def test_matching_who_has_a_row_leaves_the_other_to_the_rest() -> None:
    one, two = shares([{"a": 5.0, "b": 5.0}, {"a": 500.0}], [0.01, 0.01])
    assert two["a"] > 0.99
    assert one["b"] > 0.99


def test_matching_two_like_rows_halve_their_only_candidate() -> None:
    one, two = shares([{"a": 9.0}, {"a": 9.0}], [0.001, 0.001])
    assert one == two
    assert 0.4 < one["a"] < 0.6


def test_matching_is_near_what_counting_all_ways_gives() -> None:
    draw = random.Random(7)
    for _ in range(20):
        weights = [{name: draw.uniform(0.1, 20) for name in "abcd"} for _ in range(3)]
        nobody = [draw.uniform(0.1, 2) for _ in range(3)]
        ways = {}
        for way in product([*"abcd", ""], repeat=3):
            taken = [name for name in way if name]
            if len(set(taken)) == len(taken):
                weight = 1.0
                for row, empty, name in zip(weights, nobody, way, strict=True):
                    weight *= row[name] if name else empty
                ways[way] = weight
        total = sum(ways.values())
        for at, row in enumerate(shares(weights, nobody)):
            for name, share in row.items():
                exact = sum(weight for way, weight in ways.items() if way[at] == name) / total
                assert abs(share - exact) < 0.05
