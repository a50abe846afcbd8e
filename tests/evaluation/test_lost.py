"""Rows of the first seed whose country is lost, found again with the pages of the register: all of them take a minute to read, so a record
of the seeds and these pages is given as COMITY_RECORD."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from comity.record.record import Record

GIVEN = os.environ.get("COMITY_RECORD", "")


@pytest.mark.skipif(not GIVEN, reason="COMITY_RECORD names no record of the seeds and the register pages")
def test_lost_countries_of_the_first_seed_are_found_and_none_is_wrong(tmp_path: Path) -> None:
    shutil.copytree(GIVEN, tmp_path / "record")
    record = Record(tmp_path / "record")
    seed = {d.id for d in record.listing() if any("000_" in address for address in d.addresses)}
    found = {i.actor: i for i in record.lost("CAF") if record.claim(i.claim).evidence.document in seed}
    assert set(found) == {"JPN", "LVA", "MNE", "ZAF"}
    assert all(one.reasons for one in found.values())
