"""Rule `unknown-taxonomy-key`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import CompanyKind, Data, People, Purpose
from schemas.vocabulary import DpvTerm, FideslangTerm, Mapped
from scripts.reading.findings import Severity
from scripts.reading.near_words import did_you_mean
from scripts.rules.base import Fault, Inspection, Rule
from scripts.rules.vocabularies import dpv_terms, fideslang_keys

TAXONOMIES = {Data.kind: "data_category", Purpose.kind: "data_use", People.kind: "data_subject"}
"""The fideslang taxonomy to which records of a kind map. There is none for others."""
ALIKE = {CompanyKind.kind: Purpose.kind}
"""Kinds of records that map to what another kind maps to: what a company does is a reason to use information."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record maps to a fideslang key or a DPV term that does not exist, or that stands for something else.

    Why it matters
        Exports would carry a word that no other tool understands.

    How to fix it
        Correct the key or the term, or write `fideslang: none` or `dpv: none` if there is no such term.

    Wrong
        # data/card-number.yml
        fideslang: {key: user.financial.credit_cadr, match: broad}
        dpv: {term: "pd:PaymentCardNumbr", match: broad}

    Right
        # data/card-number.yml
        fideslang: {key: user.financial.credit_card, match: broad}
        dpv: {term: "pd:PaymentCardNumber", match: broad}
    """
    for key, record in inspection.registry.records.items():
        if not isinstance(record, Mapped):
            continue
        kind = ALIKE.get(record.kind, record.kind)
        if isinstance(record.fideslang, FideslangTerm):
            taxonomy, name = TAXONOMIES.get(kind, f"list of {record.folder}"), record.fideslang.key
            known = fideslang_keys().get(taxonomy, frozenset())
            if name not in known:
                ending = did_you_mean(name, known, "correct it or write `fideslang: none`")
                yield Fault(key, ("fideslang", "key"), f"fideslang has no {taxonomy} `{name}`; {ending}")
        if isinstance(record.dpv, DpvTerm):
            name, known = record.dpv.term, dpv_terms().get(kind, frozenset())
            if name not in known:
                ending = did_you_mean(name, known, "correct it or write `dpv: none`")
                yield Fault(key, ("dpv", "term"), f"DPV has no term for {record.folder} `{name}`; {ending}")


RULE = Rule(check, Severity.ERROR)
