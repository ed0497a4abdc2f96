"""What must hold of the real registry, whoever's it is."""

from __future__ import annotations

from functools import cache

import pytest

from schemas.source import SourceKind
from schemas.vocabulary import Term
from scripts import rules
from scripts.reading.findings import Finding, Severity
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.words import leads
from tests.conftest import TESTS

ROOT = TESTS.parent / "registry"

pytestmark = pytest.mark.skipif(not (ROOT / "organisation.yml").exists(), reason="there are no records yet")


@cache
def checked() -> tuple[Registry, list[Finding]]:
    """The records, and what is wrong with them on the last day on which any of them was touched."""
    read, findings = registry.read(ROOT)
    today = max(source.read.on for source in read.sources.values())
    findings += rules.run(read, Graph(read), today, sound=not findings)
    return read, findings


def test_the_records_have_no_errors() -> None:
    """What is published has passed every rule. Time alone cannot break this: the day is the records' own."""
    assert [str(finding) for finding in checked()[1] if finding.severity is Severity.ERROR] == []


def test_the_records_have_no_warnings() -> None:
    """A warning is mended or waived with a reason, so that a new one is seen."""
    assert [str(finding) for finding in checked()[1] if finding.severity is Severity.WARNING] == []


def test_every_statement_of_the_policy_is_cited() -> None:
    """No sentence of the policy is lost between the policy and the registry."""
    read, _ = checked()
    cited = {(str(evidence.source), name) for _, _, evidence in read.evidence for name in evidence.statements}
    stated = {
        (id_, name)
        for id_, source in read.sources.items()
        if source.is_ is SourceKind.POLICY
        for name in source.statements
    }
    assert stated
    assert stated - cited == set()


def test_every_promise_rests_on_a_statement_that_makes_one() -> None:
    """A promise that the policy does not make would put words into the City's mouth."""
    read, _ = checked()
    for id_, promise in read.promises.items():
        assert any(evidence.statements for evidence in promise.evidence), id_


def test_no_first_sentence_hides_that_something_is_not_stated() -> None:
    """If people give a party something that no source names, the opening of its page says so."""
    graph = Graph(checked()[0])
    for party in graph.registry.parties:
        edges = graph.current(graph.gets(party))
        if any(not edge.data and edge.sender in graph.registry.people for edge in edges):
            assert "not stated" in leads.opening_of_party(graph, party, edges), party


def test_the_vocabulary_is_translated_whole_or_not_at_all() -> None:
    """Sentences are made of its words: one that is missing stands in another language in the midst of them."""
    terms = {key: record for key, record in checked()[0].records.items() if isinstance(record, Term)}
    codes = {code for record in terms.values() for code in record.translations}
    assert [(key, code) for key, record in terms.items() for code in codes if code not in record.translations] == []
