"""A real browser for tests: Debian's Chromium, without a window, and pages served to it. Skipped where it is not installed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from comity.web.app import application
from comity.web.security import Rules

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
uvicorn = pytest.importorskip("uvicorn")

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
INSTALLED = pytest.mark.skipif(not (CHROMIUM.exists() and DRIVER.exists()), reason=f"there is no {CHROMIUM}: apt-get install chromium chromium-driver")
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")


@contextmanager
def served(record: Path, today: str) -> Iterator[str]:
    """The pages of a record, served: their address."""
    server = uvicorn.Server(uvicorn.Config(application(record, Rules(), lambda: today), port=0, log_level="error"))
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


def foreign(browser: Any, site: str) -> list[str]:
    """What a page asks for from elsewhere."""
    asked_for = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    return [name for name in asked_for if not name.startswith(site)]


def faults(browser: Any, site: str) -> list[object]:
    """What is wrong with the page that is open: for a screen reader, asked for from elsewhere, complained of by the browser."""
    return [*violations(browser), *foreign(browser, site), *complaints(browser)]


def too_wide(browser: Any, address: str) -> list[str]:
    """What does not fit a phone on a page."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    try:
        browser.get(address)
        wide = "return [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, .hidden, details:not([open])')"
        wide += " && e.getBoundingClientRect().right > 390.5).map(e => e.outerHTML.slice(0, 120))"
        found: list[str] = browser.execute_script(wide)
        page = browser.execute_script("return document.documentElement.scrollWidth")
        return [*found, *([f"the page is {page} wide"] if page > 390 else [])]
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
