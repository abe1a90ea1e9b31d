"""The national company register: import into Parquet, and queries that any engine can run."""
