"""Rule `unchecked-promise`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.source import StatementKind
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """The policy makes a promise, and no record in `promises/` checks it.

    Why it matters
        A promise that nobody holds against the records is only a sentence.

    How to fix it
        Write a promise that cites the statement: with a rule over flows, or with `not_decidable` and the reason. If the
        statement promises nothing, correct its `kinds`.

    Wrong
        # sources/privacy-policy.yml
        statements:
          scope-1: {section: Scope, kinds: [scope], says: It is about the town's website.}
          auto-1: {section: Visits, kinds: [data, mechanism], says: The site notes which pages you read.}
          auto-2: {section: Visits, kinds: [party, promise], says: No other company ever counts visits.}
          pay-1: {section: Payments, kinds: [data, party, promise], says: A company takes card numbers for the town.}
          records-1: {section: Records, kinds: [party], says: Anyone may ask for records of the town.}
          promise-1: {section: Promises, kinds: [promise], says: Nothing is used for marketing.}
          promise-2: {section: Promises, kinds: [promise], says: Pet forms ask for little.}
          promise-3: {section: Promises, kinds: [promise], says: Facts are kept safe.}

    Right
        # promises/no-counting.yml
        name: Nobody else counts visits
        summary: The Town says that no other company counts visits.
        evidence:
          - {source: privacy-policy, statements: [auto-2]}
        check:
          not_decidable: The town does not hold this one against its records.
    """
    registry = inspection.registry
    cited = {
        (str(evidence.source), statement)
        for (kind, _), loc, evidence in registry.evidence
        for statement in evidence.statements
        if kind == "promise" and loc[0] == "evidence"
    }
    policy = str(registry.organisation.policy)
    statements = registry.sources[policy].statements if policy in registry.sources else {}
    for name, statement in statements.items():
        if StatementKind.PROMISE in statement.kinds and (policy, name) not in cited:
            message = f"no promise cites the statement `{name}`; write one in `promises/`, or correct its `kinds`"
            yield Fault(("source", policy), ("statements", name), message)


RULE = Rule(check, Severity.ERROR, scope=Scope.WHOLE)
