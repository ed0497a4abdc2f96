"""Rule `unexplained-cookie`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Office, Vendor
from schemas.words import is_stated
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_WORDS = {"purposes": "what this cookie is for", "lifetime": "how long this cookie lives"}


def check(inspection: Inspection) -> Iterator[Fault]:
    """A cookie is known, but not what it is for or how long it lives.

    Why it matters
        A cookie is how a page knows you again. Without its reason and its end, you cannot judge it.

    How to fix it
        Look it up on the page about cookies, or with a browser, and write `purposes` and `lifetime`. Until then the
        warning stays, or a waiver says who has asked and when.

    Wrong
        # vendors/tillhouse.yml
        cookies:
          - {name: till_visit, purposes: not-stated, lifetime: visit}

    Right
        # vendors/tillhouse.yml
        cookies:
          - {name: till_visit, purposes: [take-payment], lifetime: visit}
    """
    for key, record in inspection.registry.records.items():
        if not isinstance(record, (Vendor, Office)) or not isinstance(record.cookies, tuple):
            continue
        if inspection.may_be_over(key, record):
            continue
        for index, cookie in enumerate(record.cookies):
            missing = [words for part, words in _WORDS.items() if not is_stated(getattr(cookie, part))]
            if missing:
                message = f"no source says {' or '.join(missing)}; look it up or ask, and write the answer"
                yield Fault(key, ("cookies", index), message)


RULE = Rule(check, Severity.WARNING)
