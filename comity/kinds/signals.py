"""How a language says the kinds: its patterns by trigger, its word classes, where the actors of a role stand.

A file a domain, a table a kind: `patterns` is a text with one pattern a line ('#' starts a remark), `roles` says where the
actors of a role stand. The table `[_]` holds the roles that all kinds of the file share. `classes.toml` has the word classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from comity.errors import DataError, MissingPart
from comity.kinds.kind import DOMAINS
from comity.kinds.ontology import DATA, Ontology, ontology, read
from comity.kinds.pattern import Pattern, PatternError, Word, WordClass, parse, triggers, word

Places = tuple[str, ...]
# Where an actor of a role stands unless the kind says otherwise, tried in this order.
DIRECTED: Mapping[str, Places] = {
    "source": ("subject", "by", "mod"),
    "target": ("object", "indirect", "to", "with", "against", "on", "for", "of", "from", "in", "object.of", "object.in", "object.mod"),
}
SYMMETRIC: Mapping[str, Places] = {
    "party": tuple("subject by object with between among to of object.with object.between object.to object.of mod object.mod".split())
}


class Signals:
    """The patterns of one language. They are held as lines and read when their trigger is first met.

    >>> signals("en").for_trigger("telephone")[0].kind
    'telephone'
    """

    def __init__(
        self, language: str, classes: dict[str, WordClass], lines: list[tuple[str, str, str]], roles: dict[str, dict[str, Places]]
    ) -> None:
        self.language = language
        self.classes = classes
        self._lines = lines
        self._roles = roles
        self._read: dict[int, Pattern] = {}
        self._by_trigger: dict[str, list[int]] = {}
        self._found: dict[str, tuple[Pattern, ...]] = {}
        for number, (path, kind, line) in enumerate(lines):
            try:
                lemmas, _ = triggers(line.split(None, 1)[0], classes)
            except PatternError as error:
                raise DataError(path, f"{error} in {line!r}", field=kind) from None
            for lemma in lemmas:
                self._by_trigger.setdefault(lemma, []).append(number)

    def __iter__(self) -> Iterator[Pattern]:
        return (self._pattern(number) for number in range(len(self._lines)))

    def __len__(self) -> int:
        return len(self._lines)

    def __repr__(self) -> str:
        return f"<Signals {self.language} {len(self)} patterns, {len(self._by_trigger)} triggers>"

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Every lemma that some pattern starts from; a sentence without any of them says no kind."""
        return frozenset(self._by_trigger)

    def for_trigger(self, lemma: str) -> tuple[Pattern, ...]:
        """The patterns that start from a lemma, in the order of the files."""
        if lemma not in self._by_trigger:
            return ()
        if lemma not in self._found:
            self._found[lemma] = tuple(self._pattern(number) for number in self._by_trigger[lemma])
        return self._found[lemma]

    def for_kind(self, name: str) -> tuple[Pattern, ...]:
        """The patterns of a kind, in the order of its file."""
        return tuple(self._pattern(number) for number, line in enumerate(self._lines) if line[1] == name)

    def places(self, name: str, role: str) -> Places:
        """Where the actors of a kind's role stand: slots, tried in this order."""
        own = self._roles.get(name, {})
        return own.get(role) or SYMMETRIC.get(role) or DIRECTED.get(role) or ()

    def _pattern(self, number: int) -> Pattern:
        if number not in self._read:
            path, kind, line = self._lines[number]
            try:
                self._read[number] = parse(line, kind, number, self.classes)
            except PatternError as error:
                raise DataError(path, f"{error} in {line!r}", field=kind) from None
        return self._read[number]


def load(language: str, folder: Path = DATA, kinds: Ontology | None = None) -> Signals:
    """The signals of a language from its folder. Names and roles are checked here, a pattern when it is read."""
    kinds = kinds or ontology()
    home = folder / language
    if not home.is_dir():
        raise MissingPart(f"no patterns for the language {language!r}: add {home.name}/ to the kinds' data")
    classes = {name: _word_class(name, value) for name, value in read(home / "classes.toml").items()}
    lines: list[tuple[str, str, str]] = []
    roles: dict[str, dict[str, Places]] = {}
    for domain in DOMAINS:
        path = f"{language}/{domain}.toml"
        tables = read(home / f"{domain}.toml")
        general = tables.pop("_", {}).get("roles", {})
        for name, table in tables.items():
            if name not in kinds or kinds.kind(name).domain != domain:
                raise DataError(path, f"is no kind of {domain}", field=name)
            for field in table:
                if field not in ("patterns", "roles"):
                    raise DataError(path, "no such field", field=f"{name}.{field}")
            lines.extend((path, name, line) for line in _lines(path, name, table.get("patterns", "")))
            known = kinds.kind(name).roles
            usual = {role: places for role, places in general.items() if role in known}
            roles[name] = _roles(path, name, {**usual, **table.get("roles", {})}, known)
    return Signals(language, classes, lines, roles)


def _lines(path: str, name: str, value: Any) -> list[str]:
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise DataError(path, "is neither a text of lines nor a list of them", field=f"{name}.patterns")
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _roles(path: str, name: str, value: Any, known: tuple[str, ...]) -> dict[str, Places]:
    found: dict[str, Places] = {}
    for role, places in value.items():
        if role not in known:
            raise DataError(path, f"the kind has no role {role!r}", field=f"{name}.roles")
        try:
            parse("x " + " ".join(places))
        except PatternError as error:
            raise DataError(path, str(error), field=f"{name}.roles.{role}") from None
        found[role] = tuple(places)
    return found


def _word_class(name: str, value: Any) -> WordClass:
    """A class is a list of words, or a table of canonical words with the words that stand for each.

    A table may name the `attribute` that it sets, where that is not its own name.
    """
    found: list[Word] = []
    try:
        if isinstance(value, dict):
            attribute = value.get("attribute", name)
            for canonical, forms in value.items():
                if canonical != "attribute":
                    found.extend(word(form, attribute, canonical) for form in forms)
        else:
            items = value.split() if isinstance(value, str) else value
            found.extend(word(item, name) for item in items)
    except PatternError as error:
        raise DataError("classes.toml", str(error), field=name) from None
    return WordClass(name, tuple(found))


@cache
def signals(language: str = "en") -> Signals:
    """The signals of a language that Comity comes with."""
    return load(language)
