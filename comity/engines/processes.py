"""Many processes on this machine.

They are started afresh, not forked: a fork copies the locks of threads (Arrow's, DuckDB's) that it does not copy.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor


def pool(workers: int) -> Executor:
    """An executor of that many processes; each loads its language model once, with its first job."""
    return ProcessPoolExecutor(max_workers=workers, mp_context=multiprocessing.get_context("spawn"))
