"""What readers can do from the page of a record: whom they can call, where they ask, and what they can compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from schemas import Key
from schemas.office import Office
from schemas.record import Contact
from schemas.service import Channel, Service
from schemas.vendor import Vendor
from schemas.words import is_stated, is_there
from scripts.answers.comparisons import Pair
from scripts.reading import phone_numbers
from scripts.site.pages.edition import Edition
from scripts.words import sentences


class Call(NamedTuple):
    """A number that answers questions about a record."""

    number: str
    whom: str
    """Whose number it is; empty if it is that of the service itself."""


class Actions(NamedTuple):
    """What readers can do."""

    call: Call | None
    your_data: str
    """The company's own page on which people ask for their information, or have it deleted; empty if none is known."""
    pairs: tuple[Pair, ...]
    """The records with which this one can be compared, each beside it."""
    can_be_compared: bool
    """Whether it can be compared with any other of its kind."""


def actions(edition: Edition, key: Key) -> Actions:
    """Say what readers of a record's page can do."""
    record = edition.record(key)
    your_data = record.links.your_data if isinstance(record, Vendor) else None
    return Actions(
        _call(edition, key),
        str(your_data) if your_data and is_there(your_data) else "",
        edition.pairs.get(key, ()),
        key in edition.comparable,
    )


def _call(edition: Edition, key: Key) -> Call | None:
    """The number by which the same thing is done, or of whoever runs it, or of the organisation."""
    record = edition.record(key)
    if isinstance(record, Service) and not record.status.ended and (number := _own_number(record)):
        return Call(number, "")
    for whom, contact in _who_answers(edition, key):
        phone = contact.phone if isinstance(contact, Contact) else None
        if phone and is_there(phone):
            return Call(phone, whom)
    return None


def _own_number(service: Service) -> str:
    for way in service.other_ways if isinstance(service.other_ways, tuple) else ():
        if way.how == Channel.PHONE and is_there(way.details):
            if phone_numbers.is_one(way.details):
                return str(way.details)
            if match := next(phone_numbers.find(way.details), None):
                return match[0]
    return ""


def _who_answers(edition: Edition, key: Key) -> Iterator[tuple[str, object]]:
    """Whoever answers for a record, as sentences call them, with how they can be reached."""
    registry, record = edition.registry, edition.record(key)
    asked = [key[1]] if isinstance(record, (Vendor, Office)) else []
    if isinstance(record, Service) and is_stated(record.offices):
        asked = [str(office) for office in record.offices if office in registry.offices]
    for id_ in asked:
        who = registry.vendors.get(id_) or registry.offices[id_]
        yield sentences.called(edition.graph, id_), who.contact
    yield registry.organisation.short_name, registry.organisation.contact
