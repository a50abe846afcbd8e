from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from comity.web.security import HEADERS, Rules
from tests.web.conftest import Client
from tests.web.test_pages import outlined


@pytest.mark.parametrize("address", ["/", "/register/MNG", "/register/MNG.csv", "/static/comity.js", "/nowhere"])
def test_every_answer_says_what_a_browser_must_heed(pages: TestClient, address: str) -> None:
    answer = pages.get(address)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example", "", "[", "127.0.0.1.nip.io"])
def test_who_calls_this_machine_by_another_name_is_turned_away(pages: TestClient, host: str) -> None:
    assert pages.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:1", "[::1]:8765"])
def test_this_machine_answers_to_its_own_names(pages: TestClient, host: str) -> None:
    assert pages.get("/", headers={"host": host}).status_code == 200


def test_with_a_token_nothing_is_shown_without_it(client: Client) -> None:
    pages = client(hosts=frozenset(), token="open sesame")
    assert pages.get("/").status_code == pages.get("/?token=wrong").status_code == pages.get("/static/comity.js").status_code == 401
    assert pages.get("/", headers={"authorization": "Bearer open sesame"}).status_code == 200
    shown = pages.get("/register/MNG?q=a&q=b&token=open+sesame", headers={"host": "office.example"})
    assert shown.status_code == 303 and shown.headers["location"] == "/register/MNG?q=a&q=b"
    cookie = shown.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example/", "/\\evil.example"])
def test_showing_the_token_leads_nowhere_else(client: Client, path: str) -> None:
    moved = client(hosts=frozenset(), token="t").get(f"http://localhost{path}?token=t")
    assert re.match(r"/(?!/)", moved.headers["location"])


def test_a_forged_form_is_told_from_ours() -> None:
    rules = Rules()
    assert rules.genuine(rules.secret, {"host": "localhost:8765", "origin": "http://localhost:8765"})
    assert not rules.genuine(rules.secret, {"host": "localhost:8765", "origin": "http://evil.example"})
    assert not rules.genuine("", {"host": "localhost"}) and not rules.genuine("é", {"host": "localhost"})


def test_a_hostile_document_stays_text(pages: TestClient) -> None:
    addresses = re.findall(r'href="(/document/[0-9a-f]+)"', pages.get("/").text)
    texts = [pages.get(a).text for a in addresses]
    texts += [pages.get(a).text for a in ("/", "/register/MNG?sentences=1", "/search?q=img", "/claims?actor=FRA")]
    assert any("onerror=" in t for t in texts)
    for text in texts:
        seen = outlined(text).seen
        assert seen.count("script") == 2 and "img" not in seen and "style" not in seen and "base" not in seen
        assert "javascript:document" not in re.findall(r'href="([^"]*)"', text)
        assert not re.search(r'<[^>]*hx-get="/nowhere"', text)
        assert "49 <" not in text


def test_what_a_person_types_stays_text(pages: TestClient) -> None:
    for address in ("/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/register/MNG?q=%22%3E%3Cscript%3E", "/register/%3Cscript%3E", "/?lang=%22%3E%3Cb%3E"):
        assert outlined(pages.get(address).text).seen.count("script") == 2
