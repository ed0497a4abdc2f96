"""Rule `flow-without-evidence`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow names no source.

    Why it matters
        A claim that nobody can check is a rumour.

    How to fix it
        Add `evidence` with the source that says so. If you conclude it yourself, say why under `inferred`.

    Wrong
        # vendors/pawform.yml
        flows:
          pet-form:
            service: pet-license
            from: pet-owner
            data: [email-address]
            purposes: [license-pets]
            collected: given
            choice: required
            retention: not-stated

    Right
        # vendors/pawform.yml
        flows:
          pet-form:
            service: pet-license
            from: pet-owner
            data: [email-address]
            purposes: [license-pets]
            collected: given
            choice: required
            retention: not-stated
            evidence:
              - {source: seen-by-us, note: The form asks for it.}
    """
    for receiver, party in inspection.registry.parties.items():
        for name, flow in party.flows.items():
            if not flow.evidence:
                message = f"the flow `{receiver}/{name}` names no source; add `evidence: [{{source: …}}]`"
                yield Fault((party.kind, receiver), ("flows", name), message)


RULE = Rule(check, Severity.ERROR)
