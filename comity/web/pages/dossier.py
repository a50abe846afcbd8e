"""The dossier of an actor, and of a pair: what holds on a day, when what happened, what is only said, and how it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from comity.errors import TimeError
from comity.kinds import DOMAINS, ontology
from comity.model import Claim, Quantity
from comity.record import query
from comity.record.asof import Answer, AsOf, day_of
from comity.record.dossier import Dossier
from comity.record.lines import Line
from comity.record.names import called
from comity.record.query import Filter
from comity.record.record import Record
from comity.record.spells import State
from comity.record.ties import Tie
from comity.record.when import bounds
from comity.times.days import date
from comity.web import timeline
from comity.web.language import actor_name, words
from comity.web.lines import Note, what
from comity.web.pages.contradictions import both
from comity.web.view import View, actor_of

NOW = (State.HOLDS, State.PRESUMED, State.POSSIBLY)
SAID = ("planned", "negotiated", "alleged", "denied", "unrealised", "opinion")
LINES = 150  # of a section on one page
PARTNERS = 10
SPAN = 5  # years of a column of the shift between partners
COUNTED = 12


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


class Number(NamedTuple):
    """A count at a time: of what, how much, when, who is concerned, where it is said."""

    of: str
    amount: str
    low: float
    time: str
    first: int
    who: str
    url: str


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
    counted = view.shelf.ask(lambda r: counts(view, r, one, other), "counts", one, other, view.language)
    events = sections.get("timeline", ())
    return view.page(
        "dossier.html",
        one=one,
        other=other,
        title=" – ".join(view.name(a) for a in (one, other) if a),
        day=day,
        found=found,
        held=[h for a in sorted(on_day.answers, key=_now_first) if a.state in NOW and (h := held(view, a, numbers))],
        past=[held(view, a, numbers) for a in sorted(on_day.answers, key=_now_first) if a.state not in NOW],
        chart=chart(view, found, day),
        said=[(name, lines(view, name, sections[name], numbers)) for name in SAID if name in sections],
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


def sides(view: View, line: Line) -> str:
    """Who stands in a line with whom, in the page's language."""
    found = line.words.partition(": ")[2]
    if view.language == "en" or not found:
        return found
    link = {" and ": " et ", " → ": " → ", ", ": ", "}
    for sign, own in link.items():
        found = own.join(_name(view.language, part) for part in found.split(sign))
    return found


def _name(language: str, name: str) -> str:
    from comity.actors import catalogue

    found = [a.id for a in catalogue().named(name) if a.name == name] if name and not name.startswith("“") else []
    return actor_name(language, found[0]) if found else name


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


def counts(view: View, record: Record, one: str, other: str) -> list[tuple[str, list[Number]]]:
    """What is counted on these actors, thing by thing, in the order of time; of what is counted most often first."""
    with record.sql() as connection:
        where, values = Filter(actor=one, with_=other).where()
        sql = f"SELECT id FROM claims WHERE len(quantities) > 0 AND standing = 'actual' AND {where} ORDER BY id LIMIT 3000"
        claims = query.claims_of(connection, [row[0] for row in connection.execute(sql, values).fetchall()])
    by_thing: dict[str, list[Number]] = {}
    for claim in claims:
        span = bounds(claim.time.edtf)
        for q in claim.quantities:
            if span and abs(span[0]) < 5_000_000 and (q.of or q.unit) and 0 <= float(q.low) < 1e15:
                by_thing.setdefault(_thing(claim, q.of or q.unit), []).append(_number(view, claim, q))
    found = [(of, sorted(set(some), key=lambda n: (n.first, n.low, n.url))) for of, some in by_thing.items()]
    return sorted((f for f in found if len(f[1]) > 1), key=lambda f: (-len(f[1]), f[0]))[:COUNTED]


def _thing(claim: Claim, of: str) -> str:
    return of.lower().split()[-1] if of else claim.kind


def _number(view: View, claim: Claim, q: Quantity) -> Number:
    written = f"{q.low:,f}" if q.low == q.high else f"{q.low:,f}–{q.high:,f}"
    key = f"bound.{q.bound}"
    amount = view.t(key, amount=written) if key in words() else written
    span = bounds(claim.time.edtf) or (0, 0)
    first = span[0] if abs(span[0]) < 5_000_000 else span[1]
    names = " – ".join(view.name(a) for a in claim.actors())
    of = " ".join(filter(None, (q.unit, q.of)))
    return Number(of, amount, float(q.low), view.time(claim.time.edtf), first, names, view.opened(claim))


def numbers_chart(counted: Sequence[tuple[str, list[Number]]]) -> list[tuple[str, list[Number], list[tuple[float, float]], str, str]]:
    """Each thing's numbers with their places in a small drawing of 300 by 60, and its first and last year."""
    made = []
    for of, some in counted:
        first, last, top = some[0].first, max(some[-1].first, some[0].first + 1), max(n.low for n in some) or 1.0
        places = [(round(6 + 288 * (n.first - first) / (last - first), 1), round(54 - 48 * n.low / top, 1)) for n in some]
        made.append((of, some, places, str(date(first)[0]), str(date(some[-1].first)[0])))
    return made


class Shift(NamedTuple):
    """How often each partner is spoken of in each span of years: spans, and for every partner its counts with a grade of 0 to 4."""

    spans: list[str]
    rows: list[tuple[str, str, list[tuple[int, int]]]]


def shift(view: View, found: Dossier, one: str, on_day: AsOf) -> Shift | None:
    """The shift between partners: the lines of the dossier that have a date, counted by partner and years."""
    places: Counter[tuple[str, int]] = Counter()
    partners: Counter[str] = Counter()
    known = {view.name(a): a for answer in on_day.answers for a in answer.tie.actors}
    for section in (s for s in found.sections if s.name != "contradicted"):
        for line in section.lines:
            span = _years(line.time)
            if span is None or line.standing != "actual":
                continue
            text = sides(view, line)
            for name, actor in known.items():
                if actor != one and name in text and called(actor).kind in ("state", "organisation", "dependency"):
                    places[actor, span // SPAN * SPAN] += 1
                    partners[actor] += 1
    chosen = sorted(partners, key=lambda a: (-partners[a], a))[:PARTNERS]
    years = [y for (a, y) in places if a in chosen]
    if len(chosen) < 2 or not years or min(years) == max(years):
        return None
    first = max(min(years), max(years) - 15 * SPAN)
    spans = list(range(first, max(years) + 1, SPAN))
    top = max(places.values())
    rows = []
    for a in chosen:
        cells = [(n := places[a, y], 0 if not n else 1 + min(3, 4 * n // (top + 1))) for y in spans]
        rows.append((a, view.name(a), cells))
    return Shift([f"{y}–{y + SPAN - 1}" for y in spans], rows)


def _years(time: str) -> int | None:
    try:
        span = bounds(time)
    except TimeError:
        return None
    if span is None:
        return None
    day = span[0] if abs(span[0]) < 3_000_000 else span[1]
    return date(day)[0] if abs(day) < 3_000_000 else None


def _now_first(answer: Answer) -> tuple[int, int, str, tuple[str, ...]]:
    known = ontology()
    domain = known.kind(answer.tie.kind).domain if answer.tie.kind in known else ""
    order = list(State)
    return order.index(answer.state), DOMAINS.index(domain) if domain in DOMAINS else 99, answer.tie.kind, answer.tie.actors


