"""The record: one folder that holds what was read and what it adds up to, and answers questions about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import RecordError, UsageError
from comity.model import Claim, Document, Entry, Standing
from comity.record import corrections, overlay, private, query, reader, reviews, store, versions
from comity.record.choices import kinds_of, known_kinds, quoted, several, single, tie_kinds
from comity.record.query import Filter
from comity.record.versions import Versions
from comity.record.when import last_day

if TYPE_CHECKING:
    from comity.engines import Engine
    from comity.engines.child import Limits
    from comity.record import intake
    from comity.record.asof import AsOf
    from comity.record.citations import Citation
    from comity.record.contradictions import Contradiction
    from comity.record.dossier import Dossier
    from comity.record.explain import English, Explanation
    from comity.record.listing import Listed
    from comity.record.lost import Inference
    from comity.record.network import Bond, Network
    from comity.record.overlay import Queued
    from comity.record.pair import Pair
    from comity.record.people import People
    from comity.record.receipt import Progress, Receipt
    from comity.record.register import Register
    from comity.record.reviews import Review
    from comity.record.search import Sentence
    from comity.record.tension import Triad


class Record:
    """What documents add up to, kept in a folder.

    Reading adds to it and nothing else does; a document that is there already is not read again. Questions are answered
    from a finished snapshot, so that a record can be asked while it is being read into.

    >>> Record("no such folder").claims()
    Traceback (most recent call last):
    ...
    comity.errors.RecordError: there is no record at 'no such folder': make one with `comity read PATHS --record 'no such folder'`
    """

    _threads = 0  # that look for an answer; all there are

    def __init__(self, path: str | Path, reader: reader.Reader | None = None) -> None:
        self.path = Path(path)
        self._reader = reader
        self._opened: tuple[tuple[Path, tuple[int, int]], Any] | None = None
        self._overlay = overlay.NOTHING
        self._known: Network | None = None
        self._beginnings: Any = None

    def __repr__(self) -> str:
        return f"<Record {str(self.path)!r}>"

    # reading

    def read(
        self,
        paths: Iterable[str | Path],
        workers: int = 1,
        progress: Callable[[Progress], None] | None = None,
        limits: Limits | None = None,
        size: int = 0,
        cluster: str = "",
    ) -> Receipt:
        """Reads files and folders ('-' is standard input) into the record and says what was done.

        With `limits` the reading is watched by another process, and a document that passes one is refused; a file of more than
        `size` bytes is too. With `cluster`, the address of a Dask scheduler, its workers read.
        """
        from comity import documents

        sources = documents.open_paths([str(p) for p in paths], *([size] if size else []))
        return self.read_sources(sources, workers, progress, limits, cluster)

    def read_sources(
        self,
        sources: Iterable[intake.Source],
        workers: int = 1,
        progress: Callable[[Progress], None] | None = None,
        limits: Limits | None = None,
        cluster: str = "",
    ) -> Receipt:
        """Reads sources, of whatever origin, into the record."""
        from comity.engines import engine
        from comity.record.filling import fill

        receipt = fill(self.path, sources, self._reading(), workers, progress, limits, cluster)
        self._build(receipt.versions, engine(workers, cluster))
        return replace(receipt, entries=query.totals(self._store())["entries"])

    def _reading(self) -> reader.Reader:
        return private.knowing(self.path, self._reader or reader.standard())

    # corrections

    def correct(
        self,
        id: str,
        date: str | None = None,
        focus: str | None = None,
        publisher: str | None = None,
        removed: bool | None = None,
        who: str = "",
        when: str = "",
    ) -> Document | None:
        """Corrects the document of that id, or of the only id that begins so, and reads it anew where that decides what it says.
        '' takes a correction back. Returns the document as it is now, None where it is taken out."""
        known = dict.fromkeys([*corrections.load(self.path), *self._ids()])
        document = query.only((d for d in known if d.startswith(id.strip().lower())), "document", id)
        given = {"date": date, "focus": focus, "publisher": publisher, "removed": None if removed is None else "yes" if removed else ""}
        new = [corrections.Correction(document, field, value.strip(), who, when) for field, value in given.items() if value is not None]
        corrections.add(self.path, new)
        with_ = self._reading()
        corrections.renew(self.path, Versions.of(with_.versions()).fingerprint, with_)
        return next(iter(self.documents([document])), None)

    def removed(self) -> list[str]:
        """The ids of the documents that were taken out."""
        return [d for d, c in corrections.load(self.path).items() if c.removed]

    def _ids(self) -> list[str]:
        return [row[0] for row in self._store().execute("SELECT id FROM documents ORDER BY id").fetchall()]

    # reviews

    def review(
        self, action: str, ids: Sequence[str], change: Mapping[str, str] | None = None, who: str = "", when: str = "", why: str = ""
    ) -> Review:
        """A person's word on claims, or on all claims of entries: accept, reject, correct, merge, split; undo takes the id of a review."""
        connection = self._store()
        if action == reviews.Action.UNDO:
            one = query.only((r.id for r in reviews.lines(self.path) if r.id.startswith(single(ids))), "review", single(ids))
            review = reviews.Review(reviews.Action.UNDO, undoes=one, who=who, when=when, why=why)
        else:
            checked = reviews.check(action, ids, change or {})
            claims = overlay.meant(connection, ids)
            changes = tuple(sorted((change or {}).items()))
            seen = reviews.seen(overlay.as_read(connection, claims))
            review = reviews.Review(checked, tuple(claims), changes, "", who, when, why, seen)
        reviews.add(self.path, review)
        return review

    def reviews(self) -> list[Review]:
        """All reviews, in their order, with those taken back."""
        return reviews.lines(self.path)

    def waiting(self) -> list[Review]:
        """The reviews of which a claim is not in the record: documents that were taken out, or are read otherwise now."""
        self._store()
        return list(self._overlay.waiting)

    def queue(self, actor: str = "", limit: int = 20) -> list[Queued]:
        """What a person should look at first: what is disputed, then what is uncertain, then what many sources say."""
        return overlay.queue(self._store(), self._overlay, actor, limit)

    # answers

    @property
    def versions(self) -> Versions:
        """What the record was last read with."""
        found = versions.load(self.path)
        if found is None:
            raise RecordError(
                f"there is no record at {str(self.path)!r}: make one with `comity read PATHS --record {quoted(str(self.path))}`"
            )
        return found

    def claims(
        self,
        actor: str = "",
        with_: str = "",
        kind: str | Sequence[str] = (),
        domain: str = "",
        standing: str | Sequence[str] = (),
        document: str = "",
        since: str = "",
        until: str = "",
        limit: int = 0,
        first: int = 0,
    ) -> list[Claim]:
        """The claims that fit every condition given; actors are ids, `document` an id or a unique beginning of one. With a limit only so
        many of them, from the one of number `first` on: a page of the claims on an actor comes at once, however many there are."""
        connection = self._store()
        kinds = known_kinds(several(kind))
        if domain:
            kinds = tuple(k for k in kinds_of(domain) if not kinds or k in kinds) or ("",)
        standings = several(standing)
        for value in standings:
            if value not in set(Standing):
                raise UsageError(f"{value!r} is no standing: there are {', '.join(Standing)}")
        document = query.one(connection, "documents", document) if document else ""
        return query.claims(connection, Filter(actor, with_, kinds, standings, document, since, until), limit, first)

    def claim(self, id: str) -> Claim:
        """The claim of that id, or of the only id that begins so."""
        connection = self._store()
        return query.claims_of(connection, [query.one(connection, "claims", id)])[0]

    def documents(self, ids: Sequence[str] | None = None) -> list[Document]:
        """The documents of these ids, or all that the record has."""
        return query.documents(self._store(), ids)

    def document(self, id: str) -> Document:
        """The document of that id, or of the only id that begins so."""
        connection = self._store()
        return query.documents(connection, [query.one(connection, "documents", id)])[0]

    def entries(self, *actors: str, kind: str | Sequence[str] = (), claim: str = "") -> list[Entry]:
        """The entries in which all these actors take part, sorted by time."""
        return query.entries(self._store(), actors, several(kind), claim)

    def register(self, actor: str, as_of: str = "", claims: Sequence[str] | None = None) -> Register:
        """The register of an actor's external relations: a row a partner, with the sentences that say so; from these claims alone, if they
        are given: the network's `partners` has those of each row."""
        from comity.record.excerpts import excerpts
        from comity.record.register import register

        found = query.claims(self._store(), Filter(actor=actor)) if claims is None else query.claims_of(self._store(), claims)
        lost = {c.evidence.document for c in found if any(not p.actor for p in c.participants)}
        documents = excerpts(self._store(), found, lost)
        inferred = self.lost(actor) if any(not p.actor for c in found for p in c.participants) else []
        return register(actor, found, documents, as_of, {i.claim: i for i in inferred})

    def pair(self, one: str, other: str) -> Pair:
        """All that is said of two actors, in the order of time, with the sentences."""
        from comity.record.excerpts import excerpts
        from comity.record.pair import pair

        connection = self._store()
        found = query.entries(connection, (one, other))
        claims = query.claims_of(connection, sorted({c for e in found for c in (*e.supporting, *e.disputing)}))
        documents = excerpts(connection, claims)
        return pair(one, other, found, claims, documents)

    def as_of(self, day: str, actor: str = "", with_: str = "", kind: str | Sequence[str] = ()) -> AsOf:
        """What held on a day: every tie of an actor (of everybody, if none is named), with the reason and the claims."""
        from comity.record.asof import as_of

        kinds = known_kinds(several(kind))
        found = [t for t in self.network().of(actor, with_) if not kinds or t.kind in kinds]
        return as_of(day, found, actor or with_)

    def bonds(self, day: str) -> list[Bond]:
        """The network of a day: between whom ties of which kind held, were presumed to or possibly did, and how many."""
        return self.network().on_day(day)

    def tension(self, day: str, actor: str = "", with_: str = "") -> list[Triad]:
        """The triads that pull apart on a day: an ally at war with an ally, and their like; those with the actors named."""
        return self.network().pulling(day, self.network().triads(day, actor, with_)[0])

    def people(self) -> People:
        """Whom names stand for, as far as the record knows: office-holders whom its documents introduce or a table names."""
        from comity.record import resolution
        from comity.record.people import People

        if versions.load(self.path) is None:
            return People(resolution.imported(self.path))
        return People(resolution.known(self._store(), self.path))

    def lost(self, actor: str = "") -> list[Inference]:
        """Whose the rows are whose country is lost, as far as the rest of the record tells for certain: inferences, with their reasons."""
        from comity.record.beginnings import elsewhere, table_rows, undated_rows
        from comity.record.lost import infer
        from comity.record.odds import Known

        connection = self._store()
        if self._beginnings is None:
            self._beginnings = Known(table_rows(connection), elsewhere(connection))
        rows = table_rows(connection, actor)
        incomplete = {(row.document, row.table) for row in rows if not row.partner}
        some = [row for row in rows if (row.document, row.table) in incomplete]
        return infer([*some, *undated_rows(connection, some)], self._beginnings)

    def contradictions(self, actor: str = "", with_: str = "", kind: str | Sequence[str] = ()) -> list[Contradiction]:
        """What cannot both be true: of everybody, or of the actors named; real conflicts first."""
        kinds = known_kinds(several(kind))
        return [c for c in self.network().contradictions(actor, with_) if not kinds or c.kind in kinds]

    def cited(self, claims: Sequence[str]) -> dict[str, Citation]:
        """The sentence of each of these claims, numbered."""
        from comity.record.excerpts import cited

        return cited(self._store(), query.claims_of(self._store(), claims))

    def network(self) -> Network:
        """The ties of the record."""
        from comity.record.network import Network

        connection = self._store()
        if self._known is None:
            self._known = Network(connection, self._overlay.said)
        return self._known

    def dossier(self, actor: str, with_: str = "", as_of: str = "") -> Dossier:
        """All that the record holds on an actor, or on two: what holds, what is planned, alleged, denied, and the timeline."""
        from comity.record import dossier, grounds

        as_of = last_day(as_of, "--as-of") if as_of else ""
        connection = self._store()
        known = [row[0] for row in connection.execute("SELECT DISTINCT actor FROM participants").fetchall()]
        one, other = dossier.side(actor, known), dossier.side(with_, known) if with_ else frozenset()
        texts: dict[str, Document] = {}
        if with_:
            found = query.claims_on(connection, one, other)
            texts = {d.id: d for d in query.documents(connection, sorted({c.evidence.document for c in found}), places=False)}
            some = query.entries_of(connection, [c.id for c in dossier.chosen(found, texts, one, other)])
            entries = [e for e in some if dossier.about(e, one, other)]
        else:
            entries = query.entries_on(connection, one)
        answers = self.as_of(as_of, actor, with_).answers if as_of else ()
        against = self.contradictions(actor, with_)
        wanted = {c for e in entries for c in (*e.supporting, *e.disputing)} | {c for a in answers for c in (*a.claims, *a.disputed)}
        wanted |= {c for each in against for c in each.claims}
        alone = {c for e in entries if len(e.supporting) == 1 for c in e.supporting}  # one document, one source
        alone -= {c for a in answers for c in a.claims} | {c for each in against for c in each.claims}
        claims = query.claims_of(connection, sorted(wanted))
        more = sorted({c.evidence.document for c in claims} - set(texts))
        texts |= {d.id: d for d in query.documents(connection, more, places=False)}
        based = {g.claim: g for g in grounds.of(connection, [c.id for c in claims if c.id not in alone])}
        made = dossier.dossier(actor, with_, as_of, entries, claims, texts, based, tie_kinds(), answers, against)
        listed = self.listing(sorted({c.document for c in made.citations}))
        kin = {k.document for d in listed for k in d.copies} - {d.id for d in listed}
        return replace(made, documents=(*listed, *self.listing(sorted(kin))))

    def listing(self, ids: Sequence[str] | None = None) -> list[Listed]:
        """What was read: a line a document, with its date, focal actor, publishers and copies."""
        from comity.record.listing import listing

        return listing(self._store(), list(ids) if ids is not None else None)

    def search(self, words: str, limit: int = 50) -> list[tuple[Sentence, tuple[Claim, ...]]]:
        """The sentences that claims rest on which have all these words, with their claims; those that fit best first."""
        from comity.record import search

        connection = self._store()
        found = search.search(connection, store.path_of(self.path, self.versions.fingerprint), words, limit)
        claims = search.claims_of(connection, found)
        return [(one, tuple(claims[c] for c in one.claims)) for one in found]

    def explain(self, id: str, tell: English | None = None) -> Explanation:
        """How the claim of that id (or of the only id that begins so) was found, in English or in those words."""
        from comity.record.explain import explain

        claim = self.claim(id)
        return explain(claim, self.documents([claim.evidence.document])[0], self.entries(claim=claim.id), tell)

    def totals(self) -> dict[str, int]:
        """How many documents, sightings, claims, entries and refused sources the record has."""
        return query.totals(self._store())

    def forget(self) -> None:
        """Lets go of what is kept at hand of the ties that were asked for."""
        self._known = None

    def close(self) -> None:
        """Lets go of the snapshot. The record can be asked again."""
        if self._opened:
            self._opened[1].close()
            self._opened = self._known = self._beginnings = None

    @contextmanager
    def sql(self) -> Iterator[Any]:
        """A DuckDB connection to the snapshot, for reading."""
        yield self._store()

    # the snapshot

    def _store(self) -> Any:
        path = self._build(self.versions)
        state = path, reviews.mark(self.path)
        if self._opened is None or self._opened[0] != state:
            self.close()
            connection = store.open_store(path, self._threads)
            self._overlay = overlay.lay(connection, self.path, tie_kinds)
            self._opened = state, connection
        return self._opened[1]

    def _build(self, now: Versions, running: Engine[Any] | None = None) -> Path:
        path = store.path_of(self.path, now.fingerprint)
        if path.exists():
            return path
        from comity.engines import engine

        return store.build(self.path, now.fingerprint, tie_kinds(), running or engine())
