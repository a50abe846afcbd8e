"""Reading: a document's sentences and table rows become claims. One document at a time, nothing shared, nothing kept."""

from comity.reading.between import relation, relations
from comity.reading.reader import read, read_many

__all__ = ["read", "read_many", "relation", "relations"]
