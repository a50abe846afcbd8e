"""What stands for a template in the text: the name of a state, a date, the words inside, or nothing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity.documents.formats.wikiscan import pipes

_NAMED = re.compile(r"\s*([A-Za-z_][\w \-]{0,28}?|\d{1,2})\s*=")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_ABOUT = re.compile(r"((?:foreign relations|politics|diplomacy|foreign policy|diplomatic missions) (?:of|in) (?:the )?[^|{}\n]{3,60}|[^|{}\n]{3,60} topics)$", re.I)  # noqa: E501


@dataclass(slots=True)
class Template:
    """A template as it stands in the source: its name, and the places of its values by key ('1', '2' … and names)."""

    name: str
    start: int
    end: int
    values: dict[str, tuple[int, int]]

    def positional(self) -> list[tuple[int, int]]:
        return [place for key, place in self.values.items() if key.isdigit()]


@cache
def _data() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    data = tomllib.loads((Path(__file__).parent / "templates.toml").read_text(encoding="utf-8"))
    sorts: dict[str, str] = {}
    for sort, names in data.items():
        for name in names:
            # a list is told by its items before its first value is
            if sort == "items" or name not in sorts:
                sorts[name] = sort
    return sorts, {sort: dict(names) for sort, names in data.items() if isinstance(names, dict)}


def sort(name: str) -> str:
    """What a template of that name is: 'flag', 'date', 'first', 'note', … or '' for furniture.

    >>> sort("flagu"), sort("cite web"), sort("use dmy dates"), sort("GER".lower())
    ('flag', 'cite', '', '')
    """
    found = _data()[0].get(name, "")
    if not found and name.startswith(("cite ", "#invoke:cite", "vcite ")):
        return "cite"
    return found


def supplied(name: str, table: str) -> str:
    """The characters that the layout supplies for a template: `table` is words, fixed or before."""
    return _data()[1][table].get(name, "")


def parse(text: str, start: int, end: int, ends: dict[int, int]) -> Template:
    """The template that stands from '{{' to '}}'."""
    stretches = list(pipes(text, start + 2, end - 2, ends))
    raw = text[stretches[0][0] : stretches[0][1]]
    name = " ".join(_COMMENT.sub("", raw).replace("_", " ").split()).lower()
    first = 1
    values: dict[str, tuple[int, int]] = {}
    if name.startswith("#invoke:"):
        # a module and its function: {{#invoke:flag||Chad}} is {{flag|Chad}}
        function = text[slice(*stretches[1])].strip().lower() if len(stretches) > 1 else ""
        name = name[8:].strip()
        if name.startswith(("cite", "citation")):
            name = function if function.startswith("cit") else f"cite {function}".strip() if name != "citation" else "citation"
        elif name == "flag" and function in ("icon", "deco"):
            name = "flagicon"
        first = 2
    elif ":" in name and not name.startswith("#tag"):
        # {{formatnum:1000}}, {{lc:X}}: the value follows the colon
        head = raw.index(":") + 1
        values["1"] = (stretches[0][0] + head, stretches[0][1])
        name = name[: name.index(":") + 1]
    number = len(values)
    for a, b in stretches[first:]:
        named = _NAMED.match(text, a, b)
        if named:
            values[named.group(1).strip().lower()] = (named.end(), b)
        else:
            number += 1
            values[str(number)] = (a, b)
    return Template(name, start, end, values)


def hint(name: str) -> str:
    """What a navigation box tells of the page: 'foreign relations of benin', '' for another template."""
    found = _ABOUT.match(name)
    return found.group(1) if found else ""


def spoken_date(values: list[str]) -> list[tuple[str, int]]:
    """A date in several values, as it is said: (words, index of the value), in order. Day, month, year.

    >>> spoken_date(["1960", "8", "1"])
    [('1', 2), ('August', -1), ('1960', 0)]
    """
    year = next((i for i, v in enumerate(values) if re.fullmatch(r"-?\d{3,4}", v)), None)
    if year is None:
        return [(v, i) for i, v in enumerate(values) if v]
    month = next((i for i, v in enumerate(values) if i != year and v[:3].title() in {m[:3] for m in MONTHS} and v.isalpha()), None)
    rest = [i for i, v in enumerate(values) if i not in (year, month) and v.isdigit() and 1 <= int(v) <= 31]
    said: list[tuple[str, int]] = []
    if month is None and rest:
        number = int(values[rest.pop(0)])
        if number > 12:
            return [(values[year], year)]
        name, place = MONTHS[number - 1], -1
    elif month is None:
        return [(values[year], year)]
    else:
        name, place = values[month], month
    if rest:
        said.append((values[rest[0]].lstrip("0") or "0", rest[0]))
    return [*said, (name, place), (values[year], year)]
