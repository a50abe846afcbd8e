"""Search as you type: actors, kinds, and the sentences that claims rest on."""

from __future__ import annotations

from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.actors import catalogue
from comity.actors.actor import fold
from comity.errors import UsageError
from comity.kinds import ontology
from comity.model import Claim
from comity.record.names import called
from comity.record.record import Record
from comity.record.search import Sentence
from comity.web.view import View

FEW, FEWER = 8, 4
SENTENCES = 60


class Hit(NamedTuple):
    """A sentence that was found: its first claim, the words before, at and after the match, and the title of its document."""

    claim: Claim
    before: str
    match: str
    after: str
    title: str


def search(request: Request) -> Response:
    """The page; without words, how to begin."""
    view = View(request)
    return view.page("search.html", limit=SENTENCES, **_found(view, FEW, SENTENCES))


def few(request: Request) -> Response:
    """The first of each sort, while somebody types on another page."""
    view = View(request)
    return view.page("few.html", kind_of=lambda actor: called(actor).kind, **_found(view, FEWER, FEWER))


def _found(view: View, few: int, many: int) -> dict[str, Any]:
    wanted = view.asked("q")
    short = len(wanted) < 2
    counts = {} if view.shelf.empty else view.shelf.ask(_counts, "kind counts")
    kinds = [] if short else [k for k in ontology() if wanted.casefold() in f"{view.kind(k.name)} {k.name} {k.definition}".casefold()]
    hits = [] if short or view.shelf.empty else view.shelf.ask(lambda r: sentences(r, wanted, many), "search", wanted, many)
    return {
        "q": wanted,
        "short": short,
        "actors": [] if short else actors_named(wanted)[:few],
        "kinds": sorted((k for k in kinds if counts.get(k.name)), key=lambda k: -counts[k.name])[:few],
        "counts": counts,
        "hits": hits,
    }


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


def sentences(record: Record, words: str, many: int = SENTENCES) -> list[Hit]:
    """The sentences that have all these words; the last one may be the beginning of one, as it is while somebody types."""
    open_ended = words if words.endswith(("*", '"')) or not words[-1:].isalnum() else words + "*"
    try:
        found = record.search(open_ended, many)
    except UsageError:  # nothing but signs
        return []
    return [_hit(sentence, claims, words) for sentence, claims in found if claims]


def _hit(sentence: Sentence, claims: tuple[Claim, ...], words: str) -> Hit:
    text, folded = sentence.words, sentence.words.casefold()
    word = next((w for w in words.replace('"', " ").replace("*", " ").casefold().split() if w in folded), "")
    at = folded.find(word) if len(folded) == len(text) else 0
    return Hit(claims[0], text[:at], text[at : at + len(word)], text[at + len(word) :], sentence.title)


def _counts(record: Record) -> dict[str, int]:
    with record.sql() as connection:
        return dict(connection.execute("SELECT kind, count(*) FROM claims GROUP BY kind ORDER BY kind").fetchall())
