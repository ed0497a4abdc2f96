"""Rule `link-through-another`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from schemas.web import Url
from scripts.reading import detours
from scripts.reading.findings import Severity, shortened
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A link leads to its page by way of somebody else: a search, a short name, or what a mail program puts around it.

    Why it matters
        Whoever stands between sees who follows the link, and can send them elsewhere tomorrow. A search shows
        something else to everyone, and a year later nobody can tell which page was meant.

    How to fix it
        Open the link and copy what stands in the browser's address bar then.

    Wrong
        # services/browse.yml
        page: https://bit.ly/3xQuillbrook

    Right
        # services/browse.yml
        page: https://www.example.gov/
    """
    for key, loc, address in inspection.registry.links:
        if detours.is_search(address):
            message = "this is a search, and shows something else to everyone; write the address of the page it found"
            yield Fault(key, loc, message)
        elif detours.is_passed_on(address):
            host = address.partition("://")[2].partition("/")[0]
            there = next(filter(_can_be_a_link, detours.destinations(address)), None)
            remedy = f"write `{shortened(there, 200)}`" if there else "open it, and write the address of the page"
            yield Fault(key, loc, f"`{host}` only passes on to another page, and sees who comes; {remedy}")


def _can_be_a_link(address: str) -> bool:
    try:
        TypeAdapter[str](Url).validate_python(address)
    except ValidationError:
        return False
    return True


RULE = Rule(check, Severity.ERROR)
