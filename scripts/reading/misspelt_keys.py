"""A document with misspelt keys → what it says if each is taken for the one that is meant.

So what stands under a misspelt key is looked at too, and what is missing only because of it is not missed.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas import fields
from schemas.part import Loc, Part
from scripts.reading import foreign_keys
from scripts.reading.near_words import Words
from scripts.reading.schema_faults import faults_in
from scripts.reading.yaml_text import Document

Moved = dict[Loc, dict[str | int, str | int]]
"""For a list or mapping by its place in the file: where in the file each of its entries stands that has moved."""

MOST_ROUNDS = 20
"""How often a document is read again, since what stands under a misspelt key can have misspelt keys too."""


@dataclass(slots=True)
class AsMeant:
    """What a document says if its misspelt keys are taken for those that are meant."""

    data: dict[str, Any]
    moved: Moved = field(default_factory=dict)
    misspelt: list[tuple[Loc, ErrorDetails]] = field(default_factory=list)
    """What pydantic reports of each misspelt key, with its place in the file."""
    errors: list[ErrorDetails] = field(default_factory=list)
    """What else it reports. These speak of places in the data."""


def as_meant(model: type[Part], data: dict[str, Any]) -> AsMeant:
    """Read the data of a document again and again, until no key is left that is near one that is not there."""
    found = AsMeant(deepcopy(data))
    for _ in range(MOST_ROUNDS):
        try:
            model.model_validate(found.data)
        except ValidationError as problems:
            found.errors = faults_in(problems)
        else:
            found.errors = []
        renamed = [error for error in found.errors if _is_renamed(model, found, error)]
        if not renamed:
            break
    return found


def _is_renamed(model: type[Part], found: AsMeant, error: ErrorDetails) -> bool:
    """Rename a key if it is misspelt."""
    if error["type"] != "extra_forbidden":
        return False
    *steps, key = place_in(found.data, error["loc"])
    parent: Any = found.data
    for step in steps:
        parent = parent[step]
    part = fields.part_at(model, tuple(steps))
    if part is None or not isinstance(parent, dict) or key not in parent:
        return False
    left = [name for name in fields.keys(part) if name not in parent]
    meant = Words(left).nearest(str(key)) or foreign_keys.same_as(str(key), left)
    if meant is None:
        return False
    here = written(tuple(steps), found.moved)
    found.misspelt.append(((*here, key), error))
    found.moved.setdefault(here, {})[meant] = key
    parent[meant] = parent.pop(key)
    return True


def place_in(data: Any, loc: Loc) -> Loc:
    """A place as far as it is in the data, without the branches of unions that pydantic names."""
    place: Loc = ()
    for step in loc:
        if holds(data, step):
            data, place = data[step], (*place, step)
    return place


def written(loc: Loc, moved: Moved) -> Loc:
    """Where in the file something stands that has moved since."""
    found: Loc = ()
    for step in loc:
        found = (*found, moved.get(found, {}).get(step, step))
    return found


def place_in_file(document: Document, moved: Moved, loc: Loc) -> Loc:
    """Where in the file something stands that pydantic reports, as far as it is there."""
    place: Loc = ()
    for step in loc:
        there = (*place, moved.get(place, {}).get(step, step))
        place = there if there in document.places else place
    return place


def holds(value: Any, step: str | int) -> bool:
    """Whether there is a value under a key, or at a place in a list."""
    return (isinstance(value, dict) and step in value) or (isinstance(value, list) and step in range(len(value)))
