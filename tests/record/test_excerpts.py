from __future__ import annotations

from pathlib import Path

import pytest

from comity.record import query
from comity.record.citations import Citations
from comity.record.excerpts import cited, excerpts
from comity.record.record import Record

SAMPLES = Path(__file__).parents[2] / "samples"
NOTED = """{| class="wikitable"
! Country !! Formal relations began !! Notes
|-
| {{flag|Chad}} || 1961 || Chad closed its embassy in Ulaanbaatar in 1999.<ref name="a">A note on Chad, 1999</ref>
|-
| {{flag|Peru}} || 1963 || Peru has an embassy in Ulaanbaatar.<ref name="b">A note on Peru</ref>
|}
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("excerpts")
    page = folder / "Foreign relations of Mongolia.wiki"
    page.write_text(NOTED, encoding="utf-8")
    made = Record(folder / "record")
    made.read([SAMPLES, page])
    return made


def test_an_excerpt_is_cited_in_the_words_of_the_whole_document(record: Record) -> None:
    claims = record.claims()
    whole = Citations({d.id: d for d in record.documents()})
    numbers = {c.id: whole.cite([c])[0] for c in claims}
    by_number = {c.number: c for c in whole.all()}
    with record.sql() as connection:
        found = cited(connection, claims)
    assert {c: said._replace(number=0) for c, said in found.items()} == {c: by_number[n]._replace(number=0) for c, n in numbers.items()}
    assert any(said.references for said in found.values())


def test_an_excerpt_has_no_more_than_its_claims_need(record: Record) -> None:
    claim = next(c for c in record.claims() if "Peru" in c.evidence.quote)
    with record.sql() as connection:
        found = excerpts(connection, [claim])
        assert query.claims_of(connection, [claim.id]) == [claim]
    whole = record.document(claim.evidence.document)
    assert list(found) == [whole.id] and found[whole.id].text == whole.text
    assert 0 < len(found[whole.id].blocks) < len(whole.blocks)
    assert all("Chad" not in whole.text[b.start : b.end] for b in found[whole.id].blocks)
