"""Tables above a size: read and checked piece by piece, held small, kept as Parquet once checked."""
