"""Rule `uncarried-statement`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """No record cites a statement of the policy.

    Why it matters
        A reader of the policy must find every sentence of it in the registry: as a flow, a promise, a choice or
        a limit.

    How to fix it
        Cite the statement in the `evidence` of the record that it belongs to.

    Wrong
        # sources/tillhouse-privacy.yml
        statements:
          share-1: {section: Sharing, kinds: [party], says: It shares card numbers with those who move the money.}
          share-2: {section: Sharing, kinds: [party], says: Banks tell it how a payment went.}
          keep-1: {section: Keeping, kinds: [retention], says: It keeps receipts for two years.}

    Right
        # vendors/tillhouse.yml
        evidence:
          - {source: tillhouse-privacy, statements: [keep-1]}
    """
    registry = inspection.registry
    cited = {
        (str(evidence.source), statement) for _, _, evidence in registry.evidence for statement in evidence.statements
    }
    for id_, source in registry.sources.items():
        for statement in source.statements:
            if (id_, statement) not in cited:
                message = (
                    f"no record cites the statement `{statement}`; add it to the `evidence` of the one that it is about"
                )
                yield Fault(("source", id_), ("statements", statement), message)


RULE = Rule(check, Severity.ERROR, scope=Scope.WHOLE)
