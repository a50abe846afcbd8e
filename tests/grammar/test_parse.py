from __future__ import annotations

import pytest

from comity.errors import DataError, UsageError
from comity.grammar import Parse, clauses, parser, phrase


def test_parse_table_and_show_are_inverse() -> None:
    rows = "France\tFrance\tNNP\tnsubj\t2\nclosed\tclose\tVBD\tROOT\t0\nbases\tbase\tNNS\tdobj\t2"
    assert Parse.table(rows).show() == rows


def test_parse_table_glues_punctuation() -> None:
    parse = Parse.table("Chad Chad NNP poss 3\n's 's POS case 1\nbase base NN ROOT 0\n. . . punct 3")
    assert parse.text == "Chad's base."
    assert [parse.text[t.start : t.end] for t in parse.tokens] == [t.text for t in parse.tokens]


@pytest.mark.parametrize("row", ["France NNP nsubj 2", "France France NNP nsubj x"])
def test_parse_table_names_the_bad_line(row: str) -> None:
    with pytest.raises(DataError, match="table:2"):
        Parse.table("He he PRP nsubj 2\n" + row)


def test_clauses_of_a_table() -> None:
    parse = Parse.table("""
        Bases     base    NNS  nsubjpass 3
        were      be      VBD  auxpass   3
        closed    close   VBN  ROOT      0
        by        by      IN   agent     3
        France    France  NNP  pobj      4
        .         .       .    punct     3
    """)
    close = next(c for c in clauses(parse) if c.lemma == "close")
    assert (close.words("object"), close.words("subject"), close.voice, close.tense) == (("Bases",), ("France",), "passive", "past")


def test_parser_gives_the_same_parse_alone_and_in_a_batch() -> None:
    texts = ["France closed its embassy.", "Talks are over. Nobody signed.", "Embassy opened in 1990", "Chad recalled its envoy."]
    together = list(parser("en").parse(texts))
    alone = [next(iter(parser("en").parse([text]))) for text in texts]
    assert [p.show() for p in together] == [p.show() for p in alone]
    assert [p.text for p in together] == texts


@pytest.mark.parametrize("text", ["", " ", "\n", "1963", "—"])
def test_parser_takes_any_text(text: str) -> None:
    (parse,) = parser("en").parse([text])
    assert parse.text == text
    assert all(parse.text[t.start : t.end] == t.text for t in parse.tokens)
    assert isinstance(clauses(parse), tuple)


def test_parser_refuses_a_language_without_a_model() -> None:
    with pytest.raises(UsageError, match="no parser for 'xx'"):
        parser("xx")


def test_phrase_spreads_coordinated_modifiers_and_complements() -> None:
    (parse,) = parser("en").parse(["Some French and Chadian troops from Mali and Niger left."])
    head = next(t.i for t in parse.tokens if t.text == "troops")
    found = phrase(parse, head)
    assert [parse.tokens[i].text for i in found.modifiers] == ["French", "Chadian"]
    assert [parse.tokens[i].text for i in found.complements["from"]] == ["Mali", "Niger"]
    assert (found.determiner, found.number) == ("some", "plural")


def test_parser_reads_words_broken_by_a_dash_whole_and_keeps_their_characters() -> None:
    text = "Chad re-opened co-operation talks after the cease-fire, said the vice-president."
    (parse,) = parser("en").parse([text])
    assert [t.text for t in parse.tokens if "-" in t.text] == ["re-opened", "co-operation", "cease-fire", "vice-president"]
    assert all(text[t.start : t.end] == t.text for t in parse.tokens)


def test_clauses_take_further_nouns_as_predicates() -> None:
    (parse,) = parser("en").parse(["The corridor between Kenya and Ethiopia is open."])
    assert not [c for c in clauses(parse) if c.lemma == "corridor"]
    (corridor,) = [c for c in clauses(parse, frozenset({"corridor"})) if c.lemma == "corridor"]
    assert (corridor.form, corridor.words("between")) == ("noun", ("Kenya", "Ethiopia"))


def test_clauses_keep_the_noun_beside_its_verb() -> None:
    (parse,) = parser("en").parse(["Cooperation between Kenya and Ethiopia ended."])
    (cooperation,) = [c for c in clauses(parse) if c.form == "noun"]
    assert (cooperation.lemma, cooperation.noun) == ("cooperate", "cooperation")
