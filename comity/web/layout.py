"""Where the nodes of a network are drawn: those tied near one another, the others apart; of one network always the same drawing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

ROUNDS = 90
MARGIN = 60.0


def layout(nodes: Sequence[str], edges: Mapping[tuple[str, str], float], width: int, height: int) -> dict[str, tuple[float, float]]:
    """A place for each node, by forces (Fruchterman and Reingold): all push one another away, edges pull together.

    >>> places = layout(["a", "b", "c"], {("a", "b"): 1.0}, 300, 200)
    >>> abs(places["a"][0] - places["b"][0]) <= 300 and len(set(places.values()))
    3
    """
    import numpy as np

    if not nodes:
        return {}
    index = {node: i for i, node in enumerate(nodes)}
    angle = np.arange(len(nodes)) * math.pi * (3 - math.sqrt(5))  # a sunflower's: even, and never twice the same place
    place = np.sqrt((np.arange(len(nodes)) + 0.5) / len(nodes)) * np.exp(1j * angle)  # a point of the plane is a complex number
    pairs = np.array([[index[a], index[b]] for a, b in sorted(edges)], dtype=int).reshape(-1, 2)
    ends = np.concatenate([pairs[:, 0], pairs[:, 1]])
    weight = np.array([1 + math.log1p(edges[pair]) for pair in sorted(edges)])
    ideal = 1.6 / math.sqrt(len(nodes))
    for turn in range(ROUNDS):
        apart = place[:, None] - place[None, :]
        force = (apart * (ideal**2 / np.maximum(apart.real**2 + apart.imag**2, 1e-4))).sum(axis=1)
        if len(pairs):
            along = place[pairs[:, 0]] - place[pairs[:, 1]]
            pull = along * (np.abs(along) / ideal * weight * 0.5)
            both = np.concatenate([-pull, pull])
            force += np.bincount(ends, both.real, len(nodes)) + 1j * np.bincount(ends, both.imag, len(nodes))
        force -= place * 0.3  # none drifts away
        size = np.maximum(np.abs(force), 1e-9)
        place = place + force / size * np.minimum(size, 0.1 * (1 - turn / ROUNDS))
    place = np.stack([place.real, place.imag], axis=1)
    low, high = place.min(axis=0), place.max(axis=0)
    span = np.maximum(high - low, 1e-9)
    scaled = MARGIN + (place - low) / span * (np.array([width, height]) - 2 * MARGIN)
    if len(nodes) == 1:
        scaled[:] = (width / 2, height / 2)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, scaled, strict=True)}
