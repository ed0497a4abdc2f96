"""Findings: what the records say as a whole, as a number of so many, with a page of exactly what was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from schemas.service import OtherWay
from schemas.words import ANY, Word, is_none, is_there
from scripts.answers import standing_of_services
from scripts.answers.standing_of_services import WITH_A_COMPANY, OfService, ServiceStanding
from scripts.registry import promises
from scripts.registry.graph import Edge
from scripts.registry.verdicts import Verdict
from scripts.site.pages.edition import Edition
from scripts.words import sentences
from scripts.words.languages import Text, message, sort_key

FOLDER = "findings"
"""The folder of the pages of findings."""
STATED, ONLINE_ONLY, UNSAID = "stated", "online-only", "unsaid"
"""What can be the answer where something is stated or not."""
_SHOWN_EMPTY = frozenset({STATED, UNSAID, Verdict.BROKEN, Verdict.CANNOT_TELL, *ServiceStanding}) - {
    ServiceStanding.NOBODY
}
_KEEPING = {
    STATED: message("A source says how long"),
    UNSAID: message("No source that we found says how long"),
}
_OTHER_WAYS = {
    STATED: message("There is another way"),
    ONLINE_ONLY: message("Online is the only way"),
    UNSAID: message("No source that we found tells of another way"),
}


class AnotherWay(NamedTuple):
    """A service, with the ways around its website."""

    service: str
    ways: tuple[OtherWay, ...]


class Open(NamedTuple):
    """A promise, with how many cases of it are open."""

    promise: str
    open: int


Row = OfService | AnotherWay | Open | Edge
"""What is counted: one of these in each finding."""


class Group(NamedTuple):
    """Those that have the same answer."""

    id: str
    """The answer, and the name of its place on the page."""
    head: Text
    """The answer in words."""
    rows: tuple[Row, ...]

    @property
    def is_shown(self) -> bool:
        """Whether it has a place on the page: those that matter most have one even where nothing has this answer."""
        return bool(self.rows) or self.id in _SHOWN_EMPTY

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.rows)


class FindingPage(NamedTuple):
    """What was counted, by the answers."""

    id: str
    groups: tuple[Group, ...]
    left_out: int = 0
    """How many have not been counted, since they are planned, paused or over."""
    anyway: tuple[str, ...] = ()
    """Those who may get something with any service."""

    @property
    def page(self) -> str:
        """The path of its page."""
        return page_of(self.id)

    @property
    def of(self) -> int:
        """How many were counted in all."""
        return sum(group.number for group in self.groups)

    @property
    def with_a_company(self) -> int:
        """Of services: in how many of them a source tells of a company."""
        return sum(group.number for group in self.groups if group.id in WITH_A_COMPANY)

    def counts(self) -> dict[str, int]:
        """How many have each answer."""
        return {group.id: group.number for group in self.groups}


def page_of(id_: str) -> str:
    """The path of the page of a finding."""
    return f"{FOLDER}/{id_}.md"


def finding_page(edition: Edition, id_: str) -> FindingPage:
    """Count what one finding is about."""
    return _FINDINGS[id_](edition)


def findings(edition: Edition) -> tuple[str, ...]:
    """The findings for which there is something to count."""
    registry = edition.registry
    there = {
        COMPANIES: standing_of_services.now(edition.graph),
        KEEPING: standing_of_services.told_to_companies(edition.graph),
        PROMISES: registry.promises,
        OTHER_WAYS: standing_of_services.now(edition.graph),
    }
    return tuple(id_ for id_ in _FINDINGS if there[id_])


def _companies(edition: Edition) -> FindingPage:
    graph = edition.graph
    found = standing_of_services.of_services(graph)
    anyway = dict.fromkeys(edge.receiver for edge in graph.current(graph.of_service(ANY)))
    return FindingPage(
        COMPANIES,
        tuple(
            Group(
                standing,
                _label(edition, standing),
                _by_service(edition, (one for one in found.values() if one.standing == standing)),
            )
            for standing in ServiceStanding
        ),
        left_out=len(edition.registry.services) - len(found),
        anyway=tuple(sorted(anyway, key=edition.by_name)),
    )


def _keeping(edition: Edition) -> FindingPage:
    """How long companies keep what they get, flow by flow."""

    def place(edge: Edge) -> tuple[str, str]:
        return edition.by_name(edge.receiver), edge.id

    edges = sorted(standing_of_services.told_to_companies(edition.graph), key=place)
    kept = [edge for edge in edges if sentences.kept(edge.flow)]
    return FindingPage(
        KEEPING,
        tuple(
            Group(id_, edition.language.say(_KEEPING[id_]), rows)
            for id_, rows in ((STATED, tuple(kept)), (UNSAID, tuple(edge for edge in edges if edge not in kept)))
        ),
    )


def _promises(edition: Edition) -> FindingPage:
    judged = promises.judge_all(edition.graph)
    order = sorted(judged, key=lambda id_: (sort_key(edition.registry.promises[id_].name), id_))
    return FindingPage(
        PROMISES,
        tuple(
            Group(
                verdict,
                _label(edition, verdict),
                tuple(Open(id_, len(judged[id_].doubts)) for id_ in order if judged[id_].verdict == verdict),
            )
            for verdict in Verdict
        ),
    )


def _other_ways(edition: Edition) -> FindingPage:
    """What a service can be done by beside its website."""
    services = standing_of_services.now(edition.graph)
    rows: dict[str, list[AnotherWay]] = {STATED: [], ONLINE_ONLY: [], UNSAID: []}
    for id_ in services:
        ways = edition.registry.services[id_].other_ways
        if is_there(ways):
            rows[STATED].append(AnotherWay(id_, ways))
        else:
            rows[ONLINE_ONLY if is_none(ways) else UNSAID].append(AnotherWay(id_, ()))
    return FindingPage(
        OTHER_WAYS,
        tuple(
            Group(id_, edition.language.say(_OTHER_WAYS[id_]), _by_service(edition, found))
            for id_, found in rows.items()
        ),
        left_out=len(edition.registry.services) - len(services),
    )


def _label(edition: Edition, word: Word) -> Text:
    return sentences.labelled(word, edition.registry.organisation, edition.language)


def _by_service(edition: Edition, rows: Iterable[OfService | AnotherWay]) -> tuple[Row, ...]:
    services = edition.registry.services
    return tuple(sorted(rows, key=lambda row: (sort_key(services[row.service].name), row.service)))


COMPANIES, KEEPING, PROMISES, OTHER_WAYS = "companies", "keeping", "promises", "other-ways"
_FINDINGS: Mapping[str, Callable[[Edition], FindingPage]] = {
    COMPANIES: _companies,
    KEEPING: _keeping,
    PROMISES: _promises,
    OTHER_WAYS: _other_ways,
}
