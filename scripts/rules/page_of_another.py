"""Rule `page-of-another`."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from schemas import Office
from schemas.kinds import Speaker
from schemas.words import is_there
from scripts.reading import detours
from scripts.reading.findings import Severity
from scripts.rules import host_slip, inside_host
from scripts.rules.base import Fault, Inspection, Rule, Scope

_OWN = frozenset({"policy", "own-page", "own-test-page"})
"""What the organisation publishes on hosts of its own. What it says elsewhere, as in a meeting, others publish too."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A source is said to be the organisation's own and stands on a foreign host, or to be a company's, on an own one.

    Why it matters
        What the organisation says of itself counts as sure. What a company says about itself is told as its word.

    How to fix it
        Correct what the source `is`. If the organisation or one of its offices runs that host, add it to the `domains`
        of that record. If the page really stands with somebody else, write a waiver that says who put it there.

    Wrong
        # sources/town-tax-page.yml
        is: own-page
        url: https://tillhouse.example.org/quillbrook

    Right
        # sources/town-tax-page.yml
        is: own-page
        url: https://www.example.gov/tax/pay
    """
    registry = inspection.registry
    ours = {domain.host for domain in registry.organisation.domains}
    ours |= {domain.host for office in registry.offices.values() for domain in office.domains}
    theirs = {
        domain.host for party in registry.parties.values() if not isinstance(party, Office) for domain in party.domains
    }
    for id_, source in registry.sources.items():
        if not is_there(source.url):
            continue
        host = urlsplit(source.url).hostname or ""
        how_ours = _nearest(host, ours)
        if source.is_ in _OWN and not how_ours:
            if _is_found_by_others(source.url, host, ours):
                continue
            remedy = "correct `is`, or add the host to the `domains` of the office that runs it"
            yield Fault(("source", id_), ("url",), f"`{host}` is no host of the organisation; {remedy}")
        elif registry.source_kinds[source.is_].speaker == Speaker.COMPANY and how_ours > _nearest(host, theirs):
            message = f"`{host}` is a host of the organisation; correct `is`, or the address"
            yield Fault(("source", id_), ("url",), message)


def _is_found_by_others(address: str, host: str, ours: set[str]) -> bool:
    """Whether rules on links say already that this is not the address of the page: what it is cannot be told then."""
    is_detour = detours.is_passed_on(address) or detours.is_search(address)
    return is_detour or inside_host.is_inside(host) or host_slip.meant_instead(host, sorted(ours)) is not None


def _nearest(host: str, hosts: set[str]) -> int:
    """How much of a host is one of these hosts, or lies below it: its own record counts before that of a wider one."""
    parts = host.split(".")
    ways = (".".join(parts[start:]) for start in range(len(parts)))
    return next((len(way) for way in ways if way in hosts), 0)


RULE = Rule(check, Severity.WARNING, scope=Scope.WHOLE)
