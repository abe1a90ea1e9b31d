"""The page of leading firms."""
