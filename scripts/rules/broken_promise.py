"""Rule `broken-promise`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Key
from schemas.promise import Check
from schemas.words import is_any
from scripts.reading.findings import Severity, listed
from scripts.registry import promises
from scripts.registry.graph import Edge
from scripts.registry.verdicts import Subject, Verdict
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow or cookie goes against a promise of the policy, or none is as a promise says.

    Why it matters
        People read the promise and trust it. Either the record is wrong, or the promise is not kept. What went against
        it and is over is no fault here: the page of the promise tells it, with its time.

    How to fix it
        Correct the flow if it is wrong. A flow with `service: any` happens in every service, so a promise about one of
        them speaks of it too: name the services in which it really happens. If it is right, tell those who answer for
        the policy, and write a waiver into the promise, with a reason, a name and a last day.

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
            message = f"this goes against the promise “{record.name}”{_in_any(subject, record.check)}; {remedy}"
            yield Fault(registry.party_key(subject.receiver), promises.place_of(subject, at), message, promise)
        if not judgement.against:
            message = "no flow is as this promise says; add the flow, or write a waiver with a reason"
            yield Fault(promise, ("check",), message)


def _in_any(subject: Subject, check: Check) -> str:
    """Why a flow that names no service is held against a promise about some."""
    rule = check.forbid or check.only or check.require
    services = rule.where.service if rule and rule.where else None
    if not services or not isinstance(subject, Edge) or not is_any(subject.flow.service):
        return ""
    return f" about {listed(services, most=3)}, where a flow with `service: any` happens too"


RULE = Rule(check, Severity.ERROR, scope=Scope.SOUND)
