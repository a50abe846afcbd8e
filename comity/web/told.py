"""The lines of a dossier's page: ties on a day and entries, each with the numbers of its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from comity.model import Claim, Entry
from comity.record.asof import Answer
from comity.record.citations import Citation
from comity.web.brief import sentences
from comity.web.lines import NOTES, Note, place, what
from comity.web.reasons import reason
from comity.web.sides import between, details, sides
from comity.web.view import View


class Held(NamedTuple):
    """A tie on the day: what, between whom, its state with the reason, where it is said, and how many claims more."""

    what: str
    who: str
    state: str
    reason: str
    disputed: bool
    notes: tuple[Note, ...]
    against: tuple[Note, ...]
    more: int
    url: str


class Told(NamedTuple):
    """A line of a section: what happened between whom, when, with what standing, on how many sources."""

    what: str
    sides: str
    time: str
    standing: str
    details: tuple[str, ...]
    sources: int
    notes: tuple[Note, ...]
    against: tuple[Note, ...]
    more: int
    url: str


class Numbered:
    """The sentences of a page, numbered in the order in which its lines use them."""

    def __init__(self, view: View, claims: Sequence[str]) -> None:
        self._view = view
        known = view.shelf.cited
        view.shelf.ask(lambda r: sentences(r, claims, known))
        self.claims = {c: known[c][0] for c in claims if c in known}
        self._said = {c: known[c][1] for c in self.claims}
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._used: dict[int, tuple[Note, Citation]] = {}

    def notes(self, claims: Iterable[str]) -> tuple[Note, ...]:
        """The numbers of the sentences that these claims rest on, as links."""
        found: dict[int, Note] = {}
        for claim in claims:
            if claim in self._said:
                citation = self._said[claim]
                number = self._numbers.setdefault((citation.document, citation.start, citation.end), len(self._numbers) + 1)
                note = Note(number, place(self._view, citation, claim), citation.sentence)
                found.setdefault(number, note)
                self._used.setdefault(number, (note, citation))
        return tuple(note for _, note in sorted(found.items()))

    def used(self) -> list[tuple[Note, Citation]]:
        """The sentences that were cited, by number."""
        return [pair for _, pair in sorted(self._used.items())]


def wanted(answers: Iterable[Answer], entries: Iterable[Entry]) -> list[str]:
    """The claims whose sentences these lines show, each once, in the order of the lines."""
    ties = [c for a in answers for c in (*a.claims[:NOTES], *a.disputed[:NOTES])]
    return list(dict.fromkeys([*ties, *(c for e in entries for c in (*e.supporting[:NOTES], *e.disputing[:NOTES]))]))


def held(view: View, answer: Answer, day: int, numbers: Numbered) -> Held:
    """A tie on the day."""
    return Held(
        what(view, answer.tie.kind, dict(answer.tie.attributes)),
        between(view, answer.tie.kind, answer.tie.actors),
        answer.state.value,
        reason(view, answer, day),
        bool(answer.disputed),
        numbers.notes(answer.claims[:NOTES]),
        numbers.notes(answer.disputed[:NOTES]),
        max(0, len(answer.claims) - NOTES),
        view.url(f"/claim/{answer.claims[0]}") if answer.claims else "",
    )


def told(view: View, entries: Iterable[Entry], numbers: Numbered) -> list[Told]:
    """A line for the entries to which the same sentences give the same time, standing and sides."""
    together: dict[tuple[object, ...], list[tuple[Entry, list[Claim]]]] = {}
    for entry in entries:
        own = [numbers.claims[c] for c in entry.supporting[:NOTES] if c in numbers.claims]
        if own:
            said = tuple(sorted((c.evidence.document, c.evidence.start) for c in own))
            key = (entry.time, entry.standing, sides(view, entry.actors, own[0]), said)
            together.setdefault(key, []).append((entry, own))
    return [_line(view, str(key[2]), some, numbers) for key, some in together.items()]


def _line(view: View, who: str, some: Sequence[tuple[Entry, list[Claim]]], numbers: Numbered) -> Told:
    entry = some[0][0]
    return Told(
        ", ".join(dict.fromkeys(view.kind(e.kind) for e, _ in some)),
        who,
        view.time(entry.time) or view.t("time.none"),
        entry.standing.value,
        details(view, (c for _, own in some for c in own)),
        max(e.sources for e, _ in some),
        numbers.notes(c.id for _, own in some for c in own),
        numbers.notes(c for e, _ in some for c in e.disputing[:NOTES]),
        max(0, max(len(e.supporting) for e, _ in some) - NOTES),
        view.url(f"/claim/{entry.supporting[0]}"),
    )
