"""The pages in a real browser: Debian's Chromium, without a window. Skipped where it is not installed."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from comity.web.app import application
from comity.web.security import Rules
from tests.web.conftest import TODAY

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
uvicorn = pytest.importorskip("uvicorn")

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM.exists() and DRIVER.exists()), reason=f"there is no {CHROMIUM}: apt-get install chromium chromium-driver")

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
PAGES = (
    *("/", "/actor/MNG?on=2002", "/pair/MNG/PRK", "/register/MNG", "/world?actor=MNG", "/network", "/contradictions", "/tension"),
    *("/search?q=embassy", "/claims?kind=open_mission", "/documents", "/review", "/read", "/nowhere", "/actor/MNG?lang=fr", "/review?lang=fr"),
)


@pytest.fixture(scope="module")
def site(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages of a record of their own, served."""
    copy = shutil.copytree(record, tmp_path_factory.mktemp("browser") / "record")
    server = uvicorn.Server(uvicorn.Config(application(copy, Rules(), lambda: TODAY), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def chromium(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1300,1000", "--lang=en-GB"):
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.add_experimental_option("prefs", {"download.default_directory": str(folder), "intl.accept_languages": "en"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=webdriver.ChromeService(str(DRIVER)), options=options)
    driver.set_page_load_timeout(60)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: Any) -> Any:
    """A browser of common size, in which nothing has been said yet."""
    chromium.set_window_size(1300, 1000)
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    chromium.get_log("browser")
    return chromium


def until(what: Callable[[], Any], seconds: float = 20) -> Any:
    """What it gives as soon as it gives something."""
    from selenium.common.exceptions import StaleElementReferenceException

    end = time.monotonic() + seconds
    found = None
    while not found and time.monotonic() < end:
        time.sleep(0.05)
        with suppress(StaleElementReferenceException):  # the page has just put another in its place
            found = what()
    assert found
    return found


def one(browser: Any, selector: str) -> Any:
    return until(lambda: browser.find_elements("css selector", selector))[0]


def press(browser: Any, keys: str) -> None:
    webdriver.ActionChains(browser).send_keys(keys).perform()


def asked(browser: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(browser.current_url).query)


def complaints(browser: Any) -> list[str]:
    """What the browser has to say against a page: scripts that fail, things that the policy forbids."""
    return [entry["message"] for entry in browser.get_log("browser") if "/nowhere - Failed to load" not in entry["message"]]


def violations(browser: Any) -> list[tuple[str, list[str]]]:
    browser.execute_script(AXE)
    found = browser.execute_async_script("axe.run(document).then(arguments[arguments.length - 1])")
    return [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found["violations"]]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_and_asks_for_nothing_elsewhere(browser: Any, site: str, address: str) -> None:
    browser.get(site + address)
    assert violations(browser) == []
    asked_for = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert asked_for and all(name.startswith(site) for name in asked_for)
    assert complaints(browser) == []


@pytest.mark.parametrize("address", PAGES[:6])
def test_a_page_is_accessible_in_the_dark(browser: Any, site: str, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    browser.get(site + address)
    assert violations(browser) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_a_phone(browser: Any, site: str, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    try:
        browser.get(site + address)
        wide = "return [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, .hidden, details:not([open])')"
        wide += " && e.getBoundingClientRect().right > 390.5).map(e => e.outerHTML.slice(0, 120))"
        assert browser.execute_script(wide) == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


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
