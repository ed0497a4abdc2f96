"""Rule `home-elsewhere`."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from schemas import ORGANISATION, Organisation, Vendor
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A home page lies with somebody else: a company's with the organisation, or the organisation's with another.

    Why it matters
        Readers who want to know what a company does with their information would read what the organisation says. And
        the organisation's own hosts decide which pages count as its own.

    How to fix it
        Of a company, write its own page, or `not-stated`. If the company runs that host for the organisation, write the
        host under `domains` of the company. Of the organisation, write each host that it runs under its `domains`.

    Wrong
        # vendors/pawform.yml
        links: {home: "https://www.example.gov/pets", privacy: not-stated, terms: not-stated}

    Right
        # vendors/pawform.yml
        links: {home: "https://pawform.example.org/", privacy: not-stated, terms: not-stated}
    """
    records = inspection.registry.records
    organisation = records.get(ORGANISATION)
    if not isinstance(organisation, Organisation) or inspection.registry.is_broken(ORGANISATION, ("domains",)):
        return
    own = [domain.host for domain in organisation.domains]
    home = _host(organisation.home)
    if not _is_at(home, own):
        message = f"`{home}` is not among the organisation's `domains`; add it there, or write its own home page here"
        yield Fault(ORGANISATION, ("home",), message)
    for key, record in records.items():
        if not isinstance(record, Vendor) or inspection.registry.is_broken(key, ("domains",)):
            continue
        theirs = [domain.host for domain in record.domains]
        for name, address in record.links:
            if isinstance(address, str) and "://" in address:
                host = _host(address)
                if _is_at(host, own) and not _is_at(host, theirs):
                    message = f"`{host}` is the organisation's own; write the company's page, or `not-stated`"
                    yield Fault(key, ("links", name), message)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _is_at(host: str, others: list[str]) -> bool:
    return any(host == other or host.endswith(f".{other}") for other in others)


RULE = Rule(check, Severity.ERROR)
