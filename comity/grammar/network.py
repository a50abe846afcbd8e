"""The model's own network, run on many sentences at once: from words to vectors, and from vectors to tags.

The weights and the sums are the model's; what differs is how often a thing is worked out. What is known of a word by itself is
kept, so that only the layers that look at its neighbours are computed again. The rows of every product are the same whatever other
rows stand beside them (`gemm` is the model's own, which promises that), so that a sentence has the same vectors in any batch.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray

from comity.grammar.products import Floats, Weights, portions, whole

Ints = NDArray[numpy.int64]

_MOST = 1 << 16  # words kept
_MIXING = numpy.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 3, 5], dtype="uint64")


def distinct(rows: NDArray[numpy.uint64]) -> tuple[list[bytes], Ints, Ints]:
    """The rows that differ, as bytes, with the place where each stands first; and for every row which of them it is.

    >>> names, first, which = distinct(numpy.array([[7, 1], [7, 2], [7, 1]], dtype="uint64"))
    >>> len(names), first[which].tolist()
    (2, [0, 1, 0])
    """
    _, first, which = numpy.unique((rows * _MIXING[: rows.shape[1]]).sum(axis=1), return_index=True, return_inverse=True)
    return rows[first].view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist(), first, which


def beside(rows: Floats) -> Floats:
    """Each row between the one before it and the one after it.

    >>> beside(numpy.array([[1], [2], [3]], dtype="float32")).tolist()
    [[0.0, 1.0, 2.0], [1.0, 2.0, 3.0], [2.0, 3.0, 0.0]]
    """
    count, width = rows.shape
    seen: Floats = numpy.empty((count, 3, width), dtype="float32")
    seen[0, 0] = seen[-1, 2] = 0
    seen[1:, 0], seen[:, 1], seen[:-1, 2] = rows[:-1], rows, rows[1:]
    return seen.reshape(count, 3 * width)


class Batch(NamedTuple):
    """Sentences as rows: `words` has a row a word (its text, place and length), `rows` its place among the vectors."""

    words: NDArray[numpy.uint64]
    lengths: Ints
    starts: Ints
    rows: Ints
    vectors: Floats


class _Layer(NamedTuple):
    """A layer that looks at a word and its neighbours: of several products the greatest, levelled."""

    weights: Weights
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int


class Network:
    """The layers of a small model that its tagger and its parser share, and the tagger's."""

    def __init__(self, nlp: Any) -> None:
        model = nlp.get_pipe("tok2vec").model
        embed, encode = model.layers
        extract, _, hashed, mixed, _ = embed.layers
        self.looked_at = frozenset(extract.attrs["columns"])
        self._columns = [*extract.attrs["columns"], "ORTH", "IDX", "LENGTH"]
        self._hashed, self._mixed = hashed.layers[0], mixed.layers[0]
        self._ops = model.ops
        self._pad = encode.attrs["pad"]
        self._layers = [_layer(residual, model.ops) for residual in encode.layers[0].layers]
        self._width = model.get_dim("nO")
        self._tagging = nlp.get_pipe("tagger").model.layers[1].layers[0]
        self._tags = numpy.array([nlp.vocab.strings.add(label) for label in nlp.get_pipe("tagger").labels], dtype="uint64")
        self._lock = threading.Lock()
        self._kept: dict[bytes, int] = {}
        self._known: Floats = numpy.zeros((1, self._width), dtype="float32")  # the first is what stands around a sentence

    def encode(self, docs: Sequence[Any]) -> Batch:
        """The vectors of the words of sentences, with what else is asked of the words."""
        lengths = numpy.array([len(doc) for doc in docs], dtype="int64")
        words = numpy.concatenate([doc.to_array(self._columns).reshape(len(doc), len(self._columns)) for doc in docs])
        starts = numpy.cumsum(lengths) - lengths
        rows = numpy.arange(len(words)) + numpy.repeat((numpy.arange(len(docs)) + 1) * self._pad, lengths)
        places = numpy.zeros(whole(len(words) + (len(docs) + 1) * self._pad), dtype="int64")
        with self._lock:  # what is known may be read by several threads
            places[rows] = self._places(numpy.ascontiguousarray(words[:, :-3]))
            vectors = self._known[places]
        for layer in self._layers:
            seen = beside(vectors)
            for here in portions(len(vectors)):
                vectors[here] += self._looked(layer, seen[here])
        return Batch(words[:, -3:], lengths, starts, rows, numpy.ascontiguousarray(vectors[rows]))

    def tags(self, batch: Batch) -> NDArray[numpy.uint64]:
        """The tag of each word."""
        scores = self._ops.gemm(batch.vectors, self._tagging.get_param("W"), trans2=True) + self._tagging.get_param("b")
        tags: NDArray[numpy.uint64] = self._tags[scores.argmax(axis=1)]
        return tags

    def _places(self, features: NDArray[numpy.uint64]) -> Ints:
        """Where each word's own vector is kept, worked out for those that are new."""
        keys, first, which = distinct(features)
        if len(self._kept) + len(keys) > _MOST:
            self._kept.clear()
            self._known = self._known[:1]
        new = [n for n, key in enumerate(keys) if key not in self._kept]
        if new:
            self._known = numpy.concatenate([self._known, self._mixed.predict(self._hashed.predict(features[first[new]]))])
            for n in new:
                self._kept[keys[n]] = len(self._kept) + 1
        return numpy.array([self._kept[key] for key in keys], dtype="int64")[which]

    def _looked(self, layer: _Layer, seen: Floats) -> Floats:
        products = layer.weights.times(seen)
        products += layer.bias
        best: Floats = products[:, : self._width].copy()
        for n in range(1, layer.pieces):
            numpy.maximum(best, products[:, n * self._width : (n + 1) * self._width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        best *= (numpy.einsum("ij,ij->i", best, best) / numpy.float32(self._width) + numpy.float32(1e-08))[:, None] ** -0.5
        best *= layer.gain
        best += layer.shift
        return best


def _layer(residual: Any, ops: Any) -> _Layer:
    maxout, norm = residual.layers[0].layers[1].layers[0].layers
    weights = maxout.get_param("W").transpose(1, 0, 2)  # piece by piece, so that the greatest are found side by side
    pieces, width, seen = weights.shape
    bias = maxout.get_param("b").T.reshape(pieces * width)
    return _Layer(Weights(ops, weights.reshape(pieces * width, seen)), bias, norm.get_param("G"), norm.get_param("b"), pieces)
