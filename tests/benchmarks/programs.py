"""The programs that are measured."""

from __future__ import annotations

import sys
from pathlib import Path


def program(name: str) -> Path:
    """A program of the environment that this runs in."""
    return Path(sys.executable).with_name(name)
