"""Commands as they are typed: a folder of one's own, exit code, output, errors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from comity.cli import main
from comity.record import reader
from tests.record import fakes

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read by the reader of the tests, in which a line is a claim."""
    monkeypatch.setattr(reader, "standard", lambda: fakes.READER)
