"""Rule `named-unknown`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas import Recipient, Vendor, fields
from schemas.words import NOT_STATED, is_there
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_COMPANY = re.compile(r"\w,? (?:Inc|LLC|L\.L\.C|Ltd|Corp|GmbH|PLC|LLP)\b")
"""What only the name of one company has: its legal form."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record says that nobody has named a company, and names it.

    Why it matters
        Its page asks which company it is, and nobody asks what such a company would be asked: how to reach it, or what
        its contract says.

    How to fix it
        If a source names the company, write `identity: known`. If not, take out what only a company with a name has:
        its legal name, its pages, and the name of a company in the record's own name.

    Wrong
        # vendors/pawform.yml
        identity: not-stated

    Right
        # vendors/pawform.yml
        identity: known
    """
    for key, record in inspection.registry.records.items():
        if not isinstance(record, (Vendor, Recipient)) or record.identity != NOT_STATED:
            continue
        if naming := _what_names(record):
            known = "`known`" if isinstance(record, Vendor) else "who it is"
            message = f"this says that nobody has named it, and yet {naming} does; write {known}, or correct {naming}"
            yield Fault(key, ("identity",), message)


def _what_names(party: Vendor | Recipient) -> str:
    """What says who a party is."""
    if is_there(party.legal_name):
        return "`legal_name`"
    for key, link in party.links:
        if is_there(link):
            return f"`links.{key}`"
    for loc, name in fields.names(party):
        if _COMPANY.search(name):
            return f"`{'.'.join(map(str, loc))}`"
    return ""


RULE = Rule(check, Severity.ERROR)
