"""Facts that no source states → who has not said them: somebody who was asked, or a document that we read whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from schemas import Key
from schemas.asking import Asking
from schemas.evidence import Evidence
from schemas.part import Loc
from schemas.source import Extent
from scripts.registry.fact_addresses import GoneError, address_of, find
from scripts.registry.registry import Registry, Unknown


class Silence(NamedTuple):
    """Who has not said a fact. If it is nobody in particular, we found no source that says it."""

    asking: Asking | None = None
    """When somebody was last asked for it."""
    documents: tuple[str, ...] = ()
    """The organisation's own documents on which what is known beside it rests, and of which all was read."""


class Silences:
    """Who has not said what, in one registry."""

    def __init__(self, registry: Registry) -> None:
        """Look up who was asked for what, and which documents were read whole."""
        self._registry = registry
        self._asked = _last_asked(registry)
        self._cited: dict[Key, dict[Loc, list[str]]] = defaultdict(lambda: defaultdict(list))
        for key, loc, evidence in registry.evidence:
            if _is_read_whole(registry, evidence):
                around = loc[:-2] if isinstance(loc[-1], int) else loc[:-1]
                self._cited[key][around].append(str(evidence.source))

    def of(self, unknown: Unknown) -> Silence:
        """Who has not said this fact. Whoever was asked for the whole of something was asked for each part of it."""
        key, loc = unknown.key, unknown.loc
        around = [loc[:depth] for depth in range(len(loc), -1, -1)]
        cited = self._cited.get(key, {})
        return Silence(
            next((self._asked[key, place] for place in around if (key, place) in self._asked), None),
            tuple(dict.fromkeys(next((cited[place] for place in around if place in cited), ()))),
        )

    def waiting(self) -> list[tuple[Unknown, Asking]]:
        """The facts for which somebody was asked who has not answered, those that wait longest first."""
        found = [(unknown, asking) for unknown in self._registry.unknowns if (asking := self.of(unknown).asking)]
        return sorted((one for one in found if not one[1].answered), key=lambda one: one[1].date)


def _last_asked(registry: Registry) -> dict[tuple[Key, Loc], Asking]:
    """When somebody was last asked for each fact. Who has not answered counts before whoever has."""
    found: dict[tuple[Key, Loc], dict[str, Asking]] = defaultdict(dict)
    for fact, asking in sorted(_asked(registry), key=lambda one: one[1].date):
        found[fact][asking.whom] = asking
    return {fact: max(last.values(), key=lambda one: (one.answered is None, one.date)) for fact, last in found.items()}


def _asked(registry: Registry) -> Iterator[tuple[tuple[Key, Loc], Asking]]:
    for key, record in registry.records.items():
        for asking in record.asked:
            for place in asking.facts:
                if (loc := place_asked_for(registry, key, place)) is not None:
                    yield (key, loc), asking


def place_asked_for(registry: Registry, key: Key, place: str) -> Loc | None:
    """Where the fact stands now that was asked for at a place of a record; None if it is not there any more.

    Where the whole of something is one word by now, such as `none`, that is the place of each of its parts.
    """
    try:
        return find(registry, address_of(key, place)).loc
    except GoneError:
        return None


def _is_read_whole(registry: Registry, evidence: Evidence) -> bool:
    source = registry.sources.get(evidence.source)
    if source is None or source.read.extent != Extent.WHOLE or evidence.inferred:
        return False
    return registry.source_kinds[source.is_].is_own


def days_between(asked: date, until: date) -> int:
    """For how many days somebody has not answered by a day; 0 if they were asked after it."""
    return max(0, (until - asked).days)
