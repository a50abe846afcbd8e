"""Actors as tables: whom words name, what the catalogue has on an actor, whom a text mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from comity.actors import Actor
from comity.actors.actor import overlaps
from comity.actors.membership import memberships
from comity.actors.resolve import Resolution
from comity.exchange.table import Cell, Column, Line, Table
from comity.model import Mention
from comity.record.names import name_of
from comity.record.people import Known

RESOLVED = (
    Column("words", "Words"),
    Column("actor", "Actor"),
    Column("name", "Name"),
    Column("how", "How"),
    Column("sector", "Sector"),
    Column("candidates", "Can also be"),
    Column("reason", "Why"),
)
ACTOR = (Column("what", "What"), Column("says", "Says"))
FOUND = (
    Column("document", "Document", page=False),
    Column("start", "Start"),
    Column("end", "End"),
    Column("text", "Words"),
    Column("actor", "Actor"),
    Column("how", "How"),
    Column("sector", "Sector"),
    Column("candidates", "Can be"),
    Column("reason", "Why"),
)
#: Sorts of names, as they are shown.
SORTS = {
    "names": ("name", "official", "short", "former"),
    "acronyms": ("acronym",),
    "adjectives": ("adjective",),
    "people": ("demonym", "demonym_plural"),
    "capitals": ("capital",),
    "seats of power": ("seat",),
}
LANGUAGES = ("en", "fr")


def resolved_table(found: Resolution, at: str, about: Mapping[str, Any]) -> Table:
    """Whom words name on a day: one row."""
    row: dict[str, Cell] = {
        "words": found.words,
        "actor": found.actor,
        "name": name_of(found.actor) if found.actor else "",
        "how": found.how,
        "sector": found.sector,
        "candidates": [Line(f"{c} ({name_of(c)})") for c in found.candidates],
        "reason": found.reason,
    }
    record = {**asdict(found), "name": row["name"], "candidates": list(found.candidates)}
    return Table(f"“{found.words}”{f' at {at}' if at else ''}", RESOLVED, (row,), data=lambda: [record], about={**about, "at": at})


def actor_table(actor: Actor, holders: Sequence[Known], at: str, about: Mapping[str, Any]) -> Table:
    """What is known of an actor, at a time if one is given: a row an aspect."""
    aspects = [(label, says) for label, says in _aspects(actor, holders, at) if any(says)]
    return Table(
        f"{actor.name} [{actor.id}]{f' at {at}' if at else ''}",
        ACTOR,
        tuple({"what": label, "says": [Line(line) for line in says]} for label, says in aspects),
        data=lambda: [{"id": actor.id, "name": actor.name, "kind": actor.kind, **{label: list(says) for label, says in aspects}}],
        about={**about, "at": at},
    )


def _aspects(actor: Actor, holders: Sequence[Known], at: str) -> Iterable[tuple[str, Sequence[str]]]:
    yield "kind", [f"{actor.kind.replace('_', ' ')}{f' ({actor.sort})' if actor.sort else ''}"]
    yield "existed", [_period(actor.begin, actor.end), *(f"but not {gap}" for gap in actor.gaps)]
    for label, sorts in SORTS.items():
        held = [n for n in actor.names if n.sort in sorts and n.language in LANGUAGES and n.holds(at)]
        yield label, list(dict.fromkeys(f"{n.words} {_bounds(n.begin, n.end)}".strip() for n in held))
    past = [f"{c.scheme} {c.code} {_bounds(c.begin, c.end)}" for c in actor.past_codes]
    yield "codes", [*(f"{scheme} {code}" for scheme, code in actor.codes.items()), *past]
    yield "belongs to", [_named(id) for id in (actor.parent, *actor.home.split()) if id]
    yield "seat", [actor.seat]
    yield "before it", [_named(id) for id in actor.predecessors]
    yield "after it", [_named(id) for id in actor.successors]
    of = [m for m in memberships() if m.member == actor.id and overlaps(m.begin, m.end, at)]
    yield "member of", [f"{name_of(m.organisation)} {_bounds(m.begin, m.end)}{_status(m.status)}".strip() for m in of]
    has = [m for m in memberships() if m.organisation == actor.id and overlaps(m.begin, m.end, at)]
    yield "members", [f"{name_of(m.member)} {_bounds(m.begin, m.end)}{_status(m.status)}".strip() for m in has]
    yield "office-holders", [str(h) for h in holders]
    yield "checked against", [actor.checked.replace(" ", ", ")]


def _named(id: str) -> str:
    return f"{name_of(id)} [{id}]"


def _status(status: str) -> str:
    return "" if status == "member" else f", {status.replace('_', ' ')}"


def _bounds(begin: str, end: str) -> str:
    return f"({_period(begin, end)})" if begin or end else ""


def _period(begin: str, end: str) -> str:
    return f"{begin or '..'}/{end or '..'}" if begin or end else ""


def mentions_table(found: Sequence[tuple[str, Mention]], about: Mapping[str, Any]) -> Table:
    """The mentions of documents, each with the address of its document."""
    return Table(
        f"{len(found)} mention{'' if len(found) == 1 else 's'}",
        FOUND,
        tuple({**asdict(m), "document": address, "candidates": " ".join(m.candidates)} for address, m in found),
        data=lambda: [{"document": address, **asdict(m)} for address, m in found],
        about=about,
    )
