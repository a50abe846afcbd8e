"""A record of any size that nobody wrote: documents of made-up sentences and the claims that would be read in them.

It is for measuring what a large record costs to ask, not how well anything is read: the shards are written as reading writes them,
without reading. How often kinds, standings, precisions of dates and actors occur follows what is read in encyclopaedic pages and
news: half of the claims date relations, the most spoken of actor takes part in one claim in twenty, most dates have a day, two
claims in five have none.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from comity.model import (
    Basis,
    Block,
    BlockKind,
    Claim,
    Document,
    Found,
    Mention,
    Participant,
    Quantity,
    Sentence,
    Sighting,
    Standing,
    Time,
    digest,
)
from comity.record import reader, shards, versions
from comity.record.shards import Met, Read, Shard
from comity.record.versions import Versions

SEED = 1648
A_SHARD = 20_000  # claims
A_PAGE, A_STORY = 480, 9  # claims of a page on an actor, of a story
PAGES = 0.7  # of the claims stand in pages
FIRST = ("USA", "GBR", "RUS", "FRA", "CHN", "DEU", "TUR", "IRN", "ISR", "IND", "JPN", "EGY")  # spoken of most
REPEATED = 0.85  # what many documents say of the same two, they mostly date alike


class Saying(NamedTuple):
    """How a kind is said: how often, the roles and the words between them, its attributes, what it counts."""

    kind: str
    weight: float
    words: str
    symmetric: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    of: str = ""
    dated: float = 0.5


EMBASSY = (("mission", "embassy"),)
SAYINGS = (
    Saying("establish_relations", 43, "{0} and {1} established diplomatic relations", True, dated=0.95),
    Saying("has_mission", 12, "{0} has an embassy in {1}", attributes=EMBASSY, dated=0.05),
    Saying("accredited", 4, "The embassy of {0} is accredited to {1}", attributes=EMBASSY, dated=0.02),
    Saying("visit", 4, "The president of {0} visited {1}", dated=0.8),
    Saying("diplomatic_relations", 3, "{0} and {1} maintain diplomatic relations", True, dated=0.1),
    Saying("recognize", 3, "{0} recognised {1}"),
    Saying("sign_agreement", 3, "{0} and {1} signed a trade agreement", True, dated=0.7),
    Saying("aid", 2.5, "{0} gave aid to {1}", of="USD"),
    Saying("good_relations", 2, "{0} and {1} have good relations", True, dated=0.1),
    Saying("cooperation", 2, "{0} and {1} cooperate", True, dated=0.1),
    Saying("support", 2, "{0} supported {1}"),
    Saying("meet", 2, "The ministers of {0} and {1} met", True, dated=0.8),
    Saying("trade_partner", 2, "{0} is a main trade partner of {1}", True, dated=0.3),
    Saying("open_mission", 2, "{0} opened an embassy in {1}", attributes=EMBASSY, dated=0.8),
    Saying("close_mission", 1, "{0} closed its embassy in {1}", attributes=EMBASSY, dated=0.8),
    Saying("sever_relations", 1, "{0} and {1} broke off relations", True, dated=0.8),
    Saying("resume_relations", 1, "{0} and {1} resumed relations", True, dated=0.8),
    Saying("criticize", 1.5, "{0} criticised {1}"),
    Saying("accuse", 1.5, "{0} accused {1}"),
    Saying("hold_talks", 1.5, "{0} and {1} held talks", True),
    Saying("ally", 1, "{0} is an ally of {1}", True, dated=0.3),
    Saying("strained_relations", 1, "{0} and {1} have strained relations", True, dated=0.3),
    Saying("war", 1, "{0} and {1} were at war", True, dated=0.8),
    Saying("attack", 1, "{0} attacked {1}", dated=0.8),
    Saying("troops_stationed", 1, "{0} has troops in {1}", of="troops", dated=0.6),
    Saying("hosts_refugees", 0.5, "{0} hosts refugees from {1}", of="refugees", dated=0.7),
    Saying("sanction", 0.5, "{0} imposed sanctions on {1}", dated=0.7),
    Saying("border_with", 0.5, "{0} has a border with {1}", True, dated=0.0),
)
STANDINGS = ((Standing.ACTUAL, 94.5), (Standing.PLANNED, 2.6), (Standing.UNREALISED, 1.5), (Standing.ALLEGED, 0.6),
             (Standing.CONDITIONAL, 0.3), (Standing.NEGOTIATED, 0.2), (Standing.OPINION, 0.2), (Standing.DENIED, 0.1))  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()
FILLER = "Observers in both capitals have written about it at some length and with some patience."


class Chance:
    """Draws by weight, always the same of one seed."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def of(self, some: Sequence[tuple[object, float]]) -> object:
        """One of these, by their weights."""
        sums = _sums(tuple(w for _, w in some))
        return some[bisect(sums, self._random.random() * sums[-1])][0]

    def number(self, first: int, last: int) -> int:
        return self._random.randint(first, last)

    def happens(self, share: float) -> bool:
        return self._random.random() < share


