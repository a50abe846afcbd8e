"""What was read: a line a document, with what its claims rest on: date, focal actor, publisher, copies."""

from __future__ import annotations

from typing import Any, NamedTuple


class Kin(NamedTuple):
    """Another document that shares words with this one: 'is an extract of it', 'has it as an extract', with the share in percent
    of the words of the shorter one."""

    document: str
    share: int
    sort: str
    shorter: bool

    def __str__(self) -> str:
        if self.sort == "passages":
            return f"shares passages with {self.document}"
        if self.sort == "copy":
            return f"copy of {self.document} ({self.share} %)"
        return f"extract of {self.document} ({self.share} %)" if self.shorter else f"has {self.document} as an extract ({self.share} %)"


class Listed(NamedTuple):
    """A document of the record. `basis` says where its date was found, `focus_basis` where the focal actor was."""

    id: str
    title: str
    date: str
    basis: str
    language: str
    focus: str
    focus_basis: str
    publishers: tuple[str, ...]
    addresses: tuple[str, ...]
    sentences: int
    claims: int
    kin: tuple[Kin, ...]

    @property
    def copies(self) -> tuple[Kin, ...]:
        """The documents that it is a copy or extract of, or that are of it."""
        return tuple(k for k in self.kin if k.sort != "passages")


def listing(connection: Any, ids: list[str] | None = None) -> list[Listed]:
    """The documents of the record, or those of these ids, by title and id."""
    where, values = ("WHERE id IN (SELECT unnest(?))", [ids]) if ids is not None else ("", [])
    near = 'WHERE document IN (SELECT unnest(?)) OR "of" IN (SELECT unnest(?))' if ids is not None else ""
    kin: dict[str, list[Kin]] = {}
    related = f'SELECT document, "of", share, sort FROM copies {near} ORDER BY 1, 2'
    for one, other, share, sort in connection.execute(related, values * 2).fetchall():
        kin.setdefault(one, []).append(Kin(other, share, sort, True))
        kin.setdefault(other, []).append(Kin(one, share, sort, False))
    found = connection.execute(
        f"""
        WITH met AS (SELECT document, list_sort(list_distinct(list(sighting.publisher))) AS publishers,
                            list_sort(list_distinct(list(sighting.address))) AS addresses FROM sightings GROUP BY document),
             said AS (SELECT evidence.document AS document, count(*) AS claims FROM claims GROUP BY ALL)
        SELECT id, title, published.edtf, published.basis, language, focus, focus_basis, publishers, addresses, len(sentences), claims
        FROM documents LEFT JOIN met ON met.document = id LEFT JOIN said ON said.document = id {where} ORDER BY title, id
        """,
        values,
    ).fetchall()
    return [
        Listed(
            id=id,
            title=title,
            date=date,
            basis=basis,
            language=language,
            focus=focus,
            focus_basis=focus_basis,
            publishers=tuple(filter(None, publishers or ())),
            addresses=tuple(addresses or ()),
            sentences=sentences or 0,
            claims=claims or 0,
            kin=tuple(kin.get(id, ())),
        )
        for id, title, date, basis, language, focus, focus_basis, publishers, addresses, sentences, claims in found
    ]
