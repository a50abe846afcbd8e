"""What the dossier of two actors must show from the five seed documents."""

from __future__ import annotations

import pytest

from comity.record.dossier import Dossier
from comity.record.lines import Line, when
from comity.record.record import Record
from evaluation import settings

SEEDS = settings.GOLD / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the seeds are not at {SEEDS}")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    found = Record(tmp_path_factory.mktemp("seeds") / "r")
    found.read([SEEDS])
    return found


@pytest.fixture(scope="module")
def dossier(record: Record) -> Dossier:
    return record.dossier("CAF", "RUS", "2026-06-01")


def lines(dossier: Dossier, *sections: str) -> list[Line]:
    return [line for s in dossier.sections if s.name in sections or not sections for line in s.lines]


@pytest.mark.parametrize(
    ("sections", "kinds", "time", "words"),
    [
        (("holds", "unknown"), {"military_assistance"}, "since 2018", "Russia → Central African Republic"),
        (("planned", "timeline", "holds", "unknown"), {"train", "training_mission", "transfer_arms"}, "2018-03", "175 instructors"),
        (("alleged",), {"member", "part_of", "deploy"}, "no date", "Wagner Group"),
        (("planned",), {"base"}, "2019-01", "Russia → Central African Republic"),
        (("planned",), {"visit"}, "no date", "Russia"),
        (("planned",), {"invite"}, "no date", "Central African Republic → Russia"),
        (("denied",), {"deny"}, "no date", "Central African Republic and Russia"),
    ],
)
def test_dossier_of_the_seeds_shows(dossier: Dossier, sections: tuple[str, ...], kinds: set[str], time: str, words: str) -> None:
    found = [
        one for one in lines(dossier, *sections) if kinds & set(one.kinds) and when(one) == time and words in f"{one.words} {one.details}"
    ]
    assert found and all(one.citations and one.sources for one in found)


def test_dossier_of_the_seeds_names_the_extract(dossier: Dossier) -> None:
    (extract,) = [d for d in dossier.documents if any(k.sort == "extract" and k.shorter for k in d.copies)]
    assert "001_" in extract.addresses[0] and extract.copies[0].share > 95


def test_the_extract_counts_once(record: Record) -> None:
    both = [one for one in lines(record.dossier("CAF")) if len(one.documents) == 2 and one.reasons]
    assert both and all(one.sources == 1 for one in both)


def test_dossier_of_the_seeds_has_nothing_from_other_articles(dossier: Dossier, record: Record) -> None:
    said = " ".join([c.sentence for c in dossier.citations] + [c.evidence.quote for c in record.claims()])
    assert not any(name in said for name in ("Doumbouya", "torture", "Cotonou"))
