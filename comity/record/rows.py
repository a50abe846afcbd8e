"""The classes of the model as rows of Parquet, and back, exactly.

The columns are derived from the classes themselves, so a field added to the model (with a default) needs no change
here, and shards written before it read back with the default, beside others too. Numbers with decimals are kept as text: Parquet's own
would round them.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
Plain = Any  # str, int, None, lists and dicts of them: what Arrow and DuckDB take and give


class Field(NamedTuple):
    """A field of a class: its name, its type, and what it is where a row does not have it."""

    name: str
    type: Any
    default: Callable[[], Any] | None


class Codec(NamedTuple):
    """How values of one type are written and read; `arrow` gives the column's type, loading pyarrow only then."""

    encode: Callable[[Any], Plain]
    decode: Callable[[Plain], Any]
    arrow: Callable[[], Any]


@cache
def fields_of(cls: Any) -> tuple[Field, ...]:
    """The fields of a dataclass or named tuple, in their order.

    >>> from comity.model import Span
    >>> [f.name for f in fields_of(Span)]
    ['start', 'end']
    """
    hints = typing.get_type_hints(cls)
    if not dataclasses.is_dataclass(cls):
        defaults = getattr(cls, "_field_defaults", {})
        names: Sequence[str] = cls._fields
        return tuple(Field(n, hints[n], partial(_same, defaults[n]) if n in defaults else None) for n in names)
    found = []
    for field in dataclasses.fields(cls):
        default: Callable[[], Any] | None = None
        if field.default is not dataclasses.MISSING:
            default = partial(_same, field.default)
        elif field.default_factory is not dataclasses.MISSING:
            default = field.default_factory
        found.append(Field(field.name, hints[field.name], default))
    return tuple(found)


@cache
def codec(kind: Any) -> Codec:
    """How a type of the model is written.

    >>> from comity.model import Span
    >>> codec(Span).encode(Span(3, 7))
    {'start': 3, 'end': 7}
    >>> codec(Span | None).decode(None) is None
    True
    """
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = codec(next(a for a in arguments if a is not type(None)))
        return Codec(lambda v: None if v is None else inner.encode(v), lambda v: None if v is None else inner.decode(v), inner.arrow)
    if origin is tuple and arguments[-1] is Ellipsis:
        return _many(arguments[0])
    if kind is str:
        return Codec(_same, _same, lambda: _arrow().string())
    if kind is int:
        return Codec(_same, _same, lambda: _arrow().int64())
    if kind is Decimal:
        return Codec(str, Decimal, lambda: _arrow().string())
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Codec(lambda v: v.value, kind, lambda: _arrow().string())
    if origin is tuple:
        return _struct([Field(n, t, None) for n, t in zip(("name", "value"), arguments, strict=True)], lambda v: v, tuple)
    fields = list(fields_of(kind))
    return _struct(fields, lambda v: tuple(getattr(v, f.name) for f in fields), lambda values: kind(*values))


def encode(value: Any) -> dict[str, Plain]:
    """A value of the model as one row."""
    row: dict[str, Plain] = codec(_any(type(value))).encode(value)
    return row


def decode(kind: type[T], row: Mapping[str, Plain]) -> T:
    """The value of that class that a row holds; columns the class does not know are passed over."""
    value: T = codec(_any(kind)).decode(row)
    return value


def table(kind: type[T], values: Iterable[T], without: Sequence[str] = ()) -> Any:
    """An Arrow table of such values in the order given, one column a field."""
    pa = _arrow()
    values = list(values)
    columns = {}
    for field in fields_of(_any(kind)):
        if field.name not in without:
            inner = codec(field.type)
            columns[field.name] = pa.array([inner.encode(getattr(v, field.name)) for v in values], type=inner.arrow())
    return pa.table(columns)


def values(kind: type[T], rows: Any) -> Iterator[T]:
    """The values that an Arrow table holds, in its order."""
    for batch in rows.to_batches(max_chunksize=4096):
        for row in batch.to_pylist():
            yield decode(kind, row)


def plain(table: Any) -> Iterator[tuple[Plain, ...]]:
    """The rows of an Arrow table as they are.

    >>> import pyarrow as pa
    >>> list(plain(pa.table({"claim": ["a", "b"], "said": [["x", "y"], []]})))
    [('a', ['x', 'y']), ('b', [])]
    """
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


@contextmanager
def lent(connection: Any, table: Any) -> Iterator[None]:
    """An Arrow table that DuckDB knows as `made`, as long as it is lent."""
    connection.register("made", table)
    try:
        yield
    finally:
        connection.unregister("made")


def _any(kind: Any) -> Any:
    return kind


def _same(value: Any) -> Any:
    return value


def _many(item: Any) -> Codec:
    inner = codec(item)
    if inner.encode is _same:
        return Codec(list, lambda v: tuple(v or ()), lambda: _arrow().list_(inner.arrow()))
    encode_one, decode_one = inner.encode, inner.decode
    return Codec(
        lambda v: [encode_one(x) for x in v], lambda v: tuple([decode_one(x) for x in v or ()]), lambda: _arrow().list_(inner.arrow())
    )


def _struct(fields: Sequence[Field], take: Callable[[Any], Sequence[Any]], make: Callable[[Any], Any]) -> Codec:
    """A class or pair as a struct. `take` gives its values in order, `make` builds it from them."""
    inner = [(f.name, codec(f.type), f.default) for f in fields]
    encoders = [(name, c.encode) for name, c, _ in inner]
    decoders = [(name, c.decode, default) for name, c, default in inner]

    def write(value: Any) -> Plain:
        return {name: one(v) for (name, one), v in zip(encoders, take(value), strict=True)}

    def read(row: Mapping[str, Plain]) -> Any:
        return make([one(row.get(name)) if default is None or row.get(name) is not None else default() for name, one, default in decoders])

    return Codec(write, read, lambda: _arrow().struct([(name, c.arrow()) for name, c, _ in inner]))


def _arrow() -> Any:
    import pyarrow

    return pyarrow
