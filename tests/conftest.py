"""What the tests share."""

from __future__ import annotations

import pytest

import vbdash


@pytest.fixture(scope="session")
def dataset() -> vbdash.Dataset:
    """Return the shipped data."""
    return vbdash.load()
