"""A folder of hostile files: nothing crashes or hangs, each is read or refused in one clear line."""

from __future__ import annotations

import time
from pathlib import Path

from comity.documents import load, open_paths
from comity.errors import Refused
from tests.documents import hostile

LIMIT = 2 * 2**20
READ = ["external.xml", "mislabelled.html", "mislabelled.txt", "mislabelled.pdf", "mixed.txt", "utf-32.txt", "pdf.txt", "dtd.xml", "deep.txt", "attached.eml", "stories.jsonl#a"]  # noqa: E501
REFUSED = {
    "empty.txt": "is empty", "laughs.xml": "declares entities", "bomb.txt.gz": "more than the limit", "locked.pdf": "encrypted", "scan.pdf": "scanned", "out.txt": "leads out",
    "cut.xml": "broken XML", "bomb.zip": "zip archive", "pipe.txt": "no regular file", "cut.txt.gz": "damaged", "program": "program", "itself.txt": "leads nowhere",
    "stories.jsonl#2": "is no JSON", "deep.jsonl#2": "is no JSON", "bytes.bin": "binary", "garbage.parquet#1": "Parquet",
}  # fmt: skip


def test_hostile_folder_is_read_or_refused_in_time(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    made = hostile.make(folder)
    assert made >= 60
    began = time.process_time()
    read: set[str] = set()
    refused: dict[str, str] = {}
    given = done = 0
    slowest = (0.0, "")
    for source in open_paths([folder], limit=LIMIT):
        given += 1
        name = source.address.rpartition("/")[2] if "#" not in source.address else source.address[len(str(folder)) + 1 :]
        at = time.process_time()
        try:
            document = load(source, limit=LIMIT)
        except Refused as problem:
            assert problem.reason and "\n" not in problem.reason and len(problem.reason) < 250
            refused[name] = problem.reason
            done += 1
        else:
            assert document.text and "root:" not in document.text
            read.add(name)
            done += 1
        slowest = max(slowest, (time.process_time() - at, name))
    assert given == done >= made
    assert slowest[0] < 8, slowest
    assert time.process_time() - began < 60
    assert not set(READ) - read, set(READ) - read
    assert {name: refused.get(name, "was read") for name, why in REFUSED.items() if why not in refused.get(name, "")} == {}
