"""A dossier as a page: for the terminal, as Markdown, as HTML that needs nothing else, as JSON."""

from __future__ import annotations

import json as jsonlib
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from comity.errors import UsageError
from comity.exchange.markup import md
from comity.exchange.page import WIDTH, wrap
from comity.record.citations import Citation
from comity.record.dossier import Dossier
from comity.record.lines import Line, when
from comity.record.listing import Listed
from comity.record.names import name_of

Page = Callable[[Dossier, Mapping[str, Any]], str]
MARGIN = 18  # columns of a terminal for the time
STYLE = """body{font:16px/1.5 Georgia,serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#222}
h1,h2{font-family:sans-serif;line-height:1.2}h2{border-bottom:1px solid #bbb;margin-top:2rem}
article{display:grid;grid-template-columns:9rem 1fr;gap:0 1rem;margin:.9rem 0}time{font-family:sans-serif;font-size:.85rem;color:#555}
blockquote{margin:.2rem 0;padding-left:.8rem;border-left:3px solid #ccc;font-size:.95rem}
small,.how{color:#555;font:.8rem sans-serif}.against{border-left-color:#b33}"""


def text(dossier: Dossier, about: Mapping[str, Any]) -> str:
    """For the terminal: each line with its sentences under it; a sentence that was shown already is named by its number."""
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((WIDTH, 24)).columns if terminal else WIDTH
    out = [_strong(heading(dossier), terminal)]
    shown: set[int] = set()
    by_number = {c.number: c for c in dossier.citations}
    names = _names(dossier.documents)
    for section in dossier.sections:
        out += ["", _strong(section.title, terminal), "-" * len(section.title)]
        for line in section.lines:
            first = wrap(f"{told(line)}  [{count(line)}]", width - MARGIN)
            times = wrap(when(line), MARGIN - 1)
            rows = max(len(first), len(times))
            pairs = zip([*times, *[""] * rows], [*first, *[""] * rows], range(rows), strict=False)
            out += [f"{time:<{MARGIN}}{words}".rstrip() for time, words, _ in pairs]
            for label, numbers in (("", line.citations), ("disputed: ", line.disputing)):
                for number in numbers:
                    words = f"[{number}]" if number in shown else f"[{number}] {sentence(by_number[number], names)}"
                    shown.add(number)
                    out += [" " * MARGIN + w for w in wrap(f"{label}{words}", width - MARGIN)]
            out += [" " * MARGIN + w for reason in line.reasons for w in wrap(f"({_told(reason, names)})", width - MARGIN)]
    if not dossier.sections:
        out += ["", nothing(dossier)]
    if dossier.documents:
        out += ["", _strong("Documents", terminal), "---------"]
        out += [row for listed in dossier.documents for row in wrap(document(listed, names), width)]
    return "\n".join(out) + "\n"


def markdown(dossier: Dossier, about: Mapping[str, Any]) -> str:
    """Lists under headings, the sentences as footnotes."""
    names = _names(dossier.documents)
    out = [f"# {md(heading(dossier))}"]
    for section in dossier.sections:
        out += ["", f"## {md(section.title)}", ""]
        for line in section.lines:
            notes = "".join(f"[^{n}]" for n in line.citations)
            against = " Disputed:" + "".join(f"[^{n}]" for n in line.disputing) if line.disputing else ""
            reasons = "".join(f" *{md(_told(r, names))}.*" for r in line.reasons)
            out.append(f"- **{md(when(line))}** {md(told(line))} ({count(line)}){notes}{against}{reasons}")
    if not dossier.sections:
        out += ["", md(nothing(dossier))]
    if dossier.documents:
        out += ["", "## Documents", "", *(f"- {md(document(listed, names))}" for listed in dossier.documents)]
    out += ["", *(f"[^{c.number}]: {md(sentence(c, names))}" for c in dossier.citations)]
    return "\n".join(out).rstrip() + "\n"


