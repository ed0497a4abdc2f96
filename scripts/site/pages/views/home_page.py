"""Pages that look across all records: the first page of all, and how we know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from schemas import Key
from schemas.kinds import Strength
from schemas.source import Extent
from scripts.answers import standing_of_services
from scripts.registry import grades
from scripts.registry.addresses import page_of
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.finding_pages import (
    COMPANIES,
    KEEPING,
    OTHER_WAYS,
    PROMISES,
    FindingPage,
    Row,
    finding_page,
)
from scripts.site.pages.views.question_pages import for_first_page
from scripts.words.languages import Text

MOST_CHIPS = 6
"""How many questions and services the home page offers as links below its search."""
MOST_ROWS = 20
"""How many services of each standing it lists; the page of the finding has them all."""

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


class Chip(NamedTuple):
    """Something that people look for, as a link."""

    words: Text | str
    page: str


class Beginning(NamedTuple):
    """The first services of those that stand alike."""

    standing: str
    rows: tuple[Row, ...]
    total: int
    """How many stand so in all."""


class HomePage(NamedTuple):
    """What the first page of all says."""

    companies: FindingPage
    """The finding that is its title: in how many services there is an outside company."""
    services: tuple[Beginning, ...]
    """The same as a list, as much of it as fits."""
    chips: tuple[Chip, ...]
    claims: tuple[FindingPage, ...]
    """Other findings, as numbers."""
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
    companies, *claims = (finding_page(edition, id_) for id_ in (COMPANIES, KEEPING, PROMISES, OTHER_WAYS))
    return HomePage(
        companies=companies,
        services=tuple(
            Beginning(group.id, group.rows[:MOST_ROWS], group.number) for group in companies.groups if group.rows
        ),
        chips=_chips(edition),
        claims=tuple(claim for claim in claims if claim.of),
        changes=_latest(edition),
    )


def _chips(edition: Edition) -> tuple[Chip, ...]:
    """The questions that people ask, and as many services that they look for as there is room for."""
    questions, registry = _questions(edition), edition.registry
    there = standing_of_services.now(edition.graph)
    services = [id_ for id_ in (registry.organisation.common_services or there) if id_ in there]
    room = MOST_CHIPS - len(questions)
    found = [Chip(registry.services[id_].name, page_of(("service", id_))) for id_ in services[:room]]
    return (*found[:1], *questions, *found[1:])


def _questions(edition: Edition) -> tuple[Chip, ...]:
    """A few of the questions that have a page."""
    return tuple(Chip(question.title(edition), question.page) for question in for_first_page(edition))


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
