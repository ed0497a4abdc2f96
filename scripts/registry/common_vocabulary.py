"""The common vocabulary: the words that come with the tool, so that nobody writes a hundred of them anew.

Its terms have the form of any record, and stand in files beside this module, a folder a kind. One is read when a
record names it, or when a term that is read stands below it. So the terms that a registry does not use are in no
page, no count and no check.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from schemas import FOLDERS, KINDS, Key
from schemas.record import Record
from scripts.reading import validation, yaml_text
from scripts.reading.yaml_text import Document

VERSION = "1.0"
"""The version of the words. A term that gets another meaning or goes away makes it another first number."""
SHOWN = "scripts/registry/vocabulary"
"""Where the files stand, as people see it."""
_FOLDER = Path(__file__).with_name("vocabulary")


class Common(NamedTuple):
    """A term as it was read."""

    record: Record
    document: Document


@cache
def ids(kind: str) -> frozenset[str]:
    """The ids of all common terms of a kind; none of a kind that is no vocabulary."""
    return _ids().get(kind, frozenset())


@cache
def term(key: Key) -> Common:
    """Read one term.

    Raises:
        KeyError: the common vocabulary has no such term.
    """
    kind, id_ = key
    if id_ not in ids(kind):
        raise KeyError(key)
    folder = KINDS[kind].folder
    raw = (_FOLDER / folder / f"{id_}.yml").read_bytes()
    document, faults = yaml_text.parse(f"{SHOWN}/{folder}/{id_}.yml", raw)
    record, mistakes = validation.read(kind, document, faults)
    if record is None:
        raise ValueError(f"{document.path} is no record: {mistakes}")
    return Common(record, document)


def is_common(document: Document) -> bool:
    """Whether a file is one of the common vocabulary, and not of a registry."""
    return document.path.startswith(f"{SHOWN}/")


@cache
def _ids() -> dict[str, frozenset[str]]:
    return {FOLDERS[folder.name]: frozenset(file.stem for file in folder.glob("*.yml")) for folder in _FOLDER.iterdir()}
