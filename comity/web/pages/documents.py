"""The documents of the record: found by title and actor, each with the number of its claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.record import query
from comity.record.record import Record
from comity.web.view import View, actor_of

SHOWN = 50


class Listed(NamedTuple):
    """A document without its text."""

    id: str
    title: str
    language: str
    date: str
    address: str
    claims: int


def documents(request: Request) -> Response:
    """The page."""
    view = View(request)
    actor = actor_of(view.asked("actor")) if view.asked("actor") else ""
    words, first = view.asked("q"), view.count("from")
    some, found = view.shelf.ask(lambda r: of_actors(r, (actor,), SHOWN, words, first), "documents of", actor, words, first)
    return view.page("documents.html", some=some, found=found, first=first, size=SHOWN, actor=actor)


def of_actors(record: Record, actors: Iterable[str], limit: int, words: str = "", first: int = 0) -> tuple[list[Listed], int]:
    """Documents with claims on all these actors (of any, if none is named) whose title or address has these words, those with most
    claims first, and how many there are."""
    wanted = list(filter(None, actors))
    shared = "".join(" AND claim IN (SELECT claim FROM participants WHERE actor = ?)" for _ in wanted[1:])
    said = f"SELECT document, count(*) AS claims FROM participants WHERE actor = ?{shared} GROUP BY document"
    every = """SELECT id AS document, count(claim) AS claims FROM documents
        LEFT JOIN (SELECT evidence.document AS document, id AS claim FROM claims) c ON c.document = documents.id GROUP BY ALL"""
    named = """WHERE document IN (SELECT id FROM documents WHERE contains(lower(title), lower(?)))
        OR document IN (SELECT document FROM sightings WHERE contains(lower(sighting.address), lower(?)))"""
    values = [*wanted, *([words, words] if words else [])]
    with record.sql() as connection:
        picked: list[Any] = connection.execute(
            f"""SELECT *, count(*) OVER () AS total FROM ({said if wanted else every}) {named if words else ""}
                ORDER BY claims DESC, document LIMIT {int(limit)} OFFSET {int(first)}""",
            values,
        ).fetchall()
        claims = {document: n for document, n, _ in picked}
        where, ids = query.named("id", list(claims))
        sql = f"SELECT id, title, language, published.edtf, address FROM documents WHERE {where}"
        rows = connection.execute(sql, ids).fetchall()
    some = [Listed(id, title, language, date or "", address or "", claims[id]) for id, title, language, date, address in rows]
    return sorted(some, key=lambda d: (-d.claims, d.title, d.id)), picked[0][-1] if picked else 0
