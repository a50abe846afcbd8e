"""How a claim was found, in French: whatever can be said of it has a French form. Whoever adds a line or a reason adds its French."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import comity
from comity.kinds import DOMAINS, ontology
from comity.kinds.kind import ROLES
from comity.kinds.signals import signals
from comity.model import Basis, BlockKind, Standing
from comity.record.explain import SAID, English
from comity.record.record import Record
from comity.web import language
from comity.web.explained import Translated, data

HOUSE = Path(comity.__file__).parent
FRENCH = Translated("fr")

WRITERS = sorted(
    path
    for room in ("actors", "times", "reading", "documents/focus.py", "record/people.py", "record/resolution.py", "record/reviews.py")
    for path in ([HOUSE / room] if room.endswith(".py") else (HOUSE / room).glob("*.py"))
    if not path.stem.startswith(("lint", "lexicon", "train", "learned", "quantities", "plover"))
)
"""Whoever may write a reason into a claim: not those who check data files, learn, or know the words of numbers and of codes."""

OTHERWISE = {
    # names, and words that are looked for in texts
    *("prime minister", "supreme leader", "high commission", "according to", "the table of office-holders", "file name"),
    *("named most", "told apart"),  # what a reason is compared with
}
"""Strings of more than one word that are no reasons."""

HOW = ("name", "code", "demonym", "capital", "seat", "acronym", "office", "description", "pronoun", "focus", "alias", "unknown")
BOUNDS = ("exact", "about", "at_least", "at_most", "between")


def blanks(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{\w+\}", text)))


def test_every_line_has_its_french_with_the_same_blanks() -> None:
    french = data("fr")["said"]
    assert {key: blanks(text) for key, text in french.items() if key != "and_of"} == {key: blanks(text) for key, text in SAID.items()}


def test_every_reason_s_french_has_the_blanks_of_its_english() -> None:
    assert [e for e, f in data("fr")["because"].items() if blanks(e) != blanks(f)] == []


@pytest.mark.parametrize(("section", "values"), [
    ("basis", list(Basis)), ("standing", list(Standing)), ("domain", DOMAINS), ("how", HOW), ("bound", BOUNDS), ("sort", ("event", "tie")),
    ("by", ("rule", "model")),
    ("attribute", sorted({n for k in ontology() for p in signals("en").for_kind(k.name) for n, _ in p.attributes} | {"person", "office", "apart"})),
])
def test_every_value_has_its_word(section: str, values: list[str]) -> None:
    known = {**{k.partition(".")[2]: t["fr"] for k, t in language.words().items() if k.startswith(f"{section}.")}, **data("fr").get(section, {})}
    assert [v for v in values if str(v) not in known] == []
    assert [FRENCH.word(section, str(v)) for v in values] == [known[str(v)] for v in values]


def test_every_aspect_has_its_label() -> None:
    labels = {*ROLES, *re.findall(r'^        \("([a-z ]+)",', (HOUSE / "record" / "explain.py").read_text("utf-8"), re.MULTILINE)}
    assert {"found by", "whose word", "source"} <= labels
    known = {texts["en"] for key, texts in language.words().items() if key.startswith("aspect.")}
    assert labels <= known


def test_every_kind_has_its_definition() -> None:
    assert set(data("fr")["definitions"]) == {k.name for k in ontology()}
    assert [k.name for k in ontology() if FRENCH.definition(k) == k.definition] == []


_LOOKS = re.compile(r"^re\.|^connection\.execute|\.(?:ends|starts)with$")


def templates(path: Path) -> Iterator[str]:
    """The strings of a module that can be read as words: as they are written, and with something in their blanks. What is said of an
    error is left out, but for times, where it becomes the reason why there is none."""
    tree = ast.parse(path.read_text("utf-8"))
    out = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    out |= {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "split"}  # a list of words
    named = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        raised = isinstance(node, ast.Raise) and "TimeError" not in ast.unparse(node)
        looked_for = isinstance(node, ast.Call) and _LOOKS.search(ast.unparse(node.func))
        shown = isinstance(node, ast.FunctionDef) and node.name in ("__repr__", "__str__")
        if raised or looked_for or shown:
            out |= {id(n) for n in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):
            out |= {id(v) for v in node.values if isinstance(v, ast.Constant)}
            out |= {id(n) for v in node.values if isinstance(v, ast.FormattedValue) for n in ast.walk(v)}
    for node in ast.walk(tree):
        if id(node) in out:
            continue
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.left, ast.Constant):
            yield f"{node.left.value}1999"
        elif isinstance(node, ast.JoinedStr):
            for some in itertools.product(*(list(pieces(v, named)) for v in node.values)):
                yield "".join(some)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def pieces(part: ast.expr, named: dict[str, str]) -> Iterator[str]:
    """What can stand in a place of a string: its own text, that of a constant, either side of a choice, or anything."""
    if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) and part.value.id in named:
        yield named[part.value.id]
    elif isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.IfExp):
        for side in (part.value.body, part.value.orelse):
            yield str(side.value) if isinstance(side, ast.Constant) else "1999"
    else:
        yield str(part.value) if isinstance(part, ast.Constant) else "1999"


def in_words(text: str) -> bool:
    """Whether a string is words that a person reads, and no pattern or query, and no piece that begins or ends with a blank."""
    if text != text.strip():
        return False
    sentence = re.search(r"[a-z1-9'}] [a-z1-9'(]|[a-z]: ", text) and re.search("[a-z]{2}", text)
    return bool(sentence) and not re.search(r"[\\|^*+<>$#\n]|\(\?|SELECT|^[A-Z_ ]+$", text) and text not in OTHERWISE


SENTENCES = sorted({(path.relative_to(HOUSE).as_posix(), text) for path in WRITERS for text in templates(path) if in_words(text)})


def test_the_reasons_are_found_in_the_code() -> None:
    assert len(SENTENCES) > 100
    assert {"an office without a state", "the text names 1999", "the text speaks of 1999", "'1999' stands by the office"} <= {text for _, text in SENTENCES}


def test_every_reason_that_can_be_written_has_its_french() -> None:
    assert [(where, text) for where, text in SENTENCES if not FRENCH.sentence(text)] == []


@pytest.mark.parametrize("kind", [k for k in BlockKind if k in ("heading", "paragraph", "caption")])
def test_where_the_focal_actor_was_found_is_told(kind: BlockKind) -> None:
    assert all(FRENCH.sentence(f"{where}: Foreign relations of Chad") for where in (kind.value, "title", "file name", "category", "navigation box"))


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.sampled_from([text for _, text in SENTENCES if ";" not in text]), min_size=1, max_size=3))
def test_reasons_that_stand_together_are_all_told(some: list[str]) -> None:
    assert FRENCH.told("; ".join(some)) == " ; ".join(map(FRENCH.sentence, some))


@pytest.mark.parametrize(("english", "french"), [
    ("the text names Chad; the nearest one", "le texte nomme Chad ; le plus proche"),
    ("introduced as 'minister; later president'", "présenté comme « minister; later president »"),
    ("the text speaks of COD and of COG", "le texte parle de COD et de COG"),
    ("the name of Chad", "nom de Chad"),
    ("the subject of the sentence before", "le sujet de la phrase précédente"),
    ("the page is about it (title: Foreign relations of Chad)", "la page en parle (titre : Foreign relations of Chad)"),
    ("the open_mission that the sentence plans", "ce que la phrase prévoit : ouverture de mission"),
    (
        "a name that this document does not explain; in the record it can be Ana Lovik, president (1998/2000, imported); Ben Lovik, minister (claim 1f)",
        "un nom que ce document n'explique pas ; dans le dossier ce peut être Ana Lovik, president (1998/2000, importé) ; Ben Lovik, minister (assertion 1f)",
    ),
    ("Nobody writes this.", "Nobody writes this."),
])
def test_a_reason_is_told_in_french(english: str, french: str) -> None:
    assert FRENCH.told(english) == french and English().told(english) == english


AS_IT_IS = ("words", "footnotes", "sightings", "sectors")


def test_every_claim_of_a_record_is_explained_in_french(record: Path) -> None:
    kept = Record(record)
    for claim in kept.claims():
        english, french = kept.explain(claim.id).aspects, kept.explain(claim.id, FRENCH).aspects
        assert [(label, len(says)) for label, says in english] == [(label, len(says)) for label, says in french]
        for (label, says), (_, told) in zip(english, french, strict=True):
            same = [one for one, other in zip(says, told, strict=True) if one == other]
            assert same == (list(says) if label in AS_IT_IS else [says[0]] if label == "document" else [one for one in says if one == "opinion"])
    kept.close()
