"""The pages in a real browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.chromium import INSTALLED, asked, complaints, faults, one, press, served, too_wide, until, violations, webdriver
from tests.web.conftest import TODAY

pytestmark = INSTALLED

PAGES = (
    *("/", "/actor/MNG?on=2002", "/pair/MNG/PRK", "/register/MNG", "/world?actor=MNG", "/network", "/contradictions", "/tension"),
    *("/search?q=embassy", "/claims?kind=open_mission", "/documents", "/review", "/read", "/nowhere", "/actor/MNG?lang=fr", "/review?lang=fr"),
)


@pytest.fixture(scope="module")
def site(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages of a record of their own, served."""
    with served(shutil.copytree(record, tmp_path_factory.mktemp("browser") / "record"), TODAY) as address:
        yield address


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_and_asks_for_nothing_elsewhere(browser: Any, site: str, address: str) -> None:
    browser.get(site + address)
    assert faults(browser, site) == []


@pytest.mark.parametrize("address", PAGES[:6])
def test_a_page_is_accessible_in_the_dark(browser: Any, site: str, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    browser.get(site + address)
    assert violations(browser) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_a_phone(browser: Any, site: str, address: str) -> None:
    assert too_wide(browser, site + address) == []


def test_the_slider_moves_the_day_by_keys_and_back_goes_back(browser: Any, site: str) -> None:
    browser.get(site + "/world?actor=MNG&on=2002-06-01")
    browser.execute_script("arguments[0].focus()", one(browser, "#range"))
    press(browser, "\ue014")  # right
    until(lambda: asked(browser).get("on") == ["2003-06-01"])
    until(lambda: "2003-06-01" in one(browser, "#day h2").text)
    assert browser.switch_to.active_element.get_attribute("id") == "range"
    browser.find_element("css selector", "#unit").send_keys("month")
    browser.execute_script("arguments[0].focus()", one(browser, "#range"))
    press(browser, "\ue012\ue012")  # left, left
    until(lambda: asked(browser).get("on") == ["2003-04-01"])
    browser.back()
    until(lambda: asked(browser).get("on") == ["2003-06-01"])
    assert complaints(browser) == []


def test_the_unit_of_the_slider_is_in_the_address_and_goes_along(browser: Any, site: str) -> None:
    browser.get(site + "/world?actor=MNG&on=2002-06-01")
    one(browser, "#unit").send_keys("month")
    until(lambda: asked(browser).get("unit") == ["month"])
    assert asked(browser)["on"] == ["2002-06-01"]
    browser.execute_script("arguments[0].focus()", one(browser, "#range"))
    press(browser, "\ue014")  # right
    until(lambda: asked(browser).get("on") == ["2002-07-01"] and asked(browser).get("unit") == ["month"])
    browser.find_element("css selector", ".filters input[value=troops]").click()
    until(lambda: "troops" not in asked(browser).get("show", ["troops"]))
    assert asked(browser)["on"] == ["2002-07-01"] and asked(browser)["unit"] == ["month"]  # a filter keeps the day and the unit
    browser.back()
    until(lambda: "show" not in asked(browser))
    assert one(browser, "#unit").get_attribute("value") == "month" and one(browser, "#on").get_attribute("value") == "2002-07-01"
    one(browser, ".languages a[hreflang=fr]").click()
    until(lambda: asked(browser) == {"actor": ["MNG"], "on": ["2002-07-01"], "unit": ["month"], "lang": ["fr"]})
    one(browser, "a[href^='/network']").click()
    until(lambda: "/network" in browser.current_url and one(browser, "#unit").get_attribute("value") == "month")
    one(browser, "#unit").send_keys("année")
    until(lambda: "unit" not in asked(browser))
    assert "unit" not in one(browser, "a[href^='/world']").get_attribute("href")
    assert complaints(browser) == []


def test_actors_of_the_network_stay_where_they_were_put(browser: Any, site: str) -> None:
    def stands(actor: str) -> tuple[float, float]:
        node = one(browser, f"a.node[data-id={actor}]")
        return float(node.get_attribute("data-x")), float(node.get_attribute("data-y"))

    browser.get(site + "/network?on=2010")
    first, second = (n.get_attribute("data-id") for n in browser.find_elements("css selector", "a.node")[:2])
    assert not one(browser, "#back").is_displayed()
    for actor in (first, second):
        node = one(browser, f"a.node[data-id={actor}]")
        browser.execute_script("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", node)
        webdriver.ActionChains(browser).drag_and_drop_by_offset(node.find_element("css selector", "circle, rect"), 40, 25).perform()
    until(lambda: asked(browser).get("moved", [""])[0].count(";") == 1)
    put = {actor: stands(actor) for actor in (first, second)}
    assert asked(browser)["moved"] == [";".join(f"{a}:{x:.0f},{y:.0f}" for a, (x, y) in put.items())]
    assert f"moved={first}:" in browser.current_url  # as it is read, not as it is packed
    browser.refresh()
    assert {actor: stands(actor) for actor in put} == put
    browser.execute_script("arguments[0].focus()", one(browser, "#range"))
    press(browser, "\ue014")  # right: the day moves, they stay
    until(lambda: asked(browser).get("on") == ["2011-12-31"] and "2011-12-31" in one(browser, "#day h2").text)
    assert {actor: stands(actor) for actor in put} == put
    browser.execute_script("arguments[0].focus()", one(browser, f"a.node[data-id={first}]"))
    press(browser, "\ue014")
    until(lambda: f"{first}:{put[first][0] + 10:.0f},{put[first][1]:.0f}" in asked(browser)["moved"][0])
    browser.back()
    until(lambda: asked(browser).get("on") == ["2010"])
    assert {actor: stands(actor) for actor in put} == put
    one(browser, "#back").click()
    until(lambda: "moved" not in asked(browser))
    assert stands(first) != put[first] and not one(browser, "#back").is_displayed()
    assert complaints(browser) == []


def test_a_dossier_s_numbers_stay_those_of_its_sentences_when_the_day_moves(browser: Any, site: str) -> None:
    browser.get(site + "/actor/MNG?on=2015-06-01")
    one(browser, "#unit").send_keys("year")
    browser.execute_script("arguments[0].focus()", one(browser, "#range"))
    press(browser, "\ue012" * 5)  # left
    until(lambda: "2010-06-01" in one(browser, "#ties").text)
    pairs = """return [...document.querySelectorAll('#day a.note')].filter(a => /\\d]/.test(a.textContent)).map(a => {
        const item = document.querySelector(`ol.sentences li[value='${a.textContent.slice(1, -1)}'] a`);
        return [a.href.split('&claim')[0].split('#')[0], item && item.href.split('&claim')[0].split('#')[0]] })"""
    found = browser.execute_script(pairs)
    assert len(found) > 10 and all(note == sentence for note, sentence in found)


def test_search_finds_while_somebody_types(browser: Any, site: str) -> None:
    browser.get(site + "/search")
    press(browser, "/")
    until(lambda: browser.switch_to.active_element.get_attribute("id") == "q")
    press(browser, "embas")
    until(lambda: "embas" in one(browser, "#results mark").text.lower())
    until(lambda: asked(browser).get("q") == ["embas"])


def test_search_answers_on_every_page_and_is_walked_by_keys(browser: Any, site: str) -> None:
    browser.get(site + "/world?actor=MNG")
    press(browser, "/")
    press(browser, "mongol")
    until(lambda: "Mongolia" in one(browser, "#suggest a").text)
    assert violations(browser) == [] and "/world" in browser.current_url
    press(browser, "\ue015")  # down
    until(lambda: browser.switch_to.active_element.text == "Mongolia")
    press(browser, "\ue00c")  # escape
    until(lambda: not browser.find_elements("css selector", "#suggest a"))
    assert browser.switch_to.active_element.get_attribute("id") == "q"
    press(browser, "ia\ue007")
    until(lambda: "/search" in browser.current_url and asked(browser).get("q") == ["mongolia"])
    assert complaints(browser) == []


def test_entries_are_merged_by_keys(browser: Any, site: str) -> None:
    browser.get(site + "/claims?actor=MNG&with=GBR&kind=establish_relations")
    one(browser, "tbody th a").click()
    browser.execute_script("document.querySelector('.chosen details').open = true")
    press(browser, "m")
    until(lambda: "/merge" in browser.current_url)
    assert violations(browser) == []
    boxes = browser.find_elements("css selector", ".choice input")
    if boxes:
        press(browser, "j")
        assert browser.switch_to.active_element == boxes[0]
        press(browser, " ")
        assert boxes[0].is_selected()


def test_a_filter_narrows_the_register_and_its_download(browser: Any, site: str, folder: Path) -> None:
    browser.get(site + "/register/MNG")
    browser.find_element("css selector", ".filters input[name=q]").send_keys("north korea")
    until(lambda: "1 of" in one(browser, "#caption").text)
    one(browser, ".downloads a[href*='.json']").click()
    found = json.loads(until(lambda: (folder / "register-MNG.json").exists() and (folder / "register-MNG.json").read_text()))
    assert [row["name"] for row in found["records"]] == ["North Korea"]


def test_a_note_opens_its_sentence_in_view(browser: Any, site: str) -> None:
    browser.get(site + "/register/MNG")
    one(browser, "td a.note").click()
    mark = one(browser, "mark#here")
    top = until(lambda: browser.execute_script("return arguments[0].getBoundingClientRect().top", mark))
    assert 0 < top < 1000


def test_reviews_are_made_and_taken_back_by_keys(browser: Any, site: str) -> None:
    browser.get(site + "/review")
    first = one(browser, ".card h2").text
    press(browser, "j")
    assert one(browser, ".card:focus h2").text != first or len(browser.find_elements("css selector", ".card")) == 1
    press(browser, "kr")
    until(lambda: browser.find_elements("css selector", "#log"))
    until(lambda: one(browser, ".card h2").text != first)
    press(browser, "u")
    until(lambda: one(browser, ".card h2").text == first)


def test_actors_of_the_network_are_moved_by_keys_and_hand_and_saved(browser: Any, site: str, folder: Path) -> None:
    browser.get(site + "/network?on=2010")
    node = one(browser, "a.node")
    before = float(node.get_attribute("data-x"))
    browser.execute_script("arguments[0].focus()", node)
    press(browser, "\ue014")
    until(lambda: float(node.get_attribute("data-x")) == before + 10)
    webdriver.ActionChains(browser).drag_and_drop_by_offset(node.find_element("css selector", "circle, rect"), 60, 30).perform()
    until(lambda: float(node.get_attribute("data-x")) > before + 30)
    assert "/network" in browser.current_url
    one(browser, "button[data-picture]").click()
    saved = folder / "network-2010-12-31.svg"
    until(lambda: saved.exists() and "<svg" in saved.read_text())
    assert "rgb" in saved.read_text() and "href=" not in saved.read_text()


def test_files_are_read_with_a_receipt(browser: Any, site: str, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Chile opened an embassy in Ulaanbaatar in 2019.")
    browser.get(site + "/read")
    one(browser, "#files").send_keys(str(note))
    one(browser, "form.drop button").click()
    until(lambda: "Receipt" in one(browser, "#state").text, 60)
    browser.get(site + "/register/CHL")
    assert "Mongolia" in one(browser, "table.register").text


def test_what_is_pointed_at_stands_out(browser: Any, site: str) -> None:
    browser.get(site + "/network?on=2010")
    node = one(browser, "a.node")
    browser.execute_script("arguments[0].focus()", node)
    lines = until(lambda: browser.find_elements("css selector", "#net.held line.on"))
    assert all(node.get_attribute("data-id") in (line.get_attribute("data-a"), line.get_attribute("data-b")) for line in lines)


def test_a_dossier_prints_as_a_paper_with_notes(browser: Any, site: str) -> None:
    browser.get(site + "/actor/MNG")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    for hidden in (".bar", ".slider", ".tabs"):
        assert not one(browser, hidden).is_displayed()
    assert one(browser, ".sentences").is_displayed() and one(browser, ".timeline").is_displayed()
    pdf = browser.execute_cdp_cmd("Page.printToPDF", {})
    assert len(pdf["data"]) > 10_000


def test_a_hostile_document_changes_nothing(browser: Any, site: str) -> None:
    browser.get(site + "/documents")
    links = [a.get_attribute("href") for a in browser.find_elements("css selector", "#content table a")]
    assert len(links) >= 4
    for link in [*links, f"{site}/register/MNG?sentences=1", f"{site}/actor/FRA", f"{site}/search?q=onerror"]:
        browser.get(link)
        assert browser.title.endswith("· Comity") and browser.title != "taken"
        assert one(browser, "body").is_displayed()
        assert browser.execute_script("return document.baseURI").startswith(site)
        assert not browser.find_elements("css selector", "main img, main script, main style, main iframe, main [onerror]")
        assert complaints(browser) == []
