"""Products: the same bits as the model's own, or the model's own."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
from thinc.api import NumpyOps

from comity.grammar.products import STEP, Floats, Weights, whole

DRAWN = numpy.random.default_rng(7)


def drawn(*shape: int) -> Floats:
    return DRAWN.standard_normal(shape, dtype="float32")


class Backwards:
    """A product that adds up a row from its end: other bits than numpy's."""

    def __init__(self) -> None:
        self.asked = 0

    def gemm(self, rows: Floats, weights: Floats, trans2: bool) -> Floats:
        self.asked += 1
        total = numpy.zeros((len(rows), len(weights)), dtype="float32")
        for n in reversed(range(rows.shape[1])):
            total += rows[:, n, None] * weights[:, n]
        return total


@pytest.mark.parametrize(("width", "across"), [(288, 288), (64, 1024), (576, 96)])
@pytest.mark.parametrize("count", [STEP, 5 * STEP, 33 * STEP])
def test_times_has_the_bits_of_the_models_own_product(width: int, across: int, count: int) -> None:
    weights, rows = drawn(across, width), drawn(count, width)
    assert numpy.array_equal(Weights(NumpyOps(), weights).times(rows), NumpyOps().gemm(rows, weights, trans2=True))


def test_times_of_a_row_is_the_same_wherever_it_stands() -> None:
    weights = Weights(NumpyOps(), drawn(288, 288))
    rows = drawn(20 * STEP, 288)
    found = weights.times(rows)
    assert numpy.array_equal(weights.times(rows[::-1].copy()), found[::-1])
    assert numpy.array_equal(weights.times(rows[3 * STEP : 5 * STEP]), found[3 * STEP : 5 * STEP])


def test_times_is_the_models_own_where_numpy_has_other_bits() -> None:
    ops: Any = Backwards()
    weights, rows = drawn(40, 300), drawn(STEP, 300)
    kept = Weights(ops, weights)
    before = ops.asked
    assert numpy.array_equal(kept.times(rows), Backwards().gemm(rows, weights, True))
    assert ops.asked == before + 1


def test_times_fills_what_it_is_given() -> None:
    weights, rows = Weights(NumpyOps(), drawn(16, 64)), drawn(whole(70), 64)
    out = numpy.empty((len(rows), 16), dtype="float32")
    assert weights.times(rows, out) is out
    assert numpy.array_equal(out, weights.times(rows))
