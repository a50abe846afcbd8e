"""All mentions of actors in a document, each resolved as far as the document itself can tell.

The one misconception to avoid: an open mention is not a failure. 'Déby' in a page that never introduces him stays open, with
what is known about it; the record may know more than the page.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import ahocorasick_rs

from comity.actors.acronyms import Defined, defined
from comity.actors.catalogue import catalogue
from comity.actors.context import Scene
from comity.actors.descriptions import Descriptions
from comity.actors.finder import finder
from comity.actors.leaders import full_names, who
from comity.actors.offices import Office, People, Person, offices, surnames
from comity.actors.sector import best, sector, tokens
from comity.actors.surfaces import words
from comity.model import PROSE, Document, Mention

_STOP = r"(?:and|or|of|in|to|for|on|at|by|with|from|is|was|are|were|has|have|had|will|would|said|says|that|which|who|the|a|an|as)\b"
_RIGHT = re.compile(rf"(?:'s?)?((?:[ -](?!{_STOP})[A-Za-z]+){{1,5}})")
_LEFT_OF = re.compile(r"((?:[A-Za-z]+ ){0,2}[A-Za-z]+) of (?:the )?$")
_GROUP = re.compile(r"\b(?:Front|Movement|Party|Alliance|Coalition|Liberation|Resistance|Rally|Brigade|Congress|Militia|Rebel|Insurgent)\b")
_LONG_LEFT = re.compile(r"((?:[A-Z][A-Za-z'-]+ (?:(?:of|for|the|and|in|to|against|on) )*){2,8})$")
_DATED = re.compile(r"\d{1,2}(?:st|nd|rd|th)?,? $|\d{4}[, -]+$")
_WITHIN = re.compile(r"[\w-]")
_GOES_ON = re.compile(r"\w|-[A-Z]")
_DATE_GOES_ON = re.compile(r",? \d")
_MONTHS = frozenset("March April May June July August".split())
_INANIMATE = frozenset(
    "aid assistance support cooperation relations intervention operation operations base bases mission training attache "
    "equipment presence hardware action ties exercise exercises spending budget service coup alliance pact agreement accord "
    "capabilities buildup airport airfield station headquarters court tribunal".split()
)


def mentions(document: Document) -> tuple[Mention, ...]:
    """The actors that a document mentions, in order, resolved with its own context: see `Mention.how` and `.reason`.

    One stretch of text that names two actors at once ('both countries') gives two mentions of one span. Offices, roles and
    pronouns are read in English; in other languages names alone are.
    """
    return scene(document)[0]


def scene(document: Document) -> tuple[tuple[Mention, ...], Scene]:
    """The mentions of a document, and the scene that tells whom its rows and sections are about."""
    at = document.published.edtf
    names = finder(document.language)

    def find(text: str) -> list[Mention]:
        return names.find(text, at)

    found = names.find(document.text, at, (document.focus,) if document.focus else ())
    prose = [m for m in found if _in_prose(document, m.start)]
    here = Scene(document, prose, find)
    definitions = defined(here.flat)
    base = _with_definitions(here, definitions)
    stops = [m.start for m in base[1:]] + [len(here.flat) + 2]
    here = Scene(document, [_with_sector(here.flat, m, stop) for m, stop in zip(base, stops, strict=False)], find, here.flat)
    people, held, introduced = _people(here)
    solid = _merge([*held, *here.base])
    solid = _merge([*solid, *_surnames(here, people, solid)])
    here = Scene(document, solid, find, here.flat)
    here.introduced = introduced
    if document.language not in ("en", ""):
        return tuple(solid), here
    described = Descriptions(here, [m for m in solid if m.how == "office"]).mentions([(m.start, m.end) for m in solid])
    return tuple(sorted([*solid, *described], key=lambda m: (m.start, m.end))), here


def _in_prose(document: Document, position: int) -> bool:
    at = bisect.bisect_right(document.blocks, position, key=lambda b: b.start) - 1
    return at >= 0 and document.blocks[at].kind in PROSE and position < document.blocks[at].end


def _with_sector(flat: str, mention: Mention, stop: int) -> Mention:
    """The mention with the sector that the nouns beside it give: 'Chadian soldiers', 'the army of Chad'."""
    if mention.sector or mention.how in ("capital", "seat"):
        return mention
    right = _RIGHT.match(flat, mention.end, stop)
    if right:
        following = tokens(right[1])
        hit = best(following[:3])
        attributive = mention.how == "demonym" or flat.startswith("'", mention.end)
        reach = 2 if attributive else 1 if mention.how == "acronym" else 0
        thing = hit is not None and hit.end < len(following) and following[hit.end] in _INANIMATE
        if hit and hit.start <= reach and hit.code != "IGO" and right.end() < stop - 1 and not thing:
            return replace(mention, sector=hit.code)
    of = flat.endswith((" of ", " of the "), 0, mention.start)
    left = _LEFT_OF.search(flat, max(0, mention.start - 40), mention.start) if of else None
    code = sector(left[1]) if left else ""
    return replace(mention, sector=code) if code else mention


def _with_definitions(scene: Scene, definitions: Sequence[Defined]) -> list[Mention]:
    """The mentions by name, with what the text defines itself: acronyms, and long names that hold the name of a state."""
    text, flat = scene.document.text, scene.flat
    base = list(scene.base)
    meaning: dict[str, Mention] = {}
    for d in definitions:
        inside = [m for m in base if m.start >= d.long_start and m.end <= d.long_end]
        whole = next((m for m in inside if d.long_end - d.long_start - (m.end - m.start) <= 4), None)
        named = next((m for m in base if m.start == d.start), None)
        long = text[d.long_start : d.long_end]
        if whole is not None:
            meaning[d.acronym] = replace(whole, how="acronym", reason=f"the text defines it as '{long}'")
        elif named is not None and named.actor and _akin(long, named.actor):
            meaning[d.acronym] = replace(named, reason=f"the text defines it as '{long}'")
            base = [m for m in base if m not in inside]
            base.append(Mention(d.long_start, d.long_end, long, named.actor, "name", named.sector, (), f"the text calls it {d.acronym}"))
        elif inside or named is not None or _GROUP.search(long):
            kind = sector(long) or ("REB" if re.search(r"Liberation|Resistance|Front|Rebel|Insurgent", long) else "")
            reason = f"the text defines {d.acronym} so; no actor of the catalogue has this name"
            meaning[d.acronym] = Mention(d.start, d.end, d.acronym, "", "acronym", kind, tuple(m.actor for m in inside if m.actor), reason)
            base = [m for m in base if m not in inside]
            base.append(Mention(d.long_start, d.long_end, long, "", "name", kind, meaning[d.acronym].candidates, reason))
    base = _long_names(text, flat, base)
    for acronym, meant in meaning.items():
        base = [m for m in base if m.text != acronym]
        for match in re.finditer(rf"(?<![\w.]){re.escape(acronym)}(?![\w])", flat):
            if _in_prose(scene.document, match.start()):
                base.append(replace(meant, start=match.start(), end=match.end(), text=text[match.start() : match.end()]))
    return _merge(base)


def _akin(long: str, actor: str) -> bool:
    """Whether the long form shares a word of weight with the actor's names."""
    known = catalogue()
    if actor not in known:
        return False
    own = {w for name in known.get(actor).names for w in tokens(name.words) if len(w) > 3}
    return any(w in own for w in tokens(long) if len(w) > 3)


