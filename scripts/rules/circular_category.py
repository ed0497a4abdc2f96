"""Rule `circular-category`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemas import Data, Office, People, Purpose
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

MOST_NAMED = 10
"""How many records of a circle are named. It can be as large as the registry."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record is part of itself, directly or through others.

    Why it matters
        Kinds of information, purposes, people and offices form trees. A circle has no top, and totals never end.

    How to fix it
        Correct `part_of` in one of the records of the circle.

    Wrong
        # people/payer.yml
        part_of: payer

    Right
        # people/payer.yml
        part_of: resident
    """
    registry = inspection.registry
    kinds: tuple[Mapping[str, Data | Purpose | People | Office], ...] = (
        registry.data,
        registry.purposes,
        registry.people,
        registry.offices,
    )
    for records in kinds:
        for circle in _circles({id_: record.part_of for id_, record in records.items()}):
            named = [*circle[:MOST_NAMED], "…"] if len(circle) > MOST_NAMED else circle
            path = " → ".join([*named, circle[0]])
            key = records[circle[0]].kind, circle[0]
            yield Fault(key, ("part_of",), f"this is part of itself ({path}); correct one `part_of`")


def _circles(parents: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Each circle once, from its first id on. No record is passed twice, whatever hangs on what."""
    passed: set[str] = set()
    for start in parents:
        way: dict[str, None] = {}
        here: str | None = start
        while here is not None and here in parents and here not in passed and here not in way:
            way[here] = None
            here = parents[here]
        passed.update(way)
        if here is not None and here in way:
            circle = list(way)[list(way).index(here) :]
            first = circle.index(min(circle))
            yield [*circle[first:], *circle[:first]]


RULE = Rule(check, Severity.ERROR, may_be_waived=False)
