"""The page of speed: `docs/speed.md` holds, between two marks a part, the figures that were measured."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation import settings

PAGE = settings.PROJECT / "docs" / "speed.md"


def marks(part: str) -> tuple[str, str]:
    """What stands before and after the figures of a part.

    >>> marks("queries")[0]
    '<!-- queries: written by `python -m evaluation speed queries --write` -->'
    """
    return f"<!-- {part}: written by `python -m evaluation speed {part} --write` -->", f"<!-- end of {part} -->"


def put(text: str, part: str, lines: Sequence[str]) -> str:
    """The page's text with these figures in the place of those that it had.

    >>> old = "a\\n" + marks("x")[0] + "\\nold\\n" + marks("x")[1] + "\\nb"
    >>> put(old, "x", ["new"]).splitlines()[3], put(old, "x", ["new"]).splitlines()[-1]
    ('new', 'b')
    """
    begin, end = marks(part)
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"{PAGE.name} has no place for {part}: put back {begin} and {end}")
    return f"{before}{begin}\n\n" + "\n".join(lines) + f"\n\n{end}{after}"


def write(part: str, lines: Sequence[str]) -> None:
    """Puts the figures of a part into the page."""
    PAGE.write_text(put(PAGE.read_text(encoding="utf-8"), part, lines), encoding="utf-8")
