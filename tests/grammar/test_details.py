from __future__ import annotations

from pathlib import Path

from comity.grammar import parser
from comity.grammar.parser import Parser

ODD = ["It ain't so, is it?", "There is a war; there's none.", "We gotta go and you're gonna sign.", "Let's go, y'all.", "C'mon, he's late.", "It's 'em.", "A  b\n\nc", "nothin' was said"]


def test_details_are_those_that_the_model_gives_whole_sentences() -> None:
    """Kept answers, from whatever sentences came before, are what the model's components say of each sentence."""
    sentences = [line.partition("\t")[0] for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()[:200] if line]
    reader: Parser = parser("en")
    for docs in (list(reader._load().pipe([*ODD, *sentences])) for _ in range(2)):
        kept = [[(d.lemma, d.pos, d.tag, d.dep) for d in row] for row in reader._rules.of(docs)]
        whole = [reader._load().get_pipe("lemmatizer")(reader._load().get_pipe("attribute_ruler")(doc)) for doc in docs]
        assert kept == [[(t.lemma_, t.pos_, t.tag_, t.dep_) for t in doc] for doc in whole]
