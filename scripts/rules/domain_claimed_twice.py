"""Rule `domain-claimed-twice`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Key, Organisation
from schemas.party import Party
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """Two parties claim the same host name.

    Why it matters
        Whoever sees a request to that host must be able to tell who receives it.

    How to fix it
        Leave the host with the party that runs it.

    Wrong
        # vendors/pawform.yml
        domains:
          - {host: tillhouse.example.org, use: the page where you pay for the tag}

    Right
        # vendors/pawform.yml
        domains:
          - {host: pawform.example.org, use: the form}
    """
    registry = inspection.registry
    owners: dict[str, Key] = {}
    for key, record in registry.records.items():
        if not isinstance(record, (Party, Organisation)):
            continue
        for index, domain in enumerate(record.domains):
            owner = owners.setdefault(domain.host, key)
            if owner != key:
                name = registry.records[owner].name
                message = f"{name} claims `{domain.host}` too; leave it with the one that runs it"
                yield Fault(key, ("domains", index, "host"), message)


RULE = Rule(check, Severity.ERROR)
