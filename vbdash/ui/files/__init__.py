"""A visitor's own files and figures: read in memory for this visitor only."""
