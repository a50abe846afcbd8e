"""Contradictions: both sides of each, with their sentences, never resolved."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.record import query
from comity.record.contradictions import Conflict, Contradiction, Sort
from comity.record.record import Record
from comity.web.downloads import NAMES, download
from comity.web.language import words
from comity.web.lines import Note, what
from comity.web.shelf import Shelf
from comity.web.view import View, actor_of

SHOWN = 60


class Said(NamedTuple):
    """One side: what it says, and its sentences."""

    value: str
    notes: tuple[Note, ...]


class Both(NamedTuple):
    """A contradiction as it is shown."""

    what: str
    who: str
    pair: str
    sort: str
    conflict: str
    why: str
    sides: tuple[Said, ...]


def contradictions(request: Request) -> Response:
    """The page."""
    view = View(request)
    found = _asked(view)
    first = int(view.asked("from")) if view.asked("from").isdigit() else 0
    return view.page(
        "contradictions.html",
        some=[both(view, c, view.shelf) for c in found[first : first + SHOWN]],
        found=len(found),
        first=first,
        size=SHOWN,
        sorts=[(s.name.lower(), view.t(f"contradiction.{s.name.lower()}")) for s in Sort],
        conflicts=[(c.name.lower(), view.t(f"conflict.{c.name.lower()}")) for c in Conflict],
        files=[(NAMES[e], view.here(**{"from": ""}).replace("/contradictions", f"/contradictions.{e}", 1)) for e in NAMES],
    )


def contradictions_file(request: Request) -> Response:
    """The same as a file."""
    view = View(request)
    found = _asked(view)
    from comity.exchange.contradictions import contradictions_table

    cited = view.shelf.ask(lambda r: r.cited(sorted({c for one in found for c in one.claims})))
    about = view.shelf.ask(lambda r: {"fingerprint": r.versions.fingerprint}, "fingerprint")
    return download(contradictions_table(found, cited, about), request.path_params["format"], "contradictions")


def both(view: View, one: Contradiction, shelf: Shelf) -> Both:
    """Both sides, each with its sentences."""
    cited = shelf.ask(lambda r: quotes(r, one.claims), "quotes", one.id)
    sides = []
    for side in one.sides:
        some = [(c, cited[c]) for c in side.claims if c in cited][:8]
        notes = tuple(Note(n, view.url(f"/claim/{claim}"), quote) for n, (claim, quote) in enumerate(some, 1))
        sides.append(Said(_value(view, side.value), notes))
    pair = view.url(f"/pair/{one.actors[0]}/{one.actors[1]}") if len(one.actors) == 2 else ""
    return Both(
        what(view, one.kind, dict(one.attributes)),
        " – ".join(view.name(a) for a in one.actors),
        pair,
        view.t(f"contradiction.{one.sort.name.lower()}"),
        view.t(f"conflict.{one.conflict.name.lower()}"),
        one.why,
        tuple(sides),
    )


def quotes(record: Record, claims: tuple[str, ...]) -> dict[str, str]:
    """The words that these claims rest on, on one line each."""
    with record.sql() as connection:
        return {c.id: " ".join(c.evidence.quote.split()) for c in query.claims_of(connection, claims)}


def _asked(view: View) -> list[Contradiction]:
    one, other = (actor_of(view.asked(name)) if view.asked(name) else "" for name in ("actor", "with"))
    found = view.shelf.ask(lambda r: r.contradictions(one, other), "contradictions", one, other)
    sort, conflict = view.asked("sort"), view.asked("conflict")
    return [c for c in found if (not sort or c.sort.name.lower() == sort) and (not conflict or c.conflict.name.lower() == conflict)]


def _value(view: View, value: str) -> str:
    key = f"standing.{value}"
    return view.t(key) if key in words() else value
