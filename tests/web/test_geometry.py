from __future__ import annotations

import re

from comity.actors import catalogue
from comity.web.geometry import DATA, area, centre, make, path, world


def test_every_state_of_today_is_on_the_map_once() -> None:
    drawn = world()
    assert not set(drawn.paths) & set(drawn.dots)
    states = {a.id for a in catalogue().all() if a.kind == "state" and not a.end}
    assert states - set(drawn.paths) - set(drawn.dots) == set()
    assert {"XKX", "TWN", "SOL", "CYN", "ABK", "SUN"} <= {*drawn.paths, *drawn.dots}


def test_everything_lies_within_the_map() -> None:
    drawn = world()
    for actor, shape in drawn.paths.items():
        x = y = 0
        for move, a, b in re.findall(r"([Mlz]?)\s?(-?\d+)\s?(-?\d+)", shape):
            x, y = (int(a), int(b)) if move == "M" else (x + int(a), y + int(b))
            assert 0 <= x <= drawn.width and 0 <= y <= drawn.height, actor
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in drawn.dots.values())
    assert DATA.stat().st_size < 80_000


def test_a_map_is_made_of_two_topologies() -> None:
    square = [[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]
    shape = {"type": "Polygon", "arcs": [[0]], "properties": {"name": "Square"}}
    small = {"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": [square], "objects": {"countries": {"geometries": [{**shape, "id": "1"}]}}}
    fine = {**small, "objects": {"countries": {"geometries": [{**shape, "id": "1"}, {**shape, "id": "2"}]}}}
    made = make(small, fine, {"1": "AAA", "2": "BBB"})
    assert list(made["paths"]) == ["AAA"] and made["paths"]["AAA"].startswith("M5000 2434l")
    assert "BBB" in made["dots"] and "AAA" not in made["dots"]


def test_a_ring_has_an_area_and_a_middle_and_too_small_a_one_no_path() -> None:
    ring = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
    assert area(ring) == 8.0 and centre(ring) == (1.0, 1.0)
    assert path([[(0.0, 0.0), (0.001, 0.0), (0.0, 0.0)]]) == ""
