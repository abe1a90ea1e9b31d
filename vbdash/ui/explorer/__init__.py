"""The map to explore, on the start page."""
