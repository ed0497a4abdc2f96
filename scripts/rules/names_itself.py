"""Rule `names-itself`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Service, Vendor
from schemas.party import Party
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record names itself where another one is meant: a flow comes from its own receiver, or it replaces itself.

    Why it matters
        Nobody gives something to itself, and nobody takes its own place. The page would lead to itself.

    How to fix it
        Write the id of the other one. If nobody else is involved, delete the line; what a party does with what it has
        is no flow.

    Wrong
        # vendors/oldcount.yml
        replaced_by: oldcount

    Right
        # vendors/oldcount.yml
        replaced_by: traffic-counters
    """
    for key, record in inspection.registry.records.items():
        _, id_ = key
        if isinstance(record, (Party, Service)) and record.replaced_by == id_:
            yield Fault(key, ("replaced_by",), "this is the record itself; name who took its place, or delete the line")
        if isinstance(record, Vendor):
            for index, membership in enumerate(record.belongs_to):
                if membership.vendor == id_:
                    message = "this is the record itself; name the class that it belongs to, or delete the entry"
                    yield Fault(key, ("belongs_to", index, "vendor"), message)
        if isinstance(record, Party):
            for name, flow in record.flows.items():
                if flow.sender == id_ and id_ not in inspection.registry.people:
                    message = "this is the receiver itself; name who gives it, or delete the flow"
                    yield Fault(key, ("flows", name, "from"), message)


RULE = Rule(check, Severity.ERROR)
