"""Records that are part of wider ones: kinds of information, purposes, people, offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Protocol

MOST_LEVELS = 20
"""A tree looks no further up or down: no real one has so many levels. A rule reports what lies deeper."""
FEWEST_HEADS = 5
"""Fewer heads than this say too little: at the top of a tree, all is information."""


class InTree(Protocol):
    """Whatever may be part of a wider record."""

    @property
    def part_of(self) -> str | None:
        """The id of the wider record."""


class Tree:
    """One kind of records as a tree. A circle, which a rule reports, ends where it began."""

    def __init__(self, records: Mapping[str, InTree]) -> None:
        """Take the records of one kind by id."""
        self._parents = {id_: record.part_of for id_, record in records.items()}
        self._children: dict[str, list[str]] = defaultdict(list)
        for id_, parent in self._parents.items():
            if parent is not None:
                self._children[str(parent)].append(id_)
        self.above = lru_cache(maxsize=None)(self._above)
        self.below = lru_cache(maxsize=None)(self._below)

    @property
    def roots(self) -> list[str]:
        """The records that are part of nothing."""
        return [id_ for id_, parent in self._parents.items() if parent is None]

    def children(self, id_: str) -> list[str]:
        """The records that are directly part of this one."""
        return self._children.get(id_, [])

    @cached_property
    def heads(self) -> list[str]:
        """The widest records that still tell things apart: roots, the largest taken apart while there are too few."""
        heads = self.roots
        while len(heads) < FEWEST_HEADS and (wide := [head for head in heads if self.children(head)]):
            widest = max(wide, key=lambda head: len(self.below(head)))
            at = heads.index(widest)
            heads[at : at + 1] = [child for child in self.children(widest) if child not in heads]
        return heads

    def head(self, id_: str) -> str:
        """The head that a record belongs to: the record itself if it is wider than every head."""
        return next((wider for wider in (id_, *self.above(id_)) if wider in self.heads), id_)

    def leaves(self, id_: str) -> list[str]:
        """The narrowest records of which this one may be a wider name: itself, if nothing is part of it."""
        below = self.below(id_)
        return sorted(leaf for leaf in below if not self.children(leaf)) or [id_]

    def _above(self, id_: str) -> tuple[str, ...]:
        """Everything that this one is part of, the nearest first."""
        found: dict[str, None] = {}
        parent = self._parents.get(id_)
        while parent is not None and parent not in found and len(found) < MOST_LEVELS:
            found[str(parent)] = None
            parent = self._parents.get(parent)
        return tuple(found)

    def _below(self, id_: str) -> frozenset[str]:
        """Everything that is part of this one, at any depth."""
        found: set[str] = set()
        level, depth = self.children(id_), 1
        while level and depth <= MOST_LEVELS:
            found.update(level)
            level = [child for parent in level for child in self.children(parent) if child not in found]
            depth += 1
        return frozenset(found - {id_})
