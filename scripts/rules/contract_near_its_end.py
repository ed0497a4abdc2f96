"""Rule `contract-near-its-end`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import ORGANISATION
from schemas.time import Duration, RoughDate
from schemas.vendor import Contract
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A contract has ended, or ends so soon that notice is due.

    Why it matters
        In these days it is decided who gets the information next, and what becomes of what the company holds.

    How to fix it
        Write the new contract, or the new end under `ends`. If the company stops, set its `status` to
        ended on that day.

    Wrong
        # vendors/tillhouse.yml, when the day is 2030-03-01
        contract:
          number: QB-2019-7
          starts: 2019-04
          ends: 2030-04-30
          notice: P90D
          chosen_by: not-stated
          page: not-stated
          evidence:
            - {source: seen-by-us, inferred: The page names the town as its client.}

    Right
        # vendors/tillhouse.yml
        contract:
          number: QB-2019-7
          starts: 2019-04
          ends: 2035-04-30
          notice: P90D
          chosen_by: not-stated
          page: not-stated
          evidence:
            - {source: seen-by-us, inferred: The page names the town as its client.}
    """
    registry = inspection.registry
    usual = registry.organisation.contract_notice if ORGANISATION in registry.records else None
    for id_, vendor in registry.vendors.items():
        contract = vendor.contract
        if not isinstance(contract, Contract) or not isinstance(contract.ends, RoughDate) or vendor.status.ended:
            continue
        last = contract.ends.last_day
        notice = contract.notice if isinstance(contract.notice, Duration) else usual
        if last < inspection.today:
            message = f"this contract ended on {last}; write the new one, or the end of the company's work"
        elif notice is not None and notice.before(last) <= inspection.today:
            message = f"notice is due {notice} before this end; decide, then write the new end or the new contract"
        else:
            continue
        yield Fault(("vendor", id_), ("contract", "ends"), message)


RULE = Rule(check, Severity.WARNING)
