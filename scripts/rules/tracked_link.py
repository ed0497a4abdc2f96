"""Rule `tracked-link`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.reading import detours
from scripts.reading.findings import Severity, listed, shortened
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A link tells the page from which campaign, mail or search somebody comes.

    Why it matters
        Everyone who follows the link is counted as somebody else: as whoever got that mail, or made that search. The
        page is the same without it.

    How to fix it
        Write the address without it, as the message shows it.

    Wrong
        # services/browse.yml
        page: https://www.example.gov/?utm_source=newsletter&utm_medium=email

    Right
        # services/browse.yml
        page: https://www.example.gov/
    """
    for key, loc, address in inspection.registry.links:
        found = detours.origins(address)
        if found and not detours.is_passed_on(address) and not detours.is_search(address):
            plain = shortened(detours.without_origins(address), 200)
            yield Fault(key, loc, f"{listed(found, 3)} only tells where readers come from; write `{plain}`")


RULE = Rule(check, Severity.WARNING)
