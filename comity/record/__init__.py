"""The record: what was read, in one folder, and what its claims add up to."""
