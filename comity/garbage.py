"""When not to look for garbage."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for objects that only hold each other: for work that keeps nearly all that it makes until it is done.

    A look goes through all that was ever loaded, the model and the catalogue too, and finds nothing there.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def settled() -> None:
    """Looks once, and never again at what is there now: for a process that has loaded what it works with, and shall not stop in the middle
    of an answer to go through it."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
