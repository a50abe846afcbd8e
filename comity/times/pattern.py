"""Patterns of rules: `weekday? (of|'in') D:dnum` read into a regular expression over letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from comity.errors import DataError

ELEMENT = re.compile(r"'[^']+'|\w+(?::\w+)?|[()|?]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one level: what it matches, which meaning it has, and the class of what it makes."""

    name: str
    pattern: re.Pattern[str]
    means: str
    makes: str
    roles: dict[str, str]
    given: dict[str, Any]


def compile_rule(rule: dict[str, Any], classes: dict[str, set[str]], where: str) -> tuple[Rule, Piece]:
    reader = Pattern(rule["pattern"], classes, where)
    piece = reader.either()
    if reader.left:
        raise DataError(where, f"cannot read {' '.join(reader.left)!r}", field="pattern")
    given = {k: v for k, v in rule.items() if k not in ("pattern", "means", "makes")}
    return Rule(rule["pattern"], re.compile(piece.source), rule["means"], rule["makes"], reader.roles, given), piece


class Piece(NamedTuple):
    """A part of a pattern: its regular expression, the letters it may begin and end with, whether it may be empty, what may follow what."""

    source: str
    first: frozenset[str]
    last: frozenset[str]
    empty: bool
    joints: frozenset[tuple[frozenset[str], frozenset[str]]]


class Pattern:
    """Reads `weekday? (of|'in') D:dnum` into a regular expression over letters, and the letters that a match may begin with."""

    def __init__(self, pattern: str, classes: dict[str, set[str]], where: str) -> None:
        self.left = ELEMENT.findall(pattern)
        self.pattern, self.classes, self.where = pattern, classes, where
        self.roles: dict[str, str] = {}
        if "".join(self.left) != pattern.replace(" ", ""):
            raise DataError(where, f"cannot read {pattern!r}", field="pattern")

    def either(self) -> Piece:
        whole = self.sequence()
        while self.left and self.left[0] == "|":
            self.left.pop(0)
            other = self.sequence()
            first, last, joints = whole.first | other.first, whole.last | other.last, whole.joints | other.joints
            whole = Piece(f"{whole.source}|{other.source}", first, last, whole.empty or other.empty, joints)
        return whole

    def sequence(self) -> Piece:
        whole = Piece("", frozenset(), frozenset(), True, frozenset())
        while self.left and self.left[0] not in "|)":
            item = self.item()
            first = whole.first | item.first if whole.empty else whole.first
            last = whole.last | item.last if item.empty else item.last
            joints = whole.joints | item.joints | ({(whole.last, item.first)} if whole.last else frozenset())
            whole = Piece(whole.source + item.source, first, last, whole.empty and item.empty, joints)
        return whole

    def item(self) -> Piece:
        element = self.left.pop(0)
        if element == "(":
            inner = self.either()
            if not self.left or self.left.pop(0) != ")":
                raise DataError(self.where, f"a bracket is open in {self.pattern!r}", field="pattern")
            piece = inner._replace(source=f"(?:{inner.source})")
        else:
            role, _, name = element.rpartition(":") if element[0] != "'" else ("", "", element)
            if name not in self.classes:
                raise DataError(self.where, f"no class {name!r} in {self.pattern!r}", field="pattern")
            chars = frozenset(self.classes[name])
            source = f"[{''.join(sorted(chars))}]"
            if role:
                self.roles[role] = name
                source = f"(?P<{role}>{source})"
            piece = Piece(source, chars, chars, False, frozenset())
        if self.left and self.left[0] == "?":
            piece = piece._replace(source=piece.source + self.left.pop(0), empty=True)
        return piece
