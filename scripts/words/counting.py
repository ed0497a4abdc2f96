"""So many things, in English: for the command line, which speaks no other language."""

from __future__ import annotations


def number(count: int, noun: str) -> str:
    """A number with what it counts: 1 mistake, 2 mistakes."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
