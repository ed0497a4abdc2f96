"""How far evidence carries a claim, and how much harm information can do."""

from __future__ import annotations

from collections.abc import Iterable

from schemas import Data
from schemas.evidence import Evidence, FlowFact
from schemas.flow import Flow
from schemas.source import Source, Strength
from schemas.vocabulary import Identifies, Sensitivity
from schemas.words import is_stated


def strength(evidence: Evidence, sources: dict[str, Source]) -> Strength:
    """How far a piece of evidence carries the claim."""
    return Strength.INFERRED if evidence.inferred else sources[evidence.source].is_.strength


def strongest(pieces: Iterable[Evidence], sources: dict[str, Source]) -> Strength | None:
    """The best evidence that a claim has; None if it has none."""
    ranks = list(Strength)
    return min((strength(piece, sources) for piece in pieces), key=ranks.index, default=None)


def of_fact(flow: Flow, fact: FlowFact, sources: dict[str, Source]) -> Strength | None:
    """The best evidence for one fact of a flow; None if it has none."""
    return strongest(flow.evidence_for(fact), sources)


def of_flow(flow: Flow, sources: dict[str, Source]) -> Strength | None:
    """How sure it is who gets what: as sure as the less sure of the two; None if there is no source for one of them.

    Where no source says what it is, nobody has to be sure of that.
    """
    facts = [FlowFact.WHO, *([FlowFact.DATA] if is_stated(flow.data) else [])]
    best = [of_fact(flow, fact, sources) for fact in facts]
    ranks = list(Strength)
    return None if None in best else max((one for one in best if one is not None), key=ranks.index)


def is_our_conclusion(flows: Iterable[Flow], sources: dict[str, Source]) -> bool:
    """Whether no source says of any of some flows who gets it, and we only conclude it."""
    return all(of_fact(flow, FlowFact.WHO, sources) == Strength.INFERRED for flow in flows)


def harm(kind: Data) -> tuple[int, int]:
    """How much harm a kind of information can do, for sorting: by what it is, and by how far it points to a person."""
    return list(Sensitivity).index(kind.sensitivity), -list(Identifies).index(kind.identifies)
