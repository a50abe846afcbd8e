"""Claims by actor, kind, domain, standing and time, and the same as a file."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from comity.errors import UsageError
from comity.kinds import DOMAINS
from comity.model import Claim, Standing
from comity.record import query
from comity.record.choices import kinds_of, known_kinds
from comity.record.query import Filter
from comity.record.record import Record
from comity.web.downloads import NAMES, download
from comity.web.pages.document import marginal
from comity.web.view import View, actor_of

SHOWN = 100


def claims(request: Request) -> Response:
    """The page."""
    view = View(request)
    wanted, first = _asked(view), view.count("from")
    found = view.shelf.ask(lambda r: counted(r, wanted), "count of claims", wanted)
    some = view.shelf.ask(lambda r: every(r, wanted, SHOWN, first), "claims", wanted, first)
    titles = view.shelf.ask(lambda r: titles_of(r, sorted({c.evidence.document for c in some})))
    return view.page(
        "claims.html",
        claims=[(marginal(view, c, view.opened(c)), titles[c.evidence.document]) for c in some],
        found=found,
        first=first,
        size=SHOWN,
        domains=DOMAINS,
        standings=tuple(s.value for s in Standing),
        files=[(NAMES[e], view.here(**{"from": ""}).replace("/claims", f"/claims.{e}", 1)) for e in NAMES],
    )


def claims_file(request: Request) -> Response:
    """The same claims as a file."""
    view = View(request)
    wanted = _asked(view)
    found = view.shelf.ask(lambda r: every(r, wanted))
    from comity.exchange.views import claims_table

    documents = view.shelf.ask(lambda r: {d.id: d for d in r.documents(sorted({c.evidence.document for c in found}))})
    about = view.shelf.ask(lambda r: {"fingerprint": r.versions.fingerprint}, "fingerprint")
    return download(claims_table(found, documents, about), request.path_params["format"], "claims")


def titles_of(record: Record, ids: list[str]) -> dict[str, str]:
    """The titles of documents, without the documents."""
    with record.sql() as connection:
        found = connection.execute("SELECT id, title FROM documents WHERE id IN (SELECT unnest(?))", [ids]).fetchall()
    return {id: title or id for id, title in found}


def counted(record: Record, wanted: Filter) -> int:
    """How many claims are asked for."""
    table, id = ("participants", "claim") if wanted.actors else ("claims", "id")
    where, values = wanted.where(id)
    with record.sql() as connection:
        found: int = connection.execute(f"SELECT count(DISTINCT {id}) FROM {table} WHERE {where}", values).fetchone()[0]
        return found


def every(record: Record, wanted: Filter, limit: int = 0, first: int = 0) -> list[Claim]:
    """All of them, or a page, in the order of documents and of their text."""
    with record.sql() as connection:
        return query.claims(connection, wanted, limit, first)


def _asked(view: View) -> Filter:
    actors = [actor_of(view.asked(name)) if view.asked(name) else "" for name in ("actor", "with")]
    kinds = known_kinds(view.several("kind"))
    if domain := view.asked("domain"):
        kinds = tuple(k for k in kinds_of(domain) if not kinds or k in kinds) or ("",)
    standings = view.several("standing")
    for value in (s for s in standings if s not in set(Standing)):
        raise UsageError(f"{value!r} is no standing: there are {', '.join(Standing)}")
    return Filter(actors[0], actors[1], kinds, standings, since=view.asked("since"), until=view.asked("until"))
