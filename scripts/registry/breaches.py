"""Graph → who must be told if a party leaks what it has received, as far as the records report laws and rules.

The laws are reported, not applied: what one asks for in a given case is not for records to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.organisation import BreachNotice
from schemas.words import is_stated
from scripts.registry.graph import Exposure, Graph


@dataclass(frozen=True, slots=True)
class Told:
    """A law or rule on who must be told, and what it has to do with what could come out."""

    notice: BreachNotice
    named: tuple[str, ...]
    """What could come out, and it speaks of."""
    may_name: bool
    """Whether what it speaks of may be among what could come out, though nothing says so."""


def told(graph: Graph, exposure: Exposure) -> tuple[Told, ...]:
    """Hold each law or rule that the organisation reports against what could come out."""
    notices = graph.registry.organisation.breach_notices
    return tuple(_told(graph, exposure, notice) for notice in notices) if isinstance(notices, tuple) else ()


def _told(graph: Graph, exposure: Exposure, notice: BreachNotice) -> Told:
    if not is_stated(notice.data):
        return Told(notice, (), may_name=True)
    spoken_of = {kind for data in notice.data for kind in (data, *graph.data.below(data))}
    wider = any(graph.data.below(data) & spoken_of for data in exposure.data)
    return Told(
        notice,
        tuple(data for data in exposure.data if data in spoken_of),
        may_name=wider or bool(exposure.unknown),
    )
