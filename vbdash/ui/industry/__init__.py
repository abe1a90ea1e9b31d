"""The page of industry's size."""
