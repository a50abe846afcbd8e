"""The first page: what the record holds, whom it speaks of most, its documents."""

from __future__ import annotations

import shlex
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from comity.record.names import called
from comity.record.record import Record
from comity.web.view import View

ACTORS = 24
DOCUMENTS = 12


def home(request: Request) -> Response:
    """The page; where there is no record yet, what to do."""
    view = View(request)
    if view.shelf.empty:
        return view.page("empty.html", command=f"comity read DOCUMENTS --record {shlex.quote(str(view.shelf.path))}")
    totals = view.shelf.ask(lambda r: r.totals(), "totals")
    actors = view.shelf.ask(most_spoken_of, "most spoken of")
    documents = view.shelf.ask(listed, "documents")
    return view.page(
        "home.html",
        totals=totals,
        actors=[(a, n) for a, n in actors if called(a).kind != "unknown"][:ACTORS],
        documents=documents if view.asked("all") else documents[:DOCUMENTS],
        more=0 if view.asked("all") else max(0, len(documents) - DOCUMENTS),
    )


def most_spoken_of(record: Record) -> list[tuple[str, int]]:
    """Actors with the number of claims in which they take part."""
    sql = "SELECT actor, count(DISTINCT claim) n FROM participants WHERE actor <> '' GROUP BY actor ORDER BY n DESC, actor LIMIT 60"
    with record.sql() as connection:
        return [(actor, n) for actor, n in connection.execute(sql).fetchall()]


def listed(record: Record) -> list[dict[str, Any]]:
    """The documents, without their text, with the number of their claims."""
    sql = """
        SELECT d.id, d.title, d.language, d.focus, d.published.edtf AS published,
               (SELECT min(s.sighting.address) FROM sightings s WHERE s.document = d.id) AS address,
               (SELECT count(*) FROM claims c WHERE c.evidence.document = d.id) AS claims
        FROM documents d ORDER BY claims DESC, d.title, d.id LIMIT 2000
    """
    with record.sql() as connection:
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
