"""One adapter a kit: from what Comity reads to the format that the kit's scorer asks for.

An adapter is a function `predict(inputs) -> Iterator[dict]`; what the scorer wants and the model does not say (places as targets of
event data, house codes) is decided here and nowhere in `comity`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

KITS = ("plover", "plv", "actors", "rdcr", "facts", "register", "contradictions")
Adapter = Callable[[Iterable[dict[str, Any]]], Iterator[dict[str, Any]]]


def adapter(kit: str) -> Adapter:
    """The adapter of a kit, by its name."""
    if kit not in KITS:
        raise SystemExit(f"There is no kit {kit!r}; there are {', '.join(KITS)}.")
    found: Adapter = importlib.import_module(f"evaluation.kits.{kit}").predict
    return found
