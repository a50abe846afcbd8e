"""Documents as far as some claims need them: the whole text, but only the blocks and sentences in which these claims stand.

A document has thousands of parts and a citation needs one or two of them. An excerpt is a Document in every other respect, so that
whatever cites a document cites an excerpt of it in the same words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from comity.model import Block, BlockKind, Claim, Document, Mark, Sentence, Sighting, Time
from comity.record import query
from comity.record.citations import Citation, Citations

P = TypeVar("P", Block, Sentence)
FEW = 16  # spans of a document
LOOKED_UP = 200  # documents; of more, all are looked through
PLAIN = """struct_pack(kind := b.kind, "start" := b."start", "end" := b."end", section := b.section, label := b.label, marks := b.marks,
    "table" := b."table")"""
"""A block without its cells and its locator, which are most of what there is to load."""


def excerpts(connection: Any, claims: Iterable[Claim], tables: Iterable[str] = ()) -> dict[str, Document]:
    """The excerpts that the citations of these claims need, by the document's id; of the documents named in `tables` with all rows of
    their tables, for whoever counts them."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for document, start, end in sorted({(c.evidence.document, c.evidence.start, c.evidence.end) for c in claims}):
        spans.setdefault(document, []).append((start, end))
    found = _parts(connection, spans)
    blocks: dict[str, set[Block]] = {id: _touched(map(_block, row[-1]), spans[id]) for id, row in found.items()}
    for document, block in connection.execute(
        f"""SELECT id, unnest([{PLAIN} FOR b IN blocks IF b.kind = '{BlockKind.TABLE_ROW.value}']) FROM documents
            WHERE id IN (SELECT unnest(?))""",
        [rows],
    ).fetchall() if (rows := sorted(set(tables))) else ():
        blocks.setdefault(document, set()).add(_block(block))
    marked = [(id, sorted({m.label for b in some for m in b.marks})) for id, some in sorted(blocks.items()) if any(b.marks for b in some)]
    for id, block in connection.execute(
        f"""WITH marked AS (SELECT unnest(?) AS d, unnest(?) AS labels)
            SELECT id, unnest([{PLAIN} FOR b IN blocks IF b.kind = '{BlockKind.REFERENCE.value}' AND list_contains(labels, b.label)])
            FROM documents JOIN marked ON id = d""",
        [[id for id, _ in marked], [labels for _, labels in marked]],
    ).fetchall() if marked else ():
        blocks[id].add(_block(block))
    return {
        id: Document(
            text,
            tuple(sorted(blocks[id], key=lambda b: b.start)),
            tuple(sorted(_touched((Sentence(start, end, 0) for start, end in sentences), spans[id]))),
            language,
            title,
            focus,
            published=Time(published),
            sightings=(Sighting(address),) if address else (),
            id=id,
        )
        for id, (text, language, title, focus, published, address, sentences, _) in found.items()
    }


def _parts(connection: Any, spans: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, tuple[Any, ...]]:
    """Of each document the text, language, title, focus, date and address, and the sentences and blocks that can touch its spans: of
    many spans all that lie between the first and the last, since to try each on each takes longer than to load them."""
    asked = {id: some if len(some) <= FEW else [(some[0][0], max(end for _, end in some))] for id, some in spans.items()}
    touched = """len(list_filter(spans, lambda w: w[1] < x."end" AND w[2] > x."start")) > 0"""
    where, named = query.named("id", list(asked), LOOKED_UP)
    sql = f"""
        SELECT id, text, language, title, focus, published.edtf, address,
               list_transform(list_filter(sentences, lambda x: {touched}), lambda s: [s."start", s."end"]),
               list_transform(list_filter(blocks, lambda x: {touched}), lambda b: {PLAIN})
        FROM documents JOIN (SELECT unnest(?::VARCHAR[]) AS id, unnest(?::BIGINT[][][]) AS spans) USING (id)
        WHERE {where} ORDER BY id
    """
    return {id: tuple(row) for id, *row in connection.execute(sql, [list(asked), list(asked.values()), *named]).fetchall()}


def _touched(parts: Iterable[P], spans: Sequence[tuple[int, int]]) -> set[P]:
    """Of the parts of a document, which follow one another, those that touch a span."""
    some = list(parts)
    found = set()
    for start, end in spans:
        at = bisect_right(some, start, key=_end)
        while at < len(some) and some[at].start < end:
            found.add(some[at])
            at += 1
    return found


def _end(part: Block | Sentence) -> int:
    return part.end


def cited(connection: Any, claims: Sequence[Claim]) -> dict[str, Citation]:
    """The sentence that each of these claims rests on."""
    citations = Citations(excerpts(connection, claims))
    numbers = {c.id: citations.cite([c])[0] for c in claims}
    numbered = {c.number: c for c in citations.all()}
    return {claim: numbered[number] for claim, number in numbers.items()}


def _block(row: Mapping[str, Any]) -> Block:
    marks = tuple(Mark(**m) for m in row["marks"] or ())
    section = tuple(row["section"] or ())
    return Block(BlockKind(row["kind"]), row["start"], row["end"], section, table=row["table"], marks=marks, label=row["label"])
