"""What a record may say: one kind a file.

In: plain data, as it stands in one file. Out: a record that never changes, or everything that is wrong with it.
It must not know: files, other records, and anything in `scripts`.

Annotations here are values, not texts as elsewhere: pydantic needs each, and would compile it at every start.
"""

from schemas.kinds import CompanyKind, SourceKind
from schemas.office import Office
from schemas.organisation import Organisation
from schemas.promise import Promise
from schemas.recipient import Recipient
from schemas.record import Record
from schemas.service import Service
from schemas.source import Source
from schemas.vendor import Vendor
from schemas.vocabulary import Data, People, Purpose

KINDS: dict[str, type[Record]] = {
    model.kind: model
    for model in (
        Organisation,
        Service,
        Vendor,
        Office,
        Recipient,
        Data,
        Purpose,
        People,
        CompanyKind,
        Promise,
        Source,
        SourceKind,
    )
}
"""Every kind of record by its name, in the order in which people read them."""
PLACES = {kind: place for place, kind in enumerate(KINDS)}
"""The place of each kind in that order, for sorting."""

Key = tuple[str, str]
"""A record's kind and id, such as ("vendor", "tillhouse")."""

ORGANISATION: Key = ("organisation", "organisation")
"""The key of the one record that is not in a folder of its kind."""

FOLDERS = {model.folder: kind for kind, model in KINDS.items() if kind != ORGANISATION[0]}
"""The kind of the records in each folder of a registry."""

__all__ = [
    "FOLDERS",
    "KINDS",
    "ORGANISATION",
    "PLACES",
    "CompanyKind",
    "Data",
    "Key",
    "Office",
    "Organisation",
    "People",
    "Promise",
    "Purpose",
    "Recipient",
    "Service",
    "Source",
    "SourceKind",
    "Vendor",
]
