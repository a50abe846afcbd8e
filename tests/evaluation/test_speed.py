from __future__ import annotations

from evaluation import speed


def test_words_are_what_stands_between_white_space() -> None:
    assert speed.words([("a.txt", "Chile's  embassy\nin Lima."), ("b.txt", "")]) == 4


def test_the_median_of_several_runs_stands() -> None:
    calls: list[str] = []
    took = speed.medians({"one": lambda: calls.append("one"), "two": lambda: calls.append("two")})
    assert calls == ["one", "two"] * speed.RUNS  # in turns
    assert set(took) == {"one", "two"} and min(took.values()) > 0


def test_read_counts_the_same_claims_with_everything_parsed() -> None:
    texts = [("a.txt", "Chile opened an embassy in Lima in 1950. The cheese of Chile is soft.")]
    assert speed.read(texts) == speed.read(texts, everything=True) > 0
