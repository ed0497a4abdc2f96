"""Rule `unclear-role`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.record import State
from schemas.words import is_stated
from scripts.reading.findings import Severity, listed
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A company gets sensitive information, and no source says whose rules it follows.

    Why it matters
        If it works by the rules of the organisation, those rules protect you. If it works by its own, they do not.

    How to fix it
        Ask the company or the office that hired it, and write the answer under `role`. Until then the warning stays, or
        a waiver says who has asked and when.

    Wrong
        # vendors/tillhouse.yml, which gets card numbers
        role: not-stated

    Right
        # vendors/tillhouse.yml
        role: for-the-organisation
    """
    registry = inspection.registry
    for id_, vendor in registry.vendors.items():
        if is_stated(vendor.role):
            continue
        edges = [edge for edge in inspection.graph.gets(id_) if inspection.graph.state(edge) != State.ENDED]
        kinds = dict.fromkeys(data for edge in edges for data in edge.data)
        sensitive = [data for data in kinds if registry.data[data].is_sensitive]
        if sensitive:
            message = (
                f"it gets sensitive information ({listed(sensitive, 10)}); ask whose rules it follows, and write it"
            )
            yield Fault(("vendor", id_), ("role",), message)


RULE = Rule(check, Severity.WARNING, scope=Scope.SOUND)
