"""The outlines of states on a flat map: made once from world-atlas (Natural Earth), read by the pages from `data/world.json`.

The outlines are today's, as drawn at 1:110 million; they say where a state lies and take no side on whose a place is. States that
the small map leaves out, and states that are gone, are dots. To make the file anew, with the files of the npm package `world-atlas`:

    python -m comity.web.geometry countries-110m.json countries-10m.json > comity/web/data/world.json
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent / "data" / "world.json"
WIDTH = 1000.0
NAMED = {"Kosovo": "XKX", "N. Cyprus": "CYN", "Somaliland": "SOL"}  # without a number in the source
LEFT_OUT = frozenset({"ATA"})
DOTS = {  # longitude and latitude of those whom the source does not draw apart
    "ABK": (41.0, 43.0),
    "SOS": (44.0, 42.3),
    "PMR": (29.6, 46.9),
    "TUV": (179.2, -8.5),
    "GIB": (-5.3, 36.1),
    "SMOM": (12.5, 41.9),
    "SUN": (37.6, 55.7),  # states that are gone: where their capital was
    "YUG": (20.5, 44.8),
    "SCG": (20.5, 44.8),
    "CSK": (14.4, 50.1),
    "DDR": (13.4, 52.5),
    "YMD": (45.0, 12.8),
    "VDR": (106.7, 10.8),
}
Point = tuple[float, float]
Ring = list[Point]


class World(NamedTuple):
    """The map, in tenths of its units: width and height, the path of each state by its id, the dot of each that has no path."""

    width: int
    height: int
    paths: Mapping[str, str]
    dots: Mapping[str, tuple[int, int]]


@cache
def world() -> World:
    """The map that Comity comes with.

    >>> "CAF" in world().paths, "SGP" in world().dots
    (True, True)
    """
    found = json.loads(DATA.read_text(encoding="utf-8"))
    return World(found["width"], found["height"], found["paths"], {k: (v[0], v[1]) for k, v in found["dots"].items()})


def project(longitude: float, latitude: float) -> Point:
    """A place on the Equal Earth projection (Šavrič, Patterson, Jenny 2018), in units of the map.

    >>> project(0, 0)
    (500.0, 243.4)
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
    y = theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1)
    scale = WIDTH / (2 * 2.70663)
    return round(WIDTH / 2 + x * scale, 1), round(243.4 - y * scale, 1)


def rings(topology: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Ring]]]:
    """Number ('' where there is none), name and outer rings of every country of a TopoJSON file, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape["type"], [])
        found = [piece for polygon in polygons for piece in cut(_joined(arcs, polygon[0]))]
        yield str(shape.get("id", "")), shape["properties"]["name"], found


def make(small: Mapping[str, Any], fine: Mapping[str, Any], numbers: Mapping[str, str]) -> dict[str, Any]:
    """The map from a coarse and a fine topology. `numbers` gives the id of each ISO number."""

    def ids(topology: Mapping[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
        for number, name, some in rings(topology):
            actor = NAMED.get(name) or numbers.get(number, "")
            if actor and actor not in LEFT_OUT:
                yield actor, some

    paths = {actor: path(some) for actor, some in ids(small)}
    dots = {actor: centre(max(some, key=area)) for actor, some in ids(fine) if some and actor not in paths}
    dots |= {actor: place for actor, place in DOTS.items() if actor not in paths}
    placed = {actor: [round(10 * n) for n in project(*place)] for actor, place in sorted(dots.items())}
    return {"width": 10000, "height": 4400, "paths": dict(sorted(paths.items())), "dots": placed}


def cut(ring: Ring) -> list[Ring]:
    """A ring that crosses the edge of the map as one piece on either side.

    >>> cut([(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0), (170.0, 0.0)])
    [[(180.0, 10.0), (170.0, 10.0), (170.0, 0.0), (180.0, 0.0)], [(-180.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (-180.0, 10.0)]]
    """
    pieces: list[Ring] = [[]]
    for before, point in zip([ring[0], *ring], ring, strict=False):
        if abs(point[0] - before[0]) > 180:
            edge = 180.0 if before[0] > 0 else -180.0
            across = point[0] + 2 * edge - before[0]
            share = (edge - before[0]) / across if across else 0.0
            latitude = before[1] + share * (point[1] - before[1])
            pieces[-1].append((edge, latitude))
            pieces.append([(-edge, latitude)])
        if not pieces[-1] or pieces[-1][-1] != point:
            pieces[-1].append(point)
    if len(pieces) > 1:
        last = pieces.pop()
        pieces[0] = [*last, *pieces[0][1 if last[-1] == pieces[0][0] else 0 :]]
    return pieces


def path(some: Iterable[Ring]) -> str:
    """Rings as the path of an SVG, in whole tenths relative to the point before, which is short."""
    parts = []
    for ring in some:
        points = [tuple(round(10 * v) for v in project(*p)) for p in ring]
        kept = [p for p, before in zip(points, [None, *points], strict=False) if p != before]
        if len(kept) < 3:
            continue
        steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in zip(kept, kept[1:-1], strict=False)]
        parts.append(f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(parts)


def area(ring: Sequence[Point]) -> float:
    """Twice the area within a ring, in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)))


def centre(ring: Sequence[Point]) -> Point:
    """The middle of a ring's corners."""
    return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)


def _joined(arcs: Sequence[Sequence[Point]], wanted: Sequence[int]) -> Ring:
    ring: Ring = []
    for index in wanted:
        points = list(arcs[index]) if index >= 0 else list(reversed(arcs[~index]))
        ring += points[1:] if ring else points
    return ring


def main(small: str, fine: str) -> None:
    """Prints the map made from two files. ISO's numbers are those of the package Babel, which only this needs."""
    from babel.core import get_global

    from comity.actors import catalogue

    numbers = {}
    for number, names in get_global("territory_aliases").items():
        if number.isdigit() and (found := [a for name in names for a in catalogue().coded("iso2", name)]):
            numbers[number] = found[0].id
    coarse, exact = (json.loads(Path(p).read_text(encoding="utf-8")) for p in (small, fine))
    json.dump(make(coarse, exact, numbers), sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main(*sys.argv[1:])
