"""Rule `unknown-statement`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from scripts.reading.findings import Severity
from scripts.reading.near_words import Words, did_you_mean
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
    registry, sources = inspection.registry, inspection.registry.sources
    names = cache(lambda id_: Words(sources[id_].statements))
    for key, loc, evidence in registry.evidence:
        source = sources.get(evidence.source)
        if source is None or registry.is_broken(("source", str(evidence.source)), ("statements",)):
            continue
        for index, statement in enumerate(evidence.statements):
            if statement not in source.statements:
                place = *loc, "statements", index
                yield Fault(key, place, partial(_message, str(evidence.source), statement, names))


def _message(source: str, statement: str, names: Callable[[str], Words]) -> str:
    ending = did_you_mean(statement, names(source), "correct the name or add the statement to the source")
    return f"`{source}` has no statement `{statement}`; {ending}"


RULE = Rule(check, Severity.ERROR, may_be_waived=False)
