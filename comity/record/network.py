"""The ties of the record: of one actor or of all, from the claims of a snapshot, kept while it is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from comity.record.consolidate import Said
from comity.record.entries import pair_of
from comity.record.histories import TOLD, published, said_of, told
from comity.record.rows import decode
from comity.record.spans import NOW
from comity.record.spells import on_day
from comity.record.ties import Tie, lasts, lives, ties

if TYPE_CHECKING:
    from comity.record.contradictions import Contradiction, Counted

BATCH = 50_000


class Bond(NamedTuple):
    """That two actors had so many ties of a kind on a day."""

    one: str
    other: str
    kind: str
    ties: int


class Network:
    """Ties by actor. What was asked once is at hand. `reviewed` is what some claims say since they were reviewed."""

    def __init__(self, connection: Any, reviewed: Mapping[str, Sequence[Said]] | None = None) -> None:
        self._connection = connection
        self._reviewed = reviewed or {}
        self._of: dict[tuple[str, ...], list[Tie]] = {}

    def of(self, *actors: str) -> list[Tie]:
        """The ties that all these actors have; of everybody if none is named."""
        wanted = tuple(sorted({*actors} - {""}))
        if wanted not in self._of:
            found = [*self._kept(wanted), *self._anew(wanted)]
            self._of[wanted] = sorted(found, key=lambda t: (t.kind, t.actors, t.attributes))
        return self._of[wanted]

    def on_day(self, day: int) -> list[Bond]:
        """Between whom ties of which kind held on a day, were presumed to or possibly did, and how many."""
        sql = """
            SELECT one, other, kind, count(*) FROM spans WHERE "first" <= ? AND "last" >= ? AND tie NOT IN (SELECT id FROM ties
            WHERE pair IN (SELECT unnest(?::UBIGINT[]))) GROUP BY ALL
        """
        found = {(one, other, kind): n for one, other, kind, n in self._connection.execute(sql, [day, day, self._pairs()]).fetchall()}
        for tie in self._anew(()):
            if tie.marks and on_day(tie.marks, day, lasts(tie.kind)).state in NOW:
                for one, other in combinations(sorted(set(tie.actors) - {""}), 2):
                    found[one, other, tie.kind] = found.get((one, other, tie.kind), 0) + 1
        return [Bond(*key, n) for key, n in sorted(found.items())]

    def contradictions(self, actor: str = "") -> list[Contradiction]:
        """What cannot both be true in the claims on an actor; on everybody if none is named."""
        from comity.record.contradictions import contradictions

        claims = list(said(self._connection, actor, self._reviewed))
        return contradictions(claims, counted(self._connection, claims), lives)

    def _kept(self, actors: Sequence[str]) -> Iterator[Tie]:
        """The ties of the store, without those of the pairs that reviews touch."""
        where = "".join(" AND id IN (SELECT tie FROM tie_actors WHERE actor = ?)" for _ in actors)
        sql = f"SELECT * FROM ties WHERE pair NOT IN (SELECT unnest(?::UBIGINT[])){where}"
        cursor = self._connection.execute(sql, [self._pairs(), *actors])
        columns = [c[0] for c in cursor.description]
        return (decode(Tie, dict(zip(columns, row, strict=True))) for row in cursor.fetchall())

    def _anew(self, actors: Sequence[str]) -> list[Tie]:
        """The ties of the pairs that reviews touch, from what is said now."""
        pairs = self._pairs()
        if not pairs:
            return []
        now = [one for some in self._reviewed.values() for one in some]
        sql = TOLD.format(which="WHERE pair IN (SELECT unnest(?::UBIGINT[])) AND claim NOT IN (SELECT unnest(?))")
        said = self._connection.sql(sql, params=[pairs, list(self._reviewed)]).to_arrow_table()
        some = [one for _, found, _ in told(said) for one in found]
        made = ties([*some, *now], published(self._connection), lives)
        return [t for t in made if set(actors) <= set(t.actors)]

    def _pairs(self) -> list[int]:
        """The pairs of which reviews change what is said."""
        if not self._reviewed:
            return []
        before = self._connection.execute("SELECT DISTINCT pair FROM said WHERE claim IN (SELECT unnest(?))", [list(self._reviewed)])
        return sorted({0, *(row[0] for row in before.fetchall()), *(pair_of(s) for some in self._reviewed.values() for s in some)} - {0})


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
    cursor = connection.execute(
        f"""
        SELECT claim, kind, [[a.name, a.value] FOR a IN actors], time, standing, document, [[a.name, a.value] FOR a IN attributes], place
        FROM said WHERE {"claim IN (SELECT claim FROM participants WHERE actor = ?)" if actor else "true"}
        """,
        [actor] if actor else [],
    )
    while some := cursor.fetchmany(BATCH):
        yield from (said_of(*row) for row in some if not reviewed or row[0] not in reviewed)
    for some_said in (reviewed or {}).values():
        yield from (one for one in some_said if not actor or actor in {a for _, a in one.actors})
