"""Lists made from releases of others: what records may map to, and what secrets look like. Each has its credit."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

FIDESLANG = Path(__file__).with_name("fideslang-3.1.4.csv")
DPV = Path(__file__).with_name("dpv-2.3.csv")
SECRETS = Path(__file__).with_name("gitleaks-8.30.csv")


class FormOfSecret(NamedTuple):
    """What one kind of keys or tokens looks like."""

    name: str
    words: tuple[str, ...]
    """One of these is in every text, in small letters, that has such a key in it."""
    least_entropy: float
    """How many bits a sign of it holds at least, on average: what has fewer was made up by hand."""
    pattern: str


@cache
def fideslang_keys() -> dict[str, frozenset[str]]:
    """The keys in use by their kind: `data_category`, `data_use`, `data_subject`."""
    return _by_kind((key, kind) for key, kind, deprecated in _lines(FIDESLANG) if deprecated == "no")


@cache
def dpv_terms() -> dict[str, frozenset[str]]:
    """The terms in use, each with its prefix, by the kind of record that may map to them."""
    return _by_kind((term, kind) for term, kind in _lines(DPV))


@cache
def forms_of_secrets() -> tuple[FormOfSecret, ...]:
    """The forms of keys and tokens that show by themselves what they are."""
    with SECRETS.open(encoding="utf-8", newline="") as file:
        next(file)  # the credit
        return tuple(
            FormOfSecret(line["id"], tuple(line["keywords"].split()), float(line["entropy"] or 0), line["pattern"])
            for line in csv.DictReader(file)
        )


def _lines(path: Path) -> Iterator[list[str]]:
    """The lines of a list without its credit and its heading. No cell holds a comma."""
    return (line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[2:])


def _by_kind(words: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, kind in words:
        found[kind].add(word)
    return {kind: frozenset(known) for kind, known in found.items()}
