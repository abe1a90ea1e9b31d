"""Charts as HTML and small pictures, for pages only: files and slides take figures."""
