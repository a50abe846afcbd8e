"""The ties of the record: of one actor or of all, from the claims of a snapshot, kept while it is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple, TypeVar

from comity.record import conflicts
from comity.record.asof import Answer, answers, day_of
from comity.record.choices import tie_kinds
from comity.record.consolidate import Attributes, Said
from comity.record.contradictions import Conflict, Contradiction, ranked
from comity.record.entries import pair_number, pair_of
from comity.record.histories import TOLD, published, told
from comity.record.rows import decode
from comity.record.spans import NOW
from comity.record.spells import State
from comity.record.tension import Pull, Triad, filled, pull, pulling, triads
from comity.record.ties import Tie, lives, ties
from comity.record.when import last_day

T = TypeVar("T")
_STATES = {state.value: state for state in State}
_BARE = "id, kind, actors, [[a.name, a.value] FOR a IN attributes] AS attributes"


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
            WHERE "first" <= ? AND "last" >= ? AND other <> ''{but} GROUP BY ALL ORDER BY one, other, "of"
        """
        kept = self._connection.execute(sql, [list(of), list(of.values()), number, number]).fetchall()
        if not self._reviewed:
            return [*map(Bond._make, kept)]
        found = {(one, other, kind): n for one, other, kind, n in kept}
        for tie in (a.tie for a in self._answers((), number) if a.state in NOW):
            for one, other in combinations(sorted(set(tie.actors) - {""}), 2):
                found[one, other, of[tie.kind]] = found.get((one, other, of[tie.kind]), 0) + 1
        return [Bond(*key, n) for key, n in sorted(found.items())]

    def now(self, day: str, *actors: str, kinds: Sequence[str] = (), any_of: Sequence[str] = ()) -> list[Answer]:
        """The ties of these actors (of everybody, if none is named), and of any of those, that held on a day, were presumed to or
        possibly did: at once also where there are thousands, for without reasons and claims. `reasons` gives these of some."""
        number, who = day_of(day), sorted({*actors} - {""})
        ties, named, values = _of(actors, any_of)
        of = "".join(" AND ? IN (one, other)" for _ in who) + (" AND kind IN (SELECT unnest(?))" if kinds else "")
        cursor = self._connection.execute(
            f"""
            SELECT {_BARE}, state FROM {ties}
            JOIN (SELECT DISTINCT tie, state FROM spans WHERE "first" <= ? AND "last" >= ?{of}) ON tie = id
            WHERE {self._untouched()}{named}
            """,
            [number, number, *who, *([list(kinds)] if kinds else []), *values],
        )
        found = [Answer(_bare(*row), _STATES[state], "", ()) for *row, state in {row[0]: row for row in cursor.fetchall()}.values()]
        anew = (a for a in self._answers(who, number) if a.state in NOW and (not kinds or a.tie.kind in kinds))
        found += [a for a in anew if not any_of or {*any_of} & {*a.tie.actors}]
        return sorted(found, key=lambda a: _order(a.tie))

    def past(self, day: str, *actors: str) -> list[Tie]:
        """The other ties of these actors that are said to be, without their history: what ended, did not yet begin, or is unknown."""
        number, who = day_of(day), sorted({*actors} - {""})
        ties, named, values = _of(actors)
        of = "".join(" AND ? IN (one, other)" for _ in who)
        cursor = self._connection.execute(
            f"""
            SELECT {_BARE} FROM {ties}
            WHERE {self._untouched()} AND id NOT IN (SELECT tie FROM spans WHERE "first" <= ? AND "last" >= ?{of})
                AND said{named}
            """,
            [number, number, *who, *values],
        )
        found = [*(_bare(*row) for row in cursor.fetchall()), *(a.tie for a in self._answers(who, number) if a.state not in NOW)]
        return sorted(found, key=_order)

    def listed(self, day: str, *actors: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The ids of the ties of these actors that `now` gives, and of those that `past` does, each with its kind, by domain."""
        if self._reviewed:
            now, past = [a.tie for a in self.now(day, *actors)], self.past(day, *actors)
            return [(t.id, t.kind) for t in sorted(now, key=_by_domain)], [(t.id, t.kind) for t in sorted(past, key=_by_domain)]
        number = day_of(day)
        ties, named, values = _of(actors)
        held = 'id IN (SELECT tie FROM spans WHERE "first" <= ? AND "last" >= ?)'
        sql = f"SELECT id, kind, {held} AS held FROM {ties} WHERE said{named} ORDER BY list_position(?, kind), actors, id"
        found = self._connection.execute(sql, [number, number, *values, list(_by_name())]).fetchall()
        return [(id, kind) for id, kind, held in found if held], [(id, kind) for id, kind, held in found if not held]

    def reasons(self, day: str, ids: Iterable[str], actor: str = "") -> list[Answer]:
        """What ties were on a day, by id, with the reasons and the claims; those of an actor are soonest found among its own."""
        wanted = list(ids)
        ties, named, values = _of((actor,))
        which = "list_contains(?, id)" if actor else "id IN (SELECT unnest(?))"  # of one actor's few it is sooner to try each
        kept = {t.id: t for t in self._ties(f"SELECT * FROM {ties} WHERE {which}{named}", [wanted, *values])}
        kept |= {tie.id: tie for tie in self._anew(()) if tie.id in {*wanted}}
        full = {a.tie.id: a for a in answers(kept.values(), day_of(day))}
        return [full[id] for id in wanted]

    def triads(self, day: str, *actors: str, first: int = 0, limit: int = 0) -> tuple[list[Triad], int]:
        """The triads that pull apart on a day, with the actors named, from the first wanted on so many (0: all), and how many there are;
        without their ties, which `pulling` adds."""
        number = day_of(day)
        but = f" AND tie NOT IN (SELECT id FROM ties WHERE NOT {self._untouched()})" if self._reviewed else ""
        cursor = self._connection.execute(
            f"""
            SELECT DISTINCT one, other, kind, state FROM spans
            WHERE "first" <= ? AND "last" >= ? AND alone AND other <> '' AND kind IN (SELECT unnest(?)){but}
            """,
            [number, number, list(pulling())],
        )
        pulls = [Pull((one, other), kind, _STATES[state]) for one, other, kind, state in cursor.fetchall()]
        pulls += [p for a in self._answers((), number) if (p := pull(a))]
        return triads(pulls, last_day(day), {*actors} - {""}, first, limit)

    def pulling(self, day: str, some: Sequence[Triad]) -> list[Triad]:
        """Triads of that day with the ties that pull, their reasons and claims."""
        number = day_of(day)
        pairs = sorted({pair_number(side.actors) for t in some for side in t.sides})
        sql = f"SELECT * FROM ties WHERE {self._untouched()} AND pair IN (SELECT unnest(?::UBIGINT[])) AND kind IN (SELECT unnest(?))"
        kept = self._ties(f"{sql} ORDER BY kind, actors, id", [pairs, list(pulling())])
        return filled(some, [*answers(kept, number), *self._answers((), number)], last_day(day))

    def contradictions(self, *actors: str) -> list[Contradiction]:
        """What cannot both be true in the claims on these actors; on everybody if none is named."""
        who = sorted({*actors} - {""})
        where = f"WHERE {self._untouched()}{' AND list_contains(actors, ?)' * len(who)}"
        kept = self._rows(Contradiction, f"SELECT * EXCLUDE (pair) FROM contradictions {where}", who)
        return ranked([*kept, *(c for c in self._contradicted() if {*who} <= {*c.actors})])

    def worst(self, limit: int, *actors: str) -> tuple[list[Contradiction], int]:
        """The first of these contradictions, and how many there are."""
        if self._reviewed:
            found = self.contradictions(*actors)
            return found[:limit], len(found)
        who = sorted({*actors} - {""})
        where = f"WHERE true{' AND list_contains(actors, ?)' * len(who)}"
        order = "ORDER BY list_position(?, conflict), sort, kind, actors, sides, id LIMIT ?"
        sql = f"SELECT * EXCLUDE (pair) FROM contradictions {where} {order}"
        total = self._connection.execute(f"SELECT count(*) FROM contradictions {where}", who).fetchall()[0][0]
        return self._rows(Contradiction, sql, [*who, [c.value for c in Conflict], limit]) if total else [], total

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

    def _kept(self, actors: Sequence[str]) -> list[Tie]:
        """The ties of the store, without those of the pairs that reviews touch."""
        ties, named, values = _of(actors)
        return self._ties(f"SELECT * FROM {ties} WHERE {self._untouched()}{named}", values)

    def _ties(self, sql: str, values: Sequence[Any]) -> list[Tie]:
        return self._rows(Tie, sql, values)

    def _rows(self, kind: type[T], sql: str, values: Sequence[Any]) -> list[T]:
        cursor = self._connection.execute(sql, list(values))
        columns = [c[0] for c in cursor.description]
        return [decode(kind, dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]

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


def _of(actors: Iterable[str], any_of: Sequence[str] = ()) -> tuple[str, str, list[Any]]:
    """Where the ties of these actors, and of any of those, stand: the table, the conditions in SQL, and their values."""
    who = sorted({*actors} - {""})
    if not who and not any_of:
        return "ties", "", []
    first, rest = ("actor = ?", who[1:]) if who else ("actor IN (SELECT unnest(?))", [])
    more = " AND list_contains(actors, ?)" * len(rest) + (" AND len(list_intersect(actors, ?)) > 0" if who and any_of else "")
    return "tie_actors", f" AND {first}{more}", [who[0], *rest, *([list(any_of)] if any_of else [])] if who else [list(any_of)]


@cache
def _by_name() -> Mapping[str, int]:
    """The place of each kind on a page: by domain, then by name."""
    from comity.kinds import DOMAINS, ontology

    kinds = sorted(tie_kinds(), key=lambda k: (DOMAINS.index(ontology().kind(k).domain), k))
    return {kind: n for n, kind in enumerate(kinds)}


def _by_domain(tie: Tie) -> tuple[int, tuple[str, ...], str]:
    return _by_name()[tie.kind], tie.actors, tie.id


def _order(tie: Tie) -> tuple[str, tuple[str, ...], Attributes]:
    return tie.kind, tie.actors, tie.attributes


def _bare(id: str, kind: str, actors: Sequence[str], attributes: Sequence[Sequence[str]]) -> Tie:
    """A tie without its history."""
    return Tie(id, kind, tuple(actors), tuple((name, value) for name, value in attributes), ())
