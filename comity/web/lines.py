"""What is said of two actors, as a line of a page in its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from comity.record.citations import Citation
from comity.record.register import MISSIONS, Statement
from comity.web.language import words
from comity.web.view import View

NOTES = 3  # sentences of a line; the page of its claim has all of them
ARROWS = {"out": "→", "in": "←"}


class Note(NamedTuple):
    """A number that opens a sentence."""

    number: int
    url: str
    sentence: str


class Shown(NamedTuple):
    """A line: which way, what, when, with what standing, where it is said, and how many sentences more say so."""

    arrow: str
    what: str
    time: str
    standing: str
    notes: tuple[Note, ...]
    kind: str
    claim: str
    more: int
    url: str


def shown(view: View, statement: Statement, citations: Mapping[int, Citation], time: str | None = None) -> Shown:
    """A statement as a line."""
    return Shown(
        ARROWS.get(statement.direction, ""),
        what(view, statement.what, dict(statement.details)),
        view.time(statement.time if time is None else time),
        statement.standing,
        notes(view, statement.citations[:NOTES], citations, statement.claims[0] if statement.claims else ""),
        statement.what,
        statement.claims[0] if statement.claims else "",
        max(0, len(statement.citations) - NOTES),
        view.url(f"/claim/{statement.claims[0]}") if statement.claims else "",
    )


def what(view: View, kind: str, details: Mapping[str, str]) -> str:
    """What a statement says, without who, when and whether."""
    if kind in MISSIONS and (details.get("mission") or kind != "mission_to_organisation"):
        return mission(view, kind, details)
    said = details.get("name") or details.get("agreement") or details.get("office") or details.get("predicate") or ""
    return view.kind(kind) + (f" ({said.replace('_', ' ')})" if said else "")


def mission(view: View, kind: str, details: Mapping[str, str]) -> str:
    """A mission, where it is, and what happened to it."""
    sort, place = details.get("mission", ""), details.get("place", "")
    if kind == "accredited":
        source = details.get("from", "") or place
        return view.t("mission.accredited_from", place=source) if source else view.t("mission.accredited")
    key = f"mission.{sort.replace(' ', '_')}"
    name = view.t(key) if key in words() else (sort or view.t("mission.mission")).replace("_", " ")
    name = view.t("mission.at_place", mission=name, place=place) if place else name
    event = f"mission.{kind}"
    return view.t(event, mission=name) if event in words() else name


def notes(view: View, numbers: Iterable[int], citations: Mapping[int, Citation], claim: str = "") -> tuple[Note, ...]:
    """The numbers behind a line."""
    return tuple(Note(n, place(view, citations[n], claim), citations[n].sentence) for n in numbers if n in citations)


def place(view: View, citation: Citation, claim: str = "") -> str:
    """The address of a cited sentence: its document, opened there."""
    return view.url(f"/document/{citation.document}", at=f"{citation.start}-{citation.end}", claim=claim) + "#here"
