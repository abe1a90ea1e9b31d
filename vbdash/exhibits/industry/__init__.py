"""Industry's size: over time, among counties and municipalities, by sector, by definition."""
