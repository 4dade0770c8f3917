"""The plan: who writes it, who reports, who says whether it is so."""
