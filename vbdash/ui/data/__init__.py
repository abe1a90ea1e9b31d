"""The page of data and method."""
