"""Rule `source-of-wrong-kind`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import ORGANISATION
from schemas.flow import Authority, Basis, Schedule
from schemas.kinds import Speaker
from schemas.part import Loc
from schemas.references import SourceRef
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope

_OF_LAW = (Basis.LAW, Basis.ORDINANCE, Basis.PUBLIC_RECORDS_LAW, Basis.RECORDS_SCHEDULE)
_OFFICIAL = (Speaker.LAW, Speaker.PUBLIC, Speaker.ORGANISATION)


def check(inspection: Inspection) -> Iterator[Fault]:
    """A source stands where a document of another kind belongs, such as a company's page as a records schedule.

    Why it matters
        What the organisation promises, how long something has to be kept, and which law allows it are looked up in that
        document. A page of somebody else does not say it.

    How to fix it
        Name the source that is meant, or correct what the source `is` in its record. If there is none, write
        `not-stated`.

    Wrong
        # organisation.yml
        policy: tillhouse-privacy

    Right
        # organisation.yml
        policy: privacy-policy
    """
    registry, kinds = inspection.registry, inspection.registry.source_kinds
    policy = registry.sources.get(str(registry.organisation.policy))
    if policy and kinds[policy.is_].speaker != Speaker.ORGANISATION:
        remedy = "name its policy, or write `not-stated`"
        yield Fault(
            ORGANISATION,
            ("policy",),
            f"this source is a `{policy.is_}`, and not what the organisation itself says; {remedy}",
        )
    for id_, (receiver, flow) in registry.flows.items():
        place = ("flows", id_.partition("/")[2])
        cited: list[tuple[Loc, SourceRef | str, str]] = []
        if isinstance(flow.retention, Schedule):
            cited.append(((*place, "retention", "schedule"), flow.retention.schedule, "records schedule"))
        if isinstance(flow.authority, Authority) and flow.authority.basis in _OF_LAW:
            cited.append(((*place, "authority", "citation"), flow.authority.citation, "law or schedule"))
        for loc, name, what in cited:
            source = registry.sources.get(name)
            if source and kinds[source.is_].speaker not in _OFFICIAL:
                message = f"this source is a `{source.is_}`, and no {what}; name one, or write `not-stated`"
                yield Fault(registry.party_key(receiver), loc, message)


RULE = Rule(check, Severity.ERROR, scope=Scope.SOUND)
