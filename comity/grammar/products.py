"""Rows times weights: by numpy where that gives what the model's own product gives, bit for bit, and in half the time.

The model's product (BLIS) adds up a row in stretches of 256. Numpy's, asked for one stretch at a time, has the same bits on many
processors; whether it has on this one is asked once, with the weights themselves. Where it has not, the model's own is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

import numpy
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Floats = NDArray[numpy.float32]

STEP = 32  # rows are given in so many or a multiple: fewer are added up otherwise
_STRETCH = 256
_MOST = 512  # rows that are worked on while they are at hand
_ASKED = (STEP, 3 * STEP, _MOST)  # how many rows are tried


class Weights:
    """A matrix that rows are multiplied with.

    >>> from thinc.api import NumpyOps
    >>> weights = Weights(NumpyOps(), numpy.ones((5, 300), dtype="float32"))
    >>> weights.times(numpy.ones((STEP, 300), dtype="float32"))[0].tolist()
    [300.0, 300.0, 300.0, 300.0, 300.0]
    """

    def __init__(self, ops: Any, weights: Floats) -> None:
        self._ops, self._weights = ops, numpy.ascontiguousarray(weights)
        stretches = [slice(start, start + _STRETCH) for start in range(0, weights.shape[1], _STRETCH)]
        self._parts = [(stretch, numpy.ascontiguousarray(weights[:, stretch].T)) for stretch in stretches]
        drawn = numpy.random.default_rng(0).standard_normal((_MOST, weights.shape[1]), dtype="float32")
        with alone():
            self._same = all(numpy.array_equal(self._by_numpy(drawn[:n]), self._own(drawn[:n])) for n in _ASKED)

    def times(self, rows: Floats, out: Floats | None = None) -> Floats:
        """Each row times the weights; a multiple of STEP rows."""
        if out is None:
            out = numpy.empty((len(rows), len(self._weights)), dtype="float32")
        for here in portions(len(rows)):
            if self._same:
                self._by_numpy(rows[here], out[here])
            else:
                out[here] = self._own(rows[here])
        return out

    def _by_numpy(self, rows: Floats, out: Floats | None = None) -> Floats:
        (stretch, weights), *others = self._parts
        found: Floats = numpy.matmul(rows[:, stretch], weights, out=out)
        for stretch, weights in others:
            found += rows[:, stretch] @ weights
        return found

    def _own(self, rows: Floats) -> Floats:
        found: Floats = self._ops.gemm(numpy.ascontiguousarray(rows), self._weights, trans2=True)
        return found


def portions(count: int) -> Iterator[slice]:
    """So many rows, a portion at a time."""
    return (slice(start, start + _MOST) for start in range(0, count, _MOST))


def whole(count: int) -> int:
    """The next multiple of STEP.

    >>> whole(1), whole(64)
    (32, 64)
    """
    return -(-count // STEP) * STEP


def alone() -> AbstractContextManager[object]:
    """As long as this lasts, numpy's products are made by one thread: processes share the processors, not products."""
    limited: AbstractContextManager[object] = _pools().limit(limits=1)
    return limited


@cache
def _pools() -> Any:
    return ThreadpoolController().select(user_api="blas")
