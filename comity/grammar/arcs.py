"""The arcs of many sentences at once, by the model's own parser: a move in every sentence, then the next in every one that goes on.

The parser is arc-eager: of the words that are open (the stack) and those that are to come (the buffer) it shifts one, lets one go,
or joins the two that meet. The weights are the model's, the scores are added up in its order. A sentence never breaks in two,
so the move that would break it is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
from numpy.typing import NDArray

from comity.grammar.network import Batch, Ints
from comity.grammar.products import Floats, Weights, whole

_STACK, _BUFFER = numpy.array([0, -1, -2]), numpy.array([0, -1])
_PLACES = 8  # words that are looked at
_LOW = 3  # places below a stack that hold nobody
_NEVER = numpy.float32(-numpy.inf)


class Arcs:
    """The parser of a small model."""

    def __init__(self, nlp: Any) -> None:
        parser = nlp.get_pipe("parser")
        listening, lower, upper = parser.model.layers
        names = [parser.moves.get_class_name(n) for n in range(parser.moves.n_moves)]
        kept = [n for n, name in enumerate(names) if name[0] != "B"]
        if names[:2] != ["S", "D"] or parser.model.attrs["unseen_classes"]:
            raise ValueError("the model's parser has other moves than those that are known here")
        self._ops = parser.model.ops
        self._narrow = listening.layers[2]
        places, width, pieces, _ = lower.get_param("W").shape
        if places != _PLACES:
            raise ValueError("the model's parser looks at other words than those that are known here")
        self._places = numpy.arange(places)
        self._width = width
        self._lower = Weights(self._ops, lower.get_param("W").transpose(0, 2, 1, 3).reshape(places * pieces * width, -1))
        self._nobody = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(places, -1)
        self._bias = lower.get_param("b").T.reshape(-1)
        self._upper, self._plus = upper.get_param("W")[kept], upper.get_param("b")[kept]
        self._right = numpy.array([names[n][0] == "R" for n in kept])
        strings = nlp.vocab.strings
        self._labels = numpy.array([strings.add(names[n][2:]) if names[n][2:] else 0 for n in kept], dtype="uint64")
        self._root = numpy.uint64(strings.add("ROOT"))
        self._crossing = numpy.array(["||" in names[n] for n in kept])
        self._after = parser.postprocesses

    def of(self, batch: Batch, docs: Sequence[Any]) -> tuple[Ints, NDArray[numpy.uint64]]:
        """The head of each word, as its place in the batch, and the label of its arc. A root is its own head."""
        told = self._told(batch.vectors)
        state = _State(batch.starts, batch.lengths)
        while len(state.top):
            hidden = told.take(state.seen() * len(self._places) + self._places, axis=0).sum(axis=1)
            hidden += self._bias
            hidden = numpy.maximum(hidden[:, : self._width], hidden[:, self._width :])
            scores = self._ops.gemm(hidden, self._upper, trans2=True)
            scores += self._plus
            state.bar(scores)
            move = scores.argmax(axis=1)
            state.make(move, self._right[move])
        alone = state.heads[:-1] < 0
        heads = numpy.where(alone, numpy.arange(len(alone)), state.heads[:-1])
        labels = numpy.where(alone, self._root, self._labels[state.moves[:-1]])
        crossing = numpy.flatnonzero(self._crossing[state.moves[:-1]] & ~alone)
        for n in numpy.unique(numpy.searchsorted(batch.starts + batch.lengths, crossing, side="right")).tolist():
            self._cross(docs[n], heads, labels, int(batch.starts[n]))
        return heads, labels

    def _cross(self, doc: Any, heads: Ints, labels: NDArray[numpy.uint64], start: int) -> None:
        """Hangs words where their arcs' labels say that they belong, across other arcs, as the model's parser does afterwards."""
        from spacy.attrs import DEP, HEAD

        end = start + len(doc)
        up = (heads[start:end] - numpy.arange(start, end)).astype("uint64")
        doc.from_array([HEAD, DEP], numpy.stack([up, labels[start:end]], axis=1))
        for hang in self._after:
            hang(doc)
        heads[start:end] = [start + token.head.i for token in doc]
        labels[start:end] = [token.dep for token in doc]

    def _told(self, vectors: Floats) -> Floats:
        """What each word says for a move in each of the places that are looked at, and what nobody says there, in the last rows."""
        narrow = self._narrow.predict(vectors)
        rows = numpy.zeros((whole(len(narrow)), narrow.shape[1]), dtype="float32")
        rows[: len(narrow)] = narrow
        found = numpy.empty((len(rows) + 1, self._nobody.size), dtype="float32")
        self._lower.times(rows, out=found[:-1])
        found[-1] = self._nobody.reshape(-1)
        return found.reshape(len(found) * len(self._places), -1)


class _State:
    """Where the parsing of each sentence stands; words are named by their place in the batch, nobody by -1.

    `top` and `next` are where the last word on the stack and the first in the buffer stand, of the sentences that go on.
    """

    def __init__(self, starts: Ints, lengths: Ints) -> None:
        count = int(lengths.sum())
        whole = numpy.flatnonzero(lengths)
        base = starts + numpy.arange(len(starts)) * _LOW + _LOW - 1
        self.stack = numpy.full(count + len(starts) * _LOW + 1, -1)
        self.buffer = self.stack.copy()
        last = numpy.repeat(base + lengths + starts, lengths)
        self.buffer[last - numpy.arange(count)] = numpy.arange(count)  # from behind, so that the first is on top
        self.bottom = self.end = base[whole]
        self.top, self.next = base[whole], (base + lengths)[whole]
        self.heads, self.moves = numpy.full(count + 1, -1), numpy.zeros(count + 1, dtype="int64")
        self.left, self.right = numpy.full(count + 1, -1), numpy.full(count + 1, -1)  # the newest that hangs on a word, on either side
        self.before = numpy.full(count + 1, -1)  # the one that hung there before it
        self.returned = numpy.zeros(count + 1, dtype=bool)  # put back once, so that it is not shifted again

    def seen(self) -> Ints:
        """The words that a move is chosen by: two of the buffer, three of the stack, and what hangs on the first of each."""
        seen = numpy.empty((len(self.top), _PLACES), dtype="int64")
        seen[:, :2], seen[:, 2:5] = self.buffer[self.next[:, None] + _BUFFER], self.stack[self.top[:, None] + _STACK]
        self.b, self.s = seen[:, 0].copy(), seen[:, 2].copy()
        seen[:, 5], seen[:, 6], seen[:, 7] = self.left[self.b], self.left[self.s], self.right[self.s]
        return seen

    def bar(self, scores: Floats) -> None:
        """Bars the moves that cannot be made: an arc or letting go where nothing is open, shifting the last word or one put back."""
        empty, left = self.s < 0, self.next - self.end
        alone = self.top - self.bottom == 1
        scores[~empty & ((left < 2) | self.returned[self.b]), 0] = _NEVER
        scores[empty | (alone & (left > 0)), 1] = _NEVER
        scores[empty | (left == 0), 2:] = _NEVER

    def make(self, move: Ints, right: NDArray[numpy.bool_]) -> None:
        """Makes a move in every sentence: 0 shifts, 1 lets go, the others join, to the left or to the right."""
        s, b = self.s, self.b
        joins, lets = move > 1, move == 1
        pushes = right | (move == 0)
        lefts, rights = (joins & ~right).nonzero()[0], right.nonzero()[0]
        back = (lets & (self.heads[s] < 0) & (self.top - self.bottom > 1)).nonzero()[0]
        if len(lefts):
            child, head = s[lefts], b[lefts]
            old = self.heads[child]
            had = (old >= 0).nonzero()[0]
            self.right[old[had]] = self.before[child[had]]
            self.heads[child], self.moves[child] = head, move[lefts]
            self.left[head] = child
            self.returned[head] = False
        if len(rights):
            child, head = b[rights], s[rights]
            self.heads[child], self.moves[child] = head, move[rights]
            self.before[child], self.right[head] = self.right[head], child
        self.top += numpy.where(pushes, 1, -1)
        on = pushes.nonzero()[0]
        self.stack[self.top[on]] = b[on]
        self.next -= pushes
        if len(back):
            self.next[back] += 1
            self.buffer[self.next[back]] = s[back]
            self.returned[s[back]] = True
        going = (self.top > self.bottom) | (self.next > self.end)
        if not going.all():
            self.top, self.next, self.bottom, self.end = self.top[going], self.next[going], self.bottom[going], self.end[going]
