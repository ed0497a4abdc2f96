"""Rule `kind-beside-parent`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from schemas import ORGANISATION, Key
from schemas.part import Loc
from schemas.references import DataRef, OfficeRef, PeopleRef, PurposeRef, Ref
from scripts.reading.findings import Severity
from scripts.registry.tree import Tree
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A list names something and also what it is part of.

    Why it matters
        An email address is part of contact details. Who reads both asks what else the contact details are, and promises
        are held against all that they could be.

    How to fix it
        Keep the narrower one if the source names that alone. If the source speaks of more, write what it names instead
        of the wider one; if it names only the wider one, keep that alone. If it names both, and no word fits what else
        it means, write a waiver that says so.

    Wrong
        # vendors/pawform.yml
        flows:
          pet-form:
            service: pet-license
            from: pet-owner
            data: [contact-details, email-address, pet-license]
            purposes: [license-pets]
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
            data: [email-address, postal-address, pet-license]
            purposes: [license-pets]
            collected: given
            choice: required
            retention: not-stated
            evidence:
              - {source: seen-by-us}
    """
    graph = inspection.graph
    trees: dict[tuple[str, ...], Tree] = {
        DataRef.kinds: graph.data,
        PurposeRef.kinds: graph.purposes,
        PeopleRef.kinds: graph.people,
        OfficeRef.kinds: graph.offices,
    }
    lists: dict[tuple[Key, Loc], list[Ref]] = defaultdict(list)
    for named in inspection.registry.references:
        # What a law names, the organisation reports in the law's words.
        if isinstance(named.loc[-1], int) and named.ref.kinds in trees and named.key != ORGANISATION:
            lists[named.key, named.loc[:-1]].append(named.ref)
    for (key, loc), ids in lists.items():
        if len(ids) > 1:
            above = trees[ids[0].kinds].above
            narrower = {wider: id_ for id_ in ids for wider in above(str(id_))}
            for index, id_ in enumerate(ids):
                if part := narrower.get(str(id_)):
                    message = f"`{part}` is part of `{id_}`; keep one of them, or name what else of `{id_}` it is"
                    yield Fault(key, (*loc, index), message)


RULE = Rule(check, Severity.WARNING, scope=Scope.SOUND)
