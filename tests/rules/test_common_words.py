"""The words that come with the tool: each is a sound record, easy to read, in Spanish too, and about no one city."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from schemas import FOLDERS, Key
from scripts import rules
from scripts.authoring import fix
from scripts.reading import validation
from scripts.registry import common_vocabulary
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.rules import unmarked_refinement

WORDS: list[Key] = sorted((kind, id_) for kind in FOLDERS.values() for id_ in common_vocabulary.ids(kind))
OF_ONE_PLACE = re.compile(
    r"\b(city|city's|town's|county's|ciudad|louis|missouri|municip\w+|mayor|alder\w+)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def vocabulary() -> Registry:
    """All common words, as if a registry had written every one of them itself."""
    found = Registry(is_whole=False)  # without an organisation, rules that ask about all of a registry have to wait
    for key in WORDS:
        found.records[key], document = common_vocabulary.term(key)
        found.documents[key] = replace(document, path="/".join(key))
    return found


def name_of(key: Key) -> str:
    """How a word is called in the list of tests."""
    return "/".join(key)


@pytest.mark.parametrize("kind", ["data", "purpose", "people", "company-kind", "source-kind"])
def test_there_are_words_of_every_kind(kind: str) -> None:
    """Nobody who starts a registry has to write a kind of words from nothing."""
    assert len(common_vocabulary.ids(kind)) > 10


def test_no_rule_finds_anything_in_the_words(vocabulary: Registry) -> None:
    """What an editor has to mend in a word of their own is mended in the words that they are given."""
    inspected = rules.run(vocabulary, Graph(vocabulary), date(2026, 1, 1))
    of_their_own = [finding for finding in inspected.findings if finding.rule != unmarked_refinement.RULE.id]
    assert [str(finding) for finding in of_their_own] == []


@pytest.mark.parametrize("key", WORDS, ids=name_of)
def test_a_word_is_as_registry_fix_would_write_it(key: Key, vocabulary: Registry) -> None:
    """Nothing is misspelt, and keys stand in their order, as in records that are checked so."""
    document = vocabulary.documents[key]
    assert validation.read(key[0], document, [])[1] == []
    assert fix.mend(key[0], document.text, vocabulary) == document.text


@pytest.mark.parametrize("key", WORDS, ids=name_of)
def test_a_word_is_in_spanish_too(key: Key, vocabulary: Registry) -> None:
    """A site in two languages has it in both."""
    assert "es" in vocabulary.records[key].translations


@pytest.mark.parametrize("key", WORDS, ids=name_of)
def test_a_word_is_about_no_one_place(key: Key, vocabulary: Registry) -> None:
    """A library, a school and a county can publish it as it is."""
    assert OF_ONE_PLACE.findall(vocabulary.documents[key].text) == []
