"""Rule `host-slip`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from schemas import ORGANISATION, Key, Organisation
from schemas.part import Loc
from schemas.party import Party
from scripts.reading.findings import Severity
from scripts.reading.near_words import is_slip
from scripts.registry.registry import Registry
from scripts.rules.base import Fault, Inspection, Rule

_SHORTEST = 7
"""Two names of fewer letters that differ in one are often those of two."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A host is one letter away from one of the organisation's own.

    Why it matters
        Such names are bought by those who wait for slips of the pen. Readers would land there, and believe that they
        are with the organisation.

    How to fix it
        Correct the host. If it really is somebody else's, write it under `domains` of whoever runs it; if it is the
        organisation's own as well, among its domains, with a waiver.

    Wrong
        # services/browse.yml
        page: https://www.exmaple.gov/

    Right
        # services/browse.yml
        page: https://www.example.gov/
    """
    registry = inspection.registry
    organisation = registry.records.get(ORGANISATION)
    if not isinstance(organisation, Organisation):
        return
    home = _bare(_host(organisation.home))
    own = list(dict.fromkeys(_bare(domain.host) for domain in organisation.domains))
    if not any(_is_at(home, one) for one in own):  # one of them is wrong, and nobody knows which
        return
    hosts = list(_hosts(registry))
    meant_by = {host: meant_instead(host, own) for host in {host for _, _, host in hosts}}
    for key, loc, host in hosts:
        is_of_own_domains = key == ORGANISATION and loc[0] == "domains"
        meant = meant_instead(host, [home]) if is_of_own_domains else meant_by[host]
        if meant and (is_of_own_domains or not _is_claimed(registry, host)):
            yield Fault(key, loc, f"`{host}` is one letter away from `{meant}`, the organisation's own; correct it")


def meant_instead(host: str, own: list[str]) -> str | None:
    """The organisation's own host that somebody meant, or None if this is no slip."""
    if any(_is_at(host, one) for one in own):
        return None
    for one in own:
        end = ".".join(host.split(".")[-one.count(".") - 1 :])
        if len(one.rpartition(".")[0]) >= _SHORTEST and _may_be_near(end, one) and is_slip(end, one):
            return one
    return None


def _may_be_near(one: str, other: str) -> bool:
    """Whether it is worth a closer look: all but two letters are the same, from the front or from the back."""
    return _alike(one, other) + _alike(one[::-1], other[::-1]) >= max(len(one), len(other)) - 2


def _alike(one: str, other: str) -> int:
    """How many letters are the same from the front."""
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))])


def _is_claimed(registry: Registry, host: str) -> bool:
    """Whether somebody says that they run the host, or may say so in a record that cannot be read."""
    parties = (record for record in registry.records.values() if isinstance(record, Party))
    if any(_is_at(host, domain.host) for party in parties for domain in party.domains):
        return True
    end = ".".join(host.split(".")[-2:])
    unread = (document.text for key, document in registry.documents.items() if key not in registry.records)
    return any(end in text.partition("domains:")[2] for text in unread)


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _is_at(host: str, other: str) -> bool:
    return host == other or host.endswith(f".{other}")


def _hosts(registry: Registry) -> Iterator[tuple[Key, Loc, str]]:
    """Every host in the records, once a place: of links, of domains and of e-mail addresses."""
    for key, loc, address in registry.links:
        yield key, loc, _host(address)
    for key, loc, value in registry.values:
        if loc[-1:] == ("host",) and isinstance(value, str):
            yield key, loc, value
        elif loc[-1:] == ("email",) and isinstance(value, str):
            yield key, loc, value.rpartition("@")[2].lower()


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0].lower()


RULE = Rule(check, Severity.ERROR)
