"""Pages that only a demonstration has."""
