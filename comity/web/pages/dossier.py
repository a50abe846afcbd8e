"""The dossier of an actor, and of a pair: what holds on a day, when what happened, what is only said, and how it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.kinds import DOMAINS, ontology
from comity.record.asof import Answer, day_of
from comity.record.dossier import Dossier
from comity.record.lines import Line
from comity.record.record import Record
from comity.record.spells import State
from comity.record.ties import Tie
from comity.web import timeline
from comity.web.counts import counts, numbers_chart
from comity.web.lines import Note, what
from comity.web.pages.contradictions import both
from comity.web.shift import shift
from comity.web.sides import sides
from comity.web.view import View, actor_of

NOW = (State.HOLDS, State.PRESUMED, State.POSSIBLY)
SAID = ("planned", "negotiated", "alleged", "denied", "unrealised", "opinion")
LINES = 40  # of a section on one page
TIES = 80


class Held(NamedTuple):
    """A tie on the day: what, between whom, its state with the reason, where it is said."""

    what: str
    who: str
    state: str
    reason: str
    disputed: bool
    notes: tuple[Note, ...]
    against: tuple[Note, ...]


class Told(NamedTuple):
    """A line of the dossier in the page's language."""

    id: str
    what: str
    sides: str
    time: str
    standing: str
    details: tuple[str, ...]
    sources: int
    documents: int
    reasons: tuple[str, ...]
    notes: tuple[Note, ...]
    against: tuple[Note, ...]


def actor(request: Request) -> Response:
    """The dossier of one."""
    return _page(View(request), actor_of(request.path_params["actor"]), "")


def pair(request: Request) -> Response:
    """The dossier of two."""
    return _page(View(request), actor_of(request.path_params["one"]), actor_of(request.path_params["other"]))


def _page(view: View, one: str, other: str) -> Response:
    day = view.day()
    found = view.shelf.ask(lambda r: r.dossier(one, other), "dossier", one, other)
    on_day = view.shelf.ask(lambda r: r.as_of(day, one, other), "as of", day, one, other)
    places = view.shelf.ask(lambda r: where_said(r, one), "places", one)
    numbers = Numbered(view, found, places)
    sections = {s.name: s.lines for s in found.sections}
    against = view.shelf.ask(lambda r: r.contradictions(one, other), "contradictions", one, other)
    ties = sorted(on_day.answers, key=_now_first)
    counted = view.shelf.ask(lambda r: counts(view, r, one, other), "counts", one, other, view.language)
    events = sections.get("timeline", ())
    return view.page(
        "dossier.html",
        one=one,
        other=other,
        title=" – ".join(view.name(a) for a in (one, other) if a),
        day=day,
        found=found,
        held=[held(view, a, numbers) for a in ties if a.state in NOW][:TIES],
        past=[held(view, a, numbers) for a in ties if a.state not in NOW][:TIES],
        count=sum(a.state in NOW for a in ties),
        chart=chart(view, found, day),
        said=[(name, lines(view, name, some, numbers), max(0, len(some) - LINES)) for name in SAID if (some := sections.get(name))],
        events=lines(view, "timeline", events, numbers),
        more=max(0, len(events) - LINES),
        contradictions=[both(view, c, view.shelf) for c in against[:20]],
        numbers=counted,
        numbers_chart=numbers_chart(counted),
        shift=None if other else shift(view, found, one, on_day),
        sentences=numbers.used(),
    )


