"""When not to look for garbage."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 1_000  # looks at what is younger to one at what stays; ten, if nothing is said


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
    """Looks once, never again at what is there now, and seldom at what stays: for a process that has loaded what it works with and keeps
    its answers, and shall not stop in the middle of one to go through them all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], SELDOM)
    atexit.register(gc.unfreeze)
