"""Search as you type: actors, kinds, and the sentences that claims rest on."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.actors import catalogue
from comity.actors.actor import fold
from comity.kinds import ontology
from comity.model import Claim
from comity.record import query
from comity.record.record import Record
from comity.web.view import View

FEW = 8
SENTENCES = 60


class Hit(NamedTuple):
    """A sentence that was found: its claim, the words before, at and after the match, and the title of its document."""

    claim: Claim
    before: str
    match: str
    after: str
    title: str


def search(request: Request) -> Response:
    """The page; without words, how to begin."""
    view = View(request)
    wanted = view.asked("q")
    short = len(wanted) < 2
    actors = [] if short else actors_named(wanted)
    kinds = [] if short else [k for k in ontology() if wanted.casefold() in f"{view.kind(k.name)} {k.name} {k.definition}".casefold()]
    counts = {} if view.shelf.empty else view.shelf.ask(_counts, "kind counts")
    hits = [] if short or view.shelf.empty else view.shelf.ask(lambda r: sentences(r, wanted), "search", wanted)
    return view.page(
        "search.html",
        q=wanted,
        short=short,
        actors=actors[:FEW],
        kinds=sorted((k for k in kinds if counts.get(k.name)), key=lambda k: -counts[k.name])[:FEW],
        counts=counts,
        hits=hits,
        limit=SENTENCES,
    )


def actors_named(words: str) -> list[str]:
    """The ids of actors of which a name begins with these words, those called exactly so first."""
    folded = fold(words)
    if not folded:
        return []
    exact = [a.id for a in catalogue().named(words)]
    begun = {}
    for actor in catalogue().all():
        names = [fold(n.words) for n in actor.names if n.sort not in ("demonym", "demonym_plural", "adjective")]
        if any(n.startswith(folded) for n in names) or (len(folded) > 2 and any(f" {folded}" in n for n in names)):
            begun[actor.id] = (actor.kind != "state", bool(actor.end), actor.name)
    return list(dict.fromkeys([*exact, *sorted(begun, key=lambda a: begun[a])]))


def sentences(record: Record, words: str) -> list[Hit]:
    """The claims whose sentence has all these words."""
    every = [w for w in words.split() if w]
    where = " AND ".join(["evidence.quote ILIKE ? ESCAPE '!'"] * len(every))
    values = ["%" + w.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%" for w in every]
    sql = f"SELECT id FROM claims WHERE {where} ORDER BY evidence.document, evidence.start, id LIMIT {SENTENCES * 3}"
    with record.sql() as connection:
        ids = [row[0] for row in connection.execute(sql, values).fetchall()]
        claims = sorted(query.claims_of(connection, ids), key=lambda c: (c.evidence.document, c.evidence.start, c.id))
        titles = dict(
            connection.execute(
                "SELECT id, title FROM documents WHERE id IN (SELECT unnest(?))", [sorted({c.evidence.document for c in claims})]
            ).fetchall()
        )
    found: dict[tuple[str, int], Hit] = {}
    for claim in claims:
        place = (claim.evidence.document, claim.evidence.start)
        if place not in found:
            found[place] = _hit(claim, every[0], titles.get(claim.evidence.document, ""))
    return list(found.values())[:SENTENCES]


def _hit(claim: Claim, word: str, title: str) -> Hit:
    quote = " ".join(claim.evidence.quote.split())
    at = max(0, quote.casefold().find(word.casefold()))
    return Hit(claim, quote[:at], quote[at : at + len(word)], quote[at + len(word) :], title)


def _counts(record: Record) -> dict[str, int]:
    with record.sql() as connection:
        return dict(connection.execute("SELECT kind, count(*) FROM claims GROUP BY kind ORDER BY kind").fetchall())
