"""Rule `party-without-flow`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Recipient, Vendor
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A vendor or another recipient receives nothing.

    Why it matters
        The registry says who gets information. Whoever gets none does not belong in it; whoever gets some needs
        a flow, even if nobody has said what it carries.

    How to fix it
        Add a flow (`data: not-stated` if that is all that is known), or delete the record.

    Wrong
        # recipients/map-maker.yml
        name: Map maker
        summary: It draws the map of the town.
        is: linked-site
        status: {is: in-use, since: not-stated}
        reviewed: not-stated

    Right
        # recipients/map-maker.yml
        name: Map maker
        summary: It draws the map of the town.
        is: linked-site
        status: {is: in-use, since: not-stated}
        reviewed: not-stated
        flows:
          visits:
            service: browse
            from: visitor
            data: not-stated
            purposes: not-stated
            collected: not-stated
            choice: not-stated
            retention: not-stated
            evidence:
              - {source: seen-by-us, note: The map comes from its site.}
    """
    registry = inspection.registry
    for model in (Vendor, Recipient):
        for id_, party in registry.of(model).items():
            if not party.flows:
                yield Fault(
                    (model.kind, id_),
                    (),
                    f"`{id_}` receives nothing; add a flow (`data: not-stated` will do), or delete it",
                )


RULE = Rule(check, Severity.ERROR, scope=Scope.WHOLE)
