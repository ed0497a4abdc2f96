"""Rule `old-id-in-use`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import KINDS
from schemas.record import RenamableRecord
from scripts.findings import Severity
from scripts.registry import Key
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """An old id under `formerly` is the id of a record, or is listed twice.

    Why it matters
        The page of an old id leads to the record's new page. One address cannot lead to two pages.

    How to fix it
        Leave the old id with the record that had it last, and give any other record another id.

    Wrong
        # vendors/pawform.yml
        formerly: [tillhouse]

    Right
        # vendors/pawform.yml
        formerly: [petforms]
    """
    registry = inspection.registry
    claimed: dict[Key, str] = {}
    for (kind, id_), record in registry.records.items():
        if not isinstance(record, RenamableRecord):
            continue
        for index, old in enumerate(record.formerly):
            place = (kind, id_), ("formerly", index)
            file = f"`{KINDS[kind].folder}/{old}.yml`"
            if old == id_:
                yield *place, f"`{old}` is the id that this record has now; list only the ids that it had before"
            elif (kind, old) in registry.documents:
                yield *place, f"{file} is a record of its own; remove this, or rename that file"
            elif (kind, old) in claimed:
                yield *place, f"`{old}` is listed under `{claimed[kind, old]}` already; leave it in one place"
            claimed.setdefault((kind, old), id_)


RULE = Rule(check, Severity.ERROR)
