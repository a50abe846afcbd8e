"""The catalogue of actors: who had a name or a code on a day, and what became of whom."""

from __future__ import annotations

import pytest

from comity.actors.actor import Actor, Name
from comity.actors.catalogue import DATA, WORLD, Catalogue, catalogue, read_names
from comity.errors import DataError, UnknownActor


def ids(words: str, at: str = "") -> list[str]:
    return sorted(actor.id for actor in catalogue().named(words, at))


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        # one actor under several names
        ("Zaire", "1975", ["COD"]),
        ("Zaire", "2005", ["COD"]),
        ("Democratic Republic of the Congo", "2019-01-23", ["COD"]),
        ("Upper Volta", "1980", ["BFA"]),
        ("Haute-Volta", "1983-08", ["BFA"]),
        ("Burkina Faso", "1990", ["BFA"]),
        ("Burma", "1950", ["MMR"]),
        ("Dahomey", "1970", ["BEN"]),
        ("Ceylon", "1960", ["LKA"]),
        ("Siam", "1900", ["THA"]),
        ("Persia", "1910", ["IRN"]),
        ("Swaziland", "2010", ["SWZ"]),
        ("Eswatini", "2020", ["SWZ"]),
        ("Macedonia", "2005", ["MKD"]),
        ("North Macedonia", "2020", ["MKD"]),
        ("Ottoman Empire", "1870", ["TUR"]),
        ("Ubangi-Shari", "1950", ["CAF"]),
        ("Central African Empire", "1978", ["CAF"]),
        ("Central African Republic", "1970/1975", ["CAF"]),
        ("United Arab Republic", "1965", ["EGY"]),
        # one name of several actors
        ("Congo", "1965", ["COD", "COG"]),
        ("Congo", "1980", ["COG"]),
        ("Congo", "2019", ["COD", "COG"]),
        ("Congolese", "2019", ["COD", "COG"]),
        ("Zairian", "1990", ["COD"]),
        ("Korea", "1900", ["korea"]),
        ("Korea", "2000", ["KOR", "PRK"]),
        ("Dominicans", "2000", ["DMA", "DOM"]),
        ("Russia", "1980", ["SUN"]),
        ("Russia", "2019", ["RUS"]),
        ("Russians", "1900", ["RUS"]),
        ("Yemen", "1980", ["YEM"]),
        ("South Yemen", "1980", ["YMD"]),
        ("Austria", "1850", ["austrian-empire"]),
        ("Austria", "1900", ["austria-hungary"]),
        ("Austria", "1930", ["AUT"]),
        ("Guinea", "2000", ["GIN"]),
        ("Guinea-Bissau", "2000", ["GNB"]),
        ("Sudanese", "2020", ["SDN"]),
        ("Niger", "2000", ["NER"]),
        ("Nigerien", "2000", ["NER"]),
        ("Nigerian", "2000", ["NGA"]),
        ("nigérienne", "2000", ["NER"]),
        ("nigériane", "2000", ["NGA"]),
        ("Republic of China", "1930", ["CHN"]),
        ("Republic of China", "1960", ["TWN"]),
        # capitals and seats of power
        ("Moscow", "1975", ["SUN"]),
        ("Moscow", "2015", ["RUS"]),
        ("the Kremlin", "1975", ["SUN"]),
        ("the Kremlin", "2015", ["RUS"]),
        ("Prague", "1980", ["CSK"]),
        ("Prague", "2000", ["CZE"]),
        ("Belgrade", "1980", ["YUG"]),
        ("Belgrade", "2005", ["SCG"]),
        ("Belgrade", "2010", ["SRB"]),
        ("Berlin", "1900", ["DEU"]),
        ("Berlin", "2000", ["DEU"]),
        ("Bonn", "1980", ["DEU"]),
        ("East Berlin", "1980", ["DDR"]),
        ("Hanoi", "1965", ["VDR"]),
        ("Hanoi", "1990", ["VNM"]),
        ("Saigon", "1970", ["south-vietnam"]),
        ("Aden", "1980", ["YMD"]),
        ("Fort-Lamy", "1965", ["TCD"]),
        ("Ndjamena", "2000", ["TCD"]),
        ("Léopoldville", "1962", ["COD"]),
        ("Bangui", "2019", ["CAF"]),
        ("Constantinople", "1900", ["TUR"]),
        ("Vienna", "1900", ["austria-hungary"]),
        ("the Élysée", "2000", ["FRA"]),
        ("Quai d'Orsay", "1935", ["FRA"]),
        ("Downing Street", "1990", ["GBR"]),
        ("the Sublime Porte", "1850", ["TUR"]),
        ("Itamaraty", "2010", ["BRA"]),
        # before independence and without a day
        ("Chad", "1950", ["TCD"]),
        ("Serbia", "1975", ["SRB"]),
        ("Soviet Union", "", ["SUN"]),
        ("Congo", "", ["COD", "COG"]),
        # acronyms, case, accents, punctuation, languages
        ("C.A.R.", "", ["CAF"]),
        ("RCA", "", ["CAF"]),
        ("ROK", "", ["KOR"]),
        ("D.P.R.K.", "", ["PRK"]),
        ("cote d’ivoire", "", ["CIV"]),
        ("CÔTE D'IVOIRE", "", ["CIV"]),
        ("São Tomé & Príncipe", "", ["STP"]),
        ("Tchad", "", ["TCD"]),
        ("Tchadiens", "", ["TCD"]),
        ("centrafricaine", "", ["CAF"]),
        ("Россия", "", ["RUS"]),
        ("中国", "", ["CHN"]),
        ("Frankreich", "", ["FRA"]),
        ("Elfenbeinküste", "", ["CIV"]),
        # de facto states, others without a code
        ("Abkhazia", "", ["ABK"]),
        ("Somaliland", "", ["SOL"]),
        ("Transnistria", "", ["PMR"]),
        ("Northern Cyprus", "", ["CYN"]),
        ("Republic of Artsakh", "2019", ["nagorno-karabakh"]),
        ("Sovereign Military Order of Malta", "", ["SMOM"]),
        ("Holy See", "", ["VAT"]),
        ("Sahrawi Arab Democratic Republic", "", ["ESH"]),
        ("Cook Islands", "", ["COK"]),
        ("Tibet", "1930", ["tibet"]),
        ("Tibet", "2008", ["tibet-autonomous-region"]),
        ("Zanzibar", "1964-01-31", ["zanzibar"]),
        ("Zanzibar", "2015", ["zanzibar-region"]),
        ("Catalans", "", ["catalonia"]),
        ("Lew Chew", "1855", ["ryukyu"]),
        ("Two Sicilies", "1850", ["two-sicilies"]),
        # as headings and tables write them
        ("The United Arab Emirates", "", ["ARE"]),
        ("l'Algérie", "", ["DZA"]),
        ("Georgia (country)", "", ["GEO"]),
        ("Republic of Korea (South Korea)", "", ["KOR"]),
        ("Congo, Democratic Republic of the", "", ["COD"]),
        ("China, Republic of", "1990", ["TWN"]),
        ("Congo (Kinshasa)", "1968", ["COD"]),
        ("Maison-Blanche", "", ["USA"]),
        ("Nowhere at all", "", []),
    ],
)
def test_catalogue_knows_who_had_a_name_on_a_day(words: str, at: str, expected: list[str]) -> None:
    assert ids(words, at) == expected