def html(dossier: Dossier, about: Mapping[str, Any]) -> str:
    """One page, with its style in it and no script."""
    names = _names(dossier.documents)
    by_number = {c.number: c for c in dossier.citations}
    out = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta name="generator" content="{escape(" ".join(["Comity", *map(str, about.values())]))}">',
        f"<title>{escape(heading(dossier))}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{escape(heading(dossier))}</h1>",
    ]
    for section in dossier.sections:
        out.append(f'<section id="{section.name}">\n<h2>{escape(section.title)}</h2>')
        for line in section.lines:
            out.append(f"<article><time>{escape(when(line))}</time><div>{escape(told(line))} <small>{count(line)}</small>")
            out += [_quote(by_number[n], names, "") for n in line.citations]
            out += [_quote(by_number[n], names, "against") for n in line.disputing]
            out += [f'<p class="how">{escape(_told(r, names))}</p>' for r in line.reasons]
            out.append("</div></article>")
        out.append("</section>")
    if not dossier.sections:
        out.append(f"<p>{escape(nothing(dossier))}</p>")
    if dossier.documents:
        rows = "".join(f'<li id="{d.id}">{escape(document(d, names))}</li>\n' for d in dossier.documents)
        out.append(f'<section id="documents">\n<h2>Documents</h2>\n<ul>\n{rows}</ul>\n</section>')
    return "\n".join([*out, "</body>\n</html>"]) + "\n"


def json(dossier: Dossier, about: Mapping[str, Any]) -> str:
    """All of it as one object."""
    whole = {
        **about,
        "actor": dossier.actor,
        "with": dossier.other,
        "as_of": dossier.as_of,
        "sections": [
            {"name": s.name, "title": s.title, "lines": [{**line._asdict(), "state": line.state._asdict()} for line in s.lines]}
            for s in dossier.sections
        ],
        "sentences": [c._asdict() for c in dossier.citations],
        "documents": [{**d._asdict(), "kin": [{**k._asdict(), "words": str(k)} for k in d.kin]} for d in dossier.documents],
    }
    return jsonlib.dumps(whole, ensure_ascii=False, indent=2) + "\n"


PAGES: dict[str, Page] = {"table": text, "markdown": markdown, "html": html, "json": json}


def write(dossier: Dossier, about: Mapping[str, Any], format: str) -> str:
    """The dossier in that format."""
    if format not in PAGES:
        raise UsageError(f"--format {format}: of a dossier there are {', '.join(PAGES)}")
    return PAGES[format](dossier, about)


def heading(dossier: Dossier) -> str:
    """The title, with the day that was asked for."""
    return dossier.title + (f", as of {dossier.as_of}" if dossier.as_of else "")


def nothing(dossier: Dossier) -> str:
    """What is said where there is nothing."""
    return f"The record says nothing of {dossier.title}" + (" together." if dossier.other else ".")


def told(line: Line) -> str:
    """What a line says, with its details; the standing where the section does not tell it."""
    details = f" ({'; '.join(line.details)})" if line.details else ""
    state = f" — {line.state.name}: {line.state.reason}" if line.state.name else ""
    return line.words + details + (f" — {line.standing}" if line.standing == "conditional" else state)


def count(line: Line) -> str:
    """How many independent sources a line has, and of how many documents if that is more."""
    sources = f"{line.sources} source{'' if line.sources == 1 else 's'}"
    return sources if len(line.documents) == line.sources else f"{sources} in {len(line.documents)} documents"


def sentence(citation: Citation, names: Mapping[str, str]) -> str:
    """A sentence with its document and the footnotes behind it."""
    return " — ".join([f"“{citation.sentence}” {names.get(citation.document, citation.where)}", *citation.references])


def document(listed: Listed, names: Mapping[str, str]) -> str:
    """A document in one line: title, publisher, date and its basis, address, whose copy it is."""
    date = f"{listed.date} ({listed.basis})" if listed.date else "no date"
    kin = [_told(str(k), names) for k in listed.copies]
    focus = f"on {name_of(listed.focus)}" if listed.focus else ""
    parts = [names[listed.id], *listed.publishers, date, focus, *listed.addresses, *kin]
    return "; ".join(filter(None, parts)) + f" [{listed.id}]"


def _names(documents: Sequence[Listed]) -> dict[str, str]:
    return {d.id: d.title or (d.addresses[0] if d.addresses else d.id) for d in documents}


def _told(words: str, names: Mapping[str, str]) -> str:
    """Words in which ids of documents stand, with their titles instead."""
    return " ".join(f"“{names[w]}”" if w in names else w for w in words.split(" "))


def _quote(citation: Citation, names: Mapping[str, str], sort: str) -> str:
    notes = " — ".join(["", *citation.references])
    cite = f'<small>[{citation.number}] <a href="#{citation.document}">{escape(names.get(citation.document, citation.where))}</a>{escape(notes)}</small>'  # noqa: E501
    return f'<blockquote{f" class={sort}" if sort else ""}>“{escape(citation.sentence)}” {cite}</blockquote>'


def _strong(words: str, terminal: bool) -> str:
    return f"\x1b[1m{words}\x1b[0m" if terminal else words
