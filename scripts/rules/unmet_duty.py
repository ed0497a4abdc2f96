"""Rule `unmet-duty`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Key
from scripts.reading.findings import Severity
from scripts.registry import duties, promises
from scripts.registry.verdicts import Verdict
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """The terms of a company ask for something that is not done, or a flow goes against them.

    Why it matters
        Whoever uses a product agrees to its terms. Some of them protect the people whose information it is.

    How to fix it
        Do what the terms ask, and cite under `done` where it is seen. If the terms do not ask for it, correct the duty.
        If it cannot be done, write a waiver with the reason into the record of the company.

    Wrong
        # vendors/pawform.yml
        duties:
          name-it:
            says: Whoever uses its forms must name it on the page.
            evidence:
              - {source: seen-by-us}
            done: none

    Right
        # vendors/pawform.yml
        duties:
          name-it:
            says: Whoever uses its forms must name it on the page.
            evidence:
              - {source: seen-by-us}
            done:
              - {source: seen-by-us, note: The page names Pawform.}
    """
    registry = inspection.registry
    for (vendor, name), judgement in duties.judge_all(inspection.graph).items():
        if judgement.verdict != Verdict.BROKEN:
            continue
        key: Key = ("vendor", vendor)
        duty = registry.vendors[vendor].duties[name]
        at = promises.decisive_key(duty.check) if duty.check else "data"
        for subject in judgement.against:
            message = f"this goes against the duty `{name}` of `{vendor}`; correct this, or write a waiver there"
            yield Fault(registry.party_key(subject.receiver), promises.place_of(subject, at), message, key)
        if not judgement.against:
            where = "done" if duty.check is None else "check"
            message = "this duty is not met; do it and cite where it is seen, or write a waiver with the reason"
            yield Fault(key, ("duties", name, where), message)


RULE = Rule(check, Severity.WARNING, scope=Scope.WHOLE)
