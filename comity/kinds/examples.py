"""Sentences with the claims they make: what tests check and what the small model learns from.

A file a domain, `data/<language>/examples/<domain>.toml`; a text a kind; a line a sentence:

    close_mission = '''
    France closed its embassy in Bangui in 1997. => FRA > CAF 1997 mission=embassy
    * The consulate in Lyon was shut by Japan in May 1984. => JPN > FRA 1984-05 mission=consulate
    ! France closed its border with Italy. => FRA close_border ITA
    !* The shop opposite the embassy closed in 1997.
    '''

`*` marks a sentence that only tests see, nothing that learns; `!` a near-miss: it must not say the kind under which it
stands (what it says instead may be told). A claim is

    actors kind actors [EDTF] [standing] [name=value ...]        claims are separated by ' ; '

where `>` is the kind under which the line stands, actors are ids joined by ',', `?` an actor that no catalogue has and `-`
nobody. The actors on the left fill the kind's first role, those on the right its second; a symmetric kind has one role
for both. Standing is `actual` unless said. `by=` names whose word it is, `place=` the place; other names are attributes,
with `_` for a blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity.errors import DataError
from comity.kinds.kind import DOMAINS
from comity.kinds.ontology import DATA, Ontology, ontology, read
from comity.model import Standing

_STANDINGS = frozenset(s.value for s in Standing)


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim as an example writes it down: ids of actors, not mentions."""

    kind: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    time: str = ""
    standing: Standing = Standing.ACTUAL
    by: str = ""
    place: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence under a kind. A near-miss must not say that kind; `test` ones are kept from whatever learns."""

    text: str
    kind: str
    claims: tuple[Expected, ...]
    near_miss: bool = False
    test: bool = False


def claim(text: str, kind: str, kinds: Ontology | None = None) -> Expected:
    """A claim from its text.

    >>> claim("FRA > CAF 1997 cancelled mission=embassy", "close_mission").attributes
    (('mission', 'embassy'),)
    """
    parts = text.split()
    if len(parts) < 3:
        raise ValueError(f"{text!r} is no claim: actors kind actors ...")
    left, name, right, *rest = parts
    name = kind if name == ">" else name
    if name not in (kinds or ontology()):
        raise ValueError(f"no kind {name!r} in {text!r}")
    time, standing, by, place = "", Standing.ACTUAL, "", ""
    named: list[tuple[str, str]] = []
    for part in rest:
        key, equals, value = part.partition("=")
        if equals and key == "by":
            by = value
        elif equals and key == "place":
            place = value
        elif equals and key and value:
            named.append((key, value.replace("_", " ")))
        elif part in _STANDINGS:
            standing = Standing(part)
        elif part[0].isdigit() or part.startswith(".."):
            time = part
        else:
            raise ValueError(f"{part!r} in {text!r} is neither time, standing nor name=value")
    return Expected(name, _actors(left), _actors(right), time, standing, by, place, tuple(sorted(named)))


def _actors(text: str) -> tuple[str, ...]:
    return () if text == "-" else tuple(text.split(","))


def example(line: str, kind: str, kinds: Ontology | None = None) -> Example:
    """An example from its line."""
    marks = line[: len(line) - len(line.lstrip("*! "))]
    text, arrow, rest = line[len(marks) :].partition(" => ")
    near = "!" in marks
    claims = tuple(claim(part, kind, kinds) for part in rest.split(" ; ")) if arrow else ()
    if not near and not any(c.kind == kind for c in claims):
        raise ValueError(f"does not say the kind: {line!r}")
    if near and any(c.kind == kind for c in claims):
        raise ValueError(f"a near-miss that says the kind: {line!r}")
    return Example(text.strip(), kind, claims, near, "*" in marks)


def load(language: str = "en", folder: Path = DATA, kinds: Ontology | None = None) -> tuple[Example, ...]:
    """All examples of a language, in the order of the files."""
    kinds = kinds or ontology()
    found: list[Example] = []
    for domain in DOMAINS:
        path = f"{language}/examples/{domain}.toml"
        for name, text in read(folder / path).items():
            if name not in kinds or kinds.kind(name).domain != domain:
                raise DataError(path, f"is no kind of {domain}", field=name)
            if not isinstance(text, str):
                raise DataError(path, "is no text of lines", field=name)
            for line in filter(None, (line.strip() for line in text.splitlines())):
                try:
                    found.append(example(line, name, kinds))
                except ValueError as error:
                    raise DataError(path, str(error), field=name) from None
    return tuple(found)


@cache
def examples(language: str = "en") -> tuple[Example, ...]:
    """The examples that Comity comes with."""
    return load(language)
