"""Figures against gold data and beside other systems. Never imported by `comity`."""
