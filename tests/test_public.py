from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import comity


@pytest.mark.parametrize("name", comity.__all__)
def test_public_name_is_there(name: str) -> None:
    assert getattr(comity, name).__name__ == name
    assert name in dir(comity)


def test_public_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        comity.nothing  # noqa: B018


def test_public_version_is_the_package_s() -> None:
    project = tomllib.loads((Path(comity.__file__).parents[1] / "pyproject.toml").read_text())["project"]
    assert comity.__version__ == project["version"]


def test_public_import_loads_no_room() -> None:
    code = "import sys, comity; sys.exit(any(n.startswith('comity.') for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
