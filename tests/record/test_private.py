from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from comity.actors.finder import find
from comity.actors.resolve import resolve
from comity.errors import DataError
from comity.model import Document
from comity.record import private
from comity.record.reader import Reader, Readings
from comity.record.record import Record
from tests.record import fakes
from tests.record.conftest import write

OWN = "id,name,kind,home,begin,end,names\nriver-commission,River Commission,organisation,Chad,1964,,RIVCOM | Commission of the River\n"
SEEN: list[tuple[str, ...]] = []


def looking(documents: Iterable[Document]) -> Readings:
    for document, claims in fakes.read_many(documents):
        SEEN.append(tuple(m.actor for m in find(document.text)))
        yield document, claims


LOOKING = Reader(fakes.READER.load, looking, fakes.READER.versions, fakes.READER.languages)


def test_a_line_is_an_actor(tmp_path: Path) -> None:
    write(tmp_path, {"actors.csv": OWN})
    (one,) = private.load(tmp_path)
    names = ("RIVCOM", "Commission of the River")
    assert one == private.Private("river-commission", "River Commission", "organisation", "TCD", "1964", "", names)
    actor = private.known((one,)).get("river-commission")
    assert (actor.home, actor.begin, actor.called("acronym")) == ("TCD", "1964", ("RIVCOM",))


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert private.load(tmp_path) == ()
    assert private.knowing(tmp_path, fakes.READER) is fakes.READER


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("FRA,France,state,,,,", ":3 [id]"),
        ("boko-haram,Boko,armed_group,,,,", ":3 [id]"),
        ("river-commission,Again,organisation,,,,", ":3 [id]"),
        ("Our Club,Club,organisation,,,,", ":3 [id]"),
        ("club,,organisation,,,,", ":3 [name]"),
        ("club,Club,club,,,,", ":3 [kind]"),
        ("club,Club,organisation,Nowhereland,,,", ":3 [home]"),
        ("club,Club,organisation,,soon,,", ":3 [begin]"),
        ("club,Club,organisation", ":3 [kind]"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, where: str) -> None:
    write(tmp_path, {"actors.csv": f"{OWN}{line}\n"})
    with pytest.raises(DataError) as error:
        private.load(tmp_path)
    assert f"actors.csv{where}: " in str(error.value)


def test_they_are_known_in_reading_and_decide_what_is_read(tmp_path: Path) -> None:
    pages = write(tmp_path / "pages", {"a.txt": "The River Commission thanked Chad"})
    folder = tmp_path / "record"
    record = Record(folder, LOOKING)
    SEEN.clear()
    first = record.read_sources(fakes.sources(pages))
    write(folder, {"actors.csv": OWN})
    second = record.read_sources(fakes.sources(pages))
    third = record.read_sources(fakes.sources(pages))
    assert SEEN == [("TCD",), ("river-commission", "TCD")]
    assert [r.read for r in (first, second, third)] == [1, 1, 0]
    assert not resolve("RIVCOM")


def test_they_may_be_there_before_anything_is_read(tmp_path: Path) -> None:
    pages = write(tmp_path / "pages", {"a.txt": "FRA visit CAF 2009"})
    write(tmp_path / "record", {"actors.csv": OWN, "leaders.csv": "person,office,actor,from,to\n"})
    assert Record(tmp_path / "record", fakes.READER).read_sources(fakes.sources(pages)).claims == 1
