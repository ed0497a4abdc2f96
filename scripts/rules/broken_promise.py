"""Rule `broken-promise`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Key
from scripts.reading.findings import Severity
from scripts.registry import promises
from scripts.registry.verdicts import Verdict
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow or cookie goes against a promise of the policy, or none is as a promise says.

    Why it matters
        People read the promise and trust it. Either the record is wrong, or the promise is not kept. What went against
        it and is over is no fault here: the page of the promise tells it, with its time.

    How to fix it
        Correct the flow if it is wrong. If it is right, tell those who answer for the policy, and write a
        waiver into the promise, with a reason, a name and a last day.

    Wrong
        # vendors/pawform.yml, when `promises/no-marketing.yml` forbids flows for marketing
        flows:
          pet-form:
            service: pet-license
            from: pet-owner
            data: [email-address]
            purposes: [marketing]
            collected: given
            choice: required
            retention: not-stated
            evidence:
              - {source: seen-by-us}

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
              - {source: seen-by-us}
    """
    registry = inspection.registry
    for id_, judgement in promises.judge_all(inspection.graph).items():
        if judgement.verdict != Verdict.BROKEN:
            continue
        promise: Key = ("promise", id_)
        record = registry.promises[id_]
        remedy = f"correct this, or write a waiver into `promises/{id_}.yml`"
        at = promises.decisive_key(record.check)
        for subject in judgement.against:
            message = f"this goes against the promise “{record.name}”; {remedy}"
            yield Fault(registry.party_key(subject.receiver), promises.place_of(subject, at), message, promise)
        if not judgement.against:
            message = "no flow is as this promise says; add the flow, or write a waiver with a reason"
            yield Fault(promise, ("check",), message)


RULE = Rule(check, Severity.ERROR, scope=Scope.SOUND)
