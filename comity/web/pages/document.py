"""A document at a sentence: its text as it was read, the claims in the margin, how one of them was found, and where else it is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comity.errors import UsageError
from comity.kinds import DOMAINS, ontology
from comity.model import BlockKind, Claim, Document, Standing
from comity.record.citations import extent
from comity.record.record import Record
from comity.record.reviews import valid
from comity.web.cite import citations_of
from comity.web.explained import words_of
from comity.web.lines import what
from comity.web.pages.review import who
from comity.web.view import View

PART = 60_000  # characters of a long document on one page
TOGETHER = {"header": "table", "row": "table", "list_item": "list", "reference": "references"}
ASIDE = frozenset({BlockKind.BOILERPLATE, BlockKind.OTHER_ARTICLE})


class Piece(NamedTuple):
    """A stretch of text: whether it is the sentence that was asked for, and the claims that rest on it."""

    text: str
    focus: bool = False
    first: bool = False
    claim: str = ""
    standing: str = ""
    label: str = ""


class Part(NamedTuple):
    """A block as it is shown: 'heading', 'paragraph', 'list_item', 'row', 'caption', 'reference', 'aside'."""

    sort: str
    level: int
    pieces: list[Piece]
    cells: list[list[Piece]]
    label: str = ""


class Marginal(NamedTuple):
    """A claim in the margin."""

    claim: Claim
    what: str
    who: str
    time: str
    url: str


def claim(request: Request) -> Response:
    """A claim's own address: its document, opened at its sentence."""
    view = View(request)
    id = request.path_params["id"]
    try:
        return RedirectResponse(view.opened(view.shelf.ask(lambda r: r.claim(id))), 303)
    except UsageError:  # one that was rejected is still seen in its document
        for seen in (s for review in view.shelf.ask(lambda r: r.reviews()) for s in review.seen):
            if seen.claim == id:
                return RedirectResponse(view.url(f"/document/{seen.document}", claim=id), 303)
        raise


