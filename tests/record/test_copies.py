from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from comity.record.copies import Copy, Text, copies

WORDS = ["".join(parts) for parts in itertools.product(("ba", "ko", "li", "mer", "sun"), ("ta", "ro", "ni", "vel"), ("s", "m", "th", "n"))]


def page(name: str, *paragraphs: str) -> Text:
    text = "\n\n".join(paragraphs)
    starts = [sum(len(p) + 2 for p in paragraphs[:i]) for i in range(len(paragraphs))]
    return Text(name, text, tuple((s, s + len(p)) for s, p in zip(starts, paragraphs, strict=True)))


def prose(seed: int, sentences: int) -> str:
    """Sentences that no other seed gives."""
    chance = random.Random(seed)
    return " ".join(" ".join(chance.choices(WORDS, k=9)).capitalize() + "." for _ in range(sentences))


def only(found: list[Copy]) -> Copy:
    (copy,) = found
    return copy


LONG = [prose(i, 10) for i in range(8)]


def test_copies_an_extract_is_a_copy_however_short() -> None:
    found = only(copies([page("long", *LONG), page("short", LONG[5])]))
    assert (found.document, found.of, found.share, found.sort) == ("short", "long", 100, "extract")


def test_copies_a_copy_with_other_words_here_and_there_is_one() -> None:
    words = " ".join(LONG[:3]).split()
    changed = " ".join("otherwise" if i % 9 == 0 else w for i, w in enumerate(words))
    found = only(copies([page("a", " ".join(words)), page("b", changed)]))
    assert found.sort == "copy" and found.share > 70


def test_copies_a_block_that_was_taken_over_is_told_with_its_place() -> None:
    one, other = page("one", LONG[0], LONG[1], LONG[2], LONG[3]), page("other", LONG[4], LONG[2], LONG[5], LONG[6], LONG[7])
    found = only(copies([one, other]))
    assert found.sort == "passages"
    assert [(p.document, p.of) for p in found.passages] == [("one", "other"), ("other", "one")]
    assert all((one if p.document == "one" else other).text[p.start : p.end] == LONG[2] for p in found.passages)


def test_copies_formulas_are_no_copies() -> None:
    def table(name: str, offset: int) -> Text:
        days = [f"{1 + i * offset % 28} May {1950 + i * offset % 50}" for i in range(30)]
        return page(name, *(f"Both countries established diplomatic relations on {day}." for day in days))

    assert copies([table("a", 3), table("b", 7)]) == []


@pytest.mark.parametrize("words", ["", "The two met.", "They established diplomatic relations in 1960 and closed the embassy in 1966."])
def test_copies_too_few_words_tell_nothing(words: str) -> None:
    assert copies([page("a", words, LONG[0]), page("b", words, LONG[3]), page("c", words)]) == []


def test_copies_among_a_crowd_all_are_tied_to_one_another() -> None:
    found = copies([page(f"{i:03}", LONG[0], prose(100 + i, 2)) for i in range(60)])
    tied = {"000"}
    for _ in range(60):
        tied |= {x for c in found if {c.document, c.of} & tied for x in (c.document, c.of)}
    assert len(tied) == 60


@settings(deadline=None, derandomize=True, max_examples=40)
@given(some.permutations(range(6)), some.integers(0, 5))
def test_copies_do_not_depend_on_order_and_unlike_pages_are_none(order: list[int], which: int) -> None:
    pages = [page(f"p{i}", LONG[i]) for i in range(6)] + [page("extract", " ".join(LONG[which].split()[10:70]))]
    found = copies(pages)
    assert [(c.document, c.of) for c in found] == [("extract", f"p{which}")]
    assert copies([pages[6], *(pages[i] for i in order)]) == found
