"""What an actor is called in answers."""

from __future__ import annotations

from typing import NamedTuple


class Called(NamedTuple):
    """An actor's name and what it is: state, organisation …"""

    name: str
    kind: str


def called(actor: str) -> Called:
    """Name and kind of an actor; one the catalogue does not have is called by its id.

    >>> called("CAF")
    Called(name='Central African Republic', kind='state')
    """
    from comity.actors import catalogue
    from comity.errors import UnknownActor

    try:
        found = catalogue().get(actor)
    except UnknownActor:
        return Called(actor, "unknown")
    return Called(found.name, found.kind)


def name_of(actor: str) -> str:
    """The name of an actor, '?' where nobody is known.

    >>> name_of(""), name_of("FRA")
    ('?', 'France')
    """
    return called(actor).name if actor else "?"
