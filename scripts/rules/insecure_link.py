"""Rule `insecure-link`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A link does not start with `https://`.

    Why it matters
        On the way to such a page anyone can read and change what it shows.

    How to fix it
        Try the address with `https://` and write that if it works. If the site has nothing better, add a waiver.

    Wrong
        # services/browse.yml
        page: http://www.example.gov/

    Right
        # services/browse.yml
        page: https://www.example.gov/
    """
    for key, loc, value in inspection.registry.values:
        if isinstance(value, str) and value.startswith("http://") and " " not in value:
            yield Fault(key, loc, "this link is not encrypted; write `https://` if the site has it, or add a waiver")


RULE = Rule(check, Severity.WARNING)
