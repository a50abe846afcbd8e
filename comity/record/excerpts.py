"""Documents as far as some claims need them: the whole text, but only the blocks and sentences in which these claims stand.

A document has thousands of parts and a citation needs one or two of them. An excerpt is a Document in every other respect, so that
whatever cites a document cites an excerpt of it in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from comity.model import Block, BlockKind, Claim, Document, Mark, Sentence, Sighting, Time
from comity.record.citations import Citation, Citations

PLAIN = """struct_pack(kind := b.kind, "start" := b."start", "end" := b."end", section := b.section, label := b.label, marks := b.marks,
    "table" := b."table")"""
"""A block without its cells and its locator, which are most of what there is to load."""


def excerpts(connection: Any, claims: Iterable[Claim], tables: Iterable[str] = ()) -> dict[str, Document]:
    """The excerpts that the citations of these claims need, by the document's id; of the documents named in `tables` with all rows of
    their tables, for whoever counts them."""
    spans = sorted({(c.evidence.document, c.evidence.start, c.evidence.end) for c in claims})
    names = sorted({document for document, _, _ in spans})
    wanted = """WITH want AS (SELECT unnest(?::VARCHAR[]) AS d, unnest(?::BIGINT[]) AS s, unnest(?::BIGINT[]) AS e),
        docs AS (SELECT * FROM documents WHERE id IN (SELECT d FROM want))"""
    values = [list(column) for column in zip(*spans, strict=True)] if spans else [[], [], []]
    touched = 'ON id = d AND x."end" > s AND x."start" < e'
    sentences: dict[str, set[Sentence]] = {}
    for document, start, end in connection.execute(
        f"""{wanted}, parts AS (SELECT id, unnest(sentences) AS x FROM docs)
            SELECT DISTINCT id, x."start", x."end" FROM want JOIN parts {touched}""",
        values,
    ).fetchall():
        sentences.setdefault(document, set()).add(Sentence(start, end, 0))
    blocks: dict[str, set[Block]] = {}
    for document, block in connection.execute(
        f"{wanted}, parts AS (SELECT id, unnest([{PLAIN} FOR b IN blocks]) AS x FROM docs) SELECT id, x FROM want JOIN parts {touched}",
        values,
    ).fetchall():
        blocks.setdefault(document, set()).add(_block(block))
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
    addresses = "SELECT document, min(sighting.address) FROM sightings WHERE document IN (SELECT unnest(?)) GROUP BY document"
    met: dict[str, str] = dict(connection.execute(addresses, [names]).fetchall())
    return {
        id: Document(
            text,
            tuple(sorted(blocks.get(id, ()), key=lambda b: b.start)),
            tuple(sorted(sentences.get(id, ()))),
            language,
            title,
            focus,
            published=Time(published),
            sightings=(Sighting(met[id]),) if id in met else (),
            id=id,
        )
        for id, text, language, title, focus, published in connection.execute(
            "SELECT id, text, language, title, focus, published.edtf FROM documents WHERE id IN (SELECT unnest(?))", [names]
        ).fetchall()
    }


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
