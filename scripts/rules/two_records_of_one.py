"""Rule `two-records-of-one`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas import Key, Source
from schemas.part import Loc
from schemas.party import Party
from schemas.record import Record
from schemas.words import is_there
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """Two records have one legal name or one home page, or two sources have one address.

    Why it matters
        Most often they are about the same. Then half of what is known stands in each, and neither page tells all.

    How to fix it
        If they are about the same, make them one record; `formerly` keeps the old address. If not, write what is each
        one's own: the page of this product, and not of its maker. If two products of one company have one legal name,
        or a source was kept as it was at two times, write a waiver that says so.

    Wrong
        # sources/town-tax-page.yml
        url: https://www.example.gov/privacy      # which is where the policy stands

    Right
        # sources/town-tax-page.yml
        url: https://www.example.gov/tax/pay
    """
    first: dict[tuple[str, str], Key] = {}
    told: set[tuple[Key, Key]] = set()
    records = inspection.registry.records
    for key, record in records.items():
        for loc, what, value in _own(record):
            other = first.setdefault((what, value), key)
            # Two records of one name are found by `same-name` already.
            if other == key or (key, other) in told or records[other].name == record.name:
                continue
            told.add((key, other))
            path = inspection.registry.documents[other].path
            message = f"this is also the {what} of `{path}`; make them one record, or write what tells them apart"
            yield Fault(key, loc, message)


def _own(record: Record) -> Iterator[tuple[Loc, str, str]]:
    """What no two records have, in the form in which it is compared."""
    if isinstance(record, Party):
        if is_there(record.legal_name):
            yield ("legal_name",), "legal name", re.sub(r"\W", "", record.legal_name).casefold()
        home = getattr(getattr(record, "links", None), "home", None)
        if is_there(home):
            yield ("links", "home"), "home page", _address(home)
    if isinstance(record, Source) and is_there(record.url):
        yield ("url",), "address", _address(record.url)


def _address(url: str) -> str:
    """An address without what makes no difference for most servers."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/").casefold()


RULE = Rule(check, Severity.WARNING)
