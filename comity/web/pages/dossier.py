"""The dossier of an actor, and of a pair: what holds on a day, when what happened, what is only said, and how it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.kinds import DOMAINS, ontology
from comity.record.asof import day_of
from comity.record.dossier import SECTIONS
from comity.web import timeline
from comity.web.brief import About, Brief, about, actors, brief, rarer_first, size
from comity.web.counts import counts
from comity.web.lines import NOTES
from comity.web.pages.contradictions import both
from comity.web.pages.documents import of_actors
from comity.web.shift import shift
from comity.web.sides import between
from comity.web.told import Held, Numbered, Told, held, told, wanted
from comity.web.view import View, actor_of

SAID = ("planned", "negotiated", "alleged", "denied", "unrealised", "opinion")
TIES = 12  # on one page
PAST = 12
DOCUMENTS = 12
CONTRADICTIONS = 6


class Shown(NamedTuple):
    """A page of lines: how many there are, and the first one's number; `name` is what the address calls it."""

    name: str
    lines: Sequence[Told] | Sequence[Held]
    total: int
    first: int
    size: int


def actor(request: Request) -> Response:
    """The dossier of one."""
    return _page(View(request), actor_of(request.path_params["actor"]), "")


def pair(request: Request) -> Response:
    """The dossier of two."""
    return _page(View(request), actor_of(request.path_params["one"]), actor_of(request.path_params["other"]))


def _page(view: View, one: str, other: str) -> Response:
    day = view.day()
    known = view.shelf.ask(actors, "actors")
    few, many = rarer_first(known, one, other)
    of: About = view.shelf.ask(lambda r: about(r, known, one, other), "about", one, other)
    first = {name: view.count(name) for name in SECTIONS}
    found: Brief = view.shelf.ask(lambda r: brief(r, of, first), "brief", one, other, *first.values())
    now, ended = view.shelf.ask(lambda r: r.network().listed(day, few, many), "ties", day, few, many)
    kinds = Counter(kind for _, kind in now)
    if (kind := view.asked("kind")) in kinds:
        now, ended = ([tie for tie in some if tie[1] == kind] for some in (now, ended))
    begin, past = view.count("ties"), view.count("past")
    pages = [[id for id, _ in some] for some in (now[begin : begin + TIES], ended[past : past + PAST])]
    ids = [*pages[0], *pages[1]]
    full = {a.tie.id: a for a in view.shelf.ask(lambda r: r.network().reasons(day, ids, few), "reasons", day, *ids)}
    shown = [[full[id] for id in some] for some in pages]
    names = [name for name in (*SAID, "timeline") if name in found.parts]
    against, conflicts = view.shelf.ask(lambda r: r.network().worst(CONTRADICTIONS, few, many), "worst", few, many)
    lines = wanted((a for some in shown for a in some), (e for name in names for e in found.parts[name].entries))
    numbers = Numbered(view, [*lines, *(c for a in against for side in a.sides for c in side.claims[:NOTES])])
    lists = [
        Shown(name, [held(view, a, day_of(day), numbers) for a in some], many, at, size)
        for name, some, many, at, size in (("ties", shown[0], len(now), begin, TIES), ("past", shown[1], len(ended), past, PAST))
    ]
    parts = {n: Shown(n, told(view, (p := found.parts[n]).entries, numbers), p.total, p.first, size(n)) for n in names}
    documents, documents_total = view.shelf.ask(lambda r: of_actors(r, (many, few), DOCUMENTS), "documents of", one, other)
    return view.page(
        "dossier.html",
        one=one,
        other=other,
        title=" – ".join(view.name(a) for a in (one, other) if a),
        day=day,
        anything=bool(found.parts or now or ended),
        kinds=[(k, view.kind(k), n) for k, n in kinds.most_common()],
        kind=kind if kind in kinds else "",
        now=lists[0],
        past=lists[1],
        chart=chart(view, found, day),
        drawn=len(found.drawn),
        dated=found.dated,
        said=[parts[name] for name in SAID if name in parts],
        events=parts.get("timeline"),
        contradictions=[both(view, c, numbers.notes) for c in against],
        contradictions_total=conflicts,
        counted=counts(view, one, other),
        shift=None if other else shift(view, of, one),
        documents=documents,
        documents_total=documents_total,
        sentences=numbers.used(),
    )


def chart(view: View, found: Brief, day: str) -> timeline.Chart:
    """The timeline of a dossier: what has a date, a lane a domain; of very much that what most sources say."""
    known = ontology()
    items = []
    for one in sorted(found.drawn, key=lambda d: (d.time, d.id)):
        lane = known.kind(one.kind).domain if one.kind in known else "society"
        text = " · ".join(filter(None, (view.kind(one.kind), between(view, one.kind, one.actors), view.time(one.time))))
        label = text if one.standing == "actual" else f"{text} ({view.t('standing.' + one.standing)})"
        items.append(timeline.Item(lane, one.time, one.standing, label, view.url(f"/claim/{one.claim}"), one.disputed))
    return timeline.chart(items, DOMAINS, day_of(day))._replace(undated=found.undated)


