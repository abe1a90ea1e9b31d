"""Leading firms: where they are, how well supported, how evenly spread, beside what else there is."""
