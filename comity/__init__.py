"""Comity keeps the record of the foreign relations of states that documents add up to."""
