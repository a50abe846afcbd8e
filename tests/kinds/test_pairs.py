from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import DataError
from comity.kinds.pairs import TYPES, load, pair, pairs


@pytest.mark.parametrize("type_", TYPES)
def test_pairs_each_type_has_sentences_of_its_own_a_third_of_them_for_tests(type_: str) -> None:
    sentences = [p for p in pairs() if p.plover == type_]
    kept = [p for p in sentences if p.test]
    assert len(kept) >= 40
    assert len([p for p in sentences if not p.test]) >= 2 * len(kept) - 1


def test_pairs_no_sentence_stands_twice() -> None:
    texts = [p.text for p in pairs()]
    assert len(texts) == len(set(texts)) or {t for t in texts if texts.count(t) > 1} <= {p.text for p in pairs() if not p.test}


def test_pairs_tests_are_never_learned_from() -> None:
    learned = {p.text for p in pairs() if not p.test}
    assert not learned & {p.text for p in pairs() if p.test}


@pytest.mark.parametrize("line", ["[S A] met B.", "[S A] met [S B].", "A met B."])
def test_pairs_without_both_marks_are_refused(line: str) -> None:
    with pytest.raises(ValueError):
        pair(line, "CONSULT")


def test_pairs_a_faulty_line_is_named_with_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "pairs"
    folder.mkdir(parents=True)
    for type_ in TYPES:
        (folder / f"{type_}.tsv").write_text("[S A] met [T B].\nA met B.\n" if type_ == "CONSULT" else "[S A] met [T B].\n")
    with pytest.raises(DataError, match="CONSULT.tsv"):
        load("en", tmp_path)
