"""What is not parsed could not have held a claim: shown on real text, where it is at hand."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from comity import documents
from comity.model import Document
from comity.reading.reader import read_many
from evaluation import settings

pytestmark = pytest.mark.skipif(not settings.present(), reason="the texts are not here")


def news() -> list[Document]:
    with (settings.GOLD / "corpus" / "news_en.jsonl").open(encoding="utf-8") as lines:
        return [documents.load(json.loads(line)["text"].encode(), name="news.txt") for line in islice(lines, 0, None, 8)]


def articles() -> list[Document]:
    return [documents.load(path) for path in sorted((settings.GOLD / "eval" / "rdcr" / "docs").iterdir())[::12]]


@pytest.mark.parametrize("texts", [news, articles])
def test_claims_are_the_same_with_everything_parsed(texts) -> None:
    given = texts()
    sifted, full = (list(read_many(given, everything=every)) for every in (False, True))
    assert sum(len(claims) for _, claims in full) > 20
    for (document, claims), (_, others) in zip(sifted, full, strict=True):
        assert claims == others, document.title
