from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.record import contradictions
from comity.record.asof import reason as english
from comity.record.spells import Mark, Turn, on_day
from comity.web import language
from comity.web.reasons import phrased
from comity.web.view import View


class Page:
    """As much of a view as a reason needs."""

    def __init__(self, code: str) -> None:
        self.language = code

    def t(self, key: str, **values: object) -> str:
        return language.say(self.language, key, **values)

    def time(self, edtf: str) -> str:
        return language.time_words(self.language, edtf)

    def kind(self, kind: str) -> str:
        return language.kind_name(self.language, kind)


def view(code: str) -> View:
    return cast(View, Page(code))


@st.composite
def marks(draw: Any) -> list[Mark]:
    found = []
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, 4000))
        last = first + draw(st.sampled_from([0, 0, 364, 900]))
        time = draw(st.sampled_from(["1961-05-01", "1965", "1970/..", ""]))
        kind = draw(st.sampled_from(["open_mission", "resume_relations"]))
        found.append(Mark(first, last, draw(st.sampled_from(list(Turn))), kind, time, ("c",)))
    return sorted(found)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(marks(), st.integers(0, 5000), st.sampled_from([None, 5.0]))
def test_the_page_says_the_record_s_own_reason(history: list[Mark], day: int, years: float | None) -> None:
    found = on_day(history, day, years)
    assert phrased(view("en"), found, years, None) == english(found, years)
    french = phrased(view("fr"), found, years, None)
    assert french.startswith(("Le lien", "Ce qui")) and " began" not in french and "nothing" not in french


@pytest.mark.parametrize(("code", "words"), [
    ("en", "It began 1960, and nothing says that it ended."),
    ("fr", "Le lien a commencé 1960, et rien ne dit qu'il a pris fin."),
])
def test_a_presumed_tie_says_so_in_either_language(code: str, words: str) -> None:
    start = Mark(0, 365, Turn.START, time="1960")
    assert phrased(view(code), on_day([start], 900, None), None, None) == words


@pytest.mark.parametrize("why", [
    "One document gives both.", "1992-03-05 and 1992-05-03 differ only in which number is the day.", "Both are of 1999.",
    "The tie ended 1975-04: the later date may begin a second spell.", "The tie ended in between: the later date may begin a second spell.",
    "Namibia began 1990-03-21: the earlier date may be its predecessor's.", "Nothing in the record explains it.",
    "No source has it ended.", "Both are said of the same day.", "One says it, the other denies it.",
])
def test_what_makes_a_contradiction_is_told_in_french(why: str) -> None:
    french = language.told("fr", "why", why)
    assert french != why and language.told("en", "why", why) == why
    assert all(word in french for word in why.replace(":", " ").split() if word[0].isdigit())


def test_every_reason_that_the_record_can_give_has_its_pattern() -> None:
    """Whoever adds one to the record adds its French here."""
    tree = ast.parse(Path(contradictions.__file__).read_text("utf-8"))
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    pieces = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    given = []
    for n in ast.walk(tree):
        if isinstance(n, ast.JoinedStr):
            given.append("".join(str(v.value) if isinstance(v, ast.Constant) else "1999" for v in n.values))
        elif isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs | pieces:
            given.append(n.value)
    said = [g for g in given if g.endswith(".") and " " in g]
    assert len(said) >= 8
    assert [g for g in said if language.told("fr", "why", g) == g] == []
