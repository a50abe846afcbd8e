"""Actors named without a name: 'both countries', 'the government', 'the former colonial power', 'its'.

A description is resolved only where the document leaves one reading; else it stays open, with candidates and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from comity.actors.context import Scene
from comity.actors.offices import roles
from comity.model import BlockKind, Mention

_SKIP_IT = re.compile(
    r"[Ii]t (?:is|was|will be|has been|had been|would be|remains|seems|appears|became|becomes|is also|was also) "
    r"(?:\w+ )?(?:\w+ )?(?:that|to|unclear|clear|likely|unlikely|possible|not)\b"
)
_THEIR = re.compile(
    r"(?:two |respective |mutual |bilateral |diplomatic |common |shared |joint )*"
    r"(?:countries|relations|ties|relationship|embassies|border|governments|nations|states|cooperation|independence)\b"
)


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    words = roles()

    def either(*keys: str) -> str:
        return "|".join(re.escape(w) for w in sorted((w for key in keys for w in words[key]), key=len, reverse=True))

    t, i = "(?<=[Tt])", "(?<=[Ii])"  # the first letter is looked for, which is fast, and asked about afterwards
    like = r"(?: (?:neighbou?ring|African|sister|friendly|allied|European|Asian))?"
    two = rf"(?:(?<=[Bb])oth|{t}(?:he|hese|hose|heir) two){like} (?:{either('two')})"
    power = rf"(?:{t}he|{i}ts|{t}heir) (?:{either('powers')})"
    near = rf"{i}ts (?:{either('neighbours')})"
    one = rf"{t}(?:he|his|hat) (?:{either('one')})"
    body = rf"(?:{t}he|{i}ts) (?:{either('GOV', 'MIL', 'LEG')})"
    return re.compile(
        rf"[BTIHSbtihs](?<![\w'-].)(?:(?P<two>{two})|(?P<power>{power})|(?P<near>{near})|(?P<one>{one})|(?P<body>{body})"
        rf"|(?P<their>{t}(?:heir|hey))|(?P<it>{i}ts?)|(?P<he>(?<=[Hh])(?:e|is|er)|(?<=[Ss])he))(?![\w-])"
    )


_PLACE = re.compile(
    r"\b(?:in|into|inside|entered|entering|enter|across|throughout|visited|invaded|left|leave|leaving)"
    r"(?: (?:the|neighbou?ring|northern|southern|eastern|western))* $"
)


@lru_cache(maxsize=1)
def _apposed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands behind a name, or before it, that is called a power or a neighbour."""
    powers = "|".join(re.escape(w) for w in sorted((*roles()["powers"], *roles()["neighbours"]), key=len, reverse=True))
    called = rf"(?:the|its|their|a) ({powers})"
    return re.compile(rf",? \(?{called}\b"), re.compile(rf"{called},? $")


