"""Names held against sanctions lists, offline: importers, an index, and matches that say why."""
