"""What a user chose, checked: kinds, domains, ids."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from comity.errors import UsageError


def single(ids: Sequence[str]) -> str:
    """The one review that was named."""
    if len(ids) != 1 or not ids[0].strip():
        raise UsageError("undo takes the id of one review: `comity review log` shows them")
    return ids[0].strip().lower()


def several(value: str | Sequence[str]) -> tuple[str, ...]:
    """One value or many, as many."""
    return (value,) if isinstance(value, str) and value else tuple(value)


def known_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds, if there are such; an error offers what was meant."""
    if not kinds:
        return ()
    from comity.kinds import ontology

    for kind in kinds:
        if kind not in ontology():
            near = difflib.get_close_matches(kind, [k.name for k in ontology()], n=3)
            raise UsageError(
                f"{kind!r} is no kind" + (f": did you mean {', '.join(near)}?" if near else "; `comity claims` shows those in use")
            )
    return kinds


def quoted(path: str) -> str:
    """A path as it is typed in a shell."""
    import shlex

    return shlex.quote(path)


def kinds_of(domain: str) -> tuple[str, ...]:
    """The kinds of a domain."""
    from comity.kinds import DOMAINS, ontology

    if domain not in DOMAINS:
        raise UsageError(f"{domain!r} is no domain: there are {', '.join(DOMAINS)}")
    return tuple(k.name for k in ontology().domain(domain))


def tie_kinds() -> frozenset[str]:
    """The kinds that hold over time."""
    from comity.kinds import ontology

    return frozenset(k.name for k in ontology() if k.tie)
