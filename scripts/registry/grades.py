"""How far evidence carries a claim, and how much harm information can do."""

from __future__ import annotations

from collections.abc import Iterable

from schemas import Data
from schemas.evidence import Evidence, FlowFact
from schemas.flow import Flow
from schemas.kinds import Strength
from schemas.vocabulary import Identifies, Sensitivity
from schemas.words import is_stated
from scripts.registry.registry import Registry

_RANKS = tuple(Strength)
"""The best comes first."""


def strength(evidence: Evidence, registry: Registry) -> Strength:
    """How far a piece of evidence carries the claim."""
    if evidence.inferred:
        return Strength.INFERRED
    return registry.source_kinds[registry.sources[evidence.source].is_].strength


def strongest(pieces: Iterable[Evidence], registry: Registry) -> Strength | None:
    """The best evidence that a claim has; None if it has none."""
    return min((strength(piece, registry) for piece in pieces), key=_RANKS.index, default=None)


def of_fact(flow: Flow, fact: FlowFact, registry: Registry) -> Strength | None:
    """The best evidence for one fact of a flow; None if it has none."""
    return strongest(flow.evidence_for(fact), registry)


def of_flow(flow: Flow, registry: Registry) -> Strength | None:
    """How sure it is who gets what: as sure as the less sure of the two; None if there is no source for one of them.

    Where no source says what it is, nobody has to be sure of that.
    """
    facts = [FlowFact.WHO, *([FlowFact.DATA] if is_stated(flow.data) else [])]
    best = [of_fact(flow, fact, registry) for fact in facts]
    return None if None in best else max((one for one in best if one is not None), key=_RANKS.index)


def is_our_conclusion(flows: Iterable[Flow], registry: Registry) -> bool:
    """Whether no source says of any of some flows who gets it, and we only conclude it."""
    return all(of_fact(flow, FlowFact.WHO, registry) == Strength.INFERRED for flow in flows)


def harm(kind: Data) -> tuple[int, int]:
    """How much harm a kind of information can do, for sorting: by what it is, and by how far it points to a person."""
    return list(Sensitivity).index(kind.sensitivity), -list(Identifies).index(kind.identifies)
