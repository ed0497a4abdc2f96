"""Rule `vendor-without-policy`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.words import is_none
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A company gets information and has no privacy policy, or no terms of use.

    Why it matters
        Then nobody outside can know what it may do with your information.

    How to fix it
        Look again, and write the address under `links`; `not-stated` if nobody has looked. If there is really none, ask
        the company for one, and write a waiver that says so.

    Wrong
        # vendors/pawform.yml
        links: {home: "https://pawform.example.org/", privacy: none, terms: not-stated}

    Right
        # vendors/pawform.yml
        links: {home: "https://pawform.example.org/", privacy: "https://pawform.example.org/privacy", terms: not-stated}
    """
    for id_, vendor in inspection.registry.vendors.items():
        if inspection.may_be_over(("vendor", id_), vendor):
            continue
        for key, what in (("privacy", "privacy policy"), ("terms", "terms of use")):
            if is_none(getattr(vendor.links, key)):
                message = f"this company has no {what}; ask for it, or write a waiver with the reason"
                yield Fault(("vendor", id_), ("links", key), message)


RULE = Rule(check, Severity.WARNING)
