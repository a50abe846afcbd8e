from __future__ import annotations

from comity.record.asof import as_of
from comity.record.tension import Triad, filled, pull, triads
from comity.record.ties import ties
from tests.record.test_ties import said

TORN = ("CAF ally TCD 2005/2007", "CAF alliance SDN 2004/2008", "TCD war SDN 2005/2010")


def pulling(day: str, *lines: str, actor: str = "") -> list[Triad]:
    answers = as_of(day, ties(said(*lines))).answers
    return filled(triads(filter(None, map(pull, answers)), day, {actor} - {""})[0], answers, day)


def found(day: str, *lines: str, actor: str = "") -> list[tuple[str, tuple[str, str]]]:
    return [(t.torn, t.others) for t in pulling(day, *lines, actor=actor)]


def test_tension_is_where_friends_of_one_are_enemies() -> None:
    assert found("2006-06-01", *TORN) == [("CAF", ("SDN", "TCD"))]
    assert found("2006-06-01", *TORN, actor="SDN") == [("CAF", ("SDN", "TCD"))]
    assert found("2006-06-01", *TORN, actor="FRA") == []


def test_tension_is_of_a_day() -> None:
    assert found("2004-06-01", *TORN) == []
    assert found("2009-06-01", *TORN) == []


def test_tension_is_not_between_three_enemies_or_those_who_merely_have_relations() -> None:
    assert found("2006-06-01", "CAF war TCD 2005/2007", "CAF war SDN 2004/2008", "TCD war SDN 2005/2010") == []
    assert found("2006-06-01", "CAF diplomatic_relations TCD 1960/..", "CAF alliance SDN 2004/2008", "TCD war SDN 2005/2010") == []


def test_tension_lists_the_ties_that_make_it() -> None:
    (triad,) = pulling("2006-06-01", *TORN)
    assert [[a.tie.kind for a in side.ties] for side in triad.sides] == [["alliance"], ["ally"], ["war"]]
    assert len(triad.claims) == 3


def test_tension_is_as_sure_as_the_least_sure_of_its_ties() -> None:
    undated = ("CAF ally TCD", *TORN[1:], "FRA ally TCD 2005/2007", "FRA ally SDN 2005/2007")
    states = {t.torn: t.state.value for t in pulling("2006-06-01", *undated)}
    assert list(states.items()) == [("FRA", "holds"), ("CAF", "possibly")]


def test_tension_of_what_is_undated_is_not_before_there_were_both() -> None:
    assert found("1950-06-01", "CAF ally TCD", "CAF ally SDN", "TCD war SDN") == []


def test_tension_prefers_what_is_firm_of_two() -> None:
    assert found("2006-06-01", *TORN[:2], "TCD ally SDN 2005/2010", "TCD war SDN") == []


def test_tension_is_told_page_by_page() -> None:
    lines = [*TORN, "FRA ally TCD 2005/2007", "FRA ally SDN 2005/2007", "CMR ally TCD", "CMR ally SDN"]
    pulls = [p for a in as_of("2006-06-01", ties(said(*lines))).answers if (p := pull(a))]
    every, found = triads(pulls, "2006-06-01")
    pages = [triads(pulls, "2006-06-01", first=n, limit=1) for n in range(found)]
    assert found == len(every) == 3 and [(one, found) for one in every] == [(some[0], n) for some, n in pages]
