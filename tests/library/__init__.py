"""Tests of vbdash.library."""
