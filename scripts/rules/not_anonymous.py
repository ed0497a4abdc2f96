"""Rule `not-anonymous`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.vocabulary import Identifies
from schemas.words import is_none
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow is said to be about nobody, but carries information that can point to a person.

    Why it matters
        "Anonymous" is a promise. Facts that can point to you when joined with others do not keep it.

    How to fix it
        Name in `about` whose information it is, or correct `data`. If the facts were added up first, name the kind of
        information that points to nobody.

    Wrong
        # recipients/state-auditor.yml
        flows:
          audit:
            service: browse
            from: town
            about: none
            data: [ip-address]
            purposes: [follow-the-law]
            collected: derived
            choice: none
            retention: not-stated
            evidence:
              - {source: seen-by-us}

    Right
        # recipients/state-auditor.yml
        flows:
          audit:
            service: browse
            from: town
            about: none
            data: [statistics]
            purposes: [follow-the-law]
            collected: derived
            choice: none
            retention: not-stated
            evidence:
              - {source: seen-by-us}
    """
    registry = inspection.registry
    for edge in inspection.graph.edges.values():
        if not is_none(edge.flow.about):
            continue
        for index, data in enumerate(edge.data):
            if registry.data[data].identifies != Identifies.NOBODY:
                message = f"`{data}` can point to a person; name in `about` whose it is, or correct the information"
                yield Fault(registry.party_key(edge.receiver), ("flows", edge.name, "data", index), message)


RULE = Rule(check, Severity.ERROR, scope=Scope.SOUND)