def _long_names(text: str, flat: str, base: Sequence[Mention]) -> list[Mention]:
    """'Patriotic Movement of Chad': a party or rebels named after a state are not the state."""
    found = []
    for mention in base:
        led = mention.how in ("name", "demonym") and flat.endswith(("of ", "of the ", "for ", "for the "), 0, mention.start)
        left = _LONG_LEFT.search(flat, max(0, mention.start - 90), mention.start) if led else None
        if left and _GROUP.search(left[1]) and " of " in left[1] + " " and re.search(r"\b(?:of|for) (?:the )?$", left[1]):
            start = left.start(1)
            reason = f"a longer name that '{mention.text}' is part of"
            kind = sector(left[1]) or ("PTY" if "Party" in left[1] else "")
            candidates = (mention.actor,) if mention.actor else mention.candidates
            found.append(Mention(start, mention.end, text[start : mention.end], "", "name", kind, candidates, reason))
        else:
            found.append(mention)
    return found


def _people(scene: Scene) -> tuple[People, list[Mention], tuple[Person, ...]]:
    """The office-holders of a document, the places where their offices are named, and those of them whose state stands there too."""
    english = scene.document.language in ("en", "")
    found = [o for o in offices(scene.flat, scene.base) if scene.block(o.start) is not None] if english else []
    persons = [_person(scene, o) for o in found if o.name and o.stated]
    introduced = tuple(p for p in persons if p.actor and p.sector != "ELI")
    people = People(persons)
    held: list[Mention] = []
    for office in found:
        if office.bare:
            continue
        if office.stated:
            code = "ELI" if office.former else office.sector
            reason = f"'{office.stated}' stands by the office"
            held.append(_span(scene, office.start, office.end, office.actor, code, office.candidates, reason))
            if office.name and not office.start <= office.name[0] < office.end:
                held.append(_span(scene, *office.name, office.actor, code, office.candidates, reason))
        elif office.name:
            person = _stateless(scene, office, people)
            held.append(_span(scene, office.start, office.end, person.actor, person.sector, person.candidates, person.reason))
            persons.append(person)
    taken = sorted((m.start, m.end) for m in held)
    spoken = {m.actor for m in scene.base if m.actor} | {scene.focus}
    for name, start, end in full_names(scene.flat):
        at = bisect.bisect_left(taken, (start, start))
        if scene.block(start) is None or any(s < end and e > start for s, e in taken[max(0, at - 1) : at + 2]):
            continue
        known, candidates, reason = who(name, scene.document.published.edtf)
        if not spoken.isdisjoint(candidates):
            actor, code = (known.actor, known.sector_at(scene.document.published.edtf)) if known else ("", "")
            held.append(_span(scene, start, end, actor, code, candidates, reason))
            persons.append(Person(name, actor, candidates, code, reason, start))
    return People(persons), held, introduced