@cache
def _sums(weights: tuple[float, ...]) -> list[float]:
    return list(accumulate(weights))


@cache
def actors() -> tuple[tuple[tuple[str, str], float], ...]:
    """Id and name of every state and organisation of today, each with how often it is spoken of: the first are, the last hardly."""
    from comity.actors import catalogue

    known = [a for a in catalogue().all() if a.kind in ("state", "organisation") and not a.end]
    known.sort(key=lambda a: (FIRST.index(a.id) if a.id in FIRST else len(FIRST), a.kind != "state", digest("rank", a.id)))
    return tuple(((a.id, a.name), 1 / (rank + 15) ** 1.1) for rank, a in enumerate(known))


def write(folder: Path, claims: int) -> Path:
    """Writes a record of about so many claims, if it is not there; its store is built when it is first asked."""
    now = Versions.of(reader.standard().versions())
    versions.save(folder, now)
    pages, stories = round(claims * PAGES / A_PAGE), round(claims * (1 - PAGES) / A_STORY)
    plan = [*(("page", n) for n in range(pages)), *(("story", n) for n in range(stories))]
    lots: list[list[tuple[str, int]]] = [[]]
    held = 0
    for sort, n in plan:
        if held >= A_SHARD:
            lots.append([])
            held = 0
        lots[-1].append((sort, n))
        held += A_PAGE if sort == "page" else A_STORY
    for lot in lots:
        name = shards.shard_name(now.fingerprint, [f"{sort} {n}" for sort, n in lot])
        if not (folder / "shards" / name).exists():
            shards.write(folder / "shards", name, _shard(now.fingerprint, lot))
    return folder


def _shard(fingerprint: str, lot: Sequence[tuple[str, int]]) -> Shard:
    made = Shard(fingerprint)
    for sort, n in lot:
        document, found = page(n) if sort == "page" else story(n)
        source = digest(sort, str(n))
        made.documents.append(Read(document, source))
        made.claims.extend(found)
        made.sightings.append(Met(document.id, Sighting(f"{sort}-{n}.txt", source, f"Made-up outlet {n % 40}")))
    return made


def page(n: int) -> tuple[Document, list[Claim]]:
    """The n-th page on an actor: a sentence a claim on it and somebody else."""
    states = [a for a, _ in actors()]
    about = states[n % 200]
    return _document(f"page {n}", f"Foreign relations of {about[1]}", A_PAGE, about)


def story(n: int) -> tuple[Document, list[Claim]]:
    """The n-th story, on whomever."""
    return _document(f"story {n}", f"Story {n}", A_STORY, None)


