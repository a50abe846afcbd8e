"""What is made ready when the server starts: the pages on those most spoken of, which say the same as without."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from comity.record.record import Record
from comity.web import shelf
from comity.web.app import application
from comity.web.ready import make_ready

PAGES = ("/register/MNG", "/actor/MNG", "/world?actor=MNG", "/actor/RUS", "/pair/MNG/RUS")


def test_pages_that_were_made_ready_say_what_they_say_anyway(record: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def pages(ready: bool) -> list[str]:
        app = application(record, today=lambda: "2024-06-30")
        if ready:
            make_ready(app)
        asked = TestClient(app, base_url="http://localhost")
        found = [asked.get(page).text for page in PAGES]
        app.state.shelf.close()
        return found

    monkeypatch.setattr(shelf, "settled", lambda: None)
    assert pages(True) == pages(False)


def test_what_was_made_ready_stays_however_much_is_asked(record: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(shelf, "KEPT", 3)
    kept = shelf.Shelf(record)
    times: list[str] = []

    def ask(name: str) -> str:
        return kept.ask(lambda _: times.append(name) or name, name)  # type: ignore[func-returns-value]

    with kept.readying():
        ask("ready")
    for name in ("a", "b", "c", "d", "ready", "a"):
        assert ask(name) == name
    assert times == ["ready", "a", "b", "c", "d", "a"]
    kept.close()


def test_a_folder_without_a_record_is_made_ready_at_once(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(shelf, "settled", lambda: None)
    make_ready(application(tmp_path))


def test_a_snapshot_of_other_code_is_not_asked(record: Path, tmp_path: Path) -> None:
    (tmp_path / "store-0123456789abcdef-0123456789abcdef.duckdb").write_bytes(b"tables of long ago")
    assert shelf.newest(tmp_path) is None
    Record(record).totals()
    assert shelf.newest(record) is not None
