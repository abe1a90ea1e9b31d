"""The server: compressed files, headers, shapes of maps, tiles."""
