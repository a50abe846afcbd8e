"""Open mentions of a record's claims, resolved with what the record knows of names: office-holders and acronyms.

The claims as they were read stay in their shards; the snapshot has them as they are resolved, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from comity.actors.sector import sector
from comity.model import Claim, Mention, Standing
from comity.record import leaders, query, rows
from comity.record.people import OPEN, Days, Known, People
from comity.record.when import EVER, bounds

KIND = "holds_office"
YEAR = 366  # days

_NAMES = f"mention.actor = '' AND mention.text <> '' AND mention.how IN {OPEN}"
_HOLDINGS = """
    SELECT id, document, mention.actor, mention.sector, person, office FROM (
        SELECT id, evidence.document AS document, unnest([p.mention FOR p IN participants IF p.role = 'target']) AS mention,
               [a.value FOR a IN attributes IF a.name = 'person'][1] AS person,
               [a.value FOR a IN attributes IF a.name = 'office'][1] AS office
        FROM claims WHERE kind = ? AND standing = 'actual')
    WHERE mention.actor <> '' AND person IS NOT NULL AND office IS NOT NULL
"""
_ACRONYMS = """
    SELECT mention.text AS name, mention.actor AS actor, mention.sector AS sector, min(document) AS document FROM (
        SELECT unnest([p.mention FOR p IN participants IF p.mention.how = 'acronym']) AS mention, evidence.document AS document FROM claims)
    WHERE mention.actor <> '' AND mention.reason LIKE 'the text defines%' GROUP BY ALL
