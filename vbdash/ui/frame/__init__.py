"""What stands around every page: language, search, filters, title, warm start."""
