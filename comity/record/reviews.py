"""Reviews: a person's word on claims, kept for good. Lines are only added to one file of the record, which nothing else writes.

What a review says is laid over whatever is read, now and after every later reading: a claim is found again by its id, else by its
words, kind and actors. One that is not found again waits, and is told of; no review is ever dropped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from comity.errors import DataError, RecordError, TimeError, UsageError
from comity.model import Claim, Participant, Standing, Time, digest
from comity.record.sides import bilateral

if TYPE_CHECKING:
    from comity.record.consolidate import Said

FILE = "reviews.jsonl"
FIELDS = ("kind", "date", "standing")
"""What can be corrected, beside an actor: 'actor:FRA' is the one that FRA was read as, 'actor:?' the one that nobody could resolve."""


class Action(StrEnum):
    """What a review does."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"  # the other claims are of the same event or tie as the first
    SPLIT = "split"  # these claims are of another event or tie than those they stand with
    UNDO = "undo"


class Seen(NamedTuple):
    """A claim as it was when it was reviewed: by this it is found again."""

    claim: str
    document: str
    kind: str
    actors: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Review:
    """One line: what was done to which claims, by whom, when and why. `change` is what is corrected, `undoes` the id of a review."""

    action: Action
    claims: tuple[str, ...] = ()
    change: tuple[tuple[str, str], ...] = ()
    undoes: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    seen: tuple[Seen, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            told = [f"{n}={v}" for n, v in self.change]
            object.__setattr__(self, "id", digest("review", self.action, *self.claims, *told, self.undoes, self.who, self.when, self.why))


def lines(folder: Path) -> list[Review]:
    """All reviews of a record, in their order."""
    path = folder / FILE
    if not path.exists():
        return []
    return [_review(path, number, line) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)]


def add(folder: Path, review: Review) -> None:
    """Adds a line."""
    path = folder / FILE
    try:
        with path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(asdict(review), ensure_ascii=False, sort_keys=True) + "\n")
    except OSError as error:
        raise RecordError(f"{path} cannot be written: {error.strerror}") from error


def mark(folder: Path) -> tuple[int, int]:
    """What changes when a review is added."""
    try:
        state = (folder / FILE).stat()
    except FileNotFoundError:
        return 0, 0
    return state.st_size, state.st_mtime_ns


def valid(reviews: Iterable[Review]) -> list[Review]:
    """The reviews that nobody has taken back, in their order. Undoing an undo brings the review back."""
    found = list({r.id: r for r in reviews}.values())
    undone: set[str] = set()
    for review in reversed(found):
        if review.action is Action.UNDO and review.id not in undone:
            undone.add(review.undoes)
    return [r for r in found if r.id not in undone and r.action is not Action.UNDO]


def check(action: str, claims: Sequence[str], change: Mapping[str, str]) -> Action:
    """The action, if it makes sense with these claims and changes."""
    if action not in set(Action):
        raise UsageError(f"{action!r} is no review: there are {', '.join(Action)}")
    from comity.kinds import ontology
    from comity.times import canonical

    for name, value in change.items():
        if name not in FIELDS and not name.startswith("actor:"):
            raise UsageError(f"{name!r} cannot be corrected: there are {', '.join(FIELDS)} and actor:ID, the actor that was read as ID")
        if name == "kind" and value not in ontology():
            raise UsageError(f"{value!r} is no kind")
        if name == "standing" and value not in set(Standing):
            raise UsageError(f"{value!r} is no standing: there are {', '.join(Standing)}")
        if name == "date" and value:
            try:
                canonical(value)
            except TimeError as error:
                raise UsageError(f"date {value!r}: {error}") from error
    if (action == Action.CORRECT) != bool(change):
        raise UsageError("correct takes --set NAME=VALUE, and nothing else does")
    if action == Action.MERGE and len(claims) < 2:
        raise UsageError("merge takes two claims or entries at least: the others join the first")
    if not claims:
        raise UsageError(f"{action} takes the id of a claim, or of an entry for all its claims")
    return Action(action)


