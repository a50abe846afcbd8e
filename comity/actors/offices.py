"""People who stand for an actor by their office: 'Chad's president Idriss Déby' is Chad, and so is 'Déby' two lines on.

Only the document speaks here: no table of leaders. An office without a state keeps its candidates, unless the document is on
one state or speaks of no other.
"""

from __future__ import annotations

import bisect
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick_rs

from comity.actors.surfaces import words
from comity.model import Mention

_TOKEN = r"(?:[A-Z][A-Za-z'\-]*[a-z][A-Za-z]*|[A-Z]\.)"
_PARTICLE = r"(?:(?:al|el|bin|ibn|ben|ould|de|da|do|dos|du|van|von|der|di|la|le|ag|ul|ur)[ \-])"
_NAME = re.compile(rf"{_PARTICLE}*{_TOKEN}(?: {_PARTICLE}*{_TOKEN}){{0,5}}")
_NAME_LEFT = re.compile(rf"({_PARTICLE}*{_TOKEN}(?: {_PARTICLE}*{_TOKEN}){{1,5}}), (?:(?:the|a|an|who is|who was|his|her) )?$")
_AREA = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?"
_COMPLEMENT = re.compile(rf" (?:of|for) (?:the )?(?!State\b){_AREA}(?:(?:, | and | & |, and )(?:the )?{_AREA})*")
_OF = re.compile(r" of (?:the |neighbou?ring )?")
_TO_STATE = re.compile(r" (?:to|in) (?:the )?")
_RANK = re.compile(r"(?: (?:and )?(?:Extraordinary|Plenipotentiary|Resident|ad interim))+")
_ACRONYM = re.compile(r" \([A-Z.]{2,8}\)")
_NO_ADJECTIVE = "|".join(
    "to when where while as under over was is were had has and or from by with for of in on at that the a after before who than but".split()
)
_STATE_GAP = re.compile(rf"(?:'s?)? (?:(?!(?:{_NO_ADJECTIVE}) )[a-z]+ )?$|-$")
#: Capitalised words that are no part of a person's name.
_NOT_NAMES = frozenset(
    "Plenipotentiary Extraordinary Resident Supreme "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December The A An In On At Of And But For From To With By As Mr Mrs Ms Dr Sir His Her Its Their After "
    "Before When While Meanwhile However See Prime Minister President Foreign Defence Defense National Assembly House Senate "
    "Parliament Ministry Council Congress Court Party Republic Kingdom Union Bank University Army Police Government Speaker "
    "General Secretary Interior Finance State States United Affairs Security Department Embassy Office Office's Agency News".split()
)  # fmt: skip
_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV".split())
_FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM", "HUN", "KHM"})


class Office(NamedTuple):
    """A place in the text where somebody's office is named: `head` is the office itself, `name` the person's name, if given."""

    start: int
    end: int
    sector: str
    former: bool
    actor: str
    candidates: tuple[str, ...]
    stated: str
    name: tuple[int, int] | None
    head: tuple[int, int]
    bare: bool


