"""Rule `sensitive-without-authority`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow carries sensitive information and does not say what allows it.

    Why it matters
        The more harm a fact can do in wrong hands, the more a reader must be able to see why it may be used.

    How to fix it
        Write under `authority` what allows it, and the law or contract that says so. Where no source says it, write
        `authority: not-stated`: then it is published as unknown, and can be asked for.

    Wrong
        # vendors/clearbridge.yml
        flows:
          card-payments:
            service: pay-property-tax
            from: tillhouse
            about: [payer]
            data: [card-number]
            purposes: [take-payment]
            collected: passed-on
            choice: none
            retention: not-stated
            evidence:
              - {source: tillhouse-privacy, statements: [share-1]}

    Right
        # vendors/clearbridge.yml
        flows:
          card-payments:
            service: pay-property-tax
            from: tillhouse
            about: [payer]
            data: [card-number]
            purposes: [take-payment]
            collected: passed-on
            choice: none
            retention: not-stated
            authority: not-stated
            evidence:
              - {source: tillhouse-privacy, statements: [share-1]}
    """
    registry = inspection.registry
    for edge in inspection.graph.edges.values():
        if edge.flow.authority is not None:
            continue
        for index, data in enumerate(edge.data):
            if registry.data[data].is_sensitive:
                message = (
                    f"`{data}` is sensitive; add what allows it: `authority: …` (`not-stated` if no source says it)"
                )
                yield Fault(registry.party_key(edge.receiver), ("flows", edge.name, "data", index), message)
                break


RULE = Rule(check, Severity.ERROR, scope=Scope.SOUND)
