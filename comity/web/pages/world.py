"""The world on a day: the focal actor's ties on a map, by group, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.actors import catalogue
from comity.kinds import ontology
from comity.record.asof import Answer
from comity.record.names import called
from comity.record.record import Record
from comity.record.spells import State
from comity.web.geometry import world as outlines
from comity.web.lines import Note, what
from comity.web.pages.home import most_spoken_of
from comity.web.view import View, actor_of

GROUPS = ("tension", "troops", "agreements", "missions", "relations", "memberships", "other")
"""In this order: a state with ties of several groups has the colour of the first."""

OF_DOMAIN = {
    **dict.fromkeys(("recognition", "relations"), "relations"),
    "missions": "missions",
    "organisations": "memberships",
    "agreements": "agreements",
    "security": "troops",
}
DE_FACTO = ("XKX", "TWN", "PSE", "ESH", "ABK", "SOS", "CYN", "PMR", "SOL")
"""Drawn with a dashed outline; whether anybody recognises them is a matter of claims."""

SURE = (State.HOLDS, State.PRESUMED)


PARTNERS = 50  # of the table on one page
TIES = 6  # of a partner; the page of the pair has all of them


class Tied(NamedTuple):
    """A tie with another actor on the day."""

    group: str
    what: str
    arrow: str
    state: str
    disputed: bool
    notes: tuple[Note, ...]


class Other(NamedTuple):
    """An actor with which there are ties, with the first of them by group: the group whose colour it has, whether any of that group is
    more than possible, how many ties there are besides."""

    actor: str
    name: str
    group: str
    sure: bool
    ties: tuple[Answer, ...]
    more: int
    url: str


class Row(NamedTuple):
    """An actor of the table with its ties in words."""

    name: str
    url: str
    ties: tuple[Tied, ...]
    more: int


class Shape(NamedTuple):
    """A state on the map: its path or dot, its link, its words, the group whose colour it has."""

    actor: str
    path: str
    dot: tuple[int, int] | None
    url: str
    words: str
    group: str
    sure: bool
    de_facto: bool


def world(request: Request) -> Response:
    """The page."""
    view = View(request)
    day = view.day()
    known = view.shelf.ask(most_spoken_of, "most spoken of")
    focal = actor_of(view.asked("actor")) if view.asked("actor") else _first(known)
    shown = tuple(g for g in view.several("show") if g in GROUPS) or GROUPS
    key = ("tied", *view.state(), focal, day, *shown)
    others: list[Other] = view.shelf.ask(lambda _: tied(view, focal, day, shown), *key) if focal else []
    first = view.count("from")
    rows = view.shelf.ask(lambda r: table(view, r, focal, day, others[first : first + PARTNERS]), "table", *key, first)
    by_actor = {o.actor: o for o in others}
    names = [(a, view.name(a)) for a, _ in known]
    return view.page(
        "world.html",
        focal=focal,
        day=day,
        shown=shown,
        groups=GROUPS,
        others=rows,
        found=len(others),
        first=first,
        size=PARTNERS,
        shapes=[*shapes(view, focal, day, by_actor)],
        box=(outlines().width, outlines().height),
        recognised=recognised(view, day),
        names=names,
    )


def tied(view: View, focal: str, day: str, shown: tuple[str, ...]) -> list[Other]:
    """Those with whom the focal actor has ties of these groups on the day, by name."""
    by_actor: dict[str, list[Answer]] = {}
    for answer in view.shelf.ask(lambda r: r.network().now(day, focal), "now", day, focal):
        if group_of(answer.tie.kind) in shown:
            for other in dict.fromkeys(answer.tie.actors):
                if other and other != focal:
                    by_actor.setdefault(other, []).append(answer)
    made = []
    for other, ties in by_actor.items():
        ties.sort(key=lambda a: (GROUPS.index(group_of(a.tie.kind)), a.tie.kind, a.tie.actors, a.tie.id))
        first = group_of(ties[0].tie.kind)
        sure = any(a.state in SURE for a in ties if group_of(a.tie.kind) == first)
        url = view.url(f"/pair/{focal}/{other}", on=view.asked("on"))
        made.append(Other(other, view.name(other), first, sure, tuple(ties[:TIES]), max(0, len(ties) - TIES), url))
    return sorted(made, key=lambda o: (o.name.casefold(), o.actor))


def table(view: View, record: Record, focal: str, day: str, some: Sequence[Other]) -> list[Row]:
    """The rows of these actors, each tie with the claims that it rests on."""
    full = {a.tie.id: a for a in record.network().reasons(day, dict.fromkeys(a.tie.id for o in some for a in o.ties), focal)}
    return [Row(o.name, o.url, tuple(_line(view, focal, full[a.tie.id]) for a in o.ties), o.more) for o in some]


@cache
def group_of(kind: str) -> str:
    """The group that a tie is shown in: tension, where its temper is below zero.

    >>> group_of("war"), group_of("has_mission"), group_of("no_relations"), group_of("hosts_refugees")
    ('tension', 'missions', 'other', 'other')
    """
    known = ontology()
    if kind not in known or kind == "no_relations":
        return "other"
    found = known.kind(kind)
    return "tension" if found.temper < 0 else OF_DOMAIN.get(found.domain, "other")


def shapes(view: View, focal: str, day: str, others: dict[str, Other]) -> list[Shape]:
    """Every state that is drawn, dots last, so that they lie above."""
    drawn = outlines()
    known = catalogue()
    made = []
    for actor in [*drawn.paths, *drawn.dots]:
        other = others.get(actor)
        if actor in drawn.dots and not other and actor != focal and actor in known and not known.get(actor).exists(day):
            continue
        page = f"/pair/{focal}/{actor}" if focal not in ("", actor) else f"/actor/{actor}"
        ties = "; ".join(dict.fromkeys(_what(view, a) for a in other.ties)) if other else ""
        made.append(
            Shape(
                actor,
                drawn.paths.get(actor, ""),
                drawn.dots.get(actor),
                view.url(page, on=view.asked("on")),
                view.name(actor) + (f": {ties}" if ties else ""),
                "focal" if actor == focal else other.group if other else "",
                other.sure if other else True,
                actor in DE_FACTO,
            )
        )
    return made


def recognised(view: View, day: str) -> list[tuple[str, str, int]]:
    """De facto states by the record's own claims: how many recognise each on the day, of those of which anybody speaks so."""
    found: list[Answer] = view.shelf.ask(lambda r: r.network().now(day, kinds=("recognizes",), any_of=DE_FACTO), "recognised", day)
    sides: dict[str, set[str]] = {}
    for answer in found:
        if len(answer.tie.actors) > 1:
            sides.setdefault(answer.tie.actors[-1], set()).add(answer.tie.actors[0])
    return [(actor, view.name(actor), len(sides[actor])) for actor in DE_FACTO if actor in sides]


def _first(known: list[tuple[str, int]]) -> str:
    return next((a for a, _ in known if called(a).kind == "state"), known[0][0] if known else "")


def _line(view: View, focal: str, answer: Answer) -> Tied:
    known = ontology()
    actors = answer.tie.actors
    mutual = answer.tie.kind in known and known.kind(answer.tie.kind).symmetric
    arrow = "" if mutual else "→" if actors and actors[0] == focal else "←"
    notes = tuple(Note(n, view.url(f"/claim/{c}"), "") for n, c in enumerate(answer.claims[:4], 1))
    return Tied(group_of(answer.tie.kind), _what(view, answer), arrow, answer.state.value, bool(answer.disputed), notes)


def _what(view: View, answer: Answer) -> str:
    return what(view, answer.tie.kind, dict(answer.tie.attributes))
