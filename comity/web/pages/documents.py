"""The documents of the record: found by title and actor, each with the number of its claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

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
        rows: list[Any] = connection.execute(
            f"""WITH picked AS (SELECT *, count(*) OVER () AS total FROM ({said if wanted else every}) {named if words else ""}
                    ORDER BY claims DESC, document LIMIT {int(limit)} OFFSET {int(first)}),
                met AS (SELECT document, min(sighting.address) AS address FROM sightings
                    WHERE document IN (SELECT document FROM picked) GROUP BY document)
            SELECT id, title, language, published.edtf, address, claims, total
            FROM picked JOIN documents ON id = document LEFT JOIN met USING (document) ORDER BY claims DESC, title, id""",
            values,
        ).fetchall()
    some = [Listed(id, title, language, date or "", address or "", n) for id, title, language, date, address, n, _ in rows]
    return some, rows[0][-1] if rows else 0
