"""What stands under the fields of a model."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, Field

from schemas import KINDS, fields
from schemas.docstrings import docstrings
from schemas.part import Part


class Told(BaseModel):
    """A model whose texts pydantic reads by itself."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    one: str
    """One thing."""
    two: str = Field(default="", alias="zwei")
    """
    Another thing,
      told on two lines.
    """
    silent: int = 0

    def method(self) -> str:
        """Not a field."""
        return self.one


class ToldAnew(Told):
    """A model that inherits a field, and writes others anew."""

    one: str
    """One thing, told anew."""
    two: str
    three: str | None = None
    """A third."""


@pytest.mark.parametrize("model", [Told, ToldAnew])
def test_they_are_those_that_pydantic_would_find(model: type[BaseModel]) -> None:
    """An author of a model need not know who reads its texts."""
    found = {name: field.description for name, field in model.model_fields.items() if field.description}
    assert docstrings(model) == found


def parts(model: type[Part]) -> set[type[Part]]:
    """A model and every part that can stand inside it."""
    found, waiting = set(), [model]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += [inner for key in fields.keys(part) if (inner := fields.entry_at(part, key))]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_says_what_it_is_for(kind: str) -> None:
    """Editors, forms and pages show it."""
    for part in parts(KINDS[kind]):
        assert [key for key, field in fields.keys(part).items() if not field.description] == []
