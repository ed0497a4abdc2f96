"""Rule `contract-after-work`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.record import State
from schemas.time import RoughDate
from schemas.vendor import Contract, Vendor
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A contract starts after the work that it is for: the company works already, or has stopped before.

    Why it matters
        Whoever gets information without a contract is bound by nothing but its own rules.

    How to fix it
        Correct the start of the contract, or the company's `status`. If it really works without a contract until then,
        write a waiver that says under which rules.

    Wrong
        # vendors/tillhouse.yml, when the day is 2030-03-01 and it has been in use since 2019
        contract:
          number: QB-2019-7
          starts: 2031-04
          ends: none
          chosen_by: not-stated
          page: not-stated
          evidence:
            - {source: seen-by-us, inferred: The page names the town as its client.}

    Right
        # vendors/tillhouse.yml
        contract:
          number: QB-2019-7
          starts: 2019-04
          ends: none
          chosen_by: not-stated
          page: not-stated
          evidence:
            - {source: seen-by-us, inferred: The page names the town as its client.}
    """
    for id_, vendor in inspection.registry.vendors.items():
        if not isinstance(vendor.contract, Contract) or not isinstance(vendor.contract.starts, RoughDate):
            continue
        starts, status = vendor.contract.starts, vendor.status
        if starts.first_day > inspection.today and _works(inspection, id_, vendor):
            message = "this contract has not started yet, but the company works already"
        elif status.ended and isinstance(status.since, RoughDate) and status.since.last_day < starts.first_day:
            message = f"this contract starts after the company stopped on {status.since}"
        else:
            continue
        yield Fault(("vendor", id_), ("contract", "starts"), f"{message}; correct one of the two, or write a waiver")


def _works(inspection: Inspection, id_: str, vendor: Vendor) -> bool:
    if inspection.registry.is_broken(("vendor", id_), ("status",)):
        return False
    states = {flow.status.is_ for flow in vendor.flows.values() if flow.status}
    return State.IN_USE in {vendor.status.is_, *states}


RULE = Rule(check, Severity.WARNING)
