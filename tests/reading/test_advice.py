"""No message advises what the next one refuses: whoever does what is said is through with that place."""

from __future__ import annotations

import re

import pytest

from schemas import KINDS, Key, fields
from schemas.part import Loc
from scripts.reading import validation, yaml_text
from scripts.reading.findings import Finding
from scripts.registry import registry
from tests.conftest import CITY

READ = registry.read(CITY)[0]
ANSWERS = (
    *("no", "yes", "unknown", "n/a", "~", "TBD", "?", "false", "3", '""', "[]", "{}"),
    "",
    "FILL-IN",
    "not stated",
)
ADVICE = re.compile(r"(?:write |, or |put the text in quotes)(?:`([^`…]+)`)?")


def places() -> list[tuple[Key, Loc]]:
    """Where in the small city a plain word may stand instead of a value, each field of each kind once."""
    found: dict[tuple[str, Loc], tuple[Key, Loc]] = {}
    for key, document in sorted(READ.documents.items()):
        for loc, place in document.places.items():
            field = fields.field_at(KINDS[key[0]], loc)
            is_own = loc and not isinstance(loc[-1], int) and place.key and place.start[0] == place.end[0]
            if is_own and field is not None:
                shape = tuple("" if isinstance(step, int) or document.places.get(loc) is None else step for step in loc)
                found.setdefault((key[0], shape[-2:]), (key, loc))
    return list(found.values())


def findings(kind: str, text: str) -> list[Finding]:
    """What is said of a record by itself."""
    document, faults = yaml_text.parse("x.yml", text.encode())
    return validation.read(kind, document, faults)[1]


@pytest.mark.parametrize(("key", "loc"), places(), ids=lambda value: "/".join(map(str, value)))
def test_what_a_message_advises_is_taken(key: Key, loc: Loc) -> None:
    """Whatever stands there instead of an answer."""
    document = READ.documents[key]
    place = document.places[loc]
    lines = document.text.split("\n")
    for answer in ANSWERS:
        said = findings(key[0], _with(lines, place, answer))
        for advised in (word for one in said for word in ADVICE.findall(one.message) if word):
            assert not findings(key[0], _with(lines, place, advised)), (answer, said, advised)
        if any("delete the line" in one.message for one in said):
            field = fields.field_at(KINDS[key[0]], loc)
            assert field is not None
            assert not field.is_required(), (answer, said)


def _with(lines: list[str], place: yaml_text.Place, value: str) -> str:
    number, line = place.start[0], lines[place.start[0]]
    changed = f"{line[: place.start[1]]}{value}{line[place.end[1] :]}"
    return "\n".join([*lines[:number], changed, *lines[number + 1 :]])