def _document(name: str, title: str, size: int, about: tuple[str, str] | None) -> tuple[Document, list[Claim]]:
    chance = Chance(f"{SEED} {name}")
    parts, blocks, sentences, drafts = [title], [Block(BlockKind.HEADING, 0, len(title), level=1)], [Sentence(0, len(title), 0)], []
    at = len(title)
    for _ in range(size):
        said = _said(chance, about)
        start = at + 2
        end = start + len(said[1])
        blocks.append(Block(BlockKind.PARAGRAPH, start, end + 1 + len(FILLER), (title,)))
        sentences += [Sentence(start, end, len(blocks) - 1), Sentence(end + 1, end + 1 + len(FILLER), len(blocks) - 1)]
        parts.append(f"{said[1]} {FILLER}")
        drafts.append((start, said))
        at = end + 1 + len(FILLER)
    published = Time(f"{chance.number(1995, 2024)}-{chance.number(1, 12):02}-{chance.number(1, 28):02}", Basis.GIVEN)
    focus = about[0] if about else ""
    text = "\n\n".join(parts)
    document = Document(text, tuple(blocks), tuple(sentences), "en", title, focus, "title" if focus else "", published)
    claims = {c.id: c for c in (_claim(document, start, said) for start, said in drafts)}
    return document, list(claims.values())


Said = tuple[Saying, str, tuple[tuple[str, str], tuple[str, str]], str, str, Standing, int]


def _said(chance: Chance, about: tuple[str, str] | None) -> Said:
    """A saying with its sentence, its two actors, its time as EDTF and in words, its standing and its count."""
    saying = chance.of([(s, s.weight) for s in SAYINGS])
    assert isinstance(saying, Saying)
    one = about if about and chance.happens(0.85) else chance.of(actors())
    other = chance.of(actors())
    while other == one:
        other = chance.of(actors())
    assert isinstance(one, tuple) and isinstance(other, tuple)
    if chance.happens(0.5):
        one, other = other, one
    edtf, words = _time(chance, saying, one[0], other[0])
    standing = chance.of(STANDINGS) if saying.kind != "establish_relations" else Standing.ACTUAL
    assert isinstance(standing, Standing)
    count = chance.number(1, 400) * 100 if saying.of else 0
    counted = f", {count:,} {saying.of}" if count else ""
    sentence = f"{saying.words.format(one[1], other[1])}{counted}{' ' + words if words else ''}."
    return saying, sentence, (one, other), edtf, words, standing, count


def _time(chance: Chance, saying: Saying, one: str, other: str) -> tuple[str, str]:
    if not chance.happens(saying.dated):
        return "", ""
    same = saying.kind in ("establish_relations", "open_mission") and chance.happens(REPEATED)
    draw = Chance(f"{SEED} {saying.kind} {' '.join(sorted((one, other)))}") if same else chance
    year, month, day = draw.number(1918, 2022), draw.number(1, 12), draw.number(1, 28)
    form = chance.of((("day", 72), ("month", 7), ("year", 17), ("since", 4)))
    if saying.kind in ("ally", "troops_stationed", "war", "good_relations") and form == "day":
        form = "since"
    return {
        "day": (f"{year}-{month:02}-{day:02}", f"on {day} {MONTHS[month - 1]} {year}"),
        "month": (f"{year}-{month:02}", f"in {MONTHS[month - 1]} {year}"),
        "year": (f"{year}", f"in {year}"),
        "since": (f"{year}/..", f"since {year}"),
    }[str(form)]


def _claim(document: Document, start: int, said: Said) -> Claim:
    saying, sentence, pair, edtf, words, standing, count = said
    roles = ("party", "party") if saying.symmetric else ("source", "target")
    places = [start + sentence.index(name) for _, name in pair]
    if pair[1][1] in pair[0][1]:
        places[1] = start + sentence.rindex(pair[1][1])
    mentions = [Mention(at, at + len(name), name, id) for at, (id, name) in zip(places, pair, strict=True)]
    quantities: tuple[Quantity, ...] = ()
    if count:
        unit = saying.of if saying.of.isupper() else ""
        quantities = (Quantity(Decimal(count), Decimal(count), "" if unit else saying.of, unit),)
    return Claim(
        saying.kind,
        tuple(Participant(role, mention) for role, mention in zip(roles, mentions, strict=True)),
        document.quote(start, start + len(sentence)),
        standing,
        Time(edtf, Basis.STATED if edtf else Basis.NONE, words),
        quantities=quantities,
        attributes=saying.attributes,
        found=Found(f"synthetic: {saying.kind}", saying.words.split("}")[1].split()[0]),
    )
