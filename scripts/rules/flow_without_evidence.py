"""Rule `flow-without-evidence`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.evidence import FlowFact
from schemas.flow import Flow
from schemas.words import is_stated
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow names no source, or none that says who gets what.

    Why it matters
        A claim that nobody can check is a rumour.

    How to fix it
        Add `evidence` with the source that says so. If you conclude it yourself, say why under `inferred`. A source
        whose `for` names other facts, such as `[retention]`, does not say who gets what.

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
            elif missing := [fact for fact in _asked(flow) if not flow.evidence_for(fact)]:
                facts = " and ".join(f"`{fact}`" for fact in missing)
                message = (
                    f"no source of this flow is for {facts}; add one that says so, or correct `for` in one that does"
                )
                yield Fault((party.kind, receiver), ("flows", name, "evidence"), message)


def _asked(flow: Flow) -> list[FlowFact]:
    """The facts of a flow without which there is none: who gets what, as far as that is stated."""
    return [FlowFact.WHO, *([FlowFact.DATA] if is_stated(flow.data) else [])]


RULE = Rule(check, Severity.ERROR)
