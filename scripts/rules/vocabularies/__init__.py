"""What records may map to in two outside vocabularies, each a list made from its release: the credit stands in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

FIDESLANG = Path(__file__).with_name("fideslang-3.1.4.csv")
DPV = Path(__file__).with_name("dpv-2.3.csv")


@cache
def fideslang_keys() -> dict[str, frozenset[str]]:
    """The keys in use by their kind: `data_category`, `data_use`, `data_subject`."""
    return _by_kind((key, kind) for key, kind, deprecated in _lines(FIDESLANG) if deprecated == "no")


@cache
def dpv_terms() -> dict[str, frozenset[str]]:
    """The terms in use, each with its prefix, by the kind of record that may map to them."""
    return _by_kind((term, kind) for term, kind in _lines(DPV))


def _lines(path: Path) -> Iterator[list[str]]:
    """The lines of a list without its credit and its heading. No cell holds a comma."""
    return (line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[2:])


def _by_kind(words: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, kind in words:
        found[kind].add(word)
    return {kind: frozenset(known) for kind, known in found.items()}
