from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from comity.documents import Source, load, open_paths
from comity.errors import Refused

STORIES = [
    {"id": "a", "title": "A pact", "text": "Chad and Niger signed a pact in 1960.", "date": "2020-05-03", "publisher": "The Zenda Times", "url": "https://example.org/a"},  # noqa: E501
    {"id": "b", "title": "No visit", "text": "No visit\n\nThe king did not come to Zenda."},
]  # fmt: skip


def write(path: Path, form: str) -> None:
    if form == "csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, ["id", "title", "text", "date", "publisher", "url"])
            writer.writeheader()
            writer.writerows(STORIES)
        return
    if form == "parquet":
        import pyarrow.parquet

        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(STORIES), path)
        return
    data = "".join(json.dumps(s) + "\n" for s in STORIES).encode()
    if form == "zst":
        pyarrow = pytest.importorskip("pyarrow")
        with pyarrow.CompressedOutputStream(str(path), "zstd") as out:
            out.write(data)
    else:
        path.write_bytes(gzip.compress(data) if form == "gz" else data)


@pytest.mark.parametrize("form", ["jsonl", "gz", "zst", "csv", "parquet"])
def test_each_story_is_a_document(tmp_path: Path, form: str) -> None:
    path = tmp_path / "stories.bin"
    write(path, form)
    first, second = [load(s) for s in open_paths([path])]
    assert (first.title, first.published.edtf, first.sightings[0].publisher) == ("A pact", "2020-05-03", "The Zenda Times")
    assert first.text == "A pact\n\nChad and Niger signed a pact in 1960."
    assert second.text == "No visit\n\nThe king did not come to Zenda."
    assert first.sightings[0].address == f"{path}#a"


def test_bad_lines_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    lines = ['{"text": "Chad left."}', "{broken", '["a list"]', '{"title": "no text"}', '{"text": "Niger left."}', "", '{"text": "' + "x" * 2000 + '"}', '{"text": "Mali left."}']  # noqa: E501
    path.write_text("\n".join(lines))
    sources = list(open_paths([path], limit=1000))
    assert [bool(s.problem) for s in sources] == [False, True, True, True, False, True, False]
    assert all(s.address.startswith(f"{path}#") for s in sources)
    with pytest.raises(Refused, match="is no JSON"):
        sources[1].read()


def test_packed_text_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Chad met Niger."))
    (source,) = open_paths([tmp_path])
    assert load(source).text == "Chad met Niger."


@pytest.mark.parametrize("data", [gzip.compress(b"x" * 10**7), gzip.compress(b"Chad met Niger. " * 500)[:-30], b"\x1f\x8bgarbage", b"\x28\xb5\x2f\xfdgarbage", b"PAR1garbage"], ids=["bomb", "cut", "gz", "zst", "parquet"])  # noqa: E501
def test_bombs_and_damaged_files_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    sources: list[Source] = list(open_paths([tmp_path], limit=10**5))
    assert len(sources) == 1
    with pytest.raises(Refused):
        load(sources[0], limit=10**5)
