"""The first page: what the record holds, whom it speaks of most, its documents."""

from __future__ import annotations

import shlex

from starlette.requests import Request
from starlette.responses import Response

from comity.record.names import called
from comity.record.record import Record
from comity.web.pages.documents import of_actors
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
    documents, found = view.shelf.ask(lambda r: of_actors(r, (), DOCUMENTS), "documents of", "", "")
    return view.page(
        "home.html",
        totals=totals,
        actors=[(a, n) for a, n in actors if called(a).kind != "unknown"][:ACTORS],
        documents=documents,
        more=max(0, found - len(documents)),
    )


def most_spoken_of(record: Record) -> list[tuple[str, int]]:
    """Actors with the number of claims in which they take part."""
    sql = "SELECT actor, count(DISTINCT claim) n FROM participants WHERE actor <> '' GROUP BY actor ORDER BY n DESC, actor LIMIT 60"
    with record.sql() as connection:
        return [(actor, n) for actor, n in connection.execute(sql).fetchall()]
