"""Markdown and wikitext, to be pasted into a page."""

from __future__ import annotations

from collections.abc import Collection

from comity.exchange.table import Cell, Cited, Table, lines


def markdown(table: Table) -> str:
    """A table, and its sentences as footnotes."""
    columns = table.page()
    rows = [[c.heading for c in columns], ["---"] * len(columns)]
    rows += [[_md_cell(row[c.name]) for c in columns] for row in table.rows]
    text = [f"# {md(table.title)}", "", *(f"| {' | '.join(row)} |" for row in rows)]
    if table.cited:
        text += ["", *(f"[^{c.number}]: “{md(c.sentence)}” {md(_source(c))}" for c in table.cited)]
    if table.notes:
        text += ["", *(f"*{md(note)}*  " for note in table.notes)]
    return "\n".join(text) + "\n"


def wikitext(table: Table) -> str:
    """A sortable table whose sentences are references; each is written out where it is first used."""
    by_number = {c.number: c for c in table.cited}
    given: set[int] = set()
    text = ['{| class="wikitable sortable"', f"|+ {_wiki(table.title)}"]
    text += ["! " + " !! ".join(_wiki(c.heading) for c in table.page())]
    for row in table.rows:
        text.append("|-")
        text += ["| " + _wiki_cell(row[c.name], by_number, given) for c in table.page()]
    text.append("|}")
    if table.cited:
        text.append("{{reflist}}")
    return "\n".join(text) + "\n"


def _md_cell(cell: Cell) -> str:
    return "<br>".join(md(line.text) + "".join(f"[^{n}]" for n in line.citations) for line in lines(cell))


def _wiki_cell(cell: Cell, by_number: dict[int, Cited], given: set[int]) -> str:
    return "<br />".join(_wiki(line.text) + "".join(_ref(n, by_number, given) for n in line.citations) for line in lines(cell))


def _ref(number: int, by_number: dict[int, Cited], given: set[int]) -> str:
    if number in given:
        return f'<ref name="s{number}" />'
    given.add(number)
    cited = by_number[number]
    return f'<ref name="s{number}">“{_wiki(cited.sentence)}” {_wiki(_source(cited))}</ref>'


def _source(cited: Cited) -> str:
    return " — ".join([cited.where, *cited.references])


def md(text: str) -> str:
    return _escaped(" ".join(text.split()), "\\`*_[]<>|", "\\{}")


def _wiki(text: str) -> str:
    """Text that stays text: what would be markup is written as entities, all but addresses."""
    return "".join(f"&#{ord(c)};" if c in "[]{}|<>" else c for c in " ".join(text.split())).replace("''", "&#39;&#39;")


def _escaped(text: str, special: Collection[str], form: str) -> str:
    return "".join(form.format(c) if c in special else c for c in text)
