"""The ties of the record: of one actor or of all, from the claims of a snapshot, kept while it is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from comity.model import Basis
from comity.record.consolidate import Said, each
from comity.record.sides import bilateral
from comity.record.ties import Tie, lives, ties
from comity.record.when import bounds

if TYPE_CHECKING:
    from comity.record.contradictions import Contradiction, Counted

BATCH = 50_000
PLACED = ("missions",)  # the domains whose ties are told apart by their place


class Network:
    """Ties by actor. What was asked once is at hand."""

    def __init__(self, connection: Any, reviewed: Mapping[str, Sequence[Said]] | None = None) -> None:
        self._connection = connection
        self._reviewed = reviewed or {}
        self._of: dict[str, list[Tie]] = {}
        self._published: dict[str, int] | None = None

    def of(self, actor: str) -> list[Tie]:
        """The ties of an actor; of everybody if none is named."""
        if actor not in self._of:
            found = ties(said(self._connection, actor, self._reviewed), self._dates(), lives)
            self._of[actor] = [t for t in found if not actor or actor in t.actors]
        return self._of[actor]

    def contradictions(self, actor: str = "") -> list[Contradiction]:
        """What cannot both be true in the claims on an actor; on everybody if none is named."""
        from comity.record.contradictions import contradictions

        claims = list(said(self._connection, actor, self._reviewed))
        return contradictions(claims, counted(self._connection, claims), lives)

    def _dates(self) -> dict[str, int]:
        """The last day on which each document can have been written, where that is known."""
        if self._published is None:
            rows = self._connection.execute("SELECT id, published.edtf, published.basis FROM documents").fetchall()
            known = ((id, bounds(edtf)) for id, edtf, basis in rows if basis != Basis.BOUND)
            self._published = {id: span[1] for id, span in known if span}
        return self._published


def counted(connection: Any, claims: Iterable[Said]) -> Iterator[Counted]:
    """The counts that these claims give."""
    from comity.record.contradictions import Counted

    rows = connection.execute("SELECT id, quantities FROM claims WHERE len(quantities) > 0").fetchall()
    given = dict(rows)
    for one in claims:
        for quantity in given.get(one.claim, ()):
            low, high = float(quantity["low"]), float(quantity["high"])
            yield Counted(one, quantity["of"], quantity["unit"], low, high, quantity["bound"])


def said(connection: Any, actor: str = "", reviewed: Mapping[str, Sequence[Said]] | None = None) -> Iterator[Said]:
    """What the claims of the record say, each with its sides; of those in which an actor takes part, if one is named. `reviewed` is
    what some of them say since they were reviewed."""
    from comity.kinds import ontology

    mutual = bilateral()
    placed = {k.name for domain in PLACED for k in ontology().domain(domain)}
    cursor = connection.execute(
        f"""
        SELECT id, kind, [[p.role, p.mention.actor] FOR p IN participants], time.edtf, standing, evidence.document,
               [[a.name, a.value] FOR a IN attributes], place.text
        FROM claims WHERE {"id IN (SELECT claim FROM participants WHERE actor = ?)" if actor else "true"}
        """,
        [actor] if actor else [],
    )
    while some := cursor.fetchmany(BATCH):
        for claim, kind, actors, time, standing, document, attributes, place in some:
            if reviewed and claim in reviewed:
                continue
            told = dict(attributes)
            if place and kind in placed:
                told.setdefault("place", place)
            yield from each(claim, kind, actors, time, standing, document, tuple(sorted(told.items())), mutual)
    for some_said in (reviewed or {}).values():
        yield from (one for one in some_said if not actor or actor in {a for _, a in one.actors})
