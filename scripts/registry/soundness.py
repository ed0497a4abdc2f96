"""A registry with mistakes → what of it is sound: what names only what is there, and so on.

Whoever asks only for what is there, such as a flow that goes against a promise, can ask it of this part. Whoever asks
for what is nowhere, such as a word that nobody uses, has to wait for the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from schemas import Key
from schemas.part import Loc
from schemas.party import Party
from schemas.record import Record
from scripts.registry.registry import Registry

Place = tuple[Key, Loc]
"""Something in a record."""


class SoundPart(NamedTuple):
    """What is sound, and how much is not."""

    registry: Registry
    records: int
    """How many records are left out."""
    flows: int
    """How many flows are left out of records that are not."""


def sound_part(registry: Registry, faults: Iterable[Place]) -> SoundPart:
    """Leave out what is at fault, what names something that is not there, and what names something that is left out.

    A flow at fault is left out alone. Any other fault leaves out its record.
    """
    records = dict(registry.records)
    resting_on: dict[Key, list[Place]] = defaultdict(list)
    waiting = list(faults)
    for reference in registry.references:
        target = registry.resolve(reference.ref)
        (resting_on[target] if target else waiting).append((reference.key, reference.loc))
    while waiting:
        key, loc = waiting.pop()
        if _leave_out(records, key, loc):
            waiting += resting_on.pop(key, ())
    part = Registry(records, registry.documents)
    flows = sum(len(party.flows) for id_, party in registry.parties.items() if id_ in part.parties)
    return SoundPart(part, len(registry.documents) - len(records), flows - len(part.flows))


def _leave_out(records: dict[Key, Record], key: Key, loc: Loc) -> bool:
    """Leave out one flow, or a record; says whether it was a record."""
    record = records.get(key)
    match loc:
        case ("flows", str(name), *_) if isinstance(record, Party):
            rest = {other: flow for other, flow in record.flows.items() if other != name}
            records[key] = record.model_copy(update={"flows": rest})
            return False
        case _:
            return records.pop(key, None) is not None
