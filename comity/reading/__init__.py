"""Reading: a document's sentences and table rows become claims. One document at a time, nothing shared, nothing kept."""

from comity.reading.between import named_first, relation, relations
from comity.reading.reader import read, read_many

__all__ = ["named_first", "read", "read_many", "relation", "relations"]
