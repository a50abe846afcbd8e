"""Comity keeps the record of the foreign relations of states that documents add up to.

    >>> import comity
    >>> record = comity.Record("record")                       # doctest: +SKIP
    >>> record.read(["pages/"])                                # doctest: +SKIP
    >>> for claim in record.claims(actor="CAF", with_="FRA"):  # doctest: +SKIP
    ...     print(claim, claim.evidence.quote)

Nothing heavy is loaded until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.actors import Actor
    from comity.documents import load
    from comity.model import Claim, Document, Entry, Time
    from comity.reading import read, read_many
    from comity.record.record import Record

__version__ = "0.1.0"

_HOMES = {
    "Actor": "comity.actors",
    "Claim": "comity.model",
    "Document": "comity.model",
    "Entry": "comity.model",
    "Record": "comity.record.record",
    "Time": "comity.model",
    "load": "comity.documents",
    "read": "comity.reading",
    "read_many": "comity.reading",
}

__all__ = ["Actor", "Claim", "Document", "Entry", "Record", "Time", "load", "read", "read_many"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'comity' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
