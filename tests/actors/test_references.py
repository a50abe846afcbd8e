"""What the states' table says beside public references: ISO 3166, CLDR, countrynames."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.actors.catalogue import catalogue

ISO = Path("/usr/share/iso-codes/json")


def test_catalogue_rows_that_say_they_were_checked_have_what_was_checked() -> None:
    field = {"iso-3166-1": "iso2", "iso-3166-3": "iso3", "cow-2016": "cow_number", "gw": "gw", "cldr": "iso2"}
    for actor in catalogue().all():
        for reference in actor.checked.split() if actor.kind in ("state", "dependency") else ():
            assert actor.codes.get(field[reference]) if reference in field else actor.begin, actor


@pytest.mark.skipif(not ISO.exists(), reason="Debian's iso-codes are not installed")
@pytest.mark.parametrize(("file", "scheme", "field"), [("3166-1", "iso2", "alpha_2"), ("3166-3", "iso3166_3", "alpha_4")])
def test_catalogue_codes_agree_with_iso(file: str, scheme: str, field: str) -> None:
    entries = {entry["alpha_3"]: entry for entry in json.loads((ISO / f"iso_{file}.json").read_text(encoding="utf-8"))[file]}
    ours = {actor.id: actor.codes.get(scheme) for actor in catalogue().all()}
    if file == "3166-1":
        assert entries.keys() <= ours.keys()
        assert {id: ours[id] for id in entries} == {id: entry[field] for id, entry in entries.items()}
    claimed = {code for code in ours.values() if code}
    assert claimed <= {entry[field] for entry in entries.values()} | {"XK"}


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "ru", "ar", "zh", "sw"])
def test_catalogue_names_agree_with_cldr(language: str) -> None:
    babel = pytest.importorskip("babel")
    territories = babel.Locale(language).territories
    ours = {actor.codes["iso2"]: actor.id for actor in catalogue().all() if "iso2" in actor.codes}
    missed = [
        name for code, name in territories.items() if code in ours and ours[code] not in {actor.id for actor in catalogue().named(name)}
    ]
    assert missed == []


def test_catalogue_names_agree_with_countrynames() -> None:
    countrynames = pytest.importorskip("countrynames")
    asked = wrong = 0
    for actor in catalogue().all():
        for name in actor.called("name", "official", "short", language="en") if actor.codes.get("iso2") else ():
            theirs = countrynames.to_code(name)
            asked += theirs is not None
            wrong += theirs not in (None, actor.codes["iso2"])
    assert asked > 500
    assert wrong / asked < 0.02
