"""Rule `old-id-in-use`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from schemas import FOLDERS, KINDS, Key
from schemas.record import RenamableRecord
from scripts.reading.findings import Severity
from scripts.reading.near_words import did_you_mean
from scripts.registry.registry import old_keys
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
        # vendors/pawform.yml, which was recipients/paw-forms.yml before the town had a contract
        formerly: [petforms, recipients/paw-forms]
    """
    registry = inspection.registry
    claimed: dict[Key, str] = {}
    for key, record in registry.records.items():
        if not isinstance(record, RenamableRecord):
            continue
        for index, (written, old) in enumerate(zip(record.formerly, old_keys(key, record), strict=True)):
            place = key, ("formerly", index)
            if old is None:
                yield Fault(*place, partial(_no_folder, written.partition("/")[0]))
                continue
            if old == key:
                yield Fault(
                    *place, f"`{written}` is the id that this record has now; list only the ids that it had before"
                )
            elif old in registry.documents:
                file = f"`{KINDS[old[0]].folder}/{old[1]}.yml`"
                yield Fault(*place, f"{file} is a record of its own; remove this, or rename that file")
            elif old in claimed:
                yield Fault(*place, f"`{written}` is listed under `{claimed[old]}` already; leave it in one place")
            claimed.setdefault(old, key[1])


def _no_folder(name: str) -> str:
    ending = did_you_mean(name, FOLDERS, f"the folders are {', '.join(FOLDERS)}")
    return f"there is no folder `{name}` in a registry; {ending}"


RULE = Rule(check, Severity.ERROR, may_be_waived=False)
