"""The ties of the record: of one actor or of all, from the claims of a snapshot, kept while it is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from comity.model import Standing
from comity.record import conflicts
from comity.record.asof import Answer, answers, day_of
from comity.record.choices import tie_kinds
from comity.record.consolidate import Attributes, Said
from comity.record.contradictions import Contradiction, ranked
from comity.record.entries import pair_of
from comity.record.histories import TOLD, published, told
from comity.record.rows import decode
from comity.record.spans import NOW
from comity.record.spells import State
from comity.record.tension import Triad, filled, pulling, triads
from comity.record.ties import Tie, lives, ties
from comity.record.when import last_day

_BARE = "id, ties.kind AS kind, actors, [[a.name, a.value] FOR a IN attributes] AS attributes"


class Bond(NamedTuple):
    """That two actors had so many ties of a kind, or of a group of kinds, on a day."""

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
            self._of[wanted] = sorted(found, key=_order)
        return self._of[wanted]

    def on_day(self, day: str, groups: Mapping[str, str] | None = None) -> list[Bond]:
        """Between whom ties of which kind held on a day, were presumed to or possibly did, and how many; by group, where `groups` names one
        for each kind."""
        number = day_of(day)
        of = dict(groups or {kind: kind for kind in tie_kinds()})
        but = f" AND tie NOT IN (SELECT id FROM ties WHERE NOT {self._untouched()})" if self._reviewed else ""
        sql = f"""
            SELECT one, other, "of", count(*) FROM spans JOIN (SELECT unnest(?) AS kind, unnest(?) AS "of") USING (kind)
            WHERE "first" <= ? AND "last" >= ?{but} GROUP BY ALL ORDER BY one, other, "of"
        """
        kept = self._connection.execute(sql, [list(of), list(of.values()), number, number]).fetchall()
        if not self._reviewed:
            return [Bond(*row) for row in kept]
        found = {(one, other, kind): n for one, other, kind, n in kept}
        for tie in (a.tie for a in self._answers((), number) if a.state in NOW):
            for one, other in combinations(sorted(set(tie.actors) - {""}), 2):
                found[one, other, of[tie.kind]] = found.get((one, other, of[tie.kind]), 0) + 1
        return [Bond(*key, n) for key, n in sorted(found.items())]

    def now(self, day: str, *actors: str, kinds: Sequence[str] = ()) -> list[Answer]:
        """The ties of these actors (of everybody, if none is named) that held on a day, were presumed to or possibly did: at once also
        where there are thousands, for without the reasons and the claims. `reasons` gives these of those that are wanted."""
        number, who = day_of(day), sorted({*actors} - {""})
        of = "".join(" AND ? IN (one, other)" for _ in who) + (" AND kind IN (SELECT unnest(?))" if kinds else "")
        cursor = self._connection.execute(
            f"""
            SELECT {_BARE}, state FROM ties JOIN (SELECT DISTINCT tie, state FROM spans WHERE "first" <= ? AND "last" >= ?{of}) ON tie = id
            WHERE {self._untouched()}
            """,
            [number, number, *who, *([list(kinds)] if kinds else [])],
        )
        found = [Answer(_bare(*row), State(state), "", ()) for *row, state in cursor.fetchall()]
        found += [a for a in self._answers(who, number) if a.state in NOW and (not kinds or a.tie.kind in kinds)]
        return sorted(found, key=lambda a: _order(a.tie))

    def past(self, day: str, *actors: str) -> list[Tie]:
        """The other ties of these actors that are said to be, without their history: what ended, did not yet begin, or is unknown."""
        number, who = day_of(day), sorted({*actors} - {""})
        of = "".join(" AND id IN (SELECT tie FROM tie_actors WHERE actor = ?)" for _ in who)
        cursor = self._connection.execute(
            f"""
            SELECT {_BARE} FROM ties WHERE {self._untouched()} AND id NOT IN (SELECT tie FROM spans WHERE "first" <= ? AND "last" >= ?)
                AND (len(marks) > 0 OR list_contains([a.standing FOR a IN asides], '{Standing.ACTUAL.value}')){of}
            """,
            [number, number, *who],
        )
        found = [*(_bare(*row) for row in cursor.fetchall()), *(a.tie for a in self._answers(who, number) if a.state not in NOW)]
        return sorted(found, key=_order)

    def reasons(self, day: str, ids: Iterable[str]) -> list[Answer]:
        """What ties were on a day, by id, with the reasons and the claims."""
        wanted = list(ids)
        cursor = self._connection.execute("SELECT * FROM ties WHERE id IN (SELECT unnest(?))", [wanted])
        columns = [c[0] for c in cursor.description]
        kept = {tie.id: tie for row in cursor.fetchall() for tie in [decode(Tie, dict(zip(columns, row, strict=True)))]}
        kept |= {tie.id: tie for tie in self._anew(()) if tie.id in {*wanted}}
        full = {a.tie.id: a for a in answers(kept.values(), day_of(day))}
        return [full[id] for id in wanted]

    def triads(self, day: str, actor: str = "", with_: str = "") -> list[Triad]:
        """The triads that pull apart on a day, with the actors named, without the reasons and claims of their ties; `pulling` adds them."""
        found = triads(self.now(day, kinds=pulling()), last_day(day), actor or with_)
        return [t for t in found if {actor, with_} - {""} <= {t.torn, *t.others}]

    def pulling(self, day: str, some: Sequence[Triad]) -> list[Triad]:
        """Triads of that day with the reasons and claims of the ties that pull."""
        ids = dict.fromkeys(a.tie.id for t in some for side in t.sides for a in side.ties)
        return filled(some, {a.tie.id: a for a in self.reasons(day, ids)})

    def contradictions(self, actor: str = "") -> list[Contradiction]:
        """What cannot both be true in the claims on an actor; on everybody if none is named."""
        where, values = (" AND list_contains(actors, ?)", [actor]) if actor else ("", [])
        cursor = self._connection.execute(f"SELECT * EXCLUDE (pair) FROM contradictions WHERE {self._untouched()}{where}", values)
        columns = [c[0] for c in cursor.description]
        kept = [decode(Contradiction, dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]
        return ranked([*kept, *(c for c in self._contradicted() if not actor or actor in c.actors)])

    def _contradicted(self) -> list[Contradiction]:
        """The contradictions of the pairs that reviews touch, from what is said now."""
        if not self._reviewed:
            return []
        which = "WHERE pair IN (SELECT unnest(?::UBIGINT[])) AND claim NOT IN (SELECT unnest(?))"
        told = conflicts.said_on(self._connection, which, [self._pairs(), list(self._reviewed)])
        sql = "SELECT id, quantities FROM claims WHERE len(quantities) > 0 AND id IN (SELECT unnest(?))"
        counts = dict(self._connection.execute(sql, [list(self._reviewed)]).fetchall())
        for now in self._reviewed.values():
            for one in now:
                told.setdefault(pair_of(one), []).append((one, len(now) > 1, counts.get(one.claim, [])))
        return [found for pair, some in told.items() if pair for found in conflicts.of(some)]

    def _kept(self, actors: Sequence[str]) -> Iterator[Tie]:
        """The ties of the store, without those of the pairs that reviews touch."""
        where = "".join(" AND id IN (SELECT tie FROM tie_actors WHERE actor = ?)" for _ in actors)
        cursor = self._connection.execute(f"SELECT * FROM ties WHERE {self._untouched()}{where}", list(actors))
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

    def _answers(self, actors: Sequence[str], day: int) -> Iterator[Answer]:
        """What the ties of the pairs that reviews touch were on a day."""
        return answers(self._anew(actors), day)

    def _untouched(self) -> str:
        """The condition that no review touches a pair."""
        return f"pair NOT IN ({', '.join(map(str, self._pairs())) or 'NULL'})" if self._reviewed else "true"

    def _pairs(self) -> list[int]:
        """The pairs of which reviews change what is said."""
        if not self._reviewed:
            return []
        before = self._connection.execute("SELECT DISTINCT pair FROM said WHERE claim IN (SELECT unnest(?))", [list(self._reviewed)])
        return sorted({0, *(row[0] for row in before.fetchall()), *(pair_of(s) for some in self._reviewed.values() for s in some)} - {0})


def _order(tie: Tie) -> tuple[str, tuple[str, ...], Attributes]:
    return tie.kind, tie.actors, tie.attributes


def _bare(id: str, kind: str, actors: Sequence[str], attributes: Sequence[Sequence[str]]) -> Tie:
    """A tie without its history."""
    return Tie(id, kind, tuple(actors), tuple((name, value) for name, value in attributes), ())
