"""Rule `circular-category`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemas import Data, Office, People, Purpose
from scripts.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


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
        for id_, record in records.items():
            circle = [id_]
            parent = record.part_of
            while parent is not None and parent in records and parent not in circle:
                circle.append(str(parent))
                parent = records[parent].part_of
            if parent == id_ and id_ == min(circle):
                path = " → ".join([*circle, id_])
                yield (record.kind, id_), ("part_of",), f"this is part of itself ({path}); correct one `part_of`"


RULE = Rule(check, Severity.ERROR)
