"""What a page is given: the question as its address puts it, the language, and the means to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from comity import __version__
from comity.errors import UnknownActor, UsageError
from comity.model import Claim
from comity.record.when import asked
from comity.web import language as lang
from comity.web.security import Rules, safe_link
from comity.web.shelf import Shelf

HERE = Path(__file__).parent
UNITS = ("year", "month", "day")
"""By what the slider moves the day; by years where the address says nothing."""

CARRIED: Mapping[str, tuple[str, ...]] = {"lang": lang.LANGUAGES, "unit": UNITS[1:]}
"""What every link takes along, and the values that it may have."""


class View:
    """One request, and what its page may use."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.shelf: Shelf = request.app.state.shelf
        self.rules: Rules = request.app.state.rules
        self.today: str = request.app.state.today()
        self.language = self._language()

    def _language(self) -> str:
        given: str = self.request.query_params.get("lang", "")
        if given in lang.LANGUAGES:
            return given
        wanted = [w.split(";")[0].strip()[:2].lower() for w in self.request.headers.get("accept-language", "").split(",")]
        return next((w for w in wanted if w in lang.LANGUAGES), "en")

    # what is asked

    def asked(self, name: str, default: str = "") -> str:
        """A value of the address; '' is as good as none."""
        return self.request.query_params.get(name, "").strip() or default

    def several(self, name: str) -> tuple[str, ...]:
        """All values of that name, each once."""
        return tuple(dict.fromkeys(v for v in self.request.query_params.getlist(name) if v))

    def count(self, name: str) -> int:
        """A whole number of the address, 0 where there is none."""
        given = self.asked(name)
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0

    def state(self) -> tuple[str, ...]:
        """What every link of a page takes along: answers that hold links are kept with it."""
        carried = self.carried()
        return (self.language, *(carried.get(name, "") for name in CARRIED), self.asked("on"))

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        """A value that is one of these; the first where it is none."""
        found = self.asked(name)
        return found if found in choices else choices[0]

    def day(self, name: str = "on") -> str:
        """The day asked for, today if none is; a month or a year is its last day."""
        given = self.asked(name)
        return last_day(given) if given else self.today

    # words

    def t(self, key: str, **values: object) -> str:
        """The string of that key in the page's language."""
        return lang.say(self.language, key, **values)

    def told(self, section: str, sentence: str) -> str:
        """A sentence that the record gives in English, in the page's language."""
        return lang.told(self.language, section, sentence)

    def name(self, actor: str) -> str:
        """The name of an actor."""
        return lang.actor_name(self.language, actor)

    def kind(self, kind: str) -> str:
        """The name of a kind."""
        return lang.kind_name(self.language, kind)

    def time(self, edtf: str) -> str:
        """A time in words."""
        return lang.time_words(self.language, edtf)

    def number(self, value: int) -> str:
        """A number as it is written."""
        return lang.number(self.language, value)

    # links

    def carried(self) -> dict[str, str]:
        """What every link takes along, of what the address has."""
        return {name: self.asked(name) for name, choices in CARRIED.items() if self.asked(name) in choices}

    def _kept(self) -> dict[str, tuple[str, ...]]:
        """What this page's address asks for."""
        query = self.request.query_params
        there = {k: tuple(query.getlist(k)) for k in query if k not in (*CARRIED, "token")}
        return {**{k: (v,) for k, v in self.carried().items()}, **there}

    @property
    def sections(self) -> tuple[str, ...]:
        """The pages that stand in the bar."""
        found: tuple[str, ...] = self.request.app.state.sections
        return found

    def views(self, actor: str) -> list[tuple[str, str]]:
        """The pages on one actor: their string and address."""
        return [(key, self.url(path.format(actor=actor))) for key, path in self.request.app.state.views]

    def url(self, path: str, **values: object) -> str:
        """The address of a page; what is empty is left out."""
        every: dict[str, object] = {**self.carried(), **values}
        pairs = [(k, str(one)) for k, v in every.items() for one in (v if isinstance(v, tuple | list) else [v]) if one]
        return path + (("&" if "?" in path else "?") + urlencode(pairs, safe=":,;") if pairs else "")

    def opened(self, claim: Claim) -> str:
        """The address of a document, opened at a claim."""
        return self.url(f"/document/{claim.evidence.document}", claim=claim.id) + "#here"

    def here(self, **changes: object) -> str:
        """This page's address with other values."""
        return self.url(self.request.url.path, **{**self._kept(), **changes})

    def others(self, *but: str) -> list[tuple[str, tuple[str, ...]]]:
        """The values of this page's address besides these, for a form that keeps them."""
        return [(k, v) for k, v in self._kept().items() if k not in but]

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page."""
        text = environment().get_template(template).render(v=self, t=self.t, url=self.url, **values)
        return HTMLResponse(text, status)


@cache
def environment() -> Environment:
    """The templates. Everything they print is escaped; a name they do not know is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    globals_: Mapping[str, Any] = {"version": __version__, "languages": lang.NAMES, "safe_link": safe_link, "units": UNITS}
    made.globals.update(globals_)
    return made


def last_day(words: str) -> str:
    """The last day that a date can mean, as a date.

    >>> last_day("2003"), last_day("2003-02")
    ('2003-12-31', '2003-02-28')
    """
    from comity.times.days import date

    year, month, day = date(asked(words, "the day")[1])
    if not 0 < year < 10000:
        raise UsageError(f"{words!r} is no day: write it as 2003-05-01")
    return f"{year:04}-{month:02}-{day:02}"


def actor_of(words: str) -> str:
    """The id of the actor that a person names; an error offers what it might be."""
    from comity.actors.resolve import resolve

    found = resolve(words)
    if found.actor:
        return found.actor
    choices = ", ".join(f"{lang.actor_name('en', c)} ({c})" for c in found.candidates[:6])
    raise UnknownActor(f"{words!r} can be {choices}: give the code of the one you mean" if choices else f"no actor is known as {words!r}")


Page = Callable[[Request], Any]