def seen(claims: Iterable[Claim]) -> tuple[Seen, ...]:
    """By what these claims are found again."""
    return tuple(Seen(c.id, c.evidence.document, c.kind, tuple(p.actor for p in c.participants), c.evidence.quote) for c in claims)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all reviews together say of one claim."""

    accepted: bool = False
    rejected: bool = False
    change: tuple[tuple[str, str], ...] = ()
    joins: str = ""  # the claim whose event or tie it is of
    apart: str = ""  # the review that set it apart


def verdicts(reviews: Iterable[Review], now: Callable[[Seen], str]) -> tuple[dict[str, Verdict], list[Review]]:
    """What the reviews say of each claim, and those reviews of which a claim is not there. `now` gives the id of a claim that was seen
    once, '' where it is not found again."""
    found: dict[str, Verdict] = {}
    waiting = []
    for review in valid(reviews):
        known = {s.claim: now(s) for s in review.seen}
        ids = [known.get(c, "") for c in review.claims]
        if not all(ids):
            waiting.append(review)
        first = ids[0] if ids else ""
        for number, id in enumerate(ids):
            if not id or (review.action is Action.MERGE and not first):
                continue
            old = found.get(id, Verdict())
            match review.action:
                case Action.ACCEPT:
                    found[id] = replace(old, accepted=True, rejected=False)
                case Action.REJECT:
                    found[id] = replace(old, accepted=False, rejected=True)
                case Action.CORRECT:
                    found[id] = replace(old, change=tuple({**dict(old.change), **dict(review.change)}.items()))
                case Action.MERGE if number and id != first:
                    found[id] = replace(old, joins=first, apart="")
                case Action.SPLIT:
                    found[id] = replace(old, joins="", apart=review.id)
    return dict(sorted(found.items())), waiting


def corrected(claim: Claim, verdict: Verdict) -> Claim:
    """The claim as it stands after its corrections."""
    for name, value in verdict.change:
        if name == "kind":
            claim = replace(claim, kind=value)
        elif name == "date":
            claim = replace(claim, time=replace(claim.time, edtf=value, reason="corrected by review") if value else Time(""))
        elif name == "standing":
            claim = replace(claim, standing=Standing(value))
        else:
            claim = replace(claim, participants=_with_actor(claim, name.removeprefix("actor:").replace("?", ""), value))
    return claim


def reviewed(claims: Iterable[Claim], found: Mapping[str, Verdict]) -> dict[str, list[Said]]:
    """What claims say once they are reviewed, by claim: nothing where they are rejected. Those that others join have to be among them."""
    from comity.record.consolidate import said

    own = {c.id: corrected(c, found.get(c.id, Verdict())) for c in claims}
    result: dict[str, list[Said]] = {}
    for id, claim in own.items():
        verdict = found.get(id, Verdict())
        what = said(claim, bilateral())
        end, there = verdict.joins, {id}
        while end and end in own and end not in there:  # whoever joins one that joins another joins that
            there.add(end)
            head, end = end, found.get(end, Verdict()).joins
        if len(there) > 1:
            what = [_joined(what[0], one) for one in said(own[head], bilateral())]
        if verdict.apart:
            what = [s._replace(attributes=tuple(sorted({**dict(s.attributes), "apart": verdict.apart}.items()))) for s in what]
        result[id] = [] if verdict.rejected else what
    return result


def _joined(one: Said, head: Said) -> Said:
    """What a claim says, as of the event or tie of another."""
    from comity.record.consolidate import IDENTITY

    kept = {n: v for n, v in one.attributes if n not in IDENTITY}
    told = {n: v for n, v in head.attributes if n in IDENTITY}
    return one._replace(kind=head.kind, actors=head.actors, time=head.time, attributes=tuple(sorted({**kept, **told}.items())))


def _with_actor(claim: Claim, old: str, new: str) -> tuple[Participant, ...]:
    def named(one: Participant) -> Participant:
        return replace(one, mention=replace(one.mention, actor=new, how="alias", reason="corrected by review"))

    return tuple(named(p) if p.actor == old else p for p in claim.participants)


def _review(path: Path, number: int, line: str) -> Review:
    try:
        row = json.loads(line)
        row["action"] = Action(row["action"])
        row["claims"], row["change"] = tuple(row["claims"]), tuple((n, v) for n, v in row["change"])
        row["seen"] = tuple(Seen(c, d, k, tuple(a), q) for c, d, k, a, q in row["seen"])
        return Review(**row)
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(str(path), f"is no review ({error}): mend that line", number) from error
