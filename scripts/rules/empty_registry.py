"""Rule `empty-registry`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import ORGANISATION
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """The registry has no services yet.

    Why it matters
        A site without services answers nobody's question.

    How to fix it
        Add a first service, the vendor or office that receives the information, and the words they need.
        `CONTRIBUTING.md` shows how.

    Wrong
        registry/
          organisation.yml

    Right
        registry/
          organisation.yml
          services/
            browse.yml
          … and the files that it names
    """
    if not inspection.registry.services:
        message = "this registry has no services yet; add the first one under `services/` (CONTRIBUTING.md shows how)"
        yield Fault(ORGANISATION, (), message)


RULE = Rule(check, Severity.WARNING, scope=Scope.WHOLE)
