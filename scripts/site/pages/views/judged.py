"""A verdict on a promise or a duty, with what it rests on, and the names of the facts that would settle it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from schemas import fields
from schemas.flow import Flow
from schemas.party import Cookie
from schemas.words import is_any
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Edge
from scripts.registry.promises import OF_COOKIES
from scripts.registry.selecting import Selecting
from scripts.registry.settling import Settlings
from scripts.registry.verdicts import Doubt, Judgement, Over, Subject, Verdict
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.paging import Beginning, beginning
from scripts.words import sentences
from scripts.words.languages import Language, lowered, message, sort_key


class Missing(NamedTuple):
    """A fact that would help to settle a verdict."""

    fact: str
    """What people call it."""
    times: int
    """How many verdicts it would help to settle, this one among them."""


class OpenSubjects(NamedTuple):
    """Flows and cookies that may or may not be as they should, for want of the same facts."""

    facts: tuple[Missing, ...]
    subjects: tuple[Subject, ...]
    services: tuple[str, ...]
    """The services of these flows, but for those that go with any service."""


class SaidElsewhere(NamedTuple):
    """A flow or cookie that is as it should, and the sources that say so, but for those that make the promise."""

    subject: Subject
    facts: str
    """What these sources state of it, in words."""
    sources: tuple[str, ...]


class Judged(NamedTuple):
    """A verdict with what it rests on."""

    verdict: Verdict
    looked_at: tuple[Subject, ...]
    flows: int
    """How many flows were looked at."""
    cookies: int
    """How many cookies were looked at."""
    compared: Beginning[SaidElsewhere]
    against: tuple[Subject, ...]
    before: tuple[Over, ...]
    doubts: tuple[OpenSubjects, ...]
    """What is open, first what would help to settle most verdicts."""
    open: int
    """How many flows and cookies are open."""


def judged(edition: Edition, judgement: Judgement, settlings: Settlings, cited: Iterable[str]) -> Judged:
    """Say in the language of an edition what a verdict rests on. `cited` are the sources that make the promise."""
    return Judged(
        verdict=judgement.verdict,
        looked_at=judgement.looked_at,
        flows=sum(isinstance(subject, Edge) for subject in judgement.looked_at),
        cookies=sum(isinstance(subject, SetCookie) for subject in judgement.looked_at),
        compared=_said_elsewhere(edition, judgement, frozenset(cited)),
        against=judgement.against,
        before=judgement.before,
        doubts=_doubts(edition, judgement.doubts, settlings),
        open=len(judgement.doubts),
    )


def _said_elsewhere(edition: Edition, judgement: Judgement, cited: frozenset[str]) -> Beginning[SaidElsewhere]:
    selecting = edition.graph.worked_out(Selecting)
    facts: dict[Subject, list[str]] = {}
    for one in judgement.compared:
        for subject in one.subjects:
            facts.setdefault(subject, []).append(one.fact)
    shown = beginning(list(facts.items()))
    said = (
        SaidElsewhere(
            subject,
            sentences.in_words(
                dict.fromkeys(_label(subject, key, edition.language) for key in keys), len(keys), edition.language
            ),
            tuple(dict.fromkeys(id_ for key in keys for id_ in selecting.other_sources(subject, key, cited))),
        )
        for subject, keys in shown.first
    )
    return Beginning(tuple(said), shown.more)


def _doubts(edition: Edition, doubts: Iterable[Doubt], settlings: Settlings) -> tuple[OpenSubjects, ...]:
    def missing(doubt: Doubt) -> tuple[Missing, ...]:
        found = [
            Missing(_label(doubt.subject, key, edition.language), settlings.times(doubt, key)) for key in doubt.facts
        ]
        return tuple(sorted(found, key=lambda one: -one.times))

    by_facts: dict[tuple[Missing, ...], list[Subject]] = defaultdict(list)
    for doubt in doubts:
        by_facts[missing(doubt)].append(doubt.subject)
    found = [OpenSubjects(facts, tuple(subjects), _services(edition, subjects)) for facts, subjects in by_facts.items()]
    return tuple(sorted(found, key=lambda one: (-one.facts[0].times if one.facts else 0, -len(one.subjects))))


def _services(edition: Edition, subjects: Iterable[Subject]) -> tuple[str, ...]:
    services = {
        str(subject.flow.service): edition.registry.services[str(subject.flow.service)].name
        for subject in subjects
        if isinstance(subject, Edge) and not is_any(subject.flow.service)
    }
    return tuple(sorted(services, key=lambda id_: (sort_key(services[id_]), id_)))


def _label(subject: Subject, key: str, language: Language) -> str:
    """What people call the fact of a flow or cookie that a verdict depends on."""
    part, at = (Cookie, OF_COOKIES.get(key, key)) if isinstance(subject, SetCookie) else (Flow, key)
    title = fields.keys(part)[at].title if at in fields.keys(part) else None
    return lowered(language.say(_FACTS.get(key) or title or key))


_FACTS = {
    "status": message("Whether it is or was in use"),
    "from": message("Who gives it"),
    "to": message("Who gets it"),
    "service": message("In which service"),
    "cookies": message("Which cookies these are"),
}