def test_catalogue_who_still_exists_and_is_still_called_so_goes_first() -> None:
    assert [actor.id for actor in catalogue().named("Republic of China")] == ["TWN", "CHN"]
    assert [actor.id for actor in catalogue().named("Moscow")] == ["RUS", "SUN"]


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("Chad", "name"),
        ("Chadian", "demonym"),
        ("Chadians", "demonym"),
        ("Bangui", "capital"),
        ("the Kremlin", "seat"),
        ("DRC", "acronym"),
        ("Zaire", "name"),
    ],
)
def test_catalogue_senses_say_how_a_name_names(words: str, how: str) -> None:
    assert {name.how for name in catalogue().senses(words)} == {how}


@pytest.mark.parametrize(
    ("scheme", "code", "at", "expected"),
    [
        ("iso2", "CF", "", ["CAF"]),
        ("iso3", "FRA", "", ["FRA"]),
        ("cow", "CEN", "", ["CAF"]),
        ("cow_number", "365", "1960", ["SUN"]),
        ("cow_number", "365", "2000", ["RUS"]),
        ("cow_number", "345", "1960", ["YUG"]),
        ("cow_number", "345", "2010", ["SRB"]),
        ("cow_number", "300", "1900", ["austria-hungary"]),
        ("cow_number", "816", "1970", ["VDR"]),
        ("cow_number", "816", "1990", ["VNM"]),
        ("cow_number", "260", "1970", ["DEU"]),
        ("cow_number", "678", "1970", ["YEM"]),
        ("gw", "255", "1900", ["DEU"]),
        ("gw", "255", "1850", ["prussia"]),
        ("ioc", "GER", "", ["DEU"]),
        ("gw", "678", "2000", ["YEM"]),
        ("gw", "563", "1890", ["transvaal"]),
        ("iso3166_3", "SUHH", "", ["SUN"]),
        ("wikidata", "Q929", "", ["CAF"]),
        ("iso2", "QQ", "", []),
    ],
)
def test_catalogue_codes_are_whose_at_the_time(scheme: str, code: str, at: str, expected: list[str]) -> None:
    assert [actor.id for actor in catalogue().coded(scheme, code, at)] == expected


