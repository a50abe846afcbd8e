from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from comity.record.record import Record
from comity.web.desk import plain
from tests.web.conftest import Client
from tests.web.test_pages import outlined


@pytest.fixture
def copy(record: Path, tmp_path: Path) -> Path:
    """A record of one's own."""
    return Path(shutil.copytree(record, tmp_path / "record"))


def secret(pages: TestClient, address: str = "/review") -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', pages.get(address).text)
    assert found
    return found[1]


def closing(pages: TestClient) -> str:
    found = re.search(r'claim=([0-9a-f]+)', pages.get("/claims?kind=close_mission&actor=PRK").text)
    assert found
    return found[1]


def embassy(pages: TestClient) -> str:
    row = re.search(r'<th scope="row">embassy.*?class="state st-(\w+)', pages.get("/pair/MNG/PRK?on=2001").text, re.DOTALL)
    return row[1] if row else ""


def test_a_review_changes_the_answers_at_once_and_is_taken_back(client: Client, copy: Path) -> None:
    pages = client(copy)
    claim, form = closing(pages), {"csrf": secret(pages), "why": "misread", "who": "Zoë", "back": "/pair/MNG/PRK?on=2001"}
    before = pages.get("/pair/MNG/PRK?on=2001").text
    answer = pages.post("/review", data={**form, "action": "reject", "ids": claim})
    assert answer.status_code == 303 and answer.headers["location"] == form["back"]
    assert pages.get("/pair/MNG/PRK?on=2001").text != before
    log = pages.get("/review").text
    assert "misread" in log and "Zoë" in log
    outlined(log)
    assert "misread" in pages.get(pages.get(f"/claim/{claim}").headers["location"]).text
    made = Record(copy).reviews()[-1]
    assert pages.post("/review", data={**form, "action": "undo", "ids": made.id}).status_code == 303
    assert pages.get("/pair/MNG/PRK?on=2001").text == before


def test_a_claim_is_corrected_by_names_that_a_person_uses(client: Client, copy: Path) -> None:
    pages = client(copy)
    claim = closing(pages)
    form = {"csrf": secret(pages), "action": "correct", "ids": claim, "date": "1998", "actor:PRK": "Corée du Sud"}
    assert pages.post("/review", data=form).status_code == 303
    assert dict(Record(copy).reviews()[-1].change) == {"date": "1998", "actor:PRK": "KOR"}
    assert pages.post("/review", data={**form, "date": "soon"}).status_code == 400


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}])
@pytest.mark.parametrize("address", ["/review", "/read"])
def test_a_forged_form_changes_nothing(client: Client, copy: Path, address: str, headers: dict[str, str]) -> None:
    pages = client(copy)
    form = {"csrf": secret(pages) if headers else "guessed", "action": "reject", "ids": closing(pages), "text": "France recognised Chad."}
    answer = pages.post(address, data=form, headers=headers)
    assert answer.status_code == 403 and not (copy / "reviews.jsonl").exists()


def test_read_only_pages_change_nothing_and_offer_nothing(client: Client, copy: Path) -> None:
    pages = client(copy, read_only=True)
    for address in ("/review", "/read"):
        assert pages.post(address, data={"csrf": "x"}).status_code == 403
        assert f'href="{address}"' not in pages.get("/").text
    for address in ("/review", "/read", f"/merge?ids={closing(pages)}"):
        answer = pages.get(address)
        assert answer.status_code == 400 and "read-only" in answer.text and 'method="post"' not in answer.text
    claim = pages.get(f"/claim/{closing(pages)}").headers["location"]
    assert "<form" in pages.get(claim).text and 'method="post"' not in pages.get(claim).text


def test_after_a_review_nobody_is_led_elsewhere(client: Client, copy: Path) -> None:
    pages = client(copy)
    form = {"csrf": secret(pages), "action": "accept", "ids": closing(pages), "back": "//evil.example"}
    assert pages.post("/review", data=form).headers["location"] == "/"


