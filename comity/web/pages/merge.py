"""Merging: what a claim or an entry says, beside other entries of the same actors that may be the same event or tie."""

from __future__ import annotations

from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.errors import UsageError
from comity.kinds import ontology
from comity.model import Claim, Entry
from comity.record import query
from comity.record.record import Record
from comity.web.forms import local
from comity.web.lines import what
from comity.web.pages.review import changing, who
from comity.web.sides import between
from comity.web.view import View

SHOWN = 20
SENTENCES = 2


class Choice(NamedTuple):
    """An entry that may be the same: what it says, its standing and sources, and the first sentences that say so with their addresses."""

    id: str
    what: str
    who: str
    time: str
    standing: str
    sources: int
    sentences: tuple[tuple[str, str], ...]


def merge(request: Request) -> Response:
    """The page."""
    view = View(request)
    changing(view)
    id, first = view.asked("ids"), view.count("from")
    head = view.shelf.ask(lambda r: entry_of(r, id))
    found, some = view.shelf.ask(lambda r: alike(r, head, first))
    claims = view.shelf.ask(lambda r: _claims(r, [head, *some]))
    return view.page(
        "merge.html",
        head=choice(view, head, claims),
        ids=id,
        some=[choice(view, e, claims) for e in some],
        found=found,
        first=first,
        size=SHOWN,
        who=who(view),
        back=local(view.asked("back") or "/review"),
    )


def entry_of(record: Record, id: str) -> Entry:
    """The entry of that id, or the first that the claim of that id supports."""
    with record.sql() as connection:
        rows = _entries(connection, "id = ?", [id]) or _entries(
            connection, "id IN (SELECT entry FROM entry_claims WHERE claim = ? AND side = 'supports')", [id]
        )
    if not rows:
        raise UsageError(f"no claim or entry of the record has the id {id!r}: go back and choose it again")
    return rows[0]


def alike(record: Record, head: Entry, first: int) -> tuple[int, list[Entry]]:
    """The other entries of the same actors and of kinds of the same domain: how many, and a page of them, those of the same kind
    first, then those nearest in time."""
    known = ontology()
    domain = known.kind(head.kind).domain if head.kind in known else ""
    kinds = [k.name for k in known.domain(domain)] if domain else [head.kind]
    actors = [a for a in head.actors if a]
    where = " AND ".join(["id <> ?", "list_contains(?, kind)", *["list_contains(actors, ?)"] * len(actors)])
    values: list[Any] = [head.id, kinds, *actors]
    begun = '(SELECT "first" FROM times WHERE edtf = {})'
    near = f"ORDER BY kind <> ?, abs({begun.format('time')} - {begun.format('?')}) NULLS LAST, sources DESC, id"
    with record.sql() as connection:
        found: int = connection.execute(f"SELECT count(*) FROM entries WHERE {where}", values).fetchone()[0]
        return found, _entries(connection, f"{where} {near} LIMIT {SHOWN} OFFSET {first}", [*values, head.kind, head.time])


def choice(view: View, entry: Entry, claims: dict[str, Claim]) -> Choice:
    """An entry as it is offered."""
    own = [claims[c] for c in entry.supporting[:SENTENCES] if c in claims]
    said = tuple((" ".join(c.evidence.quote.split()), view.opened(c)) for c in own)
    name = what(view, entry.kind, dict(entry.attributes))
    sides = between(view, entry.kind, entry.actors)
    return Choice(entry.id, name, sides, view.time(entry.time), entry.standing.value, entry.sources, said)


def _entries(connection: Any, where: str, values: list[Any]) -> list[Entry]:
    return query.entries_by(connection, f"SELECT * FROM entries WHERE {where}", values)


def _claims(record: Record, entries: list[Entry]) -> dict[str, Claim]:
    with record.sql() as connection:
        return {c.id: c for c in query.claims_of(connection, {c for e in entries for c in e.supporting[:SENTENCES]})}