def _span(scene: Scene, start: int, end: int, actor: str, code: str, candidates: Sequence[str], reason: str) -> Mention:
    return Mention(start, end, scene.document.text[start:end], actor, "office", code, tuple(candidates), reason)


def _person(scene: Scene, office: Office) -> Person:
    start, end = office.name or office.head
    text = scene.document.text
    reason, code = f"introduced as '{text[office.start : office.end]}'", "ELI" if office.former else office.sector
    held = scene.flat[slice(*office.head)].lower()
    return Person(scene.flat[start:end], office.actor, office.candidates, code, reason, office.start, held, text[start:end])


def _stateless(scene: Scene, office: Office, people: People) -> Person:
    """A person with an office and no state beside it: known already, or of the page's state, or of the only one in the text."""
    person = _person(scene, office)
    for name in (person.name, *surnames(person.name, "")):
        known = people.called(name, office.start)
        if known and len({p.actor for p in known}) == 1:
            return replace(person, actor=known[0].actor, candidates=known[0].candidates, reason=known[0].reason)
    table = _by_table(scene, person, office)
    if table is not None:
        return table
    block = scene.block(office.start)
    partner = scene.partner(block)[0] if block else ""
    before = scene.states_before(office.start)
    if scene.focus:
        rival = scene.rival
        if not partner and set(before) <= {scene.focus} and not rival:
            reason = "an office without a state, in a document on one state"
            return replace(person, actor=scene.focus, reason=reason, candidates=(scene.focus,))
        candidates = tuple(dict.fromkeys(filter(None, [scene.focus, partner, *before, rival])))
        return replace(person, actor="", candidates=candidates, reason="an office without a state, and more than one state near")
    everywhere = dict.fromkeys(m.actor for m in scene.base if m.actor and m.actor.isupper() and len(m.actor) == 3)
    if len(everywhere) == 1 and any(_domestic(scene.flat, m) for m in scene.base if m.actor):
        (only,) = everywhere
        return replace(person, actor=only, candidates=(only,), reason="an office without a state, in a text that speaks of no other state")
    number = scene.sentence(office.start)
    earlier = [m.actor for m in scene.between(scene.sentences[number][0], office.start) if m.actor] if scene.sentences else []
    if len(set(earlier)) == 1 and _follows_subject(scene, office, number):
        reason = "an office without a state, after the sentence's only actor so far"
        return replace(person, actor=earlier[0], candidates=(earlier[0],), reason=reason)
    return replace(person, actor="", candidates=tuple(everywhere), reason="an office without a state")


