"""Tension: actors torn between two others that are enemies, on a day, with the ties that make it so."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.record.asof import day_of
from comity.record.record import Record
from comity.record.tension import Side, Triad
from comity.web.lines import Note, what
from comity.web.reasons import reason
from comity.web.view import View, actor_of

SHOWN = 20


class Pull(NamedTuple):
    """One side of a triad: the two, whether they are close, and by which ties."""

    one: str
    other: str
    close: bool
    url: str
    ties: tuple[tuple[str, str, tuple[Note, ...]], ...]


class Torn(NamedTuple):
    """A triad as it is shown."""

    torn: str
    one: str
    other: str
    state: str
    pulls: tuple[Pull, ...]


def tension(request: Request) -> Response:
    """The page."""
    view = View(request)
    day = view.day()
    actor = actor_of(view.asked("actor")) if view.asked("actor") else ""
    first = view.count("from")
    shown, found = view.shelf.ask(lambda r: pulling(r, day, actor, first), "triads", day, actor, first)
    some = [torn(view, t) for t in shown]
    return view.page("tension.html", day=day, actor=actor, some=some, found=found, first=first, size=SHOWN)


def pulling(record: Record, day: str, actor: str, first: int) -> tuple[list[Triad], int]:
    """A page of the triads of a day, and how many there are."""
    some, found = record.network().triads(day, actor, first=first, limit=SHOWN)
    return record.network().pulling(day, some), found


def torn(view: View, triad: Triad) -> Torn:
    """A triad in words."""
    one, other = triad.others
    return Torn(view.name(triad.torn), view.name(one), view.name(other), triad.state.value, tuple(_pull(view, s) for s in triad.sides))


def _pull(view: View, side: Side) -> Pull:
    one, other = side.actors
    day = day_of(view.day())
    ties = []
    for answer in side.ties[:6]:
        notes = tuple(Note(n, view.url(f"/claim/{c}"), "") for n, c in enumerate(answer.claims[:4], 1))
        ties.append((what(view, answer.tie.kind, dict(answer.tie.attributes)), reason(view, answer, day), notes))
    return Pull(view.name(one), view.name(other), side.temper > 0, view.url(f"/pair/{one}/{other}", on=view.asked("on")), tuple(ties))
