"""A phrase on its own: what somebody types to name an actor, and what event data call an actor.

`resolve` answers a user: a code, a name in any language, a seat of power, at a day. `code_phrase` codes a phrase of a text
('senior Hungarian officials') by country and sector. Neither raises: what cannot be told is said with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.actors.actor import fold
from comity.actors.catalogue import catalogue
from comity.actors.leaders import who
from comity.actors.sector import sector
from comity.model import Mention

_ARTICLE = re.compile(r"^(?:the|la|le|les|l'|der|die|das|el|los|las|il|o|a|an)\s+|^l['’]", re.IGNORECASE)
_CODES = ("iso3", "iso2", "iso3166_3", "cow", "gw", "cow_number", "wikidata")
#: The sectors that an organisation's own name may tell.
_ORGANISED = frozenset({"HLH", "MED", "EDU", "ENV", "HRI", "DEV"})
_FORMER = re.compile(r"\b(?:former|ex|retired|onetime|one-time|deposed|ousted)\b", re.IGNORECASE)
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sir|Sheikh|Alhaji|Sayyid|Prince|Princess|General|Gen|Col|Colonel)\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a phrase names: the actor's id, or '' with the candidates and why.

    >>> resolve("Zaire", at="1975").actor, resolve("caf").actor
    ('COD', 'CAF')
    """

    words: str
    actor: str
    how: str = ""
    candidates: tuple[str, ...] = ()
    reason: str = ""
    sector: str = ""

    def __bool__(self) -> bool:
        return bool(self.actor)


def resolve(words: str, at: str = "") -> Resolution:
    """The actor that the words name at the time: an id, a code, a name in any language, an acronym, a demonym, a seat, a capital."""
    typed = words.strip()
    bare = _ARTICLE.sub("", typed.strip(" .,;:")) or typed
    if not bare:
        return Resolution(words, "", "unknown", (), "nothing was given")
    known = catalogue()
    if bare.isupper() and bare in known:
        return Resolution(words, bare, "code", (), f"it is the id of {known.get(bare).name}")
    for form in dict.fromkeys([typed, bare]):
        answer = _by_name(words, form, at)
        if answer:
            return answer
    for form in (bare.upper(), bare.lower()):
        if form in known:
            return Resolution(words, form, "code", (), f"it is the id of {known.get(form).name}")
    for scheme in _CODES:
        coded = known.coded(scheme, bare.upper(), at) if len(bare) > 1 else ()
        coded = coded if at else tuple(a for a in coded if not a.end) or coded
        if coded:
            return Resolution(words, coded[0].id, "code", tuple(a.id for a in coded[1:]), f"its {scheme} code")
    inside = _named_inside(bare, at)
    actors = tuple(dict.fromkeys(m.actor for m in inside if m.actor))
    code = sector(bare)
    if len(actors) == 1:
        mention = next(m for m in inside if m.actor)
        return Resolution(words, actors[0], mention.how, (), f"'{mention.text}' names it", mention.sector or code)
    if actors:
        return Resolution(words, "", "unknown", actors, "the words name several actors", code)
    candidates = tuple(dict.fromkeys(c for m in inside for c in m.candidates))
    if candidates:
        return Resolution(words, "", inside[0].how, candidates, next(m.reason for m in inside if m.candidates), code)
    person = who(bare, at)
    if person.leader:
        return Resolution(words, person.leader.actor, "office", (), person.reason, person.leader.sector_at(at))
    if person.candidates:
        return Resolution(words, "", "office", person.candidates, person.reason, code)
    if code:
        return Resolution(words, "", "description", (), "the words name no actor, only a part of society", code)
    return Resolution(words, "", "unknown", _nearly(bare), "no actor has this name or code")


def _by_name(words: str, form: str, at: str) -> Resolution | None:
    """The actor of that name; of several, the one that had it then by the strongest kind of name."""
    known = catalogue()
    named = known.named(form, at)
    if not named:
        return None
    senses = known.senses(form, at) or known.senses(form)
    ways = {s.actor: s.how for s in reversed(senses)}
    order = {"name": 0, "acronym": 0, "alias": 0, "demonym": 1, "seat": 2, "capital": 3}
    best = min(order.get(ways.get(a.id, "name"), 0) for a in named)
    top = [a for a in named if order.get(ways.get(a.id, "name"), 0) == best]
    living = [a for a in top if (a.exists(at) if at else not a.end)] or top
    first = living[0]
    if len(living) == 1:
        late = "" if not at or known.senses(form, at) else f"nobody was called so at {at}; it is another time's name"
        how = ways.get(first.id, "name")
        others = tuple(a.id for a in named if a is not first)
        return Resolution(words, first.id, how, others, late or f"the {how} of {first.name}", "GOV" if how == "seat" else "")
    reason = "several actors are called so: " + ", ".join(f"{a.name} ({a.id})" for a in living)
    return Resolution(words, "", ways.get(first.id, "name"), tuple(a.id for a in living), reason)


