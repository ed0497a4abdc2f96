"""Rule `unknown-statement`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.findings import Severity, did_you_mean
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """Evidence cites a statement that its source does not have.

    Why it matters
        Nobody can read up what the claim rests on.

    How to fix it
        Correct the statement's name, or add it to the source's record.

    Wrong
        # vendors/pawform.yml
        evidence:
          - {source: privacy-policy, statements: [pay1]}

    Right
        # vendors/pawform.yml
        evidence:
          - {source: privacy-policy, statements: [pay-1]}
    """
    sources = inspection.registry.sources
    for key, loc, evidence in inspection.registry.evidence:
        source = sources.get(evidence.source)
        for index, statement in enumerate(evidence.statements):
            if source and statement not in source.statements:
                ending = did_you_mean(
                    statement, source.statements, "correct the name or add the statement to the source"
                )
                yield key, (*loc, "statements", index), f"`{evidence.source}` has no statement `{statement}`; {ending}"


RULE = Rule(check, Severity.ERROR)
