"""Is information sold, or used for ads? What the stated uses of flows and cookies tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from schemas.words import is_stated
from scripts.registry import cookies
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Edge, Graph
from scripts.registry.verdicts import Subject

SELLING, ADS = "sell-data", "targeted-ads"
"""The reasons of the common vocabulary that say so, with all that are part of them."""


class Selling(NamedTuple):
    """Whether somebody sells something, or uses it for ads."""

    sold: tuple[Subject, ...]
    ads: tuple[Subject, ...]
    unsaid: tuple[Subject, ...]
    """Those that do not say what they are for."""
    of: int
    """How many flows and cookies were looked at."""


def of_flows(graph: Graph, edges: Iterable[Edge]) -> Selling:
    """Ask it of some flows, and of the cookies that those set who get something by them."""
    edges = list(edges)
    parties = {edge.receiver for edge in edges}
    set_cookies = [cookie for cookie in cookies.all_set(graph.registry) if cookie.receiver in parties]
    uses = {edge: frozenset(edge.purposes) for edge in edges} | {cookie: _uses(cookie) for cookie in set_cookies}
    return Selling(
        sold=_used_for(graph, uses, SELLING),
        ads=_used_for(graph, uses, ADS),
        unsaid=tuple(subject for subject, purposes in uses.items() if not purposes),
        of=len(uses),
    )


def _uses(cookie: SetCookie) -> frozenset[str]:
    if cookie.cookie is None or not is_stated(cookie.cookie.purposes):
        return frozenset()
    return frozenset(cookie.cookie.purposes)


def _used_for(graph: Graph, uses: Mapping[Subject, frozenset[str]], purpose: str) -> tuple[Subject, ...]:
    if purpose not in graph.registry.purposes:  # the registry names no such use
        return ()
    fits = {purpose, *graph.purposes.below(purpose)}
    return tuple(subject for subject, purposes in uses.items() if fits & purposes)
