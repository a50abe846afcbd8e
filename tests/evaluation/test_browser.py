"""The pages in a real browser, over real documents: the seeds, and pages of the register (all of them, if COMITY_RECORD names a record of
these)."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.record.record import Record
from evaluation import settings
from tests.web.chromium import INSTALLED, asked, faults, one, press, served, too_wide, until

GOLD = settings.GOLD
pytestmark = [INSTALLED, pytest.mark.skipif(not (GOLD / "seeds").is_dir(), reason=f"the seeds are not at {GOLD}")]
SOME = 4  # pages of the register
PAGES = (
    *("/", "/actor/CAF?on=2018-06-01", "/pair/CAF/RUS?on=2018-06-01", "/pair/CAF/FRA", "/register/CAF", "/register/CAF?sentences=1"),
    *("/world?actor=CAF&on=2003-05-01", "/network?on=2003-05-01", "/contradictions", "/tension?on=2006-06-01", "/search?q=Bangui"),
    *("/claims?actor=CAF", "/documents", "/review", "/read", "/actor/CAF?lang=fr", "/register/CAF?lang=fr"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("real") / "record"
    if there := os.environ.get("COMITY_RECORD"):
        shutil.copytree(there, folder)
    else:
        pages = sorted((GOLD / "eval" / "register" / "docs").glob("*.wiki*"), key=lambda p: (p.stat().st_size, p.name))
        Record(folder).read([GOLD / "seeds", *pages[:SOME]])
    with served(folder, "2026-11-22") as address:
        yield address


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_fits_a_phone_and_asks_for_nothing_elsewhere(browser: Any, site: str, address: str) -> None:
    browser.get(site + address)
    assert faults(browser, site) == []
    assert too_wide(browser, site + address) == []


def test_the_slider_moves_the_day_by_keys(browser: Any, site: str) -> None:
    browser.get(site + "/world?actor=CAF&on=2003-05-01")
    browser.execute_script("arguments[0].focus()", one(browser, "#range"))
    press(browser, "\ue014")  # right
    until(lambda: asked(browser).get("on") == ["2004-05-01"])
    until(lambda: "2004-05-01" in one(browser, "#day h2").text)
    browser.back()
    until(lambda: asked(browser).get("on") == ["2003-05-01"])


def test_a_search_leads_to_its_sentence(browser: Any, site: str) -> None:
    browser.get(site + "/search")
    press(browser, "/")
    until(lambda: browser.switch_to.active_element.get_attribute("id") == "q")
    press(browser, "embass")
    until(lambda: "embass" in one(browser, "#results mark").text.lower())
    one(browser, ".hits a").click()
    mark = one(browser, "mark#here")
    assert "embass" in mark.text.lower()
    until(lambda: 0 < browser.execute_script("return arguments[0].getBoundingClientRect().top", mark) < 1000)
    assert faults(browser, site) == []


def test_a_review_is_made_and_taken_back_by_keys(browser: Any, site: str) -> None:
    browser.get(site + "/review")
    first = one(browser, ".card h2").text
    press(browser, "r")
    until(lambda: one(browser, ".card h2").text != first)
    press(browser, "u")
    until(lambda: one(browser, ".card h2").text == first)


def test_the_register_is_downloaded(browser: Any, site: str, folder: Path) -> None:
    browser.get(site + "/register/CAF")
    shown = {cell.text.splitlines()[0] for cell in browser.find_elements("css selector", "table.register th[scope=row] a")}
    one(browser, ".downloads a[href*='.csv']").click()
    text = until(lambda: (folder / "register-CAF.csv").exists() and (folder / "register-CAF.csv").read_text("utf-8"))
    assert shown and shown <= {row["name"] for row in csv.DictReader(text.splitlines())}


def test_a_dossier_prints_with_its_sentences(browser: Any, site: str) -> None:
    browser.get(site + "/actor/CAF?on=2018-06-01")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not one(browser, ".bar").is_displayed() and one(browser, ".sentences").is_displayed()
    assert len(browser.execute_cdp_cmd("Page.printToPDF", {})["data"]) > 10_000
