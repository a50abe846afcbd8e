"""What was reached on the gold data is not lost again."""

from __future__ import annotations

import pytest

from evaluation import floors, report, settings

pytestmark = pytest.mark.skipif(not settings.present(), reason=f"the gold data is not at {settings.GOLD}")


@pytest.mark.parametrize("run", report.TESTED)
def test_floors_hold(run: str) -> None:
    result = {run: report.score(run)}
    assert floors.broken(result) == []
    assert any(report.figure(result, name) is not None for name in floors.load() if name.partition(".")[0] == run)


def test_floors_are_of_the_data_that_is_here() -> None:
    stale = [n for n, pin in floors.load().items() if pin["data"] != settings.fingerprint(n.partition(".")[0].partition("-")[0])]
    assert stale == []
