"""The model of a language at work: sentences in, their words with lemmas, tags and arcs out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy

from comity.errors import MissingPart
from comity.grammar.arcs import Arcs
from comity.grammar.details import Details, Rules
from comity.grammar.network import Network
from comity.grammar.products import alone

_CHUNKS = 1 << 15  # between white space, whose words are remembered
_WORDS = ("a", "Z", "word", "Word", "WORD", "wordWord", "wordWORD", "km", "localhost")  # of letters alone, in each case
Word = tuple[Details, int, int, int]  # with the place of its head, and where it begins and ends


class Model:
    """A small model of spaCy's, whose network, parser and rules are run in our own way."""

    def __init__(self, nlp: Any) -> None:
        self.nlp = nlp
        try:
            nlp.tokenizer = _sparing(nlp.tokenizer)
            self.network, self.arcs, self.rules = Network(nlp), Arcs(nlp), Rules(nlp)
            _narrow(nlp.vocab, self.network.looked_at | self.rules.looked_at)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            name = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
            raise MissingPart(f"the model {name} is built otherwise than spaCy's small models 3.8: install one of those") from error

    def read(self, texts: Iterable[str]) -> Iterator[list[Word]]:
        """The words of each text, which is one sentence."""
        return self.parse([self.nlp.make_doc(text) for text in texts])

    def read_words(self, sentences: Iterable[list[str]]) -> Iterator[list[Word]]:
        """The words of each sentence, which is given in words."""
        from spacy.tokens import Doc

        return self.parse([Doc(self.nlp.vocab, words=words) for words in sentences])

    def parse(self, docs: list[Any]) -> Iterator[list[Word]]:
        """The words of each doc."""
        if not any(map(len, docs)):
            yield from ([] for _ in docs)
            return
        with alone():
            batch = self.network.encode(docs)
            heads, arcs = self.arcs.of(batch, docs)
        starts, lengths = batch.words[:, 1].astype("int64"), batch.words[:, 2].astype("int64")
        keys = numpy.stack([batch.words[:, 0], self.network.tags(batch), arcs], axis=1)
        places = numpy.stack([heads - numpy.repeat(batch.starts, batch.lengths), starts, starts + lengths], axis=1).tolist()
        at = 0
        for details in self.rules.of(keys, docs):
            yield [(one, *place) for one, place in zip(details, places[at : at + len(details)], strict=True)]
            at += len(details)


def _sparing(tokenizer: Any) -> Any:
    """The same tokenizer, whose rules do not look through what is letters alone: they take apart at other signs."""
    from spacy.tokenizer import Tokenizer

    looked = tokenizer.prefix_search, tokenizer.suffix_search, tokenizer.url_match, lambda text: [*tokenizer.infix_finditer(text)]
    if tokenizer.token_match is not None or any(find(word) for find in looked for word in _WORDS):
        raise ValueError("the model takes words apart that are letters alone")
    return Tokenizer(
        tokenizer.vocab,
        tokenizer.rules,
        tokenizer.prefix_search,
        tokenizer.suffix_search,
        tokenizer.infix_finditer,
        re.compile(r"[A-Za-z]+\Z").match,
        tokenizer.url_match,
        max_cache_size=_CHUNKS,
    )


def _narrow(vocab: Any, wanted: Iterable[str]) -> None:
    """What nobody looks at is no longer worked out for each new word: whether it is like an address, a currency, a bracket …"""
    from spacy.attrs import intify_attr

    for column in set(vocab.lex_attr_getters).difference(map(intify_attr, wanted)):
        del vocab.lex_attr_getters[column]