def _by_table(scene: Scene, person: Person, office: Office) -> Person | None:
    """The person whom the table of office-holders knows by this name, where the text speaks of that actor too or gives the full name.

    Where it knows the name only of actors that the text does not speak of, the person stays open: the text's own state is not meant.
    """
    sector = "" if office.former else office.sector
    known, candidates, reason = who(person.name, scene.document.published.edtf, past=True, sector=sector)
    elsewhere = {scene.focus, *(m.actor for m in scene.base)}.isdisjoint(candidates)
    if known and not (elsewhere and " " not in person.name):
        return replace(person, actor=known.actor, candidates=candidates, reason=reason, sector="ELI" if office.former else known.sector)
    return replace(person, actor="", candidates=candidates, reason=reason) if candidates and elsewhere else None


_AWAY = re.compile(
    r"\b(?:against|to|with|from|on|toward|towards|between|threatened|accused|visit|visited|visiting)(?: (?:the|neighbou?ring))* ?$"
)
_SAID = re.compile(r"'?s? (?:said|says|told|announced|confirmed|added|declared)\b|,? has said")


def _domestic(flat: str, mention: Mention) -> bool:
    """Whether the place of a name does not make it somebody's counterpart: 'in Sudan', 'the Zambian people'."""
    return not _AWAY.search(flat, max(0, mention.start - 30), mention.start)


def _follows_subject(scene: Scene, office: Office, number: int) -> bool:
    """'France is ready to send troops to …, Defence Minister Joxe said': the speaker at the end is of the subject's state."""
    start, end = scene.sentences[number]
    tail = scene.flat[office.end : min(end, office.end + 24)]
    subject = next(iter(scene.between(start, office.start)), None)
    return subject is not None and subject.start - start < 30 and bool(_SAID.match(tail))


def _called(names: Sequence[str], flat: str) -> Iterator[tuple[int, int]]:
    """Where one of the names stands as words of its own, of several the longest."""
    last = 0
    places = ahocorasick_rs.AhoCorasick(names).find_matches_as_indexes(flat, overlapping=True)
    for _, start, end in sorted(places, key=lambda place: (place[1], -place[2])):
        if start >= last and not _WITHIN.search(flat, start - 1, start) and not _GOES_ON.match(flat, end):
            last = end
            yield start, end


def _surnames(scene: Scene, people: People, solid: Sequence[Mention]) -> list[Mention]:
    """The later places where people who were introduced are called by name alone."""
    names = sorted((n for n in people.by_name if len(n) > 1), key=lambda n: (-len(n), n))
    if not names:
        return []
    taken = sorted((m.start, m.end) for m in solid)
    found = []
    for start, end in _called(names, scene.flat):
        name = scene.flat[start:end]
        at = bisect.bisect_left(taken, (start, start))
        if scene.block(start) is None or any(s < end and e > start for s, e in taken[max(0, at - 1) : at + 2]):
            continue
        if name in _MONTHS and (_DATED.search(scene.flat[max(0, start - 8) : start]) or _DATE_GOES_ON.match(scene.flat, end)):
            continue
        before = re.search(r"([A-Z][A-Za-z'.-]*[a-z.]) $", scene.flat[max(0, start - 24) : start])
        known = people.called(name, start)
        if before and (before[1] in words()["first_names"] or not any(name == p.name for p in known)):
            fits = [p for p in known if before[1] in p.name.split(" ")]
            if not fits and before[1] in words()["first_names"]:
                continue
            known = fits or known
        actors = list(dict.fromkeys(p.actor for p in known))
        if len(actors) == 1:
            person = known[0]
            found.append(_span(scene, start, end, person.actor, person.sector, person.candidates, person.reason))
        else:
            found.append(_span(scene, start, end, "", "", [a for a in actors if a], "several people of this name were introduced"))
    return found


def _merge(found: Sequence[Mention]) -> list[Mention]:
    """The mentions without those inside longer ones."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept
