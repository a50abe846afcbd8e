"""Sentence -> clauses: who did what to whom, in which voice, tense and mood, and who says so. One folder a language.

    parser("en").parse(sentences) -> Parse ...      the words and their arcs
    clauses(parse) -> (Clause, ...)                 predicates with arguments in named slots
    phrase(parse, head) -> Phrase                   a noun with its modifiers and complements

The parser is given single sentences with fixed boundaries; it never splits.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from comity.errors import UsageError
from comity.grammar.clause import Clause, Phrase, Slot
from comity.grammar.parse import Parse, Token
from comity.grammar.parser import Parser, parser

LANGUAGES = {"en": "comity.grammar.english"}  # a second language is a second folder, a second data file and a line here

__all__ = ["LANGUAGES", "Clause", "Parse", "Parser", "Phrase", "Slot", "Token", "clauses", "parser", "phrase"]


@cache
def _grammar(language: str) -> Any:
    if language not in LANGUAGES:
        raise UsageError(f"no grammar for {language!r}; there is one for: {', '.join(LANGUAGES)}")
    return import_module(LANGUAGES[language])


def clauses(parse: Parse, nouns: frozenset[str] = frozenset()) -> tuple[Clause, ...]:
    """The predicates of a sentence with their arguments, in the order of their words.

    `nouns` names further nouns (lemmas) that are to be predicates, such as the nouns that trigger a kind.
    """
    return _grammar(parse.language).clauses(parse, nouns)  # type: ignore[no-any-return]


def phrase(parse: Parse, head: int) -> Phrase:
    """What hangs on a noun: modifiers, complements, determiner, number."""
    return _grammar(parse.language).phrase(parse, head)  # type: ignore[no-any-return]