def test_catalogue_unknown_id_is_an_error() -> None:
    with pytest.raises(UnknownActor, match="atlantis"):
        catalogue().get("atlantis")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SUN", "RUS"),
        ("YUG", "SCG"),
        ("SCG", "MNE"),
        ("CSK", "SVK"),
        ("DDR", "DEU"),
        ("YMD", "YEM"),
        ("south-vietnam", "VNM"),
        ("austria-hungary", "HUN"),
        ("two-sicilies", "ITA"),
        ("papal-states", "VAT"),
        ("french-equatorial-africa", "CAF"),
        ("zanzibar", "TZA"),
        ("congo-free-state", "COD"),
        ("SDN", "SSD"),
    ],
)
def test_catalogue_succession_reads_both_ways(old: str, new: str) -> None:
    assert new in catalogue().get(old).successors
    assert old in catalogue().get(new).predecessors


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("gaza", "PSE"),
        ("scotland", "GBR"),
        ("NCL", "FRA"),
        ("CAF", "CAF"),
        ("SUN", "SUN"),
        ("ABK", "ABK"),
        ("wagner-group", "RUS"),
        ("kashmir-region", "kashmir-region"),
    ],
)
def test_catalogue_state_is_whom_an_actor_belongs_to(id: str, expected: str) -> None:
    assert catalogue().state(id).id == expected


def test_catalogue_every_state_has_name_adjective_and_capital_in_english_and_a_name_in_french() -> None:
    now = [actor for actor in catalogue().all() if actor.kind == "state" and actor.codes.get("iso2")]
    assert len(now) >= 197
    for actor in now:
        assert actor.called("adjective", "demonym", language="en"), actor
        assert actor.capitals() or actor.id in {"MCO", "SMR", "SGP"}, actor
        assert actor.called("name", "short", "official", language="fr"), actor


def test_catalogue_names_of_the_world_are_left_out_unless_asked_for() -> None:
    here = {surface.language for surface in catalogue().names()}
    assert here == {"en", "fr"}
    assert {"de", "es", "ar", "ru", "zh", "sw"} <= {surface.language for surface in catalogue().names(world=True)}
    assert all(name.sort in ("name", "acronym") for names in read_names(DATA / WORLD).values() for name in names)


def test_catalogue_takes_any_actors() -> None:
    name = Name("atlantis", "en", "Atlantis", "", "", "name")
    small = Catalogue([Actor("atlantis", "Atlantis", "state", end="1900", names=(name,))])
    assert [a.id for a in small.named("ATLANTIS", "1800")] == ["atlantis"] and "atlantis" in small and len(small) == 1


def test_read_names_tells_the_line_of_a_bad_row(tmp_path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("id\tlanguage\tname\tfrom\tto\tsort\nFRA\ten\tFrance\t\t\tname\nFRA\ten\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"names\.tsv:3: 2 fields where the header has 6"):
        read_names(path)
