"""Change the ledger: decisions, duplicates, conflicts and manual placements."""