"""


def imported(folder: Path) -> Iterator[Known]:
    """What a record in that folder knows of names from imported tables alone."""
    for one in leaders.load(folder):
        first, last = bounds(one.begin), bounds(one.end)
        days = (first[0] if first else -EVER, last[1] if last else EVER)
        time = f"{one.begin or '..'}/{one.end or '..'}, " if one.begin or one.end else ""
        yield Known(one.person, one.office, one.actor, sector(one.office), days, f"{time}imported")


def known(connection: Any, folder: Path, now: Mapping[str, Claim | None] | None = None) -> Iterator[Known]:
    """What the record in that folder knows of names: from the claims of its snapshot, and from what was imported. `now` are claims
    that stand otherwise since they were reviewed, None where they were rejected."""
    yield from imported(folder)
    now = now or {}
    read = [_Holding(*row) for row in connection.execute(_HOLDINGS, [KIND]).fetchall()]
    told = [h for h in read if h.claim not in now] + [h for c in now.values() if c for h in _holdings(c)]
    published = _published(connection, (h.document for h in told))
    for holding in told:
        first_day, last_day = published.get(holding.document, (-EVER, EVER))
        days = (max(-EVER, first_day - _lasts() * YEAR), min(EVER, last_day + _lasts() * YEAR))
        yield Known(holding.person, holding.office, holding.actor, holding.sector, days, f"claim {holding.claim}")
    for name, actor, code, document in connection.execute(_ACRONYMS).fetchall():
        yield Known(name, "", actor, code, (-EVER, EVER), f"defined in document {document}")


class _Holding(NamedTuple):
    """That somebody holds an office, as a claim says it."""

    claim: str
    document: str
    actor: str
    sector: str
    person: str
    office: str


def _holdings(claim: Claim) -> Iterator[_Holding]:
    person, office = claim.attribute("person"), claim.attribute("office")
    for one in claim.participants:
        if claim.kind == KIND and claim.standing is Standing.ACTUAL and one.role == "target" and one.actor and person and office:
            yield _Holding(claim.id, claim.evidence.document, one.actor, one.mention.sector, person, office)


def again(connection: Any, folder: Path, now: Mapping[str, Claim | None]) -> list[Claim]:
    """The claims of a snapshot that are resolved otherwise once these claims, which were reviewed, stand so (None: rejected)."""
    told = any(row[0] in now for row in connection.execute(_HOLDINGS, [KIND]).fetchall())
    if not told and not any(h for c in now.values() if c for h in _holdings(c)):
        return []
    return _changed(connection, People(known(connection, folder, now)))


def resolve(connection: Any, folder: Path, anew: bool) -> None:
    """Resolves the claims of a snapshot that is being built, and keeps those that were open as they were read. `renamed` are the claims
    of documents that stayed whose resolution changed."""
    if anew:
        connection.execute("CREATE TABLE open_claims AS SELECT * FROM claims LIMIT 0")
    connection.execute(
        f"""
        DELETE FROM open_claims WHERE evidence.document IN (FROM stale);
        INSERT INTO open_claims SELECT * FROM claims WHERE id IN ({_open()}) ORDER BY id;
        """
    )
    with rows.lent(connection, rows.table(Claim, _changed(connection, People(known(connection, folder))))):
        connection.execute(
            f"""
            CREATE TEMP TABLE renamed AS
                SELECT id FROM claims WHERE id IN (SELECT id FROM made) AND evidence.document NOT IN (SELECT id FROM fresh);
            UPDATE claims SET participants = made.participants, attribution = made.attribution FROM made WHERE claims.id = made.id;
            DELETE FROM participants WHERE claim IN (SELECT id FROM made);
            INSERT INTO participants {query.PARTICIPANTS.format(claims="made")} ORDER BY ALL;
            """
        )


def _changed(connection: Any, people: People) -> list[Claim]:
    """The claims of a snapshot that say otherwise once these people are known."""
    now = {c.id: c for c in resolved(connection, people)}
    sql = "SELECT id FROM open_claims o JOIN claims c USING (id) WHERE c.participants <> o.participants OR c.attribution <> o.attribution"
    touched = sorted({*now, *(row[0] for row in connection.execute(sql).fetchall())})
    before = {c.id: c for c in query.claims_of(connection, touched)}
    as_read = {c.id: c for c in query.claims_of(connection, touched, "open_claims")}
    return [one for id in touched if (one := now.get(id, as_read[id])) != before[id]]


def resolved(connection: Any, people: People) -> list[Claim]:
    """Those of the open claims, as they were read, of which these people say more; with what they say."""
    if not people:
        return []
    texts = connection.execute(
        """
        SELECT DISTINCT id, mention.text FROM (
            SELECT id, unnest([p.mention FOR p IN participants]) AS mention FROM open_claims
            UNION ALL SELECT id, unnest([h.mention FOR h IN attribution]) AS mention FROM open_claims)
        WHERE """
        + _NAMES
    ).fetchall()
    answers = {text: bool(people.called(text)[1]) for text in dict.fromkeys(text for _, text in texts)}
    ids = sorted({id for id, text in texts if answers[text]})
    claims = query.claims_of(connection, ids, "open_claims")
    published, named = _published(connection, (c.evidence.document for c in claims)), _named(connection)
    return [now for one in claims if (now := _resolved(one, people, published, named)) != one]


def _resolved(claim: Claim, people: People, published: Mapping[str, Days], named: Callable[[str], frozenset[str]]) -> Claim:
    document = claim.evidence.document

    def now(mention: Mention) -> Mention:
        is_open = not mention.actor and mention.text and mention.how in OPEN
        return people.meant(mention, published.get(document), lambda: named(document)) if is_open else mention

    participants = tuple(replace(p, mention=now(p.mention)) for p in claim.participants)
    return replace(claim, participants=participants, attribution=tuple(replace(h, mention=now(h.mention)) for h in claim.attribution))


def _open() -> str:
    """The ids of the fresh documents' claims in which a name stands that their document does not explain."""
    some = "FROM claims WHERE evidence.document IN (SELECT id FROM fresh)"
    parts = (f"SELECT id, unnest([x.mention FOR x IN {column}]) AS mention {some}" for column in ("participants", "attribution"))
    return f"SELECT id FROM ({' UNION ALL '.join(parts)}) WHERE {_NAMES}"


def _published(connection: Any, documents: Iterable[str]) -> Mapping[str, Days]:
    """In which days each of these documents can have been written, where that is known."""
    found = connection.execute(f"{query.PUBLISHED} AND id IN (SELECT unnest(?))", [sorted(set(documents))]).fetchall()
    return {id: span for id, edtf in found if (span := bounds(edtf))}


def _named(connection: Any) -> Callable[[str], frozenset[str]]:
    """The actors that a document of the record names."""
    from comity.actors.finder import find

    @cache
    def named(document: str) -> frozenset[str]:
        text, language, at, focus = connection.execute(
            "SELECT text, language, published.edtf, focus FROM documents WHERE id = ?", [document]
        ).fetchall()[0]
        return frozenset({focus, *(m.actor for m in find(text, at, language))} - {""})

    return named


def _lasts() -> int:
    """For how many years an office is presumed to be held, before and after somebody is said to hold it."""
    from comity.kinds import ontology

    return int(ontology().kind(KIND).lasts or 0)
