"""Where work is done: in this process, in many, on a cluster. Nothing here knows what the work is.

An engine runs one function over many jobs and gives the results as they come. Jobs are idempotent (a shard found done is
not done again), which is what makes it safe to run one twice.
"""

from __future__ import annotations

from typing import Any

from comity.engines.engine import Engine
from comity.engines.local import Serial
from comity.errors import MissingPart, UsageError

__all__ = ["Engine", "engine"]


def engine(workers: int = 1, cluster: str = "") -> Engine[Any]:
    """The engine for that many processes on this machine, or for the cluster whose scheduler is at that address.

    >>> sorted(engine(1).run(abs, [-2, 1]))
    [1, 2]
    """
    if workers < 1:
        raise UsageError(f"--workers {workers}: give the number of processes, 1 or more")
    if cluster:
        return _cluster(workers, cluster)
    if workers == 1:
        return Engine(Serial, window=lambda _: 1)
    from comity.engines.processes import pool

    return Engine(lambda: pool(workers), window=lambda _: 2 * workers)


def _cluster(workers: int, address: str) -> Engine[Any]:
    if workers > 1:
        raise UsageError(f"--workers {workers} is for this machine, --cluster {address} has workers of its own: give one of the two")
    try:
        from comity.engines.cluster import Cluster
    except ModuleNotFoundError as error:
        raise MissingPart(f"--cluster needs Dask ({error}): install it with `pip install 'comity[cluster]'`") from error
    return Engine(lambda: Cluster(address), window=Cluster.window)
