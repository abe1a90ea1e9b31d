"""One municipality: its figures, its portrait, those that are most alike."""