class Numbered:
    """Gives lines their numbers, and remembers which sentences a page cites."""

    def __init__(self, view: View, found: Dossier, places: dict[str, tuple[str, int]]) -> None:
        self._view = view
        self._citations = {c.number: c for c in found.citations}
        self._places = places
        self._by_document: dict[str, list[tuple[int, int, int]]] = {}
        self._used: set[int] = set()
        for c in found.citations:
            self._by_document.setdefault(c.document, []).append((c.start, c.end, c.number))

    def notes(self, numbers: Iterable[int], claim: str = "") -> tuple[Note, ...]:
        """The numbers as links."""
        from comity.web.lines import notes

        found = notes(self._view, numbers, self._citations, claim)
        self._used |= {n.number for n in found}
        return found

    def of_claims(self, claims: Iterable[str]) -> tuple[Note, ...]:
        """The numbers of the sentences that these claims rest on."""
        found: dict[int, str] = {}
        for claim in claims:
            document, start = self._places.get(claim, ("", 0))
            number = next((n for a, b, n in self._by_document.get(document, ()) if a <= start < b), 0)
            if number:
                found.setdefault(number, claim)
        return tuple(note for number, claim in sorted(found.items()) for note in self.notes([number], claim))

    def used(self) -> list[tuple[Note, str, tuple[str, ...]]]:
        """The sentences cited, by number: link, where it stands, its footnotes."""
        return [(self.notes([n])[0], self._citations[n].where, self._citations[n].references) for n in sorted(self._used)]


def held(view: View, answer: Answer, numbers: Numbered) -> Held:
    """A tie on the day."""
    return Held(
        what(view, answer.tie.kind, dict(answer.tie.attributes)),
        who(view, answer.tie),
        answer.state.value,
        answer.reason,
        bool(answer.disputed),
        numbers.of_claims(answer.claims[:6]),
        numbers.of_claims(answer.disputed[:6]),
    )


def who(view: View, tie: Tie) -> str:
    """Between whom a tie is."""
    known = ontology()
    arrow = " – " if tie.kind in known and known.kind(tie.kind).symmetric else " → "
    return arrow.join(view.name(a) for a in tie.actors)


def lines(view: View, section: str, some: Sequence[Line], numbers: Numbered) -> list[Told]:
    """The first lines of a section."""
    return [told(view, n, section, line, numbers) for n, line in enumerate(some[:LINES])]


def told(view: View, number: int, section: str, line: Line, numbers: Numbered) -> Told:
    """A line in the page's language."""
    claim = line.claims[0] if line.claims else ""
    return Told(
        f"{section}-{number}",
        ", ".join(view.kind(k) for k in line.kinds),
        sides(view, line),
        view.time(line.time) or view.t("time.none"),
        line.standing,
        line.details,
        line.sources,
        len(line.documents),
        line.reasons,
        numbers.notes(line.citations, claim),
        numbers.notes(line.disputing),
    )


def chart(view: View, found: Dossier, day: str) -> timeline.Chart:
    """The timeline of a dossier: everything in it that has a date, a lane a domain."""
    known = ontology()
    items = []
    for section in (s for s in found.sections if s.name != "contradicted"):
        for n, line in enumerate(section.lines):
            kind = line.kinds[0]
            lane = known.kind(kind).domain if kind in known else "society"
            text = " · ".join(filter(None, (", ".join(view.kind(k) for k in line.kinds), sides(view, line), view.time(line.time))))
            label = text if line.standing == "actual" else f"{text} ({view.t('standing.' + line.standing)})"
            url = view.url(f"/claim/{line.claims[0]}") if line.claims else f"#{section.name}-{n}"
            items.append(timeline.Item(lane, line.time, line.standing, label, url, bool(line.disputing)))
    return timeline.chart(items, DOMAINS, day_of(day))


def where_said(record: Record, actor: str) -> dict[str, tuple[str, int]]:
    """Of the claims on an actor, by id: the document and where in it."""
    sql = 'SELECT id, evidence.document, evidence."start" FROM claims WHERE id IN (SELECT claim FROM participants WHERE actor = ?)'
    with record.sql() as connection:
        return {id: (document, start) for id, document, start in connection.execute(sql, [actor]).fetchall()}


def _now_first(answer: Answer) -> tuple[int, int, str, tuple[str, ...]]:
    known = ontology()
    domain = known.kind(answer.tie.kind).domain if answer.tie.kind in known else ""
    order = list(State)
    return order.index(answer.state), DOMAINS.index(domain) if domain in DOMAINS else 99, answer.tie.kind, answer.tie.actors