def wait(pages: TestClient, address: str) -> str:
    for _ in range(600):
        text = pages.get(address).text
        outlined(text)
        if 'hx-trigger="every' not in text:
            return text
        time.sleep(0.1)
    raise AssertionError("the reading does not end")


def test_dropped_files_are_read_and_accounted_for_while_the_pages_go_on(client: Client, copy: Path) -> None:
    pages = client(copy)
    before = pages.get("/register/CHL").text
    files = [
        ("files", ("../../note <b>.txt", b"Chile opened an embassy in Ulaanbaatar in 2019. Chile and Mongolia signed a trade agreement in 2020.", "text/plain")),
        ("files", ("noise.bin", bytes(range(256)) * 40, "application/octet-stream")),
    ]
    answer = pages.post("/read", data={"csrf": secret(pages, "/read")}, files=files)
    assert answer.status_code == 303
    text = wait(pages, answer.headers["location"])
    assert "note &lt;b&gt;.txt" in text and "noise.bin</b>:" in text
    after = pages.get("/register/CHL").text
    assert after != before and ">Mongolia</a>" in after
    assert "note &lt;b&gt;.txt" in pages.get("/documents").text


def test_a_text_is_pasted_into_a_folder_without_a_record(client: Client, tmp_path: Path) -> None:
    pages = client(tmp_path / "new")
    assert "There is no record here yet" in pages.get("/").text
    answer = pages.post("/read", data={"csrf": secret(pages, "/read"), "text": "Chile opened an embassy in Ulaanbaatar in 2019."})
    wait(pages, answer.headers["location"])
    assert "<b>1</b><a href=\"/documents\">Documents</a>" in pages.get("/").text


def test_nothing_given_is_said_to_be_nothing(client: Client, copy: Path) -> None:
    pages = client(copy)
    answer = pages.post("/read", data={"csrf": secret(pages, "/read")})
    assert answer.status_code == 400 and "no file was given" in answer.text


def test_what_is_read_elsewhere_is_taken_up_without_a_restart(client: Client, copy: Path, tmp_path: Path) -> None:
    pages = client(copy)
    pages.get("/")
    note = tmp_path / "note.txt"
    note.write_text("Chile opened an embassy in Ulaanbaatar in 2019.")
    other = Record(copy)
    other.read([note])
    other.close()
    assert ">Mongolia</a>" in pages.get("/register/CHL").text


@pytest.mark.parametrize("name", ["..", "a/b/c", "\\\\server\\x", "\u202egnp.exe", "x" * 500, ".hidden", "\x00"])
def test_a_files_name_is_only_a_name(name: str) -> None:
    kept = plain(name)
    assert kept and len(kept) <= 100 and not kept.startswith(".") and not set(kept) & set("/\\\x00\u202e")


def test_entries_are_merged_into_the_one_that_was_opened(client: Client, tmp_path: Path) -> None:
    note = tmp_path / "notes.txt"
    note.write_text("Chile opened an embassy in Ulaanbaatar in 2019.\n\nChile opened an embassy in Ulaanbaatar in 2018.", encoding="utf-8")
    record = Record(tmp_path / "record")
    record.read([note])
    first, second = sorted(record.entries("CHL", kind="open_mission"), key=lambda e: e.time)
    record.close()
    pages = client(tmp_path / "record")
    address = f"/merge?ids={first.id}&back=/review"
    text = pages.get(address).text
    outlined(text)
    assert f'value="{second.id}"' in text and "in 2018" in text and "in 2019" in text
    assert pages.post("/review", data={"csrf": secret(pages, address), "action": "merge", "ids": first.id}).status_code == 400
    answer = pages.post("/review", data={"csrf": secret(pages, address), "action": "merge", "ids": [first.id, second.id], "back": "/review"})
    assert answer.headers["location"] == "/review"
    (made,) = Record(tmp_path / "record").entries("CHL", kind="open_mission")
    assert made.time == first.time == "2018" and len(made.supporting) == 2
    assert "nothing else of this sort" in pages.get(f"/merge?ids={made.id}").text
    assert pages.get("/merge?ids=nothing").status_code == 400
