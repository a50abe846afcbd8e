"""Every expression of the table, in its sentence: what it says, on what it rests, and where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.model import Basis
from comity.times import valid
from comity.times.expression import TimeExpression
from comity.times.interval import interval
from comity.times.scan import scan

QUALIFIERS = {"early", "mid", "late", "beginning", "end", "about"}
FLAGS = {"name": "in_name", "witness": "witness", "bracketed": "bracketed"}
Row = tuple[str, list[tuple[int, int, str]]]


def rows() -> list[Row]:
    out = []
    for line in (Path(__file__).parent / "expressions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        marked, _, said = line.partition("\t")
        text, spans = "", []
        for piece in re.split(r"([{}])", marked):
            if piece == "{":
                spans.append([len(text), 0])
            elif piece == "}":
                spans[-1][1] = len(text)
            else:
                text += piece
        wanted = said.split(" | ") if said.strip() else []
        assert len(wanted) == len(spans), f"{len(spans)} in braces, {len(wanted)} told: {line}"
        out.append((text, [(a, b, w.strip()) for (a, b), w in zip(spans, wanted, strict=True)]))
    return out


def told(e: TimeExpression) -> str:
    """An expression in the table's words."""
    value = e.edtf or ("@present" if e.kind == "present" else f"@{e.anchor}" if e.anchor else "-")
    qualifier = e.qualifier if e.qualifier in QUALIFIERS else ""
    words = [value, qualifier, "name" * e.in_name, "witness" * (e.witness and e.kind != "present"), "bracketed" * e.bracketed]
    return " ".join(w for w in [*words, "ambiguous" * (e.kind == "ambiguous")] if w)


def basis(said: str) -> Basis:
    first = said.split()[0]
    if first == "-":
        return Basis.NONE
    return Basis.DOCUMENT if first == "@present" else Basis.RELATIVE if first.startswith("@") else Basis.STATED


def faults(row: Row) -> list[str]:
    """What is wrong with what is found in a sentence: one line for each expression missed, misread or made up."""
    text, wanted = row
    found = {(e.start, e.end): e for e in scan(text)}
    out = []
    for start, end, said in wanted:
        e = found.pop((start, end), None)
        if e is None:
            out.append(f"{text!r}: {text[start:end]!r} is not found, but {[x.words for x in found.values()]}")
        elif told(e) != said or e.basis != basis(said):
            out.append(f"{text!r}: {e.words!r} says {told(e)!r}, not {said!r}")
        elif text[e.start : e.end] != e.words:
            out.append(f"{text!r}: {e.words!r} does not stand at [{e.start}, {e.end})")
    return out + [f"{text!r}: {e.words!r} is no expression" for e in found.values()]


def test_expressions_are_read_as_the_table_says() -> None:
    table = rows()
    wanted = sum(len(w) for _, w in table)
    wrong = [fault for row in table for fault in faults(row)]
    assert wanted >= 400
    assert len(wrong) <= 0.03 * wanted, f"{len(wrong)} of {wanted} wrong:\n" + "\n".join(wrong)


def test_no_precision_is_invented() -> None:
    """What is found in a sentence is never narrower than what its words say."""
    narrower = []
    for text, wanted in rows():
        for e in scan(text):
            said = next((w.split()[0] for a, b, w in wanted if a < e.end and e.start < b), "")
            if not e.edtf or said.startswith("@") or not said:
                narrower += [f"{text!r}: {e.words!r} {e.edtf}"] * bool(e.edtf)
            elif said != "-" and e.edtf != said and not _covers(e.edtf, said):
                narrower.append(f"{text!r}: {e.words!r} {e.edtf} for {said}")
    assert not narrower, "\n".join(narrower)


def _covers(found: str, said: str) -> bool:
    f, s = interval(found), interval(said)
    return f.begin_min <= s.begin_min and s.begin_max <= f.begin_max and f.end_min <= s.end_min and s.end_max <= f.end_max


@pytest.mark.parametrize("order, edtf", [("", "2005"), ("dmy", "2005-04-03"), ("mdy", "2005-03-04")])
def test_order_of_day_and_month_is_refused_unless_told(order: str, edtf: str) -> None:
    (e,) = scan("Signed 03/04/2005.", order=order)
    assert e.edtf == edtf


def test_expressions_of_a_list_know_their_rank() -> None:
    found = scan("Embassies opened in Lomé and Accra in 1961 and 1963, respectively.")
    assert [(e.edtf, e.rank, e.ranks, e.respective) for e in found] == [("1961", 1, 2, True), ("1963", 2, 2, True)]


@pytest.mark.parametrize("words", ["It opened in 1961. It closed in 1963.", "It opened in 1961 and closed in 1963."])
def test_expressions_of_two_clauses_are_no_list(words: str) -> None:
    assert [e.rank for e in scan(words)] == [0, 0]


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    st.lists(st.sampled_from([text for text, _ in rows()]), min_size=1, max_size=6),
    st.sampled_from([" ", "\n\n", " So it was, and nobody there objected. "]),
)
def test_a_sentence_says_the_same_wherever_it_stands(sentences: list[str], between: str) -> None:
    wanted, at = [], 0
    for sentence in sentences:
        wanted += [(e.start + at, e.end + at, e.words, e.edtf) for e in scan(sentence)]
        at += len(sentence) + len(between)
    assert [(e.start, e.end, e.words, e.edtf) for e in scan(between.join(sentences))] == wanted


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(st.sampled_from("0123456789 -–/.,()'MayinJuofhetsc\n\u00a0İß"), max_size=60))
def test_any_text_is_scanned_without_harm(text: str) -> None:
    found = scan(text)
    assert all(text[e.start : e.end] == e.words and (not e.edtf or valid(e.edtf)) for e in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("filler", ["-", "- ", ", ", ".", " ", "the ", "1", "1 ", "and of "])
def test_long_stretches_of_one_sign_are_passed_at_once(filler: str) -> None:
    found = scan(f"It closed in 1986; {filler * 40_000}; it reopened in 1988.")
    assert [e.edtf for e in found if e.edtf] == ["1986", "1988"]