class _Named(NamedTuple):
    """The mentions by name, by where they start and end, and the stretches they cover."""

    starts: Mapping[int, Mention]
    ends: Mapping[int, Mention]
    covered: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the document introduced with an office: whom they stand for, and the words that say so. `name` is in plain
    letters, `written` as it stands in the text."""

    name: str
    actor: str
    candidates: tuple[str, ...]
    sector: str
    reason: str
    position: int
    office: str = ""
    written: str = ""


@lru_cache(maxsize=1)
def _offices() -> Mapping[str, Any]:
    raw = tomllib.loads((Path(__file__).parent / "data" / "offices.toml").read_text(encoding="utf-8"))
    sectors = {form: code for code, text in raw["offices"].items() for line in text.strip().splitlines() for form in line.split("|")}
    forms = sorted(sectors)
    return {
        "forms": forms,
        "sectors": [sectors[form] for form in forms],
        "automaton": ahocorasick_rs.AhoCorasick(forms),
        "before": frozenset(raw["before"]["words"].split()) | frozenset(raw["ministers"]["areas"].split()),
        "former": frozenset(raw["before"]["former"].split()),
        "roles": {key: tuple(text.split("|")) for key, text in raw["roles"].items()},
    }


def roles() -> Mapping[str, tuple[str, ...]]:
    """The words by which texts speak of actors that they have named: 'country', 'government', 'former colonial power'."""
    found: Mapping[str, tuple[str, ...]] = _offices()["roles"]
    return found


def offices(flat: str, base: Sequence[Mention]) -> list[Office]:
    """All offices in the plain text, with the state and the person that stand by them."""
    data = _offices()
    lowered = flat.lower()
    named = _Named({m.start: m for m in base}, {m.end: m for m in base}, sorted((m.start, m.end) for m in base))
    found: list[Office] = []
    matches = sorted(data["automaton"].find_matches_as_indexes(lowered, overlapping=True), key=lambda m: (m[1], -m[2]))
    last = -1
    for index, start, end in matches:
        if start < last or (start and (lowered[start - 1].isalnum() or lowered[start - 1] == "-")) or lowered[end : end + 1].isalpha():
            continue
        last = end
        office = _office(flat, start, end, data["sectors"][index], data, named)
        if found and office.start < found[-1].end:
            if office.end <= found[-1].end or not office.stated:
                continue
            found.pop()
        found.append(office)
    return found


def _office(flat: str, start: int, end: int, sector: str, data: Mapping[str, Any], named: _Named) -> Office:
    """What stands left and right of one office."""
    starts, ends, covered = named
    head, former = start, False
    while True:
        left = re.search(r"([A-Za-z\-]+)(?: and|,)?[ \-]$", flat[max(0, head - 24) : head])
        if left is None:
            break
        word, position = left[1].lower(), head - len(left[0])
        if position in starts or not (word in data["before"] or word in data["former"]):
            break
        former = former or word in data["former"]
        head = position
    state: Mention | None = None
    rank = _RANK.match(flat, end)
    end = rank.end() if rank else end
    begin, stop = head, end
    gap = _STATE_GAP.search(flat, max(0, head - 16), head)
    if gap:
        for width in {len(gap[0]), 1, 2, 3}:
            near = ends.get(head - width)
            if near is not None and _STATE_GAP.fullmatch(flat, near.end, head):
                state, begin = near, near.start
                break
    if flat[end - 8 : end].lower() in ("minister", "ministry") or flat[end - 9 : end].lower() == "secretary":
        complement = _COMPLEMENT.match(flat, end)
        if complement and not _covers(covered, end + 1, complement.end()):
            stop = complement.end()
    of = _OF.match(flat, stop)
    if state is None and of and of.end() in starts and starts[of.end()].how in ("name", "acronym"):
        state = starts[of.end()]
        stop = state.end
        acronym = _ACRONYM.match(flat, stop)
        stop = acronym.end() if acronym else stop
    elif flat[start:end].lower().endswith(("ambassador", "envoy", "consul", "representative")):
        to = _TO_STATE.match(flat, stop)
        if to and to.end() in starts:
            host = starts[to.end()].end
            after = _person(flat, host + 1, covered) if flat[host : host + 1] == " " else None
            return _finish(flat, begin, stop, sector, former, state, after, (head, end))
    name = None
    if flat[stop : stop + 2] == ", ":
        candidate = _person(flat, stop + 2, covered)
        if candidate and " " in flat[candidate[0] : candidate[1]] and flat[candidate[1] : candidate[1] + 1] in (",", ".", ")", " ", ""):
            name = candidate if state is not None else None
    elif flat[stop : stop + 1] == " ":
        name = _person(flat, stop + 1, covered)
    if name is not None:
        return _finish(flat, begin, name[1], sector, former, state, name, (head, end))
    before = _NAME_LEFT.search(flat, max(0, begin - 70), begin)
    if before and not _covers(covered, before.start(1), before.end(1)):
        kept = _person(flat, before.start(1), covered)
        if kept and kept[1] == before.end(1):
            return _finish(flat, kept[0], stop, sector, former, state, kept, (head, end))
    return _finish(flat, begin, stop, sector, former, state, None, (head, end))


def _finish(
    flat: str, begin: int, stop: int, sector: str, former: bool, state: Mention | None, name: tuple[int, int] | None, head: tuple[int, int]
) -> Office:
    stated = flat[state.start : state.end] if state else ""
    bare = state is None and name is None
    return Office(begin, stop, sector, former, state.actor if state else "", state.candidates if state else (), stated, name, head, bare)


def _covers(covered: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect.bisect_left(covered, (start, start))
    return any(s < end and e > start for s, e in covered[max(0, at - 1) : at + 2])


def _person(flat: str, start: int, covered: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The span of the person's name that begins here, cut before what is no name."""
    match = _NAME.match(flat, start)
    if not match:
        return None
    end = start
    for token in re.finditer(r"[^ ]+", match[0]):
        bare = token[0].removesuffix("'s").rstrip("'")
        if bare in _NOT_NAMES or _covers(covered, start + token.start(), start + token.start() + len(bare)):
            break
        end = start + token.start() + len(bare)
        if bare != token[0]:
            break
    first = flat[start:end].split(" ")[-1] if end > start else ""
    return (start, end) if end > start and len(first) > 1 and not first.endswith(".") and first[-1:].islower() else None


def surnames(name: str, actor: str) -> tuple[str, ...]:
    """By which shorter names a person may be called after the first time.

    >>> surnames("Faustin-Archange Touadera", "CAF"), surnames("Xi Jinping", "CHN"), surnames("Omar al-Bashir", "SDN")
    (('Touadera',), ('Xi',), ('al-Bashir', 'Bashir'))
    """
    parts = [p for p in name.split(" ") if p not in _SUFFIXES and not p.endswith(".")]
    if not parts:
        return ()
    if actor in _FAMILY_FIRST and len(parts) in (2, 3) and len(parts[0]) <= 6:
        return (parts[0],)
    last = parts[-1]
    if last.lower().startswith(("al-", "el-")):
        return (last, last[3:])
    if len(parts) > 2 and parts[-2].lower() in ("van", "von", "de", "da", "dos", "al", "el", "bin", "ould"):
        return (f"{parts[-2]} {last}", last)
    return (last,)


class People:
    """Whom the document has introduced, by their names."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.by_name: dict[str, list[Person]] = {}
        for person in persons:
            for form in dict.fromkeys([person.name, *surnames(person.name, person.actor)]):
                if form in words()["first_names"] and form != person.name:
                    continue
                self.by_name.setdefault(form, []).append(person)

    def called(self, name: str, position: int) -> list[Person]:
        """The people of that name: those introduced before the place if there are any."""
        found = self.by_name.get(name, [])
        return [p for p in found if p.position <= position] or found
