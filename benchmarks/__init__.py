"""What it costs, measured; not part of the tests."""
