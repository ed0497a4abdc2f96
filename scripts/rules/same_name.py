"""Rule `same-name`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import fields
from schemas.base import Loc
from schemas.party import Party
from schemas.record import Record
from scripts import look_alikes
from scripts.findings import Severity
from scripts.registry import Key
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """Two records of one kind have the same name, or names that look the same.

    Why it matters
        Readers cannot tell them apart. One may be there by mistake, so that half of what is known stands in each;
        or somebody has made a name that passes for another one, with a letter that only looks right.

    How to fix it
        If both are about the same, make them one record. If not, write names that tell them apart. Capitals, spaces,
        accents and signs make no difference here, and other names (`also_known_as`) count too.

    Wrong
        # vendors/pawform.yml
        name: Till House
        # vendors/tillhouse.yml
        name: Tillhouse

    Right
        # vendors/pawform.yml
        name: Pawform
        # vendors/tillhouse.yml
        name: Tillhouse
    """
    registry = inspection.registry
    first: dict[tuple[str, str, str], tuple[Key, str]] = {}
    for key, record in registry.records.items():
        told: set[Key] = set()
        for loc, name in fields.names(record):
            for skeleton in look_alikes.skeletons(name):
                other, other_name = first.setdefault((_kind(record), _language(loc), skeleton), (key, name))
                if skeleton and other != key and other not in told:
                    told.add(other)
                    looks = "is also a name" if name == other_name else f"looks like `{other_name}`, a name"
                    path = registry.documents[other].path
                    yield key, loc, f"`{name}` {looks} of `{path}`; make them one record, or give them different names"


def _kind(record: Record) -> str:
    """Vendors, offices and recipients stand side by side in lists, so they count as one kind."""
    return "party" if isinstance(record, Party) else record.kind


def _language(loc: Loc) -> str:
    """The language of a name. Two things may well have the same name in two languages."""
    return str(loc[1]) if loc[0] == "translations" else ""


RULE = Rule(check, Severity.ERROR)
