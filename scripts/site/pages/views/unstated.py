"""The facts that a page says nobody has stated: by who has not said them, each once, with where it is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from schemas import fields
from schemas.asking import Asking
from schemas.party import Party
from schemas.vendor import Vendor
from schemas.words import is_any
from scripts.registry.registry import Unknown
from scripts.registry.silence import Silence, days_between
from scripts.site.pages.edition import Edition
from scripts.words.languages import Language, Text, message


class Missing(NamedTuple):
    """A fact that is not stated, and where it is missing."""

    fact: str
    """What people call it."""
    of: str = ""
    """The name of the party or the service to which its flow belongs."""
    duty: str = ""
    """What a duty says of which it is not known whether it is done."""
    place: tuple[str, int] | None = None
    """The list in which it is missing, and the number of its entry there. The first is 1."""


class Unstated(NamedTuple):
    """A fact that is not stated, with how many flows do not state it."""

    missing: Missing
    times: int


class Asked(NamedTuple):
    """That somebody was asked."""

    whom: str
    on: date
    answered: date | None


class Unsaid(NamedTuple):
    """Facts that the same people or documents have not said."""

    facts: tuple[Unstated, ...]
    asked: Asked | None = None
    """Who was asked for them, if somebody was."""
    until: date | None = None
    """The day up to which it is known that no answer came; None if an answer did, or nobody was asked."""
    days: int = 0
    """How many days that is after the questions were sent."""
    documents: tuple[str, ...] = ()
    """The organisation's documents of which all was read, and which do not say it."""
    copies: bool = False
    """Whether one of them was read as a copy, which may be older than what is there now."""


def unstated(edition: Edition, unknowns: Iterable[Unknown], by: Literal["party", "service"]) -> tuple[Unsaid, ...]:
    """Name facts that are not stated: first what somebody was asked for, then what whole documents do not say.

    A fact of a flow is named with its party or with its service, whichever the page is not about.
    """
    silences: dict[Missing, list[Silence]] = defaultdict(list)
    for unknown in unknowns:
        silences[_missing(edition, unknown, by)].append(edition.silences.of(unknown))
    asked: dict[Asked, Counter[Missing]] = defaultdict(Counter)
    in_documents, nowhere, documents = Counter[Missing](), Counter[Missing](), dict[str, None]()
    for missing, several in silences.items():
        others = [silence.documents for silence in several if not silence.asking]
        # What is called the same stands in one place: in documents only if they are silent on all of it.
        (in_documents if all(others) else nowhere)[missing] += len(others)
        documents |= dict.fromkeys(id_ for ids in others if all(others) for id_ in ids)
        for silence in several:
            if silence.asking:
                asked[_asked(silence.asking)][missing] += 1
    until = edition.registry.as_of
    found = [
        *(_waiting(who, until, counts) for who, counts in sorted(asked.items(), key=_waiting_first)),
        Unsaid(_counted(in_documents), documents=tuple(documents), copies=_is_copy(edition, documents)),
        Unsaid(_counted(nowhere)),
    ]
    return tuple(one for one in found if one.facts)


def in_words(missing: Missing, language: Language) -> Text:
    """What is missing, as an entry of a list."""
    said = language.known(missing.fact)
    if missing.of:
        said = language.say("%(whose)s: %(fact)s", whose=missing.of, fact=said)
    if missing.duty:
        said = language.say("%(fact)s: %(duty)s", fact=said, duty=missing.duty)
    if missing.place:
        said = language.say("%(fact)s (%(list)s %(number)s)", fact=said, list=missing.place[0], number=missing.place[1])
    return said


def _is_copy(edition: Edition, documents: Iterable[str]) -> bool:
    return any(edition.registry.sources[id_].read.copy_ for id_ in documents)


def _asked(asking: Asking) -> Asked:
    return Asked(str(asking.whom), asking.date, asking.answered)


def _waiting_first(one: tuple[Asked, Counter[Missing]]) -> tuple[bool, date, str]:
    who, _ = one
    return who.answered is not None, who.on, who.whom


def _waiting(who: Asked, until: date | None, counts: Counter[Missing]) -> Unsaid:
    if who.answered or until is None:
        return Unsaid(_counted(counts), who)
    return Unsaid(_counted(counts), who, until, days_between(who.on, until))


def _counted(counts: Counter[Missing]) -> tuple[Unstated, ...]:
    return tuple(Unstated(missing, count) for missing, count in counts.items() if count)


def _missing(edition: Edition, unknown: Unknown, by: Literal["party", "service"]) -> Missing:
    record = edition.record(unknown.key)
    fact = edition.language.say(fields.label(type(record), unknown.loc))
    match unknown.loc:
        case ("flows", str(flow), *_) if isinstance(record, Party):
            return Missing(fact, of=record.name if by == "party" else _service(edition, record.flows[flow].service))
        case ("duties", str(duty), *_) if isinstance(record, Vendor):
            return Missing(fact, duty=record.duties[duty].says)
        case (str(place), int(index), *_):
            return Missing(fact, place=(edition.language.say(_LISTS[place]), index + 1))
    return Missing(fact)


def _service(edition: Edition, service: str) -> str:
    return edition.language.say("Any service") if is_any(service) else edition.registry.services[service].name


_LISTS = {
    "other_ways": message("other ways"),
    "cookies": message("cookies"),
    "breach_notices": message("breach notices"),
}
"""What people call the lists in a record of which a fact may be missing."""
