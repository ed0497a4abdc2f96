"""Drawing lots: which claims are checked. The same seed draws the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from scripts.sampling.claims import Claim


def draw(claims: Iterable[Claim], count: int, seed: str) -> list[Claim]:
    """Draw so many claims, or all if there are no more, in the order in which they are drawn.

    A claim's lot is the SHA-256 of the seed and its name, and the lowest lots win: each claim has the same chance,
    and no version of Python draws otherwise, as its `random` might. A longer sheet of the same seed begins with the
    shorter one. A record that is added or mended moves no lot but its own.
    """
    return sorted(claims, key=lambda claim: (_lot(claim.name, seed), claim.name))[:count]


def _lot(name: str, seed: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{name}".encode()).digest()
