"""Rule `inside-host`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas import Key
from schemas.part import Loc
from scripts.reading.findings import Severity
from scripts.registry.registry import Registry
from scripts.rules.base import Fault, Inspection, Rule

_INSIDE = re.compile(
    r"(?:.+\.)?(?:corp|home|home\.arpa|internal|intra|intranet|invalid|lan|local|localdomain|localhost|private|test)"
    r"|(?:intranet|localhost)\..+"
)
"""Names that are kept for networks inside (RFC 6761, 6762 and 8375; ICANN keeps `internal` so), or are used as such."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A link or a host name works only inside the organisation's own network.

    Why it matters
        Readers get an error, or what somebody else has put under that name in their own network.

    How to fix it
        Write the address that the public uses. If there is none, say in words where it is, and write `not-stated`.

    Wrong
        # services/browse.yml
        page: https://web.quillbrook.local/

    Right
        # services/browse.yml
        page: https://www.example.gov/
    """
    for key, loc, host in _hosts(inspection.registry):
        if is_inside(host):
            yield Fault(key, loc, f"only a network inside knows `{host}`; write the address that the public uses")


def is_inside(host: str) -> bool:
    """Whether a host is known inside a network only, by its name."""
    return _INSIDE.fullmatch(host) is not None


def _hosts(registry: Registry) -> Iterator[tuple[Key, Loc, str]]:
    for key, loc, address in registry.links:
        yield key, loc, re.split(r"[/?#:]", address.partition("://")[2])[0]
    for key, loc, value in registry.values:
        if loc[-1:] == ("host",) and isinstance(value, str):
            yield key, loc, value


RULE = Rule(check, Severity.ERROR)
