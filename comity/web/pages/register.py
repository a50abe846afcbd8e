"""The register of an actor: a row a partner, sortable, filterable, as of any day, with its sentences and as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comity.kinds import DOMAINS, ontology
from comity.record.citations import Citation
from comity.record.names import called
from comity.record.register import Register, RegisterRow, Statement, place
from comity.web.downloads import NAMES, download
from comity.web.lines import NOTES, Shown, notes, shown
from comity.web.partners import Few, Partners, few, partners
from comity.web.view import View, actor_of

COLUMNS = ("partner", "began", "changes", "missions", "notes")
KINDS = ("state", "dependency", "organisation", "armed_group", "company", "people", "unknown")
ROWS = 20  # a page
LINES = 6  # of a cell; the page of the pair has all of them
LATE = "~"  # sorts after every date


class Row(NamedTuple):
    """A partner as the page shows it."""

    name: str
    kind: str
    url: str
    cells: dict[str, list[Shown]]
    more: dict[str, int]


def open_register(request: Request) -> Response:
    """The register, or the dossier, of whomever a person names, in any known form."""
    view = View(request)
    actor = actor_of(view.asked("actor"))
    if view.asked("view") == "dossier":
        return RedirectResponse(view.url(f"/actor/{actor}"), 303)
    return RedirectResponse(view.url(f"/register/{actor}", as_of=view.asked("as_of")), 303)


class Page(NamedTuple):
    """The rows of a page, how many rows fit what is asked for, how many there are, and the sentences that they cite."""

    rows: list[Row]
    found: int
    total: int
    citations: dict[int, Citation]


def register(request: Request) -> Response:
    """The page."""
    view = View(request)
    actor = actor_of(request.path_params["actor"])
    first = view.count("from")
    page = _by_partner(view, actor, first) if _plain(view) else _arranged(view, actor, first)
    used = {n.number for row in page.rows for cell in row.cells.values() for line in cell for n in line.notes}
    cited = sorted(used) if view.asked("sentences") else []
    return view.page(
        "register.html",
        actor=actor,
        rows=page.rows,
        total=page.total,
        found=page.found,
        first=first,
        size=ROWS,
        sort=_sort(view),
        columns=COLUMNS,
        kinds=KINDS,
        domains=DOMAINS,
        sentences=[(note, page.citations[note.number]) for note in notes(view, cited, page.citations)],
        files=[(NAMES[e], view.here(**{"from": ""}).replace(request.url.path, f"/register/{actor}.{e}", 1)) for e in NAMES],
    )


def register_file(request: Request) -> Response:
    """The same rows as a file."""
    view = View(request)
    actor = actor_of(request.path_params["actor"])
    chosen = arranged(view, _asked(view, actor))
    from comity.exchange.views import register_table

    about = view.shelf.ask(lambda r: {"comity": dict(r.versions.parts).get("comity", ""), "fingerprint": r.versions.fingerprint}, "about")
    name = f"register-{actor}" + (f"-{chosen.as_of}" if chosen.as_of else "")
    return download(register_table(chosen, about), request.path_params["format"], name)


def _plain(view: View) -> bool:
    """Whether the rows are asked for by partner alone, so that those of a page can be looked up without the others."""
    return not any(view.asked(name) for name in ("as_of", "domain", "q")) and _sort(view)[0] == "partner"


def _by_partner(view: View, actor: str, first: int) -> Page:
    """A page of the rows by partner, those without one last, from the claims on these partners alone."""
    known: Partners = view.shelf.ask(lambda r: partners(r, actor), "partners", actor)
    kind, sort = view.asked("kind"), view.asked("sort")
    named = sorted(known.named, key=(lambda p: (view.name(p).casefold(), p)) if sort else place)
    chosen = [p for p in named if kind in ("", called(p).kind)]
    nobody = known.rows if kind in ("", "unknown") else 0
    found, down = len(chosen) + nobody, sort.startswith("-")
    at = range(first, min(first + ROWS, found)) if not down else range(found - 1 - first, max(found - 1 - first - ROWS, -1), -1)
    shown = [chosen[n] for n in at if n < len(chosen)]
    behind = [n - len(chosen) for n in at if n >= len(chosen)]
    lost = view.shelf.ask(lambda r: r.register(actor, "", known.lost).rows, "lost", actor) if behind else ()
    said: dict[str, Few] = view.shelf.ask(lambda r: few(r, actor, shown, LINES, NOTES), "few", actor, *shown)
    wanted = [*(c for p in shown for c in said[p].claims), *(c for n in behind for s in lost[n].statements() for c in s.claims)]
    made: Register = view.shelf.ask(lambda r: r.register(actor, "", wanted), "rows", actor, *wanted)
    by_partner = {row.partner: row for row in made.rows if row.partner}
    nameless = sorted((row for row in made.rows if not row.partner), key=made.rows.index, reverse=down)
    rows = [by_partner[p] for p in shown]
    rows = [*nameless, *rows] if down else [*rows, *nameless]
    citations = {c.number: c for c in made.citations}
    return Page([_row(view, actor, r, citations, said.get(r.partner)) for r in rows], found, len(named) + known.rows, citations)


def _arranged(view: View, actor: str, first: int) -> Page:
    """A page of the rows that the address asks for, out of all."""
    whole = _asked(view, actor)
    key = (*view.state(), *(view.asked(n) for n in ("as_of", "kind", "domain", "q", "sort")))
    chosen = view.shelf.ask(lambda _: arranged(view, whole), "arranged", actor, *key)
    citations = {c.number: c for c in chosen.citations}
    rows = [_row(view, actor, row, citations) for row in chosen.rows[first : first + ROWS]]
    return Page(rows, len(chosen.rows), len(whole.rows), citations)


def arranged(view: View, whole: Register) -> Register:
    """The rows that the address asks for, in its order, and the sentences that they cite."""
    kind, domain, wanted = view.asked("kind"), view.asked("domain"), view.asked("q").casefold()
    rows = [_of_domain(row, domain) for row in whole.rows if not kind or row.kind == kind]
    rows = [row for row in rows if row.statements()]
    if wanted:
        citations = {c.number: c.sentence.casefold() for c in whole.citations}
        rows = [r for r in rows if wanted in f"{r.name} {view.name(r.partner)}".casefold() or any(
            wanted in citations[n] for s in r.statements() for n in s.citations)]
    column, down = _sort(view)
    if view.asked("sort"):
        rows.sort(key=lambda row: (_key(column)(view, row), row.name), reverse=down)
    used = {n for row in rows for s in row.statements() for n in s.citations}
    return replace(whole, rows=tuple(rows), citations=tuple(c for c in whole.citations if c.number in used))


def _asked(view: View, actor: str) -> Register:
    day = view.asked("as_of")
    return view.shelf.ask(lambda r: r.register(actor, day), "register", actor, day)


def _sort(view: View) -> tuple[str, bool]:
    asked = view.asked("sort")
    column = asked.removeprefix("-")
    return (column, asked.startswith("-")) if column in COLUMNS else ("partner", False)


def _key(column: str) -> Callable[[View, RegisterRow], Any]:
    def began(view: View, row: RegisterRow) -> Any:
        return next((s.time for s in row.began if s.time), LATE)

    def partner(view: View, row: RegisterRow) -> Any:
        return not row.partner, (view.name(row.partner) if row.partner else row.name).casefold()

    def count(view: View, row: RegisterRow) -> Any:
        return -len(getattr(row, column))

    return {"began": began, "partner": partner}.get(column, count)


def _of_domain(row: RegisterRow, domain: str) -> RegisterRow:
    if not domain:
        return row
    kinds = ontology()

    def kept(some: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(s for s in some if s.what in kinds and kinds.kind(s.what).domain == domain)

    return replace(row, began=kept(row.began), changes=kept(row.changes), missions=kept(row.missions), notes=kept(row.notes))


def _row(view: View, actor: str, row: RegisterRow, citations: Mapping[int, Citation], few: Few | None = None) -> Row:
    """A row as it is shown; `few` tells how much there is besides the notes that the row has."""
    cells = {name: [shown(view, s, citations) for s in getattr(row, name)[:LINES]] for name in COLUMNS[1:]}
    more = {name: max(0, len(getattr(row, name)) - LINES) for name in COLUMNS[1:]}
    if few:
        cells["notes"] = [line._replace(more=line.more + few.more.get(line.claim, 0)) for line in cells["notes"]]
        more["notes"] = max(0, few.notes - len(cells["notes"]))
    name = view.name(row.partner) if row.partner else f"{view.t('register.lost')} ({row.name})" if row.name else view.t("register.lost")
    return Row(name, row.kind, view.url(f"/pair/{actor}/{row.partner}") if row.partner else "", cells, more)
