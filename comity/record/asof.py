"""As of: what held on a day, tie by tie, with the reason in a sentence and the claims that make it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from comity.model import Standing
from comity.record.spells import POSITIVE, STOPS, Finding, Mark, Spell, State, Turn, on_day, spells
from comity.record.ties import Aside, Tie, lasts
from comity.record.when import EVER, asked, bounds, last_day
from comity.record.words import time_words

ON = {Turn.START: "began", Turn.RESUME: "was resumed", Turn.HOLDS: "is witnessed"}
OFF = {Turn.END: "ended", Turn.SUSPEND: "was suspended"}


class Answer(NamedTuple):
    """What can be said of a tie on the day: the state, why, and on which claims it rests; `disputed` are the claims against it."""

    tie: Tie
    state: State
    reason: str
    claims: tuple[str, ...]
    disputed: tuple[str, ...] = ()

    def spells(self) -> tuple[Spell, ...]:
        """The whole history of the tie, spell by spell."""
        return spells(self.tie.marks)


class Told(NamedTuple):
    """What is said of a tie but makes none: planned, denied, alleged, conditional, an opinion."""

    tie: Tie
    standing: str
    kind: str
    time: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AsOf:
    """What held on a day. `told` is what is only planned, denied, alleged …"""

    day: str
    actor: str
    answers: tuple[Answer, ...]
    told: tuple[Told, ...]

    def __repr__(self) -> str:
        return f"<AsOf {self.day} {self.actor} {len(self.answers)} ties>"

    def of(self, kind: str, *actors: str, **attributes: str) -> tuple[Answer, ...]:
        """The answers on ties of a kind between these actors, in either direction."""
        return tuple(
            a
            for a in self.answers
            if a.tie.kind == kind and set(actors) <= set(a.tie.actors) and attributes.items() <= dict(a.tie.attributes).items()
        )


def day_of(words: str) -> int:
    """The number of a day that a user gave; of a month or a year, of its last day."""
    return asked(last_day(words), "the day")[0]


def as_of(day: str, ties: Iterable[Tie], actor: str = "") -> AsOf:
    """What each tie was on that day, at its end; a month or a year stands for its last day."""
    day, known = last_day(day), list(ties)
    return AsOf(day, actor, tuple(answers(known, day_of(day))), tuple(told for tie in known for told in _told(tie)))


def answers(ties: Iterable[Tie], day: int) -> Iterator[Answer]:
    """What can be said of each tie on a day, of those that are said to be at all."""
    for tie in ties:
        if tie.marks:
            yield answer(tie, day)
        elif any(a.standing == Standing.ACTUAL for a in tie.asides):
            yield Answer(tie, State.UNKNOWN, "nothing says when", tie.claims)


def answer(tie: Tie, day: int) -> Answer:
    """What can be said of one tie on a day."""
    years = lasts(tie.kind)
    found = on_day(tie.marks, day, years)
    against = _against(tie, found, day)
    begin = _begin(tie, found.before)
    speak = [m for m in (begin, found.before, found.after, *found.between) if m]
    claims = tuple(sorted({c for m in speak for c in m.claims} - set(against)))
    return Answer(tie, found.state, reason(found, years, begin), claims or tie.claims, against)


def reason(found: Finding, years: float | None = None, begin: Mark | None = None) -> str:
    """Why, in a sentence. `begin` is what began the spell of which the turn before the day is but a witness.

    >>> start, end = Mark(0, 365, Turn.START, time="1960"), Mark(9000, 9000, Turn.END, time="1984-08-22")
    >>> reason(Finding(State.HOLDS, start, end))
    'It began 1960 and ended 1984-08-22.'
    >>> reason(Finding(State.POSSIBLY, None, start, (start,)))
    'It began 1960, which may be before or after this day.'
    >>> reason(Finding(State.PRESUMED, Mark(500, 800, Turn.HOLDS, time="1997")), None, start)
    'It began 1960 and is witnessed 1997, and nothing says that it ended.'
    """
    before, after = found.before, found.after
    if found.state is State.POSSIBLY and found.between:
        unsure = min(found.between, key=lambda m: (m.turn is Turn.HOLDS, m.last - m.first, m))
        if not unsure.time:
            return f"It {_verb(unsure)} at a time that nobody tells."
        return f"It {_said(unsure)}, which may be before or after this day."
    so_far = f"{_said(begin)} and {_said(before)}" if begin else _said(before)
    match found.state:
        case State.HOLDS:
            return f"It {so_far} and {'still held' if after and after.turn is Turn.HOLDS else _verb(after)} {_when(after)}."
        case State.PRESUMED:
            return f"It {so_far}, and nothing says that it ended."
        case State.ENDED if before and before.turn is Turn.SUSPEND:
            return f"It {_said(before)}; " + (f"it {_said(after)}." if after else "nothing says that it was resumed.")
        case State.ENDED if before:
            return f"It {_said(before)}." if not after else f"It {_said(before)}, before it {_said(after)}."
        case State.NOT_YET if after and after.turn is Turn.START:
            return f"It {_said(after)}, after this day."
        case State.NOT_YET:
            return f"It {_said(before)}."
        case State.POSSIBLY if before and not after:
            return f"It {_said(before)} after it had ended, and nothing says that it began again."
        case State.POSSIBLY if before and after:
            return f"It {so_far} and {_said(after)}; nothing says what happened in between."
        case State.UNKNOWN if before and before.turn in POSITIVE:
            return f"It {so_far}; a tie of this kind is not presumed to last more than {years:g} years without news."
        case State.UNKNOWN if before:
            return f"It {_said(before)}, and nothing says how it went on."
        case State.UNKNOWN if after:
            return f"It {_said(after)}, and nothing says what was before."
    return "What is said of it does not tell."


def _begin(tie: Tie, before: Mark | None) -> Mark | None:
    """What began the spell of a witness."""
    if before is None or before.turn is not Turn.HOLDS or len(tie.marks) < 2:
        return None
    begun = (s.begin for s in spells(tie.marks) if before in s.witnesses)
    return next((b for b in begun if b and b.time and b.last <= before.last), None)


def _said(mark: Mark | None) -> str:
    if mark is None:
        return "is spoken of"
    return f"{_verb(mark)} {_when(mark)}" + (f", when {mark.reason}" if mark.reason else "")


def _verb(mark: Mark | None) -> str:
    if mark is None:
        return "is spoken of"
    if mark.turn is Turn.LACKS:
        return "is said not to be,"
    return ON.get(mark.turn) or OFF.get(mark.turn) or f"is left open by {mark.kind.replace('_', ' ')}"


def _when(mark: Mark | None) -> str:
    return (time_words(mark.time) or "at a time that nobody tells") if mark else ""


def _against(tie: Tie, found: Finding, day: int) -> tuple[str, ...]:
    """The claims that say otherwise of the day: a denial of what makes the answer; another beginning or end of the same spell that
    lies on the other side of the day."""
    denials = [a for a in tie.asides if a.standing == Standing.DENIED] if found.state in (State.HOLDS, State.PRESUMED) else []
    against = {a.claim for a in denials if _meets(a, found)}
    if len(tie.marks) > 1 and lasts(tie.kind) is None:
        for spell in spells(tie.marks):
            against |= {c for m in _rivals(spell, day) for c in m.claims}
    before, after = found.before, found.after
    if before and after and before.turn in STOPS and after.turn in STOPS and before.claims and after.claims:
        against |= set(after.claims)
    return tuple(sorted(against))


def _rivals(spell: Spell, day: int) -> list[Mark]:
    """Other beginnings given for a spell that has begun by the day, but not according to them."""
    if spell.begin is None or spell.begin.last > day or (spell.end and spell.end.first <= day):
        return []
    return [m for m in spell.witnesses if m.turn is Turn.START and m.first > day]


def _meets(aside: Aside, found: Finding) -> bool:
    span = bounds(aside.time)
    if span is None:
        return True
    first = found.before.first if found.before else -EVER
    last = found.after.last if found.after else EVER
    return span[0] <= last and first <= span[1]


def _told(tie: Tie) -> list[Told]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for aside in tie.asides:
        if aside.standing != Standing.ACTUAL:
            groups.setdefault((aside.time, aside.standing, aside.kind), []).append(aside.claim)
    return [Told(tie, standing, kind, time, tuple(sorted(claims))) for (time, standing, kind), claims in sorted(groups.items())]

