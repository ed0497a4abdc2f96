"""How far evidence carries a claim, and how much harm information can do."""

from __future__ import annotations

from collections.abc import Iterable

from schemas import Data
from schemas.evidence import Evidence
from schemas.source import Source, Strength
from schemas.vocabulary import Identifies, Sensitivity


def strength(evidence: Evidence, sources: dict[str, Source]) -> Strength:
    """How far a piece of evidence carries the claim."""
    return Strength.INFERRED if evidence.inferred else sources[evidence.source].is_.strength


def strongest(pieces: Iterable[Evidence], sources: dict[str, Source]) -> Strength | None:
    """The best evidence that a claim has; None if it has none."""
    ranks = list(Strength)
    return min((strength(piece, sources) for piece in pieces), key=ranks.index, default=None)


def harm(kind: Data) -> tuple[int, int]:
    """How much harm a kind of information can do, for sorting: by what it is, and by how far it points to a person."""
    return list(Sensitivity).index(kind.sensitivity), -list(Identifies).index(kind.identifies)
