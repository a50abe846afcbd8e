"""Who stands in a line of a dossier with whom, in the language of the page."""

from __future__ import annotations

from comity.record.lines import Line
from comity.web.language import actor_name
from comity.web.view import View


def sides(view: View, line: Line) -> str:
    """Who stands in a line with whom, in the page's language."""
    found = line.words.partition(": ")[2]
    if view.language == "en" or not found:
        return found
    link = {" and ": " et ", " → ": " → ", ", ": ", "}
    for sign, own in link.items():
        found = own.join(_name(view.language, part) for part in found.split(sign))
    return found


def _name(language: str, name: str) -> str:
    from comity.actors import catalogue

    found = [a.id for a in catalogue().named(name) if a.name == name] if name and not name.startswith("“") else []
    return actor_name(language, found[0]) if found else name
