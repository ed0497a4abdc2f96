"""Rule `required-everywhere`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.flow import Choice
from schemas.words import is_any
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow says that people must give something, whatever service they use.

    Why it matters
        Each page of a service would say that it cannot be used without this. Mostly nobody was asked: a page sent it.

    How to fix it
        Write `choice: none` if nobody is asked, as where a device sends it. If it is needed for some services, name
        these. If really no service can be used without it, write a waiver that says why.

    Wrong
        # vendors/traffic-counters.yml
        flows:
          visits:
            service: any
            from: visitor
            data: not-stated
            purposes: [count-visits]
            collected: automatic
            choice: required
            retention: not-stated
            evidence:
              - {source: privacy-policy, statements: [auto-2]}

    Right
        # vendors/traffic-counters.yml
        flows:
          visits:
            service: any
            from: visitor
            data: not-stated
            purposes: [count-visits]
            collected: automatic
            choice: none
            retention: not-stated
            evidence:
              - {source: privacy-policy, statements: [auto-2]}
    """
    for receiver, party in inspection.registry.parties.items():
        for name, flow in party.flows.items():
            if is_any(flow.service) and flow.choice == Choice.REQUIRED:
                remedy = "write `none` if nobody is asked, or name the service that needs it"
                message = f"no service could be used without giving this; {remedy}"
                yield Fault((party.kind, receiver), ("flows", name, "choice"), message)


RULE = Rule(check, Severity.WARNING)
