"""Office-holders of real documents are known by their bare surname from the documents alone, the table of office-holders switched off."""

from __future__ import annotations

import importlib
import re

import pytest

from comity import documents
from comity.actors import leaders
from evaluation import settings

pytestmark = pytest.mark.skipif(not settings.present(), reason=f"the gold data is not at {settings.GOLD}")


def test_twenty_office_holders_are_known_without_any_table(monkeypatch: pytest.MonkeyPatch) -> None:
    mentions = importlib.import_module("comity.actors.mentions")
    monkeypatch.setattr(mentions, "who", lambda *given, **more: leaders.Answer(None, (), ""))
    monkeypatch.setattr(mentions, "full_names", lambda *given: [])
    known = set()
    for path in sorted([*(settings.GOLD / "eval" / "rdcr" / "docs").glob("*.txt"), *(settings.GOLD / "seeds").glob("*.txt")]):
        document = documents.load(path)
        known |= {
            (m.text, m.actor)
            for m in mentions.mentions(document)
            if m.how == "office" and m.actor and m.reason.startswith("introduced as") and re.fullmatch(r"[A-Z][\w’'-]+", m.text)
        }
    assert len(known) >= 20, sorted(known)
    assert {("Putin", "RUS"), ("Touadéra", "CAF")} <= known
