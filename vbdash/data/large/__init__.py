"""Tables above a size: read and checked piece by piece, their texts held as codes."""
