"""People's files: whatever they hold is read into a grid of cells, or refused in words."""
