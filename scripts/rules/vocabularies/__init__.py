"""The keys of fideslang that records may map to. The list is made from its package; its credit stands in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FIDESLANG = Path(__file__).with_name("fideslang-3.1.4.csv")


@cache
def fideslang_keys() -> dict[str, frozenset[str]]:
    """The keys in use by their kind: `data_category`, `data_use`, `data_subject`."""
    found: dict[str, set[str]] = {}
    for line in FIDESLANG.read_text(encoding="utf-8").splitlines()[2:]:
        key, kind, deprecated = line.split(",")
        if deprecated == "no":
            found.setdefault(kind, set()).add(key)
    return {kind: frozenset(keys) for kind, keys in found.items()}
