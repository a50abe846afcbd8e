"""Pictures of the main pages, as the README shows them: the pages of the sample record in a browser without a window.

The record is made anew, the day is always the same, and nothing but the installed browser and its fonts decides how a picture looks.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from comity.record.record import Record
from comity.web.app import application
from evaluation import settings

FOLDER = settings.PROJECT / "docs" / "pages"
SAMPLES = settings.PROJECT / "samples"
CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
SIZE = (1280, 860)
DAY = "2024-09-30"
PAGES = {
    "world": "/world?actor=MNG",
    "dossier": "/actor/MNG",
    "register": "/register/MNG",
    "evidence": "/claim/{claim}",
    "network": "/network?nodes=40",
    "review": "/review",
}
SHOWN = ("close_mission", "PRK")  # the claim whose sentence is opened


def take(folder: Path) -> None:
    """Writes a picture of every page into a folder."""
    if not (CHROMIUM.exists() and DRIVER.exists()):
        sys.exit(f"There is no {CHROMIUM} with its {DRIVER}: apt-get install chromium chromium-driver, then run this again.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        record = Record(Path(place) / "record")
        record.read([SAMPLES])
        kind, actor = SHOWN
        claim = record.claims(actor=actor, kind=kind)[0].id
        record.close()
        with served(Path(place) / "record") as site, browser() as window:
            for name, address in PAGES.items():
                window.get(site + address.format(claim=claim))
                time.sleep(0.5)  # until what moves stands still
                window.save_screenshot(str(folder / f"{name}.png"))
                print(folder / f"{name}.png")


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The pages of a record on this machine, on a free port: their address."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(application(record, today=lambda: DAY), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def browser() -> Iterator[Any]:
    """A browser without a window."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-GB"):
        options.add_argument(flag)
    driver = webdriver.Chrome(service=webdriver.ChromeService(str(DRIVER)), options=options)
    width, height = SIZE
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "light"}]})
    try:
        yield driver
    finally:
        driver.quit()