def _named_inside(phrase: str, at: str) -> list[Mention]:
    """The actors that a phrase names, whatever its case."""
    from comity.actors.finder import finder  # whoever types a name or a code needs none

    names = finder("")
    return names.find(phrase, at) or (names.find(phrase.title(), at) if phrase.islower() else [])


def _nearly(form: str) -> tuple[str, ...]:
    """Ids of actors whose names differ from the words by a letter or two."""
    from difflib import get_close_matches

    names = {fold(s.words): s.actor for s in catalogue().names() if s.how in ("name", "acronym") and len(s.words) > 3}
    near = get_close_matches(fold(form), list(names), n=3, cutoff=0.8) if len(form) > 3 else []
    return tuple(dict.fromkeys(names[n] for n in near))


def code_phrase(phrase: str, at: str = "", context: str = "") -> tuple[str, str]:
    """The actor and the sector of a short phrase, as event data code it; either is '' where the phrase does not tell.

    A group, a party or a company counts as itself (see `home` for its state), a capital as its state's government.

    >>> code_phrase("senior Hungarian officials"), code_phrase("cyber police")
    (('HUN', 'GOV'), ('', 'COP'))
    """
    from comity.actors.places import place

    words = phrase.strip().strip(".,;:")
    bare = _ARTICLE.sub("", words)
    person = _person(bare, at)
    if person:
        return person
    inside = _named_inside(bare, at)
    named = next((m for m in inside if m.actor), None)
    whole = named is not None and len(named.text) >= len(bare) - 1
    if not whole:
        exact = _by_name(words, bare, at)
        if exact and exact.actor and not (bare.islower() and len(bare) < 5):
            return exact.actor, exact.sector or _own_sector(exact.actor, exact.how)
    if named is None:
        city, state = place(bare)
        if state:
            return state, sector(bare) or "CVL"
        if context:
            actor, code = code_phrase(context, at)
            return actor, sector(bare) or code or sector(context)
        return "", sector(bare)
    if whole:
        return named.actor, named.sector or _own_sector(named.actor, named.how)
    said = sector(bare[: named.start] + " " + bare[named.end :])
    own = _own_sector(named.actor, named.how)
    if named.sector not in ("", "GOV") and said in ("", "GOV"):
        return named.actor, named.sector
    if own in ("REB", "PTY") and said in ("", "UAF", "CVL", "MIL", "PTY"):
        return named.actor, own
    return named.actor, said or named.sector or ("" if named.how == "capital" else own)


def _person(words: str, at: str) -> tuple[str, str] | None:
    """Somebody who is known by name, with or without a title before it."""
    tokens = words.split(" ")
    for first in range(len(tokens)):
        if first and not _titles(" ".join(tokens[:first])):
            continue
        former = _FORMER.search(" ".join(tokens[:first])) is not None
        known = who(" ".join(tokens[first:]), at, past=former).leader
        if known:
            return known.actor, "ELI" if former else known.sector if first else known.sector_at(at)
    return None


def _titles(words: str) -> bool:
    """Whether the words can stand before a name as a title, so that what follows is a person's name."""
    return bool(sector(words)) and not _named_inside(words, "") or _TITLE.fullmatch(words) is not None


def _own_sector(actor: str, how: str) -> str:
    """The sector of an actor that is named without any other word."""
    known = catalogue()
    kind = known.get(actor).kind if actor in known else ""
    if how == "capital":
        return "GOV"
    if kind == "organisation":
        said = sector(known.get(actor).name)
        return said if said in _ORGANISED else ""
    return {"armed_group": "REB", "party": "PTY", "company": "BUS", "government_body": "GOV"}.get(kind, "")


def home(actor: str) -> str:
    """The state that an actor is from or belongs to: a group's home, a region's parent, a state itself; '' for organisations.

    >>> home("boko-haram"), home("FRA"), home("UN")
    ('NGA', 'FRA', '')
    """
    known = catalogue()
    if actor not in known:
        return ""
    found = known.get(actor)
    if found.kind in ("state", "dependency") and not found.parent:
        return actor
    return (found.home or found.parent or (actor if found.kind in ("state", "dependency") else "")).split(" ")[0]
