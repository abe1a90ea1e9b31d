"""What ``python -m vbdash`` does, one command a module."""
