"""Rule `office-without-root`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.office import OfficeKind
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """The offices are not one tree.

    Why it matters
        What an office receives, the organisation receives. That only adds up if every office belongs to the one
        at the top.

    How to fix it
        Give every office but one a `part_of`.

    Wrong
        # offices/library.yml
        name: Library
        summary: It lends books.
        is: department
        status: {is: in-use, since: not-stated}
        reviewed: not-stated

    Right
        # offices/library.yml
        name: Library
        summary: It lends books.
        is: department
        part_of: town
        status: {is: in-use, since: not-stated}
        reviewed: not-stated
    """
    offices = inspection.registry.offices
    roots = [id_ for id_, office in offices.items() if office.part_of is None]
    roots.sort(key=lambda id_: offices[id_].is_ != OfficeKind.WHOLE)  # the one that says so stands at the top
    for id_ in roots[1:]:
        yield Fault(
            ("office", id_),
            (),
            f"only one office stands at the top, and `{roots[0]}` does; add `part_of: {roots[0]}`",
        )


RULE = Rule(check, Severity.ERROR, scope=Scope.WHOLE, may_be_waived=False)
