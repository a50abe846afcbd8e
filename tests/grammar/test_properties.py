from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.grammar import Parse, Token, clauses
from comity.grammar.english.mending import mend

_DEPS = (
    "nsubj nsubjpass dobj dative attr acomp oprd prep agent pobj pcomp xcomp ccomp advcl acl relcl conj cc appos poss compound amod advmod "
    "neg aux auxpass mark prt expl parataxis dep det"
).split()
_WORDS = [tuple(word.split("/")) for word in """
which/which/PRON/WDT closed/close/VERB/VBD opened/open/VERB/VBN be/be/AUX/VB was/be/AUX/VBD no/no/DET/DT talks/talk/NOUN/NNS
visit/visit/NOUN/NN Chad/Chad/PROPN/NNP of/of/ADP/IN with/with/ADP/IN to/to/PART/TO one/one/NUM/CD ally/ally/NOUN/NN
would/would/AUX/MD paid/pay/VERB/VBD accusing/accuse/VERB/VBG and/and/CCONJ/CC if/if/SCONJ/IN hostile/hostile/ADJ/JJ
""".split()]


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    """Any words under any arcs that form a tree."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    tokens: dict[int, Token] = {}
    starts, text = [], ""
    picks = [draw(st.sampled_from(_WORDS)) for _ in range(size)]
    for word, *_ in picks:
        starts.append(len(text))
        text += word + " "
    for rank, place in enumerate(order):
        head = place if rank == 0 else order[draw(st.integers(0, rank - 1))]
        word, lemma, pos, tag = picks[place]
        dep = "ROOT" if rank == 0 else draw(st.sampled_from(_DEPS))
        tokens[place] = Token(place, word, lemma, pos, tag, dep, head, starts[place], starts[place] + len(word))
    return Parse(text, tuple(tokens[i] for i in range(size)))


@settings(deadline=None, derandomize=True, max_examples=300)
@given(trees())
def test_clauses_of_any_tree_are_sound(parse: Parse) -> None:
    found = clauses(parse)
    assert [c.index for c in found] == list(range(len(found)))
    for clause in found:
        chain = set()
        at: int | None = clause.index
        while at is not None and at not in chain:
            chain.add(at)
            at = found[at].parent
        assert at is None
        assert all(slot.start < slot.end and 0 <= slot.head < len(parse) for slot in clause.slots)
        assert {s.name for s in clause.slots} <= {path for path, _ in clause.slot_paths()}
        assert all(parse.text[c.start : c.end] == c.words for c in clause.cues)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(trees())
def test_clauses_are_a_function_of_the_parse(parse: Parse) -> None:
    assert clauses(parse) == clauses(Parse(parse.text, parse.tokens))


@settings(deadline=None, derandomize=True, max_examples=300)
@given(trees())
def test_mending_leaves_a_tree(parse: Parse) -> None:
    tokens = mend(list(parse.tokens))
    for token in tokens:
        at, steps = token, 0
        while at.head != at.i and steps <= len(tokens):
            at, steps = tokens[at.head], steps + 1
        assert steps <= len(tokens)
    assert sum(t.head == t.i for t in tokens) == 1
