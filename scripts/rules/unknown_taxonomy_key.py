"""Rule `unknown-taxonomy-key`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Data, People, Purpose
from schemas.vocabulary import FideslangTerm, Term
from scripts.reading.findings import Severity
from scripts.reading.near_words import did_you_mean
from scripts.rules.base import Fault, Inspection, Rule
from scripts.rules.vocabularies import fideslang_keys

TAXONOMIES: dict[type[Term], str] = {Data: "data_category", Purpose: "data_use", People: "data_subject"}


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record maps to a fideslang key that does not exist.

    Why it matters
        Exports would carry a word that no other tool understands.

    How to fix it
        Correct the key, or write `fideslang: none` if there is no such term.

    Wrong
        # data/email-address.yml
        fideslang: {key: user.contact.emial, match: exact}

    Right
        # data/email-address.yml
        fideslang: {key: user.contact.email, match: exact}
    """
    keys = fideslang_keys()
    for key, record in inspection.registry.records.items():
        if isinstance(record, Term) and isinstance(record.fideslang, FideslangTerm):
            known = keys[TAXONOMIES[type(record)]]
            if record.fideslang.key not in known:
                ending = did_you_mean(record.fideslang.key, known, "correct it or write `fideslang: none`")
                yield Fault(
                    key,
                    ("fideslang", "key"),
                    f"fideslang has no {TAXONOMIES[type(record)]} `{record.fideslang.key}`; {ending}",
                )


RULE = Rule(check, Severity.ERROR)
