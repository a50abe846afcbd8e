"""docs/commands.md has every command and every option, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from comity.cli.main import app
from tests.docs.console import ROOT, examples

PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
FLAG = re.compile(r"(?<![\w-])(--?[a-z][\w-]*)")


def below(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The commands under a command, and those under them, by the words that call them."""
    for word, one in getattr(command, "commands", {}).items():
        if not one.hidden:
            yield f"{name} {word}".strip(), one
            yield from below(one, f"{name} {word}".strip())


COMMANDS = dict(below(app))
ENDLESS = {"serve"}  # cannot be run by a test: their examples stand in `sh` blocks
ELSEWHERE = {"--cluster"}  # needs more than this process: its example stands in an `sh` block, and is tested where there is a cluster


def section(command: str) -> str:
    """What the page says of a command."""
    found = re.search(rf"^## comity {re.escape(command)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def flags(command: str) -> Iterator[str]:
    """The options of a command as they are typed, but for --help."""
    for parameter in COMMANDS[command].params:
        if parameter.param_type_name == "option" and "--help" not in parameter.opts:
            yield from parameter.opts


def table(text: str) -> set[str]:
    """The flags that stand in the first column of the tables of options."""
    return {flag for line in text.splitlines() if line.startswith("| `-") for flag in FLAG.findall(line.split("|")[1])}


def called(command: str, text: str) -> list[tuple[str, ...]]:
    """The examples of a command in a text, as they are typed."""
    start = ("comity", *command.split())
    lines = [tuple(line.split()) for block in re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL) for line in block.splitlines()]
    there = [line for line in lines if command in ENDLESS or ELSEWHERE & set(line)]
    shown = there if command in ENDLESS else [*there, *(e.command for e in examples(text) if e.code == 0)]
    return [one for one in shown if one[: len(start)] == start]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_documented_with_its_options(command: str) -> None:
    assert table(section(command)) == set(flags(command))


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_in_the_list_and_has_an_example(command: str) -> None:
    assert f"[`comity {command}`](#comity-{command.replace(' ', '-')})" in PAGE
    assert called(command, section(command))


def test_no_command_is_documented_that_is_not_there() -> None:
    documented = re.findall(r"^## comity (.+)$", PAGE, re.MULTILINE)
    assert documented == re.findall(r"^\| \[`comity ([^`]+)`", PAGE, re.MULTILINE)
    assert sorted(documented) == sorted(COMMANDS)


def test_options_of_the_program_itself_are_documented() -> None:
    shared = PAGE.partition("## comity ")[0]
    assert {f for p in app.params for f in p.opts} <= table(shared)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_an_example(command: str) -> None:
    used = {word for one in called(command, PAGE) for word in one}
    assert [o for o in flags(command) if o.startswith("--") and o not in used] == []