def document(request: Request) -> Response:
    """The page."""
    view = View(request)
    wanted, id = view.asked("claim"), request.path_params["id"]
    whole, claims = view.shelf.ask(lambda r: _with_claims(r, id), "document", id)
    chosen = next((c for c in claims if wanted and c.id.startswith(wanted)), None)
    span = _span(view.asked("at"), whole) or (extent(whole, chosen.evidence.start, chosen.evidence.end) if chosen else None)
    fitting = [c for c in claims if _fits(view, c)]
    part = view.asked("part")
    number = int(part) if part.isdigit() else 1 + (span[0] // PART if span else 0)
    number = max(1, min(number, 1 + len(whole.text) // PART))
    first, last = (number - 1) * PART, number * PART
    margin = [marginal(view, c) for c in fitting if first <= c.evidence.start < last]
    own = [c.id for c in claims]
    at = own.index(chosen.id) if chosen else -1
    tell = words_of(view.language)
    return view.page(
        "document.html",
        document=whole,
        published=whole.published.edtf,
        groups=grouped(parts(view, whole, claims, span, first, last)),
        part=number,
        part_count=1 + len(whole.text) // PART,
        margin=margin,
        total=len(claims),
        domains=[d for d in DOMAINS if any(_domain(c) == d for c in claims)],
        standings=[s.value for s in Standing if any(c.standing is s for c in claims)],
        chosen=marginal(view, chosen) if chosen else None,
        explanation=view.shelf.ask(lambda r: r.explain(chosen.id, tell), "explain", chosen.id, view.language).aspects if chosen else (),
        entries=view.shelf.ask(lambda r: elsewhere(r, chosen), "elsewhere", chosen.id) if chosen else [],
        who=who(view),
        kinds=[(k.name, view.kind(k.name)) for k in ontology()] if chosen and not view.rules.read_only else [],
        standings_all=[s.value for s in Standing],
        reviews=[r for r in valid(view.shelf.ask(lambda r: r.reviews(), "reviews")) if wanted and wanted in r.claims],
        cites=citations_of(whole, chosen) if chosen else {},
        before=marginal(view, claims[at - 1]).url if at > 0 else "",
        after=marginal(view, claims[at + 1]).url if 0 <= at < len(claims) - 1 else "",
    )


def elsewhere(record: Record, claim: Claim) -> list[tuple[str, int, list[tuple[str, Claim, str]]]]:
    """The entries that the claim supports or disputes: kind, independent sources, the other claims with their side and title."""
    found = []
    for entry in record.entries(claim=claim.id):
        sides = [(c, "supports") for c in entry.supporting] + [(c, "disputes") for c in entry.disputing]
        others = []
        for other, side in sides[:50]:
            if other != claim.id:
                one = record.claim(other)
                others.append((side, one, _title(record, one.evidence.document)))
        found.append((entry.kind, entry.sources, others))
    return found


def parts(view: View, document: Document, claims: Sequence[Claim], span: tuple[int, int] | None, first: int, last: int) -> list[Part]:
    """The blocks of a document that begin between two characters, cut where a claim or the sentence asked for begins or ends."""
    made = []
    headed: set[int] = set()
    above = 1  # the level of the heading before: none is skipped
    for block in document.blocks:
        if not first <= block.start < last:
            continue
        header = block.kind is BlockKind.CAPTION and bool(block.cells)
        row = block.kind is BlockKind.TABLE_ROW
        sort = "header" if header else "aside" if block.kind in ASIDE else "row" if row else block.kind.value
        if row and block.table not in headed and any(c.header for c in block.cells):
            made.append(Part("header", 0, [], [[Piece(c.header)] for c in block.cells]))
        if header or row:
            headed.add(block.table)
        inside = [c for c in claims if c.evidence.start < block.end and block.start < c.evidence.end]
        if (row or header) and block.cells:
            cells = [pieces(view, document, c.start, c.end, inside, span) for c in block.cells]
            made.append(Part(sort, 0, [], cells))
        else:
            if block.kind is BlockKind.HEADING:
                above = min(6, max(2, block.level), above + 1)
            made.append(Part(sort, above, pieces(view, document, block.start, block.end, inside, span), [], block.label))
    return made


def grouped(some: Sequence[Part]) -> list[tuple[str, list[Part]]]:
    """Parts that belong into one table or list together; every other part alone."""
    found: list[tuple[str, list[Part]]] = []
    for part in some:
        sort = TOGETHER.get(part.sort, "")
        if found and sort and found[-1][0] == sort and part.sort != "header":
            found[-1][1].append(part)
        else:
            found.append((sort, [part]))
    return found


def pieces(
    view: View, document: Document, start: int, end: int, claims: Iterable[Claim], span: tuple[int, int] | None
) -> list[Piece]:
    """The text from `start` to `end` in stretches over which the same claims are made."""
    some = [c for c in claims if c.evidence.start < end and start < c.evidence.end]
    cuts = {start, end, *(p for c in some for p in (c.evidence.start, c.evidence.end) if start < p < end)}
    if span:
        cuts |= {p for p in span if start < p < end}
    ordered = sorted(cuts)
    found = []
    for a, b in zip(ordered, ordered[1:], strict=False):
        over = [c for c in some if c.evidence.start <= a and b <= c.evidence.end]
        best = min(over, key=lambda c: (c.evidence.end - c.evidence.start, c.id), default=None)
        focus = span is not None and span[0] <= a and b <= span[1]
        found.append(
            Piece(
                document.text[a:b],
                focus,
                focus and span is not None and a == span[0],
                best.id if best else "",
                best.standing.value if best else "",
                "; ".join(view.kind(c.kind) for c in over),
            )
        )
    return found


def _with_claims(record: Record, id: str) -> tuple[Document, list[Claim]]:
    found = record.document(id)
    return found, record.claims(document=found.id)


def _title(record: Record, id: str) -> str:
    with record.sql() as connection:
        row = connection.execute("SELECT title FROM documents WHERE id = ?", [id]).fetchone()
    return row[0] if row and row[0] else id


def marginal(view: View, claim: Claim, url: str = "") -> Marginal:
    """A claim in one line, and its address: on this page, if no other is given."""
    details = dict(claim.attributes) | ({"place": claim.place.text} if claim.place else {})
    who = " – ".join(view.name(p.actor) if p.actor else f"“{p.mention.text}”" if p.mention.text else "?" for p in claim.participants)
    return Marginal(claim, what(view, claim.kind, details), who, view.time(claim.time.edtf), url or _link(view, claim))


def _link(view: View, claim: Claim) -> str:
    return view.here(claim=claim.id, at="", part="") + "#here"


def _fits(view: View, claim: Claim) -> bool:
    domain, standing = view.asked("domain"), view.asked("standing")
    return (not domain or _domain(claim) == domain) and (not standing or claim.standing.value == standing)


def _domain(claim: Claim) -> str:
    return ontology().kind(claim.kind).domain if claim.kind in ontology() else ""


def _span(words: str, document: Document) -> tuple[int, int] | None:
    start, dash, end = words.partition("-")
    if dash and start.isdigit() and end.isdigit() and int(start) < int(end) <= len(document.text):
        return int(start), int(end)
    return None


