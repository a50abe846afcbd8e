"""The network of all actors on a day: who is tied to whom, by group and strength, as a drawing, a table, a picture and GEXF."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.record.choices import tie_kinds
from comity.record.names import called
from comity.record.network import Bond
from comity.web.gexf import gexf
from comity.web.layout import layout
from comity.web.pages.world import GROUPS, group_of
from comity.web.view import View

WIDTH, HEIGHT = 1100, 760
EDGES = 600  # drawn, those of most ties
NODES = (40, 80, 160)
STRENGTHS = (1, 2, 3, 5)
MOVED = re.compile(r"([\w.-]+):([0-9]{1,4}),([0-9]{1,4})")


class Node(NamedTuple):
    """An actor: how many ties it has, with how many others; where it is drawn."""

    actor: str
    name: str
    kind: str
    ties: int
    others: int
    x: float
    y: float


def network(request: Request) -> Response:
    """The page."""
    view = View(request)
    key = ("drawn", *view.state(), view.day(), view.asked("min"), view.asked("nodes"), *_shown(view))
    nodes, edges, whole = view.shelf.ask(lambda _: drawn(view), *key)
    put = moved(view)
    nodes = [n._replace(x=put[n.actor][0], y=put[n.actor][1]) if n.actor in put else n for n in nodes]
    places = {n.actor: n for n in nodes}
    return view.page(
        "network.html",
        day=view.day(),
        nodes=nodes,
        edges=[(e, places[e.one], places[e.other]) for e in edges],
        whole=whole,
        shown=_shown(view),
        groups=GROUPS,
        sizes=NODES,
        size=_number(view, "nodes", NODES),
        strengths=STRENGTHS,
        strength=_number(view, "min", STRENGTHS),
        width=WIDTH,
        height=HEIGHT,
        moved=put,
        gexf=view.here(moved="").replace("/network", "/network.gexf", 1),
    )


def network_file(request: Request) -> Response:
    """The same as GEXF, without a limit on the nodes."""
    view = View(request)
    edges = _edges(view)
    actors = sorted({a for e in edges for a in (e.one, e.other)})
    text = gexf(view.day(), [(a, view.name(a), called(a).kind) for a in actors], edges)
    name = f"network-{view.day()}.gexf"
    return Response(text, media_type="application/gexf+xml", headers={"content-disposition": f'attachment; filename="{name}"'})


def drawn(view: View) -> tuple[list[Node], list[Bond], int]:
    """The nodes with most ties, the edges between them, and how many actors there are in all."""
    edges = _edges(view)
    ties: Counter[str] = Counter()
    for one, other, _, n in edges:
        ties[one] += n
        ties[other] += n
    others = Counter(actor for pair in {(one, other) for one, other, _, _ in edges} for actor in pair)
    chosen = sorted(ties, key=lambda a: (-ties[a], a))[: _number(view, "nodes", NODES)]
    within = set(chosen)
    kept = sorted((e for e in edges if e.one in within and e.other in within), key=lambda e: (-e.ties, e))[:EDGES]
    weights: Counter[tuple[str, str]] = Counter()
    for e in kept:
        weights[e.one, e.other] += e.ties
    key = ("layout", tuple(chosen), tuple(sorted(weights.items())))
    places = view.shelf.ask(lambda _: layout(chosen, weights, WIDTH, HEIGHT), *key)
    nodes = [Node(a, view.name(a), called(a).kind, ties[a], others[a], *places[a]) for a in chosen]
    return nodes, kept, len(ties)


def moved(view: View) -> dict[str, tuple[int, int]]:
    """Where actors were put by hand, as the address has it: 'FRA:120,80;USA:400,60'. What is no such place is passed over."""
    found = filter(None, map(MOVED.fullmatch, view.asked("moved").split(";")))
    places = {one[1]: (int(one[2]), int(one[3])) for one in found}
    return {actor: (x, y) for actor, (x, y) in places.items() if x <= WIDTH and y <= HEIGHT}


def _edges(view: View) -> list[Bond]:
    day, strength = view.day(), _number(view, "min", STRENGTHS)
    groups = {kind: group_of(kind) for kind in tie_kinds()}
    found = view.shelf.ask(lambda r: r.network().on_day(day, groups), "network", day)
    shown = _shown(view)
    if shown == GROUPS and strength == 1:
        return found
    return [e for e in found if e.kind in shown and e.ties >= strength]


def _shown(view: View) -> tuple[str, ...]:
    return tuple(g for g in view.several("show") if g in GROUPS) or GROUPS


def _number(view: View, name: str, choices: tuple[int, ...]) -> int:
    return int(view.one_of(name, tuple(str(c) for c in choices)))
