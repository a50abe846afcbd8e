"""Bytes to a Document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from comity.documents import dates, focus, language
from comity.documents.decoding import LIMIT, decode
from comity.documents.draft import Draft
from comity.documents.formats import BINARY, named, tell
from comity.documents.positions import Positions
from comity.documents.sentences import split
from comity.documents.sources import Source, open_paths
from comity.errors import Refused
from comity.garbage import uncollected
from comity.model import PROSE, Block, BlockKind, Document, Sentence, Sighting, Span

_TITLE = 300  # characters; what is longer was meant for something else
_SHORT = 30  # characters below which a block has its document's language


def load(source: str | Path | bytes | Source, name: str = "", *, limit: int = LIMIT, **given: str) -> Document:
    """The document in a file (its path or its bytes), or Refused with the reason.

    `given` is what the user knows better: title, date, publisher, licence, focus (an actor's id), language, format.

    >>> doc = load(b"Chad and Niger\\n\\nThe two states established relations in 1960. They signed a treaty.", "a.txt")
    >>> doc.title, [doc.text[s.start:s.end] for s in doc.sentences]
    ('Chad and Niger', ['Chad and Niger', 'The two states established relations in 1960.', 'They signed a treaty.'])
    """
    metadata: Mapping[str, str] = {}
    if isinstance(source, Source):
        name = name or source.address
        data, metadata = source.read(), source.metadata
    elif isinstance(source, bytes):
        data = source
    else:
        name = name or str(source)
        first = next(iter(open_paths([source], limit)))
        data, metadata = first.read(), first.metadata
    draft = Draft()
    draft.metadata.update(metadata)
    with uncollected():
        positions = _parts(data, draft, name, limit, given.get("format", ""))
        return _document(draft, positions, name, hashlib.sha256(data).hexdigest()[:16], given)


def _parts(data: bytes, draft: Draft, name: str, limit: int, wanted: str) -> Positions:
    """Fills the draft by the format that the bytes are in; where its characters stand."""
    if len(data) > limit:
        raise Refused(name or "document", f"has {len(data)} bytes, more than the limit of {limit}")
    binary = next((b for b in BINARY if b.name == wanted or not wanted and b.looks(data, name)), None)
    if binary:
        return binary.read(data, draft, name or "document")
    decoded = decode(data, name, limit)
    form = named(wanted) if wanted else tell(decoded.text, name)
    try:
        form.read(decoded.text, draft)
    except Refused as refused:  # formats do not know what the file is called
        raise Refused(name or "document", refused.reason) from None
    return decoded


def _document(draft: Draft, positions: Positions, name: str, source: str, given: Mapping[str, str]) -> Document:
    spoken = given.get("language") or language.of_document([p.text for p in draft.parts if p.kind in PROSE], draft.metadata.get("language", ""))  # noqa: E501
    for part in draft.parts:
        words = part.text
        part.language = language.tell(words, spoken) if len(words) >= _SHORT and part.kind is not BlockKind.TABLE_ROW else spoken
    text, blocks = draft.finish(positions)
    if not any(b.kind in PROSE and b.end > b.start for b in blocks):
        raise Refused(name or "document", "holds no prose and no table")
    title = given.get("title") or draft.metadata.get("title") or draft.metadata.get("headline") or draft.title
    title = title[:_TITLE]
    spans = [Span(b.start, b.end) for b in blocks if b.kind in PROSE and b.end > b.start]
    published = dates.published(given.get("date", ""), draft.metadata, name, text, spoken, spans)
    actor, basis = (given["focus"], "given") if given.get("focus") else focus.find(title, name, draft, published.edtf)
    sighting = Sighting(
        name, source, given.get("publisher") or draft.metadata.get("publisher", ""), published.edtf if given.get("date") else "",
        given.get("licence") or draft.metadata.get("licence", ""),
    )
    return Document(
        text, blocks, sentences(text, blocks), spoken, title or _stem(name), actor, basis, published, (sighting,)
    )


def sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """The sentences of the blocks that are prose; none crosses a cell or a line."""
    found: list[Sentence] = []
    for i, block in enumerate(blocks):
        if block.kind not in PROSE:
            continue
        stretches = [(c.start, c.end) for c in block.cells] or [(block.start, block.end)]
        for start, end in stretches:
            noted = frozenset(mark.position - start for mark in block.marks)
            found.extend(Sentence(start + s.start, start + s.end, i) for s in split(text[start:end], noted))
    return tuple(found)


def _stem(name: str) -> str:
    return Path(name).stem.replace("_", " ") if name and name != "-" else ""
