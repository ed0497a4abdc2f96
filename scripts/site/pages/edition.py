"""What all pages of one language are made from: the records, their graph, the language, and what is asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Self

from schemas import PLACES, Key
from schemas.record import Record
from scripts.answers import comparisons
from scripts.answers.comparisons import Pair
from scripts.answers.label import Label
from scripts.registry.addresses import file_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry, Unknown
from scripts.registry.silence import Silences
from scripts.words.languages import ENGLISH, Language, sort_key

NOT_KNOWN: Mapping[str, date] = MappingProxyType({})
"""No day is known on which a file last changed."""


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition of the register, in one language."""

    registry: Registry
    graph: Graph
    changed: Mapping[str, date]
    """The day on which each file last changed, where that is known."""
    language: Language
    """The language of the pages. The records are in it as far as they are translated."""
    by_hand: Collection[str]
    """The pages of the site in English that somebody wrote by hand, for the links to them."""

    @classmethod
    def of(
        cls,
        registry: Registry,
        graph: Graph,
        changed: Mapping[str, date] = NOT_KNOWN,
        language: Language = ENGLISH,
        by_hand: Collection[str] = (),
    ) -> Self:
        """Make an edition in which texts that do not know their language are in that of the records."""
        return cls(registry, graph, changed, replace(language, plain=registry.organisation.language), by_hand)

    def changed_on(self, key: Key) -> date | None:
        """The day on which the file of a record last changed; None if that is not known."""
        return self.changed.get(file_of(key))

    def unknowns_of(self, key: Key) -> list[Unknown]:
        """What a record does not state."""
        return self.unknowns.get(key, [])

    @cached_property
    def unknowns(self) -> dict[Key, list[Unknown]]:
        """What is not stated, by the record that does not state it."""
        found: dict[Key, list[Unknown]] = defaultdict(list)
        for unknown in self.registry.unknowns:
            found[unknown.key].append(unknown)
        return dict(found)

    @cached_property
    def silences(self) -> Silences:
        """Who has not said what is not stated."""
        return Silences(self.registry)

    @cached_property
    def pairs(self) -> Mapping[Key, tuple[Pair, ...]]:
        """The pairs that people are likely to compare, by each of the two."""
        return comparisons.partners(comparisons.pairs(self.graph))

    @cached_property
    def comparable(self) -> frozenset[Key]:
        """The records that can be compared with others of their kind."""
        kinds = comparisons.KINDS
        return frozenset((kind, id_) for kind in kinds for id_ in comparisons.comparable(self.graph, kind))

    def label(self, key: Key) -> Label:
        """The label of a service or a company, made once."""
        if key not in self._labels:
            self._labels[key] = comparisons.label_of(self.graph, key, self.language)
        return self._labels[key]

    @cached_property
    def _labels(self) -> dict[Key, Label]:
        return {}

    def by_name(self, party: str) -> str:
        """Where a party stands among others from A to Z."""
        return sort_key(self.registry.parties[party].name)

    def in_order(self, key: Key) -> tuple[int, str, Key]:
        """Where a record stands among others: by its kind, and then by name."""
        return PLACES[key[0]], sort_key(self.record(key).name), key

    def record(self, key: Key) -> Record:
        """The record with this key."""
        return self.registry.records[key]
