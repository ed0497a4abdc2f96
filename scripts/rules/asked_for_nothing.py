"""Rule `asked-for-nothing`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from schemas import Key, fields
from schemas.part import Loc
from schemas.record import Record
from schemas.words import NOT_STATED
from scripts.reading.findings import Severity
from scripts.reading.near_words import did_you_mean
from scripts.registry.fact_addresses import place_of
from scripts.registry.registry import Registry
from scripts.registry.silence import place_asked_for
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record says that somebody was asked for a fact, and has no such fact.

    Why it matters
        The page of the record says which facts somebody was asked for. This one would be missing there.

    How to fix it
        Correct the place of the fact. If the flow or the entry that it belonged to is gone, take it out of the list.

    Wrong
        # services/pet-license.yml
        asked:
          - {date: 2030-02-01, whom: finance, facts: [other-ways]}

    Right
        # services/pet-license.yml
        asked:
          - {date: 2030-02-01, whom: finance, facts: [other_ways]}
    """
    registry = inspection.registry
    for key, record in registry.records.items():
        if key in registry.salvaged:  # the fact may be in what cannot be read
            continue
        for number, asking in enumerate(record.asked):
            for index, place in enumerate(asking.facts):
                if not _can_be_asked_for(type(record), place_asked_for(registry, key, place)):
                    yield Fault(key, ("asked", number, "facts", index), partial(_message, registry, key, place))


def _can_be_asked_for(model: type[Record], loc: Loc | None) -> bool:
    """Whether a fact stands at a place that could be `not-stated`."""
    field = fields.field_at(model, loc) if loc else None
    return field is not None and NOT_STATED in fields.plain_words(field)


def _message(registry: Registry, key: Key, place: str) -> str:
    open_ = [place_of(registry, key, unknown.loc) for unknown in registry.not_stated if unknown.key == key]
    ending = did_you_mean(place, open_, "correct its place, or take it out if the fact is gone")
    return f"this record has no fact `{place}`; {ending}"


RULE = Rule(check, Severity.WARNING)
