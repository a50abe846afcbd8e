from __future__ import annotations

import math

import pytest

from comity.web.layout import layout


@pytest.mark.parametrize("count", [0, 1, 2, 7, 60])
def test_every_node_has_its_own_place_on_the_drawing(count: int) -> None:
    nodes = [f"n{i}" for i in range(count)]
    edges = dict.fromkeys(zip(nodes, nodes[1:], strict=False), 1.0)
    places = layout(nodes, edges, 900, 600)
    assert list(places) == nodes and len(set(places.values())) == count
    assert all(0 <= x <= 900 and 0 <= y <= 600 for x, y in places.values())
    assert places == layout(nodes, edges, 900, 600)


def test_those_tied_lie_nearer_than_others() -> None:
    nodes = list("abcdefgh")
    edges = {(a, b): 3.0 for group in ("abcd", "efgh") for a in group for b in group if a < b}
    places = layout(nodes, edges, 1000, 1000)

    def mean(pairs: list[tuple[str, str]]) -> float:
        return sum(math.dist(places[a], places[b]) for a, b in pairs) / len(pairs)

    assert mean(list(edges)) < mean([(a, b) for a in "abcd" for b in "efgh"])
