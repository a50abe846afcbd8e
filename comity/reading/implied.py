"""Sides that a sentence leaves out because the page has said them: 'Diplomatic relations were established in 1960.'

They are filled in only from what is near and sole of its kind, with the reason in the mention that fills them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.grammar import Clause, Slot
from comity.kinds import Kind, ontology
from comity.model import Claim, Cue, Document, Mention, Participant, Standing
from comity.reading.nouns import stands_for_actor
from comity.reading.sentence import Reading

BETWEEN_STATES = frozenset({"relations", "recognition", "missions", "agreements"})
_EITHER = frozenset({"agreements"})  # on a page that two share, of all else one side must be said
SPOKEN_OF = frozenset({"missions"})  # the domain whose kinds may go on from what the paragraph has said before
ABOUT_ITSELF = frozenset({"offices", "society", "law"})  # what a state does at home needs no other side
SURE = ("given", "title", "category", "navigation", "list", "named most")  # how a focal actor is known when a page is wholly about it
PART = ("noun", "xcomp", "participle", "light", "complement", "purpose", "subject", "adverbial")
SIDES = ("subject", "object", "with", "between", "to", "by")
PERSONS = frozenset("he him she her they them we us".split())
OWN_NAMES = frozenset(
    "embassy legation consulate general mission treaty convention office relations section status ambassador minister".split()
)
CHIEF = frozenset({"embassy", "high commission", "legation"})
SHARED = 0.75  # a page without a focal actor is about two states that have this share of all that it names
MOSTLY = 0.4  # a page on a pair names the other state at least this often among its states


@dataclass(frozen=True)
class Setting:
    """What a page supplies to a sentence: the two states it is about, its focal actor, the partner of the row or section."""

    pair: tuple[str, str] | None = None
    focus: str = ""
    partner: str = ""
    why: str = ""

    def supplies(self, in_table: bool) -> frozenset[str]:
        """The domains of which a sentence that names nobody may hold a claim, because the page is about two states."""
        if self.pair is None or in_table:
            return frozenset()
        return BETWEEN_STATES if self.focus else _EITHER


def complete(reading: Reading, kind: Kind, clause: Clause, who: tuple[Participant, ...], setting: Setting) -> tuple[Participant, ...]:
    """The participants with the missing side filled in, where the page leaves no doubt whose it is."""
    sides = [p for p in who if p.role in ("source", "target", "party")]
    known = {p.actor for p in sides}
    if len(known) >= 2 or "" in known or names_a_stranger(reading, clause):
        return who
    missing, reason = _missing(reading, kind, clause, known, setting)
    implied = [Mention(reading.start, reading.start, "", a, "focus", reason=reason) for a in missing]
    if kind.symmetric:
        return (*who, *(Participant("party", m) for m in implied))
    if len(implied) == 2 and kind.mutual:
        return (*who, Participant("source", implied[0]), Participant("target", implied[1]))
    if len(implied) == 1:
        role = "target" if "source" in {p.role for p in sides} else "source"
        return (*who, Participant(role, implied[0]))
    return who


def names_a_stranger(reading: Reading, clause: Clause) -> bool:
    """Whether somebody is named there, only not known: a proper name that no actor has, or 'the advisers' as subject."""
    tokens = reading.parse.tokens
    for slot in clause.slots:
        if presented(reading, slot):
            continue
        people = slot.name == "subject" and tokens[slot.head].pos == "NOUN" and clause.voice == "active"
        if people and stands_for_actor(reading.lemma(slot.head)) and not reading.fillers(slot.head):
            return True
        person = slot.name in SIDES and tokens[slot.head].text.lower() in PERSONS
        if person and not reading.fillers(slot.head):
            return True
    named = [s.head for s in clause.slots if s.name in SIDES and tokens[s.head].pos == "PROPN" and not presented(reading, s)]
    return any(not reading.fillers(head) and reading.lemma(head) not in OWN_NAMES for head in named)


def presented(reading: Reading, slot: Slot) -> bool:
    """Whether somebody only stands beside, in a part: 'with Ana Lovik as chargé d'affaires'."""
    after = reading.parse.tokens[slot.head + 1 : slot.head + 2]
    return slot.name == "with" and bool(after) and after[0].text.lower() == "as"


def within(reading: Reading, clause: Clause, part: tuple[str, ...]) -> set[int]:
    """The tokens of a predicate's phrase, and of the subjects of those that it hangs on as a part of what they say."""
    children, found, seen = reading.parse.children, [clause.head], {clause.index}
    while clause.link in part and clause.parent is not None and clause.parent not in seen:
        clause = reading.clauses[clause.parent]
        seen.add(clause.index)
        found += [slot.head for slot in clause.slots if slot.name == "subject"]
    for token in found:
        found += [i for i in children[token] if i not in found]
    return set(found)


