"""Rule `promise-without-flow`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.promise import Check
from scripts.reading.findings import Severity
from scripts.registry import duties, promises
from scripts.registry.verdicts import Judgement, Verdict
from scripts.rules.base import Fault, Inspection, Rule, Scope

MESSAGE = (
    "nothing in the records could go against this, so nothing was compared; record the flows that it speaks of, "
    "widen the rule, or write `not_decidable` with the reason"
)


def check(inspection: Inspection) -> Iterator[Fault]:
    """The rule of a promise, or of a duty, speaks of nothing that is in the records.

    Why it matters
        Nothing goes against it, whatever is done. A reader would take that for a promise that is kept.

    How to fix it
        Record the flows that it speaks of. If they are there, the rule looks past them: correct who gives or gets them,
        about whom, or in which service. If records can never show it, write `not_decidable` with the reason.

    Wrong
        # promises/no-marketing.yml
        name: No marketing
        summary: The Town says that nobody gets your facts to sell you things.
        evidence:
          - {source: privacy-policy, statements: [promise-1]}
        check:
          forbid:
            where: {from: [state-auditor], purposes: [marketing]}

    Right
        # promises/no-marketing.yml
        name: No marketing
        summary: The Town says that nobody gets your facts to sell you things.
        evidence:
          - {source: privacy-policy, statements: [promise-1]}
        check:
          forbid:
            where: {from_is: [people], purposes: [marketing]}
    """
    registry = inspection.registry
    for id_, judgement in promises.judge_all(inspection.graph).items():
        if _speaks_of_nothing(registry.promises[id_].check, judgement):
            yield Fault(("promise", id_), ("check",), MESSAGE)
    for (vendor, name), judgement in duties.judge_all(inspection.graph).items():
        if _speaks_of_nothing(registry.vendors[vendor].duties[name].check, judgement):
            yield Fault(("vendor", vendor), ("duties", name, "check"), MESSAGE)


def _speaks_of_nothing(rule: Check | None, judgement: Judgement) -> bool:
    return rule is not None and judgement.verdict == Verdict.UNCONFIRMED and not judgement.looked_at


RULE = Rule(check, Severity.WARNING, scope=Scope.WHOLE)
