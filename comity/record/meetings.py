"""Meetings: which texts share so many kept runs that they have to be compared.

Two texts meet at a run that both have kept. Of a run that is in few texts all pairs meet there; of one that a crowd has, such as a
wire report or a formula, each meets the first and the two before it only, so that work grows with the texts and not with their pairs.
"""

from __future__ import annotations

from typing import Any

Numbers = Any  # an array of whole numbers
Flags = Any  # an array of truth values

KEPT = 3  # kept runs that two texts must share to be compared in full
CROWD = 24  # texts with the same run that all meet each other
NEXT = 2  # of a crowd, how many before it each meets


def meetings(runs: Numbers, owners: Numbers, of: int, some: Flags | None = None) -> Numbers:
    """Who meets at these runs, sorted with their owners, which are numbers below `of`: each pair as one number, as often as it meets.
    Only of `some` of them, if they are given.

    >>> import numpy as np
    >>> [divmod(pair, 10) for pair in meetings(np.array([5, 5, 5, 7]), np.array([1, 2, 4, 4]), 10).tolist()]
    [(1, 2), (2, 4), (1, 4)]
    """
    import numpy as np

    starts, sizes = _stretches(runs)
    crowded, first = np.repeat(sizes > CROWD, sizes), np.repeat(starts, sizes)
    found = []
    near = np.arange(len(runs)) if some is None else np.flatnonzero(some)
    far = near[crowded[near] & (near - first[near] > NEXT)]
    for away in range(1, CROWD):
        near = near[near < len(runs) - away]
        near = near[runs[near + away] == runs[near]]
        if away > NEXT:
            near = near[~crowded[near]]
        if not len(near):
            break
        found.append(owners[near] * of + owners[near + away])
    found.append(owners[first[far]] * of + owners[far])
    return np.concatenate(found)


def unsettled(runs: Numbers, changed: Flags) -> Flags:
    """Of runs as `meetings` takes them, where some owners come or go, those at which others can meet than before: near one that comes or
    goes; all of a run that is or was no crowd, or whose first one changes.

    >>> import numpy as np
    >>> who = np.arange(40)
    >>> np.flatnonzero(unsettled(np.zeros(40, np.int64), who == 30)).tolist()
    [28, 29, 30, 31, 32]
    """
    import numpy as np

    starts, sizes = _stretches(runs)
    found = changed.copy()
    for away in range(1, NEXT + 1):
        beside = runs[away:] == runs[:-away]
        found[away:] |= beside & changed[:-away]
        found[:-away] |= beside & changed[away:]
    stay = sizes - np.add.reduceat(changed, starts, dtype=np.int64) if len(runs) else sizes
    return found | np.repeat((stay <= CROWD) | changed[starts], sizes)


def _stretches(runs: Numbers) -> tuple[Numbers, Numbers]:
    """Where each of sorted runs begins, and how many there are of it."""
    import numpy as np

    starts = np.flatnonzero(np.concatenate(([True], runs[1:] != runs[:-1]))) if len(runs) else np.zeros(0, np.int64)
    return starts, np.diff(np.append(starts, len(runs)))


def often(pairs: Numbers) -> Numbers:
    """Of pairs as `meetings` gives them, those that meet often enough, each once, sorted."""
    import numpy as np

    found, counts = np.unique(pairs, return_counts=True)
    return found[counts >= KEPT]


def counted(pairs: Numbers, of: Numbers) -> Numbers:
    """How often each of some pairs, sorted, meets."""
    import numpy as np

    at: Numbers = np.searchsorted(of, pairs)
    at = at[of[np.minimum(at, len(of) - 1)] == pairs] if len(of) else at[:0]
    return np.bincount(at, minlength=len(of))
