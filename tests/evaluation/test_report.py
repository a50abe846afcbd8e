from __future__ import annotations

import pytest

from evaluation import floors, report


def test_figure_finds_f1_and_shares_by_dotted_name() -> None:
    results = {"rdcr": {"explicit": {"kind_date": {"p": 1.0, "r": 0.5, "f1": 0.6667}}}, "facts": {"en": {"dates_invented": 0.02, "recall": {"acc": 0.4}}}}
    assert report.figure(results, "rdcr.explicit.kind_date") == 0.6667
    assert report.figure(results, "facts.en.dates_invented") == 0.02
    assert report.figure(results, "facts.en.recall") == 0.4
    assert report.figure(results, "plv.root_macro_f1") is None


@pytest.mark.parametrize(
    ("name", "value", "floor", "worse"),
    [
        ("rdcr.kind_date", 0.59, 0.6, True),
        ("rdcr.kind_date", 0.61, 0.6, False),
        ("register-plain.row_wrong", 0.02, 0.01, True),
        ("register-plain.row_wrong", 0.0, 0.01, False),
        ("facts.en.blank_cells_guessed_wrong", 1, 0, True),
    ],
)
def test_worse_knows_which_way_a_figure_should_go(name: str, value: float, floor: float, worse: bool) -> None:
    assert floors.worse(name, value, floor) is worse


def test_pin_never_lowers_a_floor_unasked(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("evaluation.settings.FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr("evaluation.settings.fingerprint", lambda kit: "data")
    floors.pin({"rdcr": {"kind_date": {"f1": 0.6}}})
    said = floors.pin({"rdcr": {"kind_date": {"f1": 0.5}}})
    assert "stays at 0.6" in said and floors.load()["rdcr.kind_date"]["floor"] == 0.6
    floors.pin({"rdcr": {"kind_date": {"f1": 0.5}}}, lower=True)
    assert floors.load()["rdcr.kind_date"]["floor"] == 0.5


def test_a_sample_has_its_pages_and_what_is_said_between_them() -> None:
    pages = frozenset({"CHL", "PER"})
    assert report.whom({"id": "PER"}) <= pages and report.whom({"dyad": ["CHL", "PER"]}) <= pages
    assert not report.whom({"dyad": ["CHL", "BOL"]}) <= pages
    assert report.only({"id": "all", "pages": ["docs/PER.wiki", "docs/BOL.wiki"]}, pages)["pages"] == ["docs/PER.wiki"]
    assert report.only({"id": "PER", "path": "docs/PER.wiki"}, pages) == {"id": "PER", "path": "docs/PER.wiki"}


def test_every_figure_of_a_sampled_run_is_held_on_the_sample() -> None:
    assert set(report.TESTED) - set(report.RUNS) == {name.partition(".")[0] for name in report.SAMPLES}
    assert {name.replace("-sample", "") for name in report.SAMPLES} <= set(report.FIGURES)
