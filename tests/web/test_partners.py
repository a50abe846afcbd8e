"""The page of a register that is looked up row by row says what the whole register says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from comity.record.record import Record
from comity.web.pages import register
from comity.web.partners import partners
from tests.web.conftest import SAMPLES, Client

LOST = """{| class="wikitable"
! Country !! Formal relations began !! Notes
|-
|  || 1961-04-05 || Embassy in Ulaanbaatar closed in 1999.
|-
| {{flag|Peru}} || 1963 || Peru has an embassy in Ulaanbaatar.
|-
|  || 7 May 1971 || Embassy in Ulaanbaatar since 1980.
|}
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("partners")
    page = folder / "Foreign relations of Mongolia.wiki"
    page.write_text(LOST, encoding="utf-8")
    made = Record(folder / "record")
    made.read([SAMPLES, page])
    made.close()
    return folder / "record"


def rows(pages: TestClient, query: str) -> list[tuple[str, ...]]:
    """The cells of each row, without the numbers of their sentences."""
    text = pages.get(f"/register/MNG?{query}").text
    found = re.findall(r'<tr><th scope="row">(.*?)</th>\s*<td>(.*?)</td>\s*<td>(.*?)</td>\s*<td>(.*?)</td>', text, re.DOTALL)
    return [tuple(" ".join(re.sub(r"<[^>]+>|\[\d+\]", " ", cell).split()) for cell in row) for row in found]


@pytest.mark.parametrize("query", ["sort=partner", "sort=-partner", "sort=partner&kind=state", "sort=partner&kind=unknown"])
def test_rows_that_are_looked_up_are_those_of_the_whole_register(
    client: Client, path: Path, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "ROWS", 4)
    pages = client(path)
    every = [row for first in range(0, 40, 4) for row in rows(pages, f"{query}&from={first}")]
    whole = [row for first in range(0, 40, 4) for row in rows(pages, f"{query}&as_of=9000&from={first}")]
    assert every == whole and len(every) > 1
    if query == "sort=partner":
        assert sum("row 1 of" in row[0] or "row 3 of" in row[0] for row in every) == 2


def test_partners_are_those_of_the_register(path: Path) -> None:
    record = Record(path)
    for actor in ("MNG", "CHL", "FRA"):
        whole = record.register(actor)
        found = partners(record, actor)
        assert set(found.named) == {row.partner for row in whole.rows if row.partner}
        assert found.rows == sum(not row.partner for row in whole.rows)
        assert set(found.lost) == {c for row in whole.rows if not row.partner for s in row.statements() for c in s.claims}
