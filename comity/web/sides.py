"""Who stands in a claim with whom, and what its sentence adds, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.kinds import ontology
from comity.model import Claim, Participant, Quantity
from comity.web.language import words
from comity.web.view import View


def between(view: View, kind: str, actors: Sequence[str]) -> str:
    """Between whom a thing of that kind is, by its actors alone."""
    known = ontology()
    arrow = " – " if len(actors) != 2 or (kind in known and known.kind(kind).symmetric) else " → "
    return arrow.join(view.name(a) for a in actors)


def sides(view: View, actors: Iterable[str], claim: Claim) -> str:
    """Who of these stands with whom according to a claim: sources, an arrow, targets. Whoever is not resolved is quoted."""
    own = set(actors)
    named: dict[str, list[str]] = {}
    for one in claim.participants:
        if one.role != "place" and (not one.actor or one.actor in own):
            names = named.setdefault(one.role, [])
            name = _called(view, one)
            if name and name not in names:
                names.append(name)
    link = view.t("line.and")
    sources, targets = named.pop("source", []), named.pop("target", [])
    rest = link.join(n for _, names in sorted(named.items()) for n in names)
    arrow = " → ".join(filter(None, (link.join(sources), link.join(targets))))
    return ", ".join(filter(None, (arrow, rest)))


def details(view: View, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Counts, places, sectors, whose word it is: what the sentences add."""
    found: list[str] = []
    for claim in claims:
        found += [counted(view, q) for q in claim.quantities]
        found += [view.t("line.place", place=claim.place.text)] if claim.place and claim.place.text else []
        found += [value.replace("_", " ") for name, value in claim.attributes if name not in ("apart", "person")]
        found += [", ".join(claim.sectors)] if claim.sectors else []
        if holders := [h.mention.text for h in claim.attribution if h.mention.text]:
            found.append(view.t("line.according", who=" → ".join(holders)))
    return tuple(f for f in dict.fromkeys(found) if f.strip())


def counted(view: View, q: Quantity) -> str:
    """A count: 'about 48,000 refugees'."""
    return " ".join(filter(None, (amount(view, q), q.unit, q.of)))


def amount(view: View, q: Quantity) -> str:
    """Its number with its bound, as it is written."""
    low, high = (f"{n:,f}" if view.language == "en" else f"{n:,f}".replace(",", "\u202f").replace(".", ",") for n in (q.low, q.high))
    written = low if low == high else f"{low}–{high}"
    key = f"bound.{q.bound}"
    return view.t(key, amount=written) if key in words() else written


def _called(view: View, one: Participant) -> str:
    return view.name(one.actor) if one.actor else f"“{one.mention.text}”" if one.mention.text else ""
