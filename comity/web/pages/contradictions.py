"""Contradictions: both sides of each, with their sentences, never resolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.record import query
from comity.record.contradictions import Conflict, Contradiction, Sort
from comity.record.record import Record
from comity.web.downloads import NAMES, download
from comity.web.language import words
from comity.web.lines import Note, what
from comity.web.view import View, actor_of

SHOWN = 60
SENTENCES = 8  # of a side


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
    first = view.count("from")
    some = found[first : first + SHOWN]
    notes = quoted(view, some)
    return view.page(
        "contradictions.html",
        some=[both(view, c, notes) for c in some],
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


def both(view: View, one: Contradiction, notes: Callable[[tuple[str, ...]], tuple[Note, ...]]) -> Both:
    """Both sides, each with the notes of its first claims."""
    return Both(
        what(view, one.kind, dict(one.attributes)),
        " – ".join(view.name(a) for a in one.actors),
        view.url(f"/pair/{one.actors[0]}/{one.actors[1]}") if len(one.actors) == 2 else "",
        view.t(f"contradiction.{one.sort.name.lower()}"),
        view.t(f"conflict.{one.conflict.name.lower()}"),
        view.told("why", one.why),
        tuple(Said(_value(view, side.value), notes(side.claims[:SENTENCES])) for side in one.sides),
    )


def quoted(view: View, some: Sequence[Contradiction]) -> Callable[[tuple[str, ...]], tuple[Note, ...]]:
    """What gives the notes of claims their words: the quotes that these contradictions rest on."""
    wanted = tuple(sorted({c for one in some for side in one.sides for c in side.claims[:SENTENCES]}))
    known = view.shelf.ask(lambda r: quotes(r, wanted), "quotes", *wanted)
    return lambda claims: tuple(Note(n, view.url(f"/claim/{c}"), known[c]) for n, c in enumerate((c for c in claims if c in known), 1))


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
