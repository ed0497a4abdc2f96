"""The facts that a page says nobody has stated, each once, with where it is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from schemas import fields
from schemas.party import Party
from schemas.vendor import Vendor
from schemas.words import is_any
from scripts.registry.registry import Unknown
from scripts.site.pages.edition import Edition
from scripts.words.languages import message


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


def unstated(edition: Edition, unknowns: Iterable[Unknown], by: Literal["party", "service"]) -> tuple[Unstated, ...]:
    """Name facts that are not stated, each once.

    A fact of a flow is named with its party or with its service, whichever the page is not about.
    """
    counts = Counter(_missing(edition, unknown, by) for unknown in unknowns)
    return tuple(Unstated(missing, count) for missing, count in counts.items())


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
