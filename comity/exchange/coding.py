"""Stories into event data: a row an event, and of every story what became of it.

A story is a line of a file: a sentence or an article, with its id and date. An event is a claim whose kind has a type in event
data; its standing stands beside it, so that what was only threatened or denied can be told from what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from comity.documents import load, stories
from comity.documents.decoding import LIMIT
from comity.documents.sources import Bytes, Source
from comity.engines import engine
from comity.errors import Refused, UsageError
from comity.exchange.events import Event, event
from comity.grammar import LANGUAGES
from comity.model import Claim, Document, Mention
from comity.reading import read_many

BATCH = 32  # stories of one job
LINES = frozenset({".jsonl", ".ndjson", ".json"})
Job = tuple[int, tuple[tuple[int, stories.Story], ...]]


@dataclass(frozen=True, slots=True)
class Coded:
    """What became of one story: its events as rows, or the reason why it was refused; neither where there is nothing to code."""

    story: str
    number: int
    events: tuple[dict[str, Any], ...] = ()
    reason: str = ""

    @property
    def outcome(self) -> str:
        """coded, nothing or refused."""
        return "refused" if self.reason else "coded" if self.events else "nothing"


def code(path: Path, strangers: bool = False, workers: int = 1) -> Iterator[Coded]:
    """What becomes of each story of a file, in its order; the file is read as a stream. With `strangers`, also what is done by those
    whom no catalogue knows.
    """
    waiting: dict[int, list[Coded]] = {}
    turn = 0
    for number, done in engine(workers).run(partial(_job, strangers=strangers), _jobs(_stories(path))):
        waiting[number] = done
        while turn in waiting:  # they come as they are ready, and leave in the order of the file
            yield from waiting.pop(turn)
            turn += 1


def _jobs(told: Iterator[stories.Story]) -> Iterator[Job]:
    numbered, turn = enumerate(told, 1), 0
    while batch := tuple(islice(numbered, BATCH)):
        yield turn, batch
        turn += 1


def _job(job: Job, strangers: bool) -> tuple[int, list[Coded]]:
    return job[0], code_batch(job[1], strangers)


def _stories(path: Path) -> Iterator[stories.Story]:
    if not path.is_file():
        raise UsageError(f"{path} is no file: give a file of stories, a JSON object a line")
    try:
        with stories.unpacked(path) as file:
            head = file.read(1 << 16)
    except (OSError, EOFError, ValueError) as error:
        raise Refused(str(path), "is packed and damaged") from error
    read = stories.reader(path, head) or (stories.lines if LINES.intersection(path.suffixes) else None)
    if read is None:
        raise UsageError(f"{path} holds no stories: a JSON object a line with `text`, or a table with such a column")
    return read(path, LIMIT)


def code_batch(batch: Iterable[tuple[int, stories.Story]], strangers: bool = False) -> list[Coded]:
    """What becomes of some stories; one that breaks reading is refused, and the others are coded."""
    loaded = [(number, story, _document(story)) for number, story in batch]
    good = [document for _, _, document in loaded if isinstance(document, Document)]
    try:
        read: list[tuple[Claim, ...] | str] = [claims for _, claims in read_many(good, strangers=strangers)]
    except Exception:
        read = [_alone(document, strangers) for document in good]
    answers, done = iter(read), []
    for number, (name, _, told, _), document in loaded:
        claims = document if isinstance(document, str) else next(answers)
        if isinstance(document, str) or isinstance(claims, str):
            done.append(Coded(name, number, reason=str(claims)))
            continue
        events = [row(found, document) for found in map(event, claims) if found is not None]
        where = {"id": name, "number": number, "date": told.get("date", "")}
        done.append(Coded(name, number, tuple({**where, **one} for one in events)))
    return done


def _document(story: stories.Story) -> Document | str:
    """The document that a story is, or why it cannot be read."""
    name, text, told, problem = story
    try:
        data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")  # of messages and pages, bytes of their own format
        document = load(Source(name, Bytes(data), problem, told), name="" if isinstance(text, bytes) else "story.txt")
    except Refused as refused:
        return refused.reason
    if document.language not in LANGUAGES:
        return f"is in {document.language or 'an unknown language'}, which has no grammar yet"
    return document


def _alone(document: Document, strangers: bool) -> tuple[Claim, ...] | str:
    try:
        return next(iter(read_many([document], strangers=strangers)))[1]
    except Exception as error:  # whatever it is, the other stories must not suffer
        return f"breaks reading: {type(error).__name__}"


def row(found: Event, document: Document) -> dict[str, Any]:
    """An event as data: who, to whom, what, how it stands, whose word it is, and where exactly it is said."""
    claim = found.claim
    trigger = claim.found.span
    return {
        "plover": found.plover,
        "cameo": found.cameo,
        "source": [_side(m) for m in found.source],
        "target": [_side(m) for m in found.target],
        "time": {"edtf": claim.time.edtf, "basis": claim.time.basis.value, "words": claim.time.words},
        "kind": claim.kind,
        "standing": claim.standing.value,
        "attribution": [{**_side(h.mention), "cue": h.cue} for h in claim.attribution],
        "place": _side(claim.place) if claim.place else None,
        "quantities": [{"low": str(q.low), "high": str(q.high), "bound": q.bound, "unit": q.unit, "of": q.of} for q in claim.quantities],
        "sectors": list(claim.sectors),
        "attributes": dict(claim.attributes),
        "sentence": claim.evidence.quote,
        "document": document.id,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "trigger": {"words": claim.found.trigger, "start": trigger.start, "end": trigger.end} if trigger else None,
        "rule": claim.found.rule,
        "by": claim.found.by,
        "claim": claim.id,
    }


def _side(mention: Mention) -> dict[str, Any]:
    return {"actor": mention.actor, "sector": mention.sector, "words": mention.text, "start": mention.start, "end": mention.end}
