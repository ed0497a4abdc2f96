"""Rule `same-name`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from schemas import Key, fields
from schemas.part import Loc
from schemas.party import Party
from schemas.record import Record
from scripts.reading import look_alikes
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """Two records of one kind have the same name, or names that look the same.

    Why it matters
        Readers cannot tell them apart. One may be there by mistake, so that half of what is known stands in each;
        or somebody has made a name that passes for another one, with a letter that only looks right.

    How to fix it
        If both are about the same, make them one record. If not, write names that tell them apart. Capitals, spaces,
        accents and signs make no difference here. Other names (`also_known_as`) and translations count too. If two
        things really have one name, both records need a waiver.

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
    first: dict[tuple[str, str], _Place] = {}
    for key, record in inspection.registry.records.items():
        told: set[Key] = set()
        for loc, name in fields.names(record):
            here = _Place(key, loc, name)
            is_company = isinstance(record, Party) and loc != ("legal_name",)
            bare = _LEGAL_FORM.sub("", name) if is_company else name
            for skeleton in look_alikes.skeletons(bare):
                other = first.setdefault((_kind(record), skeleton), here)
                if skeleton and other.key != key and other.key not in told and not _are_legal(here, other):
                    told.add(other.key)
                    # In both, so that neither can be waived without a word in the other.
                    yield _fault(inspection, here, other)
                    yield _fault(inspection, other, here)


_LEGAL_FORM = re.compile(r"(?<=\w),? (?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|GmbH|PLC)\.?\Z", re.IGNORECASE)
"""How the law calls a company. A product called like it is the same one."""


class _Place(NamedTuple):
    """Where a name stands."""

    key: Key
    loc: Loc
    name: str


def _fault(inspection: Inspection, here: _Place, other: _Place) -> Fault:
    looks = "is also a name" if here.name == other.name else f"looks like `{other.name}`, a name"
    path = inspection.registry.documents[other.key].path
    remedy = "make them one record, or give them different names"
    return Fault(here.key, here.loc, f"`{here.name}` {looks} of `{path}`; {remedy}")


def _are_legal(here: _Place, other: _Place) -> bool:
    """Whether both are legal names: a company can have several products. `two-records-of-one` tells of these."""
    return here.loc == other.loc == ("legal_name",)


def _kind(record: Record) -> str:
    """Vendors, offices and recipients stand side by side in lists, so they count as one kind."""
    return "party" if isinstance(record, Party) else record.kind


RULE = Rule(check, Severity.ERROR)
