"""Rule `ambiguous-id`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import KINDS
from schemas.references import SenderRef
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A group of people and a party, or two parties, have the same id.

    Why it matters
        A flow says `from: some-id`, so people, vendors, offices and recipients share one set of names.

    How to fix it
        Rename one of the two files, and the ids that refer to it.

    Wrong
        people/pawform.yml     people who fill in the form
        vendors/pawform.yml    the company that runs it

    Right
        people/pet-owner.yml
        vendors/pawform.yml
    """
    registry = inspection.registry
    first: dict[str, str] = {}
    for kind in SenderRef.kinds:
        for id_ in (id_ for of, id_ in registry.documents if of == kind):
            if id_ in first and (kind, id_) in registry.records:
                other = f"{KINDS[first[id_]].folder}/{id_}.yml"
                yield Fault((kind, id_), (), f"`{other}` has the same id; rename one of them")
            first.setdefault(id_, kind)


RULE = Rule(check, Severity.ERROR, may_be_waived=False)
