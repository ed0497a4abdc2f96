"""Pages that look across all records: the first page of all, and how we know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from schemas import KINDS, Key
from schemas.source import Strength
from schemas.vocabulary import Sensitivity
from schemas.words import is_stated
from scripts.registry import grades, promises
from scripts.registry.verdicts import Verdict
from scripts.site.pages.edition import Edition
from scripts.words.languages import sort_key

MOST_TILES = 12
"""How many services the home page offers if the organisation has not said which people look for."""

MOST_DAYS, MOST_CHANGES = 5, 5
"""How many days of changes the home page tells of, and how many records of each day it names."""


class Changes(NamedTuple):
    """The records whose last change was on one day."""

    day: date
    keys: tuple[Key, ...]
    """The first of them, as people read them."""
    rest: int
    """How many more there are."""


class HomePage(NamedTuple):
    """What the first page of all says."""

    counts: Mapping[str, int]
    """How many there are of each kind of record, of flows, and of facts that are not stated."""
    named: int
    """How many companies have a name."""
    unnamed: int
    services: tuple[str, ...]
    """The services that people look for."""
    sensitive: tuple[tuple[str, int], ...]
    """Sensitive kinds of information, with how many get each."""
    verdicts: tuple[tuple[Verdict, int], ...]
    changes: tuple[Changes, ...]


class HowWeKnowPage(NamedTuple):
    """What the page says about what all claims rest on."""

    strengths: tuple[tuple[Strength, int], ...]
    """How many flows there are of each strength: how sure it is who gets what."""
    sources: int


def home_page(edition: Edition) -> HomePage:
    """Say what the first page of all says."""
    registry = edition.registry
    counts = Counter(kind for kind, _ in registry.records)
    return HomePage(
        counts={kind: counts[kind] for kind in KINDS}
        | {"flow": len(registry.flows), "unknown": len(registry.unknowns)},
        named=sum(is_stated(vendor.identity) for vendor in registry.vendors.values()),
        unnamed=sum(not is_stated(vendor.identity) for vendor in registry.vendors.values()),
        services=tuple(registry.organisation.common_services or list(registry.services)[:MOST_TILES]),
        sensitive=_sensitive(edition),
        verdicts=_verdicts(edition),
        changes=_latest(edition),
    )


def how_we_know_page(edition: Edition) -> HowWeKnowPage:
    """Count flows by what they rest on."""
    best = Counter(grades.of_flow(edge.flow, edition.registry.sources) for edge in edition.graph.edges.values())
    return HowWeKnowPage(tuple((strength, best[strength]) for strength in Strength), len(edition.registry.sources))


def _latest(edition: Edition) -> tuple[Changes, ...]:
    """The last days on which records changed, the newest first. Nothing where no such day is known."""
    days: dict[date, list[Key]] = defaultdict(list)
    for key in edition.registry.records:
        if day := edition.changed_on(key):
            days[day].append(key)
    return tuple(
        Changes(
            day,
            tuple(sorted(days[day], key=edition.in_order)[:MOST_CHANGES]),
            max(0, len(days[day]) - MOST_CHANGES),
        )
        for day in sorted(days, reverse=True)[:MOST_DAYS]
    )


def _verdicts(edition: Edition) -> tuple[tuple[Verdict, int], ...]:
    """How many promises have each verdict; one that none has is left out, but for the one that readers look for."""
    counts = Counter(judged.verdict for judged in promises.judge_all(edition.graph).values())
    return tuple((verdict, counts[verdict]) for verdict in Verdict if counts[verdict] or verdict == Verdict.BROKEN)


def _sensitive(edition: Edition) -> tuple[tuple[str, int], ...]:
    """Sensitive information that some flow in use names, with how many get it."""
    graph, registry = edition.graph, edition.registry
    found = []
    for id_, record in registry.data.items():
        if record.sensitivity != Sensitivity.ORDINARY and not graph.data.children(id_):
            certain = graph.who_gets(id_).certain
            if receivers := {edge.receiver for edge in certain if graph.is_current(edge)}:
                found.append((id_, len(receivers)))
    return tuple(sorted(found, key=lambda item: (-item[1], sort_key(registry.data[item[0]].name))))
