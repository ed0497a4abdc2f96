"""Rule `unknown-taxonomy-key`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Data, People, Purpose
from schemas.vocabulary import DpvTerm, FideslangTerm, Term
from scripts.reading.findings import Severity
from scripts.reading.near_words import did_you_mean
from scripts.rules.base import Fault, Inspection, Rule
from scripts.rules.vocabularies import dpv_terms, fideslang_keys

TAXONOMIES: dict[type[Term], str] = {Data: "data_category", Purpose: "data_use", People: "data_subject"}


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record maps to a fideslang key or a DPV term that does not exist, or that stands for something else.

    Why it matters
        Exports would carry a word that no other tool understands.

    How to fix it
        Correct the key or the term, or write `fideslang: none` or `dpv: none` if there is no such term.

    Wrong
        # data/email-address.yml
        fideslang: {key: user.contact.emial, match: exact}
        dpv: {term: "pd:EmialAddress", match: exact}

    Right
        # data/email-address.yml
        fideslang: {key: user.contact.email, match: exact}
        dpv: {term: "pd:EmailAddress", match: exact}
    """
    for key, record in inspection.registry.records.items():
        if not isinstance(record, Term):
            continue
        if isinstance(record.fideslang, FideslangTerm):
            taxonomy, name = TAXONOMIES[type(record)], record.fideslang.key
            known = fideslang_keys()[taxonomy]
            if name not in known:
                ending = did_you_mean(name, known, "correct it or write `fideslang: none`")
                yield Fault(key, ("fideslang", "key"), f"fideslang has no {taxonomy} `{name}`; {ending}")
        if isinstance(record.dpv, DpvTerm):
            name, known = record.dpv.term, dpv_terms()[record.kind]
            if name not in known:
                ending = did_you_mean(name, known, "correct it or write `dpv: none`")
                yield Fault(key, ("dpv", "term"), f"DPV has no term for {record.folder} `{name}`; {ending}")


RULE = Rule(check, Severity.ERROR)
