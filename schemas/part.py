"""A piece of a record: strict, and never changed after reading."""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from schemas.docstrings import docstrings

T = TypeVar("T")


class Part(BaseModel):
    """A piece of a record. It cannot be changed after reading, and knows no keys but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors what each key is for."""
        found = handler(schema)
        keys = handler.resolve_ref_schema(found)["properties"]
        for name, text in docstrings(cls).items():
            key = keys[cls.model_fields[name].alias or name]
            if handler.resolve_ref_schema(key).get("description") != text:  # else what stands there says it already
                key["description"] = text
        return found


Loc = tuple[str | int, ...]
"""Where a value stands in its record: keys and list positions, as they are written in YAML."""


def fault_at(at: Loc, kind: str, message: str) -> PydanticCustomError:
    """What is wrong with a part or a list as a whole, and shows at one place in it: at this key, or this entry."""
    return PydanticCustomError(kind, "{message}", {"message": message, "at": at})


def _each_once(entries: tuple[T, ...]) -> tuple[T, ...]:
    if len(entries) > 1 and len(set(entries)) < len(entries):
        first = {entry: index for index, entry in reversed([*enumerate(entries)])}
        index = next(index for index, entry in enumerate(entries) if first[entry] != index)
        said = f"`{entries[index]}`" if isinstance(entries[index], str) else "the same"
        raise fault_at((index,), "said_twice", f"{said} stands in this list already; delete one of the two")
    return entries


# YAML has lists only; a tuple cannot be changed after reading.
_ONCE = AfterValidator(_each_once), Field(json_schema_extra={"uniqueItems": True})
ListOf = Annotated[tuple[T, ...], Strict(False), *_ONCE]
SomeOf = Annotated[tuple[T, ...], Strict(False), Field(min_length=1), *_ONCE]


def walk(value: Any, loc: Loc = ()) -> list[tuple[Loc, Any]]:
    """List everything in `value` with its place, in the order of the fields: parts before what they hold."""
    found: list[tuple[Loc, Any]] = []
    _walk(value, loc, found)
    return found


def _walk(value: Any, loc: Loc, found: list[tuple[Loc, Any]]) -> None:
    entries: Iterable[tuple[str | int, Any]]
    if isinstance(value, Part):
        found.append((loc, value))
        names = _written_names(type(value))
        entries = [(names[name], part) for name, part in value.__dict__.items() if part is not None and part != ()]
    elif type(value) is tuple:
        entries = enumerate(value)
    elif type(value) is dict:
        entries = value.items()
    else:
        found.append((loc, value))
        return
    for step, part in entries:
        if not isinstance(part, str) and isinstance(part, (Part, tuple, dict)):
            _walk(part, (*loc, step), found)
        else:  # most are plain values, and most of these are texts
            found.append(((*loc, step), part))


@cache
def _written_names(model: type[Part]) -> dict[str, str]:
    """Map a field's name in Python to its key in YAML (`sender` is written `from`)."""
    return {name: field.alias or name for name, field in model.model_fields.items()}
