"""The region's own records: reading files, rules, counts, reach, what may be released, storing."""
