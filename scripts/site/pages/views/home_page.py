"""Pages that look across all records: the first page of all, and how we know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from schemas import KINDS, Key
from schemas.kinds import Strength
from schemas.source import Extent
from schemas.vocabulary import Sensitivity
from scripts.registry import grades, promises, receivers
from scripts.registry.addresses import hub_of
from scripts.registry.receivers import Standing
from scripts.registry.verdicts import Verdict
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.listing import folder_of
from scripts.site.pages.lists.lists_of_kinds import KINDS_OF_PARTY, STANDING
from scripts.words.languages import Language, Text, sort_key

MOST_TILES = 12
"""How many services the home page offers if the organisation has not said which people look for."""

_AN_ANSWER, _A_LOOK = "correspondence", "observation"
"""The kinds of sources that did not come from reading what is published."""

MOST_DAYS, MOST_CHANGES = 5, 5
"""How many days of changes the home page tells of, and how many records of each day it names."""


class Changes(NamedTuple):
    """The records whose last change was on one day."""

    day: date
    keys: tuple[Key, ...]
    """The first of them, as people read them."""
    rest: int
    """How many more there are."""


class Standings(NamedTuple):
    """How many of one kind of party have the same standing."""

    kind: str
    standing: Standing
    number: int
    of: int
    """How many of the kind there are."""
    page: str
    """The list of just these."""


class HomePage(NamedTuple):
    """What the first page of all says."""

    counts: Mapping[str, int]
    """How many there are of each kind of record, of flows, and of facts that are not stated."""
    receivers: Mapping[str, int]
    """How many of each kind of party count as getting something now."""
    who: Text
    """The same in words, without the kinds of which there are none; empty if nobody gets anything."""
    standings: tuple[Standings, ...]
    """All parties, by their kind and by how sure we are that they get something now."""
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
    read: Mapping[Extent, int]
    """How many sources were read whole, in part and not at all."""
    asked: int
    """How many companies were asked for what no source states."""
    answers: int
    """How many sources are answers that were sent."""
    looks: int
    """How many sources are what somebody saw who looked for themselves, such as at a website."""


def home_page(edition: Edition) -> HomePage:
    """Say what the first page of all says."""
    registry = edition.registry
    counts = Counter(kind for kind, _ in registry.records)
    counted = Counter(registry.parties[id_].kind for id_ in receivers.counted(edition.graph))
    return HomePage(
        counts={kind: counts[kind] for kind in KINDS}
        | {"flow": len(registry.flows), "unknown": len(registry.unknowns)},
        receivers={kind: counted[kind] for kind in KINDS_OF_PARTY},
        who=_in_words(counted, edition.language),
        standings=_standings(edition),
        services=tuple(registry.organisation.common_services or list(registry.services)[:MOST_TILES]),
        sensitive=_sensitive(edition),
        verdicts=_verdicts(edition),
        changes=_latest(edition),
    )


def _in_words(counted: Mapping[str, int], language: Language) -> Text:
    companies, offices, others = (counted.get(kind, 0) for kind in KINDS_OF_PARTY)
    said = (
        (companies, language.say_many("%(count)s company", "%(count)s companies", companies)),
        (offices, language.say_many("%(count)s office", "%(count)s offices", offices)),
        (others, language.say_many("%(count)s other", "%(count)s others", others)),
    )
    return language.listed([words for number, words in said if number])


def _standings(edition: Edition) -> tuple[Standings, ...]:
    found = []
    for kind in KINDS_OF_PARTY:
        ids = [id_ for of, id_ in edition.registry.records if of == kind]
        counts = Counter(receivers.standing(edition.graph, id_) for id_ in ids)
        hub = hub_of(kind)
        for standing in Standing:
            if counts[standing]:
                narrower = f"{folder_of(hub)}/{STANDING.id}/{standing}.md"  # there only if their answers differ
                page = narrower if len(counts) > 1 else hub
                found.append(Standings(kind, standing, counts[standing], len(ids), page))
    return tuple(found)


def how_we_know_page(edition: Edition) -> HowWeKnowPage:
    """Count flows by what they rest on, sources by how much of them was read, and what was done beside reading."""
    sources = edition.registry.sources
    best = Counter(grades.of_flow(edge.flow, edition.registry) for edge in edition.graph.edges.values())
    read = Counter(source.read.extent for source in sources.values())
    return HowWeKnowPage(
        tuple((strength, best[strength]) for strength in Strength),
        len(sources),
        {extent: read[extent] for extent in Extent},
        asked=len(_asked(edition) & edition.registry.vendors.keys()),
        answers=sum(source.is_ == _AN_ANSWER for source in sources.values()),
        looks=sum(source.is_ == _A_LOOK for source in sources.values()),
    )


def _asked(edition: Edition) -> set[str]:
    """Who was asked for what no source states, in whichever record."""
    return {str(asking.whom) for record in edition.registry.records.values() for asking in record.asked}


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
        if record.sensitivity == Sensitivity.ORDINARY or graph.data.children(id_):
            continue
        if counted := receivers.counted(graph, graph.who_gets(id_).certain):
            found.append((id_, len(counted)))
    return tuple(sorted(found, key=lambda item: (-item[1], sort_key(registry.data[item[0]].name))))
