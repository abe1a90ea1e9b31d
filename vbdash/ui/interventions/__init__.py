"""The page of those reached: what is published and on open record."""
