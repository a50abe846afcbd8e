"""How fast Comity is: reading beside what it is built of, and how reading, consolidation and queries grow."""
