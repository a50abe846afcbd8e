"""Reviews in place: a person's word on claims, by mouse or keys, with undo; the answers change at once."""

from __future__ import annotations

import getpass
import os
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comity.errors import UsageError
from comity.kinds import ontology
from comity.model import Entry, Standing
from comity.record import query
from comity.record.record import Record
from comity.record.reviews import Action, valid
from comity.web.forms import form, local
from comity.web.lines import Note, what
from comity.web.view import View, actor_of

QUEUE = 20
LOG = 50
SENTENCES = 6  # of a side
WHO = "comity-who"


class Card(NamedTuple):
    """An entry that waits for a person."""

    entry: Entry
    what: str
    who: str
    time: str
    why: str
    sides: tuple[tuple[str, tuple[Note, ...]], ...]


async def review(request: Request) -> Response:
    """The queue and the log; a review that is made."""
    if request.method != "POST":
        return await run_in_threadpool(_page, request)
    filled = await form(request)
    given = {name: str(value).strip() for name, value in filled.items()}
    ids = tuple(id for value in filled.getlist("ids") for id in str(value).split())
    made = await run_in_threadpool(_made, request, given, ids)
    back = RedirectResponse(local(given.get("back", "/")), 303)
    back.set_cookie(WHO, made.encode("ascii", "xmlcharrefreplace").decode(), httponly=True, samesite="strict", max_age=365 * 86400)
    return back


def _made(request: Request, given: dict[str, str], ids: tuple[str, ...]) -> str:
    view = View(request)
    who, now = given.get("who", "") or user(), request.app.state.now()
    view.shelf.ask(lambda r: r.review(given.get("action", ""), ids, changes(given), who, now, given.get("why", "")))
    return who


def changing(view: View) -> None:
    """Says so where nothing can be changed from the pages."""
    if view.rules.read_only:
        raise UsageError(view.t("review.read_only"))


def changes(given: dict[str, str]) -> dict[str, str]:
    """What a form corrects: every field that is filled.

    >>> changes({"action": "correct", "date": "1964", "kind": "", "actor:?": "Chad"})
    {'date': '1964', 'actor:?': 'TCD'}
    """
    if given.get("action") != Action.CORRECT:
        return {}
    found = {name: given[name] for name in ("date", "kind", "standing") if given.get(name)}
    return found | {name: actor_of(value) for name, value in given.items() if name.startswith("actor:") and value}


def _page(request: Request) -> Response:
    view = View(request)
    changing(view)
    actor = actor_of(view.asked("actor")) if view.asked("actor") else ""
    log = view.shelf.ask(lambda r: r.reviews())
    stand = {r.id for r in valid(log)}
    return view.page(
        "review.html",
        actor=actor,
        cards=view.shelf.ask(lambda r: cards(view, r, actor)),
        log=[(r, r.id in stand or r.action is Action.UNDO) for r in reversed(log)][:LOG],
        last=next((r.id for r in reversed(log) if r.id in stand), ""),
        waiting=view.shelf.ask(lambda r: r.waiting()),
        who=who(view),
        kinds=[(k.name, view.kind(k.name)) for k in ontology()],
        standings=[s.value for s in Standing],
    )


def cards(view: View, record: Record, actor: str) -> list[Card]:
    """What a person should look at first, with the sentences for and against."""
    queue = record.queue(actor, QUEUE)
    shown = {c for q in queue for side in (q.entry.supporting, q.entry.disputing) for c in side[:SENTENCES]}
    with record.sql() as connection:
        quotes = {c.id: " ".join(c.evidence.quote.split()) for c in query.claims_of(connection, shown)}

    def notes(claims: tuple[str, ...]) -> tuple[Note, ...]:
        some = [c for c in claims[:SENTENCES] if c in quotes]
        return tuple(Note(n, view.url(f"/claim/{c}"), quotes[c]) for n, c in enumerate(some, 1))

    made = []
    for one in queue:
        names = " – ".join(view.name(a) for a in one.entry.actors)
        sides = tuple((side, notes(c)) for side, c in (("supports", one.entry.supporting), ("disputes", one.entry.disputing)) if c)
        said = what(view, one.entry.kind, dict(one.entry.attributes))
        made.append(Card(one.entry, said, names, view.time(one.entry.time), why(view, one.entry), sides))
    return made


def why(view: View, entry: Entry) -> str:
    """Why an entry waits, beside its standing and its sources."""
    against = view.t("review.against", n=len(entry.disputing)) if entry.disputing else ""
    return ", ".join(filter(None, (against, view.t("review.unresolved") if "" in entry.actors else "")))


def who(view: View) -> str:
    """Whose word it is: as given last time, else the user of this machine."""
    from html import unescape

    return unescape(view.request.cookies.get(WHO, "")) or user()


def user() -> str:
    """The user that the pages are served by."""
    try:
        return os.environ.get("COMITY_USER") or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
