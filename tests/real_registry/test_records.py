"""What must hold of the records themselves."""

from __future__ import annotations

import re
from datetime import date

import pytest

from schemas.organisation import Organisation
from schemas.party import Party
from schemas.record import CheckedRecord, Review
from schemas.vocabulary import Term
from scripts import rules
from scripts.correspondence import form, reply
from scripts.reading.findings import Finding, Severity
from scripts.reading.yaml_text import MOST_BYTES
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.rules import empty_registry, worked_example
from scripts.site import build, written_pages
from scripts.words import languages, leads
from tests import filled_in
from tests.correspondence.test_questions import (
    test_every_fact_that_others_can_know_is_asked_for,
    test_no_question_speaks_to_those_who_write_records,
)
from tests.project.test_house import kept
from tests.sampling.test_claims import test_every_claim_can_be_said, test_no_two_claims_have_one_name
from tests.schemas.test_schemas import test_editors_accept_the_records_that_the_check_accepts

__all__ = [
    "test_editors_accept_the_records_that_the_check_accepts",
    "test_every_claim_can_be_said",
    "test_every_fact_that_others_can_know_is_asked_for",
    "test_no_question_speaks_to_those_who_write_records",
    "test_no_two_claims_have_one_name",
]


@pytest.fixture(scope="module")
def findings(read: Registry) -> list[Finding]:
    """What is wrong with the records on the last day on which any of them was touched: time alone breaks nothing."""
    days = [source.read.date for source in read.sources.values()]
    days += [
        record.reviewed.date
        for record in read.records.values()
        if isinstance(record, CheckedRecord) and isinstance(record.reviewed, Review)
    ]
    return rules.run(read, Graph(read), max(days, default=date.min)).findings


def test_the_records_have_no_errors(findings: list[Finding]) -> None:
    """What is published has passed every rule."""
    assert [str(finding) for finding in findings if finding.severity is Severity.ERROR] == []


def test_the_records_have_no_warnings(findings: list[Finding]) -> None:
    """A warning is mended or waived with a reason, so that a new one is seen. Only who begins is told more."""
    beginning = {empty_registry.RULE.id, worked_example.RULE.id}
    assert [str(finding) for finding in findings if finding.rule not in beginning] == []


def test_every_statement_of_the_policy_is_cited(read: Registry) -> None:
    """No sentence of the policy is lost between the policy and the registry."""
    cited = {(str(evidence.source), name) for _, _, evidence in read.evidence for name in evidence.statements}
    stated = {
        (id_, name) for id_, source in read.sources.items() if source.is_ == "policy" for name in source.statements
    }
    assert stated - cited == set()


def test_every_promise_rests_on_a_statement_that_makes_one(read: Registry) -> None:
    """A promise that the policy does not make would put words into the organisation's mouth."""
    unfounded = [id_ for id_, promise in read.promises.items() if not any(one.statements for one in promise.evidence)]
    assert unfounded == []


def test_no_first_sentence_hides_that_something_is_not_stated(read: Registry) -> None:
    """If people give a party something that no source names, the opening of its page says so."""
    graph = Graph(read)
    silent = []
    for party in read.parties:
        if read.is_our_reading(read.party_key(party)):  # of which the page only asks
            continue
        edges = graph.told_of(graph.gets(party))
        if any(not edge.data and edge.sender in read.people for edge in edges):
            opening = leads.opening_of_party(graph, party, edges).replace("Whether this is so today is not stated.", "")
            silent += [] if "not stated" in opening else [party]
    assert silent == []


def test_a_vocabulary_that_is_nearly_translated_is_translated_whole(read: Registry) -> None:
    """Sentences are made of its words: one that is missing stands in another language in the midst of them."""
    terms = {key: record for key, record in read.records.items() if isinstance(record, Term)}
    missing = {
        code: [key for key, record in terms.items() if code not in record.translations]
        for code in languages.translations()
    }
    assert {code: keys for code, keys in missing.items() if 0 < len(keys) < len(terms) / 10} == {}


def test_every_form_comes_back_whole(read: Registry) -> None:
    """Of whoever is asked, every blank is found again, and the form is not too long to be read."""
    wrong = []
    for key, record in read.records.items():
        about = filled_in.form_about(read, key)
        if isinstance(record, Party) and about.sections:
            text = form.markdown(about)
            found = {blank.address for blank in reply.read(text).blanks}
            wrong += [] if found == about.addresses and len(text.encode()) < MOST_BYTES else [key]
    assert wrong == []


def names(organisation: Organisation) -> set[str]:
    """What nobody else is called: the whole name of the organisation, and its hosts."""
    return {organisation.name, *(str(domain.host) for domain in organisation.domains)}


def test_the_organisation_is_named_only_in_its_records(read: Registry, city: Registry) -> None:
    """Nothing but `registry/` is about the organisation, so that any other can take the rest.

    What was measured on its site says so, and stands in no other site.
    """
    own = names(read.organisation) - names(city.organisation)
    named = re.compile("|".join(map(re.escape, own)) or "(?!)", re.IGNORECASE)
    found = []
    for path in kept():
        if path.startswith("registry/") or not (build.PROJECT / path).is_file():
            continue
        lines = (build.PROJECT / path).read_bytes().decode(errors="ignore").splitlines()
        found += [
            f"{path}:{number}: {line.strip()}"
            for number, line in enumerate(lines, start=1)
            if named.search(line)
            and not (path.startswith("docs/pages/") and line.startswith(f"{written_pages.MEASURED_ON}:"))
        ]
    assert found == []
