from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from comity.record.record import Record
from tests.record import fakes

Write = Callable[..., Path]

TEXTS = {
    "a.txt": "CAF register\n#title\nFRA establish_relations CAF 1960-08-13\nFRA open_mission CAF 1960\nTUR visit CAF 2009",
    "b.txt": "CAF establish_relations FRA 1960\nCHN sever_relations CAF 1966-01-06\nFRA open_mission CAF 1960 denied",
    "c/c.txt": "? establish_relations CAF 1992-02\nTUR visit CAF 2009-02-05\nTUR visit CAF 2010 planned",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents on one country."""
    return write(tmp_path / "pages", TEXTS)


@pytest.fixture
def record(tmp_path: Path, folder: Path) -> Record:
    """A record that has read them."""
    record = Record(tmp_path / "record", fakes.READER)
    record.read_sources(fakes.sources(folder))
    return record


def write(folder: Path, texts: dict[str, str | bytes]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
