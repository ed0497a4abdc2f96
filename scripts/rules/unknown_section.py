"""Rule `unknown-section`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from scripts.reading.findings import Severity, shortened
from scripts.reading.near_words import Words, did_you_mean
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A statement names a section that its policy does not have.

    Why it matters
        When the policy changes, `registry policy` names what rests on each section. What rests on this statement
        would be left out.

    How to fix it
        Write the heading under which the policy says it, as the list of `sections` has it. If the policy does not say
        it any more, take the statement away.

    Wrong
        # sources/tillhouse-privacy.yml
        sections:
          - {heading: Sharing, fingerprint: v1-0f1e2d3c4b5a6978}
        statements:
          share-1: {section: Shares, kinds: [party], says: It shares card numbers with those who move the money.}
          share-2: {section: Sharing, kinds: [party], says: Banks tell it how a payment went.}

    Right
        # sources/tillhouse-privacy.yml
        sections:
          - {heading: Sharing, fingerprint: v1-0f1e2d3c4b5a6978}
        statements:
          share-1: {section: Sharing, kinds: [party], says: It shares card numbers with those who move the money.}
          share-2: {section: Sharing, kinds: [party], says: Banks tell it how a payment went.}
    """
    for id_, source in inspection.registry.sources.items():
        if inspection.registry.is_broken(("source", id_), ("sections",)):
            continue
        headings = {section.heading for section in source.sections}
        words = Words(headings)
        for name, statement in source.statements.items() if headings else ():
            if statement.section not in headings:
                yield Fault(
                    ("source", id_), ("statements", name, "section"), partial(_message, statement.section, words)
                )


def _message(section: str, headings: Words) -> str:
    ending = did_you_mean(section, headings, "write one of the headings in `sections`, or take the statement away")
    return f"there is no section `{shortened(section)}`; {ending}"


RULE = Rule(check, Severity.ERROR, may_be_waived=False)