def _missing(reading: Reading, kind: Kind, clause: Clause, known: set[str], setting: Setting) -> tuple[list[str], str]:
    """Who is left out, and what tells it."""
    between = BETWEEN_STATES if known else setting.supplies(reading.in_table)
    if kind.domain in between and setting.pair is not None and known <= set(setting.pair) and not reading.in_table:
        return [a for a in setting.pair if a not in known], f"the page is on the relations of {setting.pair[0]} and {setting.pair[1]}"
    if not known or kind.domain in ABOUT_ITSELF:
        return [], ""
    others = {m.actor for m in reading.mentions if m.actor and m.actor not in known}
    if len(others) == 1:
        answer = kind.domain == "words" and not clause.all("object")  # 'claims that France has rejected': rejected to who claims
        near = within(reading, clause, (*PART, "ccomp") if answer else PART)
        if any(m.actor in others for token, ms in reading.roots.items() if token in near for m in ms):
            return list(others), "the only other actor that the sentence names, in the same clause"
        return [], ""
    ours = {setting.focus, setting.partner, *known}
    if not setting.focus or any(not ours & {m.actor, *m.candidates} for m in reading.mentions):
        return [], ""
    if setting.focus not in known:
        return [setting.focus], f"the page is about it, and the sentence names no third ({setting.focus})"
    if setting.partner and setting.partner not in known:
        return [setting.partner], setting.why
    return [], ""


def page_pair(document: Document, mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """The two states that a page is about: its focal actor and the one other that it names again and again, or the two that share it."""
    focus = document.focus
    counts = Counter(m.actor for m in mentions if m.actor != focus and len(m.actor) == 3 and m.actor.isupper() and m.how != "focus")
    total, top = sum(counts.values()), counts.most_common(2)
    if focus and top and top[0][1] >= max(2, MOSTLY * total):
        return focus, top[0][0]
    if not focus and len(top) == 2 and top[0][1] + top[1][1] >= SHARED * total and top[1][1] >= max(3, total // 5):
        return top[0][0], top[1][0]
    return None


def called_off(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence, with what it plans and then calls off: 'planned to visit Quito in May, but cancelled the trip'. What was
    planned is cancelled, and what was cancelled is that."""
    found = list(claims)
    for end in claims:
        kinds, sides = ontology().kind(end.kind).calls_off, set(end.actors())
        meant = [c for c in found if c.kind in kinds and c.standing is Standing.PLANNED and sides < set(c.actors())]
        one = len({(c.kind, c.actors(), c.time.edtf) for c in meant}) == 1
        if one and sides and end.standing is Standing.ACTUAL and end.found.span:
            planned, roles = meant[0], ontology().kind(end.kind).roles
            left = [p for p in planned.participants if p.actor not in sides and p.role in ("source", "target", "party")]
            why = f"the {planned.kind} that the sentence plans"
            others = (Participant(p.role if p.role in roles else "target", replace(p.mention, reason=why)) for p in left)
            cue = Cue(Standing.CANCELLED.value, end.found.trigger, *end.found.span)
            time = end.time if end.time else planned.time
            for c in meant:
                found[found.index(c)] = replace(c, standing=Standing.CANCELLED, found=replace(c.found, cues=(cue,)), id="")
            found[found.index(end)] = replace(end, participants=(*end.participants, *others), time=time, id="")
    return found


class MissionsSpokenOf:
    """The missions that a page has named, for 'the embassy reopened in 2011' after 'Norway shut its embassy in Quito': the last one of
    its sort in the paragraph, else on a page about two states the only one, of those of which there is one at a time between two."""

    def __init__(self) -> None:
        self.sides: dict[str, tuple[Participant, ...]] = {}
        self.pages: dict[str, dict[tuple[str, ...], tuple[Participant, ...]]] = {}

    def paragraph(self) -> None:
        """A new paragraph begins."""
        self.sides = {}

    def complete(self, who: tuple[Participant, ...], mission: str, raised: str, page: bool) -> tuple[Participant, ...]:
        """Whose mission it is and where, where the words leave a side out. `raised` is what it became, `page` whether what stands further
        off on the page may be meant."""
        known = {p.role: p for p in who if p.actor}
        if {"source", "target"} <= known.keys():
            self.sides[mission] = tuple(known[r] for r in ("source", "target"))
            for one in {mission, raised} & CHIEF:
                self.pages.setdefault(one, {})[known["source"].actor, known["target"].actor] = self.sides[mission]
            return who
        told, reason = self.sides.get(mission, ()), "the mission that the paragraph spoke of before"
        only = self.pages.get(mission, {})
        if page and not told and not who and len(only) == 1:
            (told,), reason = only.values(), "the only such mission that the page spoke of before"
        if any(known[p.role].actor != p.actor for p in told if p.role in known):
            return who
        at = [Participant(p.role, Mention(0, 0, "", p.actor, "focus", reason=reason)) for p in told if p.role not in known]
        return (*who, *at)
