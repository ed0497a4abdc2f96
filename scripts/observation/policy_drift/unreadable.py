"""What is said of a copy that cannot be read."""

from __future__ import annotations


class Unreadable(Exception):  # noqa: N818 - it says what the copy is
    """A copy that is no readable policy. The message says why, and what to do about it."""


def too_large(most: int, what: str) -> Unreadable:
    """What is raised if a copy has more of something than any policy."""
    return Unreadable(f"it has more than {most:,} {what}; save only the policy, as text or HTML")
