"""The commands. Each is one call into the record, and one into the writers."""

from comity.cli.main import main

__all__ = ["main"]
