"""Rule `worked-example`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Key
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

BEGINS = "example-"
"""How the ids of the records begin that `registry init` writes as an example."""


def is_example(key: Key) -> bool:
    """Whether a record belongs to the worked example."""
    return key[1].startswith(BEGINS)


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record of the worked example is still there.

    Why it matters
        It shows how records are written, and nothing in it is true. Your site would show it to everybody.

    How to fix it
        Delete the example with `registry init --remove-example`, once you have records of your own. A record of yours
        has an id that does not begin with `example-`.

    Wrong
        registry/
          vendors/
            example-company.yml

    Right
        registry/
          vendors/
            tillhouse.yml
    """
    for key in inspection.registry.own_documents:
        if is_example(key) and key in inspection.registry.records:
            yield Fault(
                key, (), "this belongs to the worked example; `registry init --remove-example` deletes all of it"
            )


RULE = Rule(check, Severity.WARNING)
