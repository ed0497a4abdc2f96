"""Is information sold, or used for ads? What the stated uses of flows and cookies tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from schemas.evidence import FlowFact
from schemas.kinds import Strength
from schemas.words import is_stated
from scripts.registry import common_vocabulary, cookies, grades
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Edge, Graph
from scripts.registry.verdicts import Subject

SELLING, ADS = "sell-data", "targeted-ads"
"""The reasons of the common vocabulary that say so, with all that are part of them."""


class Selling(NamedTuple):
    """Whether somebody sells something, or uses it for ads. What is sold, or used for ads, a source says."""

    sold: tuple[Subject, ...]
    ads: tuple[Subject, ...]
    unsaid: tuple[Subject, ...]
    """Those that do not say what they are for."""
    of: int
    """How many flows and cookies were looked at."""
    wider: tuple[Subject, ...] = ()
    """Those that only name a wider reason, such as a company's own use: it may be one of the two."""
    concluded: tuple[Subject, ...] = ()
    """Those that name one of the two, and no source says so: we only conclude it."""

    @property
    def open(self) -> tuple[Subject, ...]:
        """Those of which no source says whether it is one of the two."""
        return (*self.unsaid, *self.wider, *self.concluded)


def of_flows(graph: Graph, edges: Iterable[Edge]) -> Selling:
    """Ask it of some flows, and of the cookies that those set who get something by them."""
    edges = list(edges)
    parties = {edge.receiver for edge in edges}
    set_cookies = [cookie for cookie in cookies.all_set(graph.registry) if cookie.receiver in parties]
    uses = {edge: frozenset(edge.purposes) for edge in edges} | {cookie: _uses(cookie) for cookie in set_cookies}
    sold, ads = used_for(graph, uses, SELLING), used_for(graph, uses, ADS)
    either = {*sold, *ads}
    wide = {id_ for purpose in (SELLING, ADS) for id_ in _above(graph, purpose)}
    return Selling(
        sold=tuple(subject for subject in sold if _is_said(graph, subject)),
        ads=tuple(subject for subject in ads if _is_said(graph, subject)),
        unsaid=tuple(subject for subject, purposes in uses.items() if not purposes),
        of=len(uses),
        wider=tuple(subject for subject, purposes in uses.items() if wide & purposes and subject not in either),
        concluded=tuple(subject for subject in uses if subject in either and not _is_said(graph, subject)),
    )


def _uses(cookie: SetCookie) -> frozenset[str]:
    if cookie.cookie is None or not is_stated(cookie.cookie.purposes):
        return frozenset()
    return frozenset(cookie.cookie.purposes)


def used_for(graph: Graph, uses: Mapping[Subject, frozenset[str]], purpose: str) -> tuple[Subject, ...]:
    """Those that are used for a purpose, or for one that is part of it."""
    if purpose not in graph.registry.purposes:  # the registry names no such use
        return ()
    fits = {purpose, *graph.purposes.below(purpose)}
    return tuple(subject for subject, purposes in uses.items() if fits & purposes)


def _above(graph: Graph, purpose: str) -> tuple[str, ...]:
    """What a purpose is part of, in the registry, or if that does not name it in the common vocabulary."""
    if purpose in graph.registry.purposes:
        return graph.purposes.above(purpose)
    found: list[str] = []
    while parent := getattr(common_vocabulary.term(("purpose", purpose)).record, "part_of", None):
        purpose = str(parent)
        found.append(purpose)
    return tuple(found)


def _is_said(graph: Graph, subject: Subject) -> bool:
    """Whether a source says what it is used for."""
    if isinstance(subject, Edge):
        best = grades.of_fact(subject.flow, FlowFact.PURPOSES, graph.registry)
    else:
        best = grades.strongest(subject.cookie.evidence if subject.cookie else (), graph.registry)
    return best not in {None, Strength.INFERRED}