class Descriptions:
    """Resolves the descriptions of one document."""

    def __init__(self, scene: Scene, people: Sequence[Mention]) -> None:
        self.scene = scene
        self.people = people
        self.bound = self._bound()

    def _bound(self) -> Mapping[str, tuple[str, str]]:
        """'France, the former colonial power': whom the document itself calls so."""
        after, before = _apposed()
        found: dict[str, tuple[str, str]] = {}
        for mention in self.scene.base:
            if not mention.actor:
                continue
            match = after.match(self.scene.flat, mention.end) or before.search(self.scene.flat, max(0, mention.start - 40), mention.start)
            if match:
                said = self.scene.flat[min(mention.start, match.start()) : max(mention.end, match.end())]
                found.setdefault(match[1], (mention.actor, said.strip(" ,")))
        return found

    def mentions(self, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
        """The described actors outside the stretches that are taken."""
        busy: set[int] = set()
        for start, end in taken:
            busy.update(range(start, end))
        for block in self.scene.blocks:
            for match in _forms().finditer(self.scene.flat, block.start, block.end):
                if match.start() in busy or match.end() - 1 in busy:
                    continue
                kind = match.lastgroup or ""
                yield from getattr(self, f"_{kind}")(match.start(), match.end())

    def _make(
        self, start: int, end: int, actor: str, reason: str, candidates: Sequence[str] = (), how: str = "description", sector: str = ""
    ) -> Mention:
        return Mention(start, end, self.scene.document.text[start:end], actor, how, sector, tuple(candidates), reason)

    def _two(self, start: int, end: int) -> Iterator[Mention]:
        """'both countries': two mentions of one span."""
        pair, reason, candidates = self._pair(start, end)
        for actor in pair:
            yield self._make(start, end, actor, reason, () if actor else candidates)

    def _pair(self, start: int, end: int) -> tuple[tuple[str, ...], str, list[str]]:
        scene = self.scene
        block = scene.block(start)
        partner, why = scene.partner(block) if block else ("", "")
        row = block is not None and block.kind is BlockKind.TABLE_ROW
        named = scene.before if scene.flat[start:end].endswith(("sides", "parties")) else scene.states_before
        here = named(start)
        if row and scene.focus and (partner or scene.focus not in here or len(here) != 2):
            return (scene.focus, partner), why if partner else "the row's country is lost", []
        if len(here) == 2:
            return (here[0], here[1]), "the two that the sentence has named", []
        near = named(start, 3) if len(here) < 2 else here
        if partner and scene.focus and set(here) <= {partner, scene.focus}:
            return (scene.focus, partner), why, []
        if len(near) == 2:
            return (near[0], near[1]), "the two that the sentences before have named", []
        others = [a for a in dict.fromkeys([*here, *near]) if a != scene.focus]
        if scene.focus and len(others) == 1:
            return (scene.focus, others[0]), "the page's own state and the only other that is named", []
        title = [m.actor for m in scene.find(scene.document.title) if m.actor] if scene.document.title else []
        if len(set(title)) == 2 and set(here) <= set(title):
            first, second = dict.fromkeys(title)
            return (first, second), "the two that the title names", []
        if scene.focus and not others and scene.most_spoken_of():
            return (scene.focus, scene.most_spoken_of()), "the page's own state and the one that it speaks of most", []
        if scene.focus:
            return (scene.focus, ""), f"{len(others)} others could be the second", others
        return ("", ""), f"{len(near)} actors are named before it", near

    def _topic(self, start: int) -> tuple[str, str, list[str]]:
        """The one state that 'the country' or 'the government' can be here."""
        scene = self.scene
        block = scene.block(start)
        partner = scene.partner(block)[0] if block else ""
        here = scene.topics_before(start)
        if scene.focus and not partner:
            return self._topic_of_page(start, here)
        if len(here) == 1:
            return here[0], "the only one that the sentence has named before it", []
        if here:
            return "", f"the sentence has named {len(here)} actors before it", here
        near = scene.topics_before(start, 2)
        if len(near) == 1:
            return near[0], "the only one that the sentence before has named", []
        whole = scene.topics_before(start, 8)
        if len(whole) == 1 and not scene.focus:
            return whole[0], "the only one that the paragraph has named before it", []
        return "", "nothing before it leaves one reading", near or [a for a in (scene.focus, partner) if a]

    def _topic_of_page(self, start: int, here: list[str]) -> tuple[str, str, list[str]]:
        """On a page about one state that one is meant, unless another was just named as the place: 'in Mali … the country'."""
        scene = self.scene
        near = here or scene.states_before(start, 2)
        if scene.focus in near or not near:
            return scene.focus, "the page is about it", near
        first = scene.sentences[max(0, scene.sentence(start) - (not here))][0]
        places = [m for m in scene.between(first, start) if m.actor and _PLACE.search(scene.flat, max(0, m.start - 24), m.start)]
        if places and places[-1].how in ("name", "acronym"):
            return "", f"the page's own state, or {places[-1].text}", [scene.focus, places[-1].actor]
        return scene.focus, "the page is about it", [scene.focus, *near]

    def _one(self, start: int, end: int) -> Iterator[Mention]:
        if self.scene.flat.startswith((" of ", "-"), end):
            return
        actor, reason, candidates = self._topic(start)
        yield self._make(start, end, actor, reason, candidates)

    def _body(self, start: int, end: int) -> Iterator[Mention]:
        if self.scene.flat.startswith((" of ", "-"), end):
            return
        words = self.scene.flat[start:end].split(" ", 1)[1].lower()
        sector = next(code for code in ("MIL", "LEG", "GOV") if words in roles()[code])
        actor, reason, candidates = self._topic(start)
        yield self._make(start, end, actor, reason, candidates, sector=sector)

    def _power(self, start: int, end: int) -> Iterator[Mention]:
        words = self.scene.flat[start:end].split(" ", 1)[1]
        actor, said = self.bound.get(words, ("", ""))
        if self._apposed(start, end):
            return
        yield self._make(start, end, actor, f"the text says '{said}'" if actor else "the text does not say which power it was")

    def _near(self, start: int, end: int) -> Iterator[Mention]:
        words = self.scene.flat[start:end].split(" ", 1)[1]
        if self._apposed(start, end):
            return
        actor, said = self.bound.get(words, ("", ""))
        yield self._make(start, end, actor, f"the text says '{said}'" if actor else "the text does not say which one it means")

    def _apposed(self, start: int, end: int) -> bool:
        """Whether a name stands right beside it, so that it is no mention of its own."""
        after = self.scene.between(end, end + 4)
        return bool(after) or any(self.scene.flat[m.end : start] in (", ", " (", " ") for m in self.scene.between(start - 60, start))

    def _it(self, start: int, end: int) -> Iterator[Mention]:
        flat = self.scene.flat
        if end - start == 2 and _SKIP_IT.match(flat, start):
            return
        here = self.scene.before(start)
        block = self.scene.block(start)
        if len(here) == 1:
            yield self._make(start, end, here[0], "the only actor that the sentence has named before it", how="pronoun")
        elif not here and flat[start].isupper() and block is not None and block.kind is not BlockKind.TABLE_ROW:
            near = self.scene.before(start, 2)
            if len(near) == 1:
                yield self._make(start, end, near[0], "the only actor of the sentence before", how="pronoun")
            elif near:
                yield self._make(start, end, "", "the sentence before names several", near, how="pronoun")

    def _their(self, start: int, end: int) -> Iterator[Mention]:
        if end - start == 5 and not _THEIR.match(self.scene.flat, end + 1):
            return
        here = self.scene.before(start) or self.scene.before(start, 2)
        if len(here) == 2 and not self.scene.open_before(start):
            for actor in here:
                yield self._make(start, end, actor, "the two actors that are named before it", how="pronoun")

    def _he(self, start: int, end: int) -> Iterator[Mention]:
        number = self.scene.sentence(start)
        first = self.scene.sentences[max(0, number - 1)][0] if self.scene.sentences else 0
        block = self.scene.block(start)
        first = max(first, block.start) if block else first
        near = [p for p in self.people if first <= p.start < start]
        actors = list(dict.fromkeys(p.actor for p in near))
        if len(actors) == 1 and actors[0]:
            person = near[-1]
            yield self._make(start, end, actors[0], f"the only office-holder near is '{person.text}'", how="pronoun", sector=person.sector)
