"""What a kind is: an event that happens at a time, or a tie that holds over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comity.errors import DataError

DOMAINS = tuple(
    "recognition relations missions offices organisations agreements talks words economy security groups borders people law society".split()
)
PLOVER = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
ROLES = frozenset("source target party place person office".split())
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim. An event may start, end, suspend or resume ties, or call off events that are planned; a tie may be presumed to last.

    `lasts` is how long a tie is presumed to hold without news: 'always', or years; 0 where it is not presumed at all.
    A directed kind that is `mutual` may be said of both sides at once ('A and B severed relations'): each then acts on the other.
    `temper` goes from -10 (war) to 10 (union), `plover` is one of the sixteen types or '' where none fits.
    """

    name: str
    domain: str
    sort: str
    definition: str
    example: str
    near_miss: str
    roles: tuple[str, ...] = ("source", "target")
    symmetric: bool = False
    mutual: bool = False
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    suspends: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    calls_off: tuple[str, ...] = ()
    lasts: int | str = 0
    plover: str = ""
    cameo: tuple[str, ...] = ()
    wikidata: str = ""
    temper: float = 0.0

    @property
    def tie(self) -> bool:
        """It holds over time."""
        return self.sort == "tie"

    def __repr__(self) -> str:
        return f"<Kind {self.domain}/{self.name} {self.sort}{' ' + self.plover if self.plover else ''}>"


_TEXTS = ("sort", "definition", "example", "near_miss", "plover", "wikidata")
_LISTS = ("roles", "starts", "ends", "suspends", "resumes", "calls_off", "cameo")
_FIELDS = frozenset((*_TEXTS, *_LISTS, "symmetric", "mutual", "lasts", "temper"))


def kind(path: str, domain: str, name: str, table: Mapping[str, Any]) -> Kind:
    """A kind from its table, checked field by field: a DataError names the file, the kind and the field."""

    def wrong(field: str, problem: str) -> DataError:
        return DataError(path, problem, field=f"{name}.{field}" if field else name)

    if not isinstance(table, Mapping):
        raise wrong("", "a kind is a table")
    for field in table:
        if field not in _FIELDS:
            raise wrong(field, "no such field")
    for field in ("sort", "definition", "example", "near_miss"):
        if not table.get(field):
            raise wrong(field, "is missing")
    for field in _TEXTS:
        if not isinstance(table.get(field, ""), str):
            raise wrong(field, "is no text")
    for field in _LISTS:
        value = table.get(field, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise wrong(field, "is no list of texts")
    symmetric, lasts, temper = table.get("symmetric", False), table.get("lasts", 0), table.get("temper", 0.0)
    if table["sort"] not in ("event", "tie"):
        raise wrong("sort", f"{table['sort']!r} is neither event nor tie")
    if table["sort"] == "event" and "lasts" in table:
        raise wrong("lasts", "an event does not last")
    for field in ("symmetric", "mutual"):
        if not isinstance(table.get(field, False), bool):
            raise wrong(field, "is neither true nor false")
    mutual = table.get("mutual", False)
    if not (lasts == ALWAYS or (isinstance(lasts, int) and not isinstance(lasts, bool) and lasts >= 0)):
        raise wrong("lasts", f"{lasts!r} is neither 'always' nor a number of years")
    if not isinstance(temper, int | float) or not -10 <= temper <= 10:
        raise wrong("temper", f"{temper!r} is no number from -10 to 10")
    if table.get("plover", "") and table["plover"] not in PLOVER:
        raise wrong("plover", f"{table['plover']!r} is none of the sixteen types")
    for code in table.get("cameo", []):
        if not (code.isdigit() and 2 <= len(code) <= 4):
            raise wrong("cameo", f"{code!r} is no CAMEO code")
    roles = tuple(table.get("roles", ["party"] if symmetric else ["source", "target"]))
    for role in roles:
        if role not in ROLES:
            raise wrong("roles", f"no role {role!r}")
    lists = {field: tuple(table.get(field, [])) for field in _LISTS if field != "roles"}
    rest: dict[str, Any] = {**{field: table.get(field, "") for field in _TEXTS}, **lists}
    return Kind(name=name, domain=domain, roles=roles, symmetric=symmetric, mutual=mutual, lasts=lasts, temper=float(temper), **rest)
