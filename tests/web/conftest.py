from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from starlette.testclient import TestClient  # noqa: E402

from comity.record.record import Record  # noqa: E402
from comity.web.app import application  # noqa: E402
from comity.web.security import Rules  # noqa: E402

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = "2026-11-22"
HOSTILE = """<html><head><title>Mongolia <script>document.title = 'taken'</script> and France</title></head>
<body><article><h1>Mongolia &lt;script&gt;document.title='taken'&lt;/script&gt; &amp; France</h1>
<p>France opened an embassy in Ulaanbaatar in 1996 &lt;img src=x onerror="document.title='taken'"&gt; for the minister.</p>
<p>{{ 7 * 7 }} &lt;a href="javascript:document.title='taken'" hx-get="/nowhere" hx-trigger="load"&gt;Mongolia&lt;/a&gt; closed its embassy in Paris in 2001.</p>
<p>&lt;/textarea&gt;&lt;/title&gt;&lt;style&gt;body { display: none }&lt;/style&gt; &lt;base href="http://evil.example/"&gt; Mongolia and France signed a trade agreement in 1999.</p>
<script>document.title = 'taken'</script></article></body></html>
"""


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the samples and of a document that would like to be more than text."""
    folder = tmp_path_factory.mktemp("web")
    hostile = folder / "hostile \"><script>document.title='taken'<" / "page.html"
    hostile.parent.mkdir()
    hostile.write_text(HOSTILE, encoding="utf-8")
    made = Record(folder / "record")
    made.read([SAMPLES, hostile])
    made.close()
    return folder / "record"


Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def client(record: Path) -> Client:
    """A browser without a window, at a record's pages with these rules."""

    def made(path: Path = record, **rules: object) -> TestClient:
        given = Rules(**rules)  # type: ignore[arg-type]
        return TestClient(application(path, given, lambda: TODAY), base_url="http://localhost", follow_redirects=False)

    return made


@pytest.fixture
def pages(client: Client) -> TestClient:
    return client()
