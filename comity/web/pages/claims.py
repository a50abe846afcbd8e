"""Claims by actor, kind, domain, standing and time, and the same as a file."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from comity.kinds import DOMAINS
from comity.model import Claim, Standing
from comity.record.record import Record
from comity.web.downloads import NAMES, download
from comity.web.pages.document import marginal
from comity.web.view import View, actor_of

SHOWN = 100


def claims(request: Request) -> Response:
    """The page."""
    view = View(request)
    found = _asked(view)
    first = int(view.asked("from")) if view.asked("from").isdigit() else 0
    some = found[first : first + SHOWN]
    titles = view.shelf.ask(lambda r: titles_of(r, sorted({c.evidence.document for c in some})))
    return view.page(
        "claims.html",
        claims=[(marginal(view, c, view.opened(c)), titles[c.evidence.document]) for c in some],
        found=len(found),
        first=first,
        size=SHOWN,
        domains=DOMAINS,
        standings=tuple(s.value for s in Standing),
        files=[(NAMES[e], view.here(**{"from": ""}).replace("/claims", f"/claims.{e}", 1)) for e in NAMES],
    )


def claims_file(request: Request) -> Response:
    """The same claims as a file."""
    view = View(request)
    found = _asked(view)
    from comity.exchange.views import claims_table

    documents = view.shelf.ask(lambda r: {d.id: d for d in r.documents(sorted({c.evidence.document for c in found}))})
    about = view.shelf.ask(lambda r: {"fingerprint": r.versions.fingerprint}, "fingerprint")
    return download(claims_table(found, documents, about), request.path_params["format"], "claims")


def titles_of(record: Record, ids: list[str]) -> dict[str, str]:
    """The titles of documents, without the documents."""
    with record.sql() as connection:
        found = connection.execute("SELECT id, title FROM documents WHERE id IN (SELECT unnest(?))", [ids]).fetchall()
    return {id: title or id for id, title in found}


def _asked(view: View) -> list[Claim]:
    actors = {name: actor_of(view.asked(name)) if view.asked(name) else "" for name in ("actor", "with")}
    wanted: dict[str, Any] = {name: view.asked(name) for name in ("domain", "since", "until")}
    wanted |= {"kind": view.several("kind"), "standing": view.several("standing")}
    key = ("claims", *actors.values(), *wanted.values())
    return view.shelf.ask(lambda r: r.claims(actor=actors["actor"], with_=actors["with"], **wanted), *key)
