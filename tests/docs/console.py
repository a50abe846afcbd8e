"""The transcripts of a page: its `console` blocks are run, and what they print is compared with what the page quotes.

A block holds commands (`$ comity …`) and after each what it prints, errors last, then `exit code N` where it is not 0. A line `…` stands
for any number of lines, a `…` in a line for any words. Columns are as wide as their contents: runs of blanks count as one.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"^exit code (\d+)$")


@dataclass(frozen=True, slots=True)
class Example:
    """A command of a page, what the page says it prints, its exit code."""

    command: tuple[str, ...]
    quoted: tuple[str, ...]
    code: int

    def differs(self, printed: str) -> str:
        """The first quoted line that is not printed where it should be; '' if all are."""
        lines, at, free = [bare(line) for line in printed.splitlines()], 0, False
        for quoted in map(bare, self.quoted):
            if quoted == "…":
                free = True
                continue
            like = re.compile(".*".join(map(re.escape, re.split(" ?… ?", quoted))))
            found = next((n for n in range(at, len(lines) if free else min(at + 1, len(lines))) if like.fullmatch(lines[n])), None)
            if found is None:
                return f"`{shlex.join(self.command)}` does not print {quoted!r} but:\n{printed}"
            at, free = found + 1, False
        return "" if free or at >= len(lines) else f"`{shlex.join(self.command)}` prints more than is quoted: {lines[at]!r}"


def bare(line: str) -> str:
    """A line without what depends on the width of columns.

    >>> bare("a   b "), bare("-----")
    ('a b', '-')
    """
    return re.sub(r"^-+$", "-", " ".join(line.split()))


def examples(page: str) -> Iterator[Example]:
    """The commands of a page's console blocks, in their order.

    >>> list(examples("```console\\n$ comity dance\\n…\\nexit code 2\\n```\\n"))
    [Example(command=('comity', 'dance'), quoted=('…',), code=2)]
    """
    for block in BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *quoted = part.rstrip("\n").split("\n")
            code = EXIT.match(quoted[-1]) if quoted else None
            yield Example(tuple(shlex.split(command)), tuple(quoted[:-1] if code else quoted), int(code[1]) if code else 0)
