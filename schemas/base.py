"""What all records share: strict parts, one-line texts, ids, references, "not stated" and "none"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar, Union, get_args
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

NOT_STATED: Literal["not-stated"] = "not-stated"
"""The value of a fact that should be known and is not. It is published and counted, never dropped."""
NONE: Literal["none"] = "none"
"""The value of a fact that is confirmed to be absent: somebody looked, and there is none."""
ANY: Literal["any"] = "any"
"""The value of a reference that holds for every record of its kind."""
RESERVED_WORDS = frozenset({NOT_STATED, NONE, ANY})
FILL_IN = "FILL-IN"
"""A blank in a new record. No field takes it: the check names every blank that is left."""
_LIKE_NOT_STATED = frozenset({"notstated", "unknown", "notknown", "na", "tbd", "todo"})
"""The letters of words that people write for `not-stated`, and that would be published as if they were the answer."""
_LONGEST_SLIP = 15
"""A text of so many letters is a text, not `not-stated` with a slip of the pen."""

# Names that a file system, a web server or the site itself already uses.
RESERVED_IDS = RESERVED_WORDS | {
    *("index", "assets", "search", "sitemap", "api"),
    *("con", "nul", "prn", "aux", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))),
}
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 64
_ID = re.compile(ID_PATTERN.strip("^$"))
_FOLDER = re.compile(r"[a-z]+")


@lru_cache(maxsize=100_000)
def id_problem(text: str) -> str | None:
    """Say why `text` cannot be an id, or None if it can."""
    if text in RESERVED_IDS:
        return f"`{text}` is a reserved word; choose another id"
    if len(text) > ID_LENGTH:
        return f"an id has at most {ID_LENGTH} characters; shorten it"
    if not _ID.fullmatch(text):
        return "an id has lower-case letters, digits and single hyphens, such as `real-estate-tax`"
    return None


T = TypeVar("T")


class Part(BaseModel):
    """A piece of a record. It cannot be changed after reading, and knows no keys but its own."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True, str_strip_whitespace=True
    )


class Word(StrEnum):
    """A closed list of words that an author may write. Each carries the label that the public reads."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member from what is written in YAML and what the public reads."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the word as text: in YAML it can be nothing else."""
        return core_schema.enum_schema(
            cls, list(cls), sub_type="str", strict=False, ref=f"{cls.__module__}.{cls.__name__}"
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Give editors the label of each word beside it."""
        labels = [member.label for member in cls]
        return {
            "type": "string",
            "enum": [member.value for member in cls],
            "enumDescriptions": labels,
            "markdownEnumDescriptions": labels,
        }


class OneOfTheWords:
    """Marks a type that may also be one of some plain words.

    A plain union would report a fault once for each of its branches.
    This picks the branch by the value, so that one mistake gives one error.
    A branch stands in brackets, which no key has: in the place of an error it cannot pass for one.
    """

    def __init__(self, *words: str) -> None:
        """Take the words that stand beside the type."""
        self.words = words

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Choose between the words and the type by looking at the value."""
        types = [arg for arg in get_args(source) if not set(get_args(arg)) & set(self.words)]
        value = handler(Union[tuple(types)])  # noqa: UP007 - the members are only known now
        return core_schema.tagged_union_schema(
            {"(word)": core_schema.literal_schema(list(self.words)), "(value)": value},
            discriminator=lambda given: "(word)" if isinstance(given, str) and given in self.words else "(value)",
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say anyOf: a word may well match the pattern of the type beside it."""
        union = handler(schema)
        return {"anyOf": union["oneOf"]}


OrNotStated = Annotated[T | Literal["not-stated"], OneOfTheWords(NOT_STATED)]
OrNone = Annotated[T | Literal["none"], OneOfTheWords(NONE)]
OrNotStatedOrNone = Annotated[T | Literal["not-stated", "none"], OneOfTheWords(NOT_STATED, NONE)]
OrAny = Annotated[T | Literal["any"], OneOfTheWords(ANY)]
# YAML has lists only; a tuple cannot be changed after reading.
ListOf = Annotated[tuple[T, ...], Strict(False)]
SomeOf = Annotated[tuple[T, ...], Strict(False), Field(min_length=1)]


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "write this on one line")
    if text.lower() in RESERVED_WORDS or (len(text) < _LONGEST_SLIP and _is_like_not_stated(text.lower())):
        message = "`{word}` is not an answer here; write the text, or `not-stated` where nobody has said it"
        raise PydanticCustomError("reserved_word", message, {"word": text})
    return text


@lru_cache(maxsize=10_000)
def _is_like_not_stated(text: str) -> bool:
    letters = re.sub(r"[^a-z]", "", text)
    return letters in _LIKE_NOT_STATED or bool(get_close_matches(letters, ["notstated"], 1, 0.8))


Text = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_one_line)]
"""One line of plain text. Markup in it is shown as typed."""


_SPOKEN = frozenset({"Lu", "Ll", "Lt", "Lo", "Nd"})
"""The categories of letters and digits, without those that only change how another one is read."""


def _name(text: str) -> str:
    if not any(category(letter) in _SPOKEN for letter in text):
        raise PydanticCustomError("no_letter", "a name has a letter or a digit; write what people call it")
    return text


NAMES = AfterValidator(_name)
"""Marks a text as a name."""
Name = Annotated[Text, NAMES]
"""What people call something. It has a letter or a digit, such as `211`: what has none cannot be said."""


def _id(text: str) -> str:
    if problem := id_problem(text):
        raise PydanticCustomError("bad_id", "{problem}", {"problem": problem})
    return text


# The pattern is for editors: `_id` says the same in words.
Id = Annotated[str, AfterValidator(_id), Field(json_schema_extra={"pattern": ID_PATTERN, "maxLength": ID_LENGTH})]


def _old_id(text: str) -> str:
    return text if _FOLDER.fullmatch(text.rpartition("/")[0]) and not id_problem(text.rpartition("/")[2]) else _id(text)


OldId = Annotated[
    str,
    AfterValidator(_old_id),
    Field(json_schema_extra={"pattern": f"^({_FOLDER.pattern}/)?{ID_PATTERN.lstrip('^')}"}),
]
"""An id that a record had before, after the name of its folder if it stood in another: `recipients/payit`."""


class Ref(str):
    """The id of another record; the subclass knows of which kinds."""

    kinds: ClassVar[tuple[str, ...]]
    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the form of the id; a rule checks that the record exists."""
        return core_schema.no_info_after_validator_function(cls._checked, core_schema.str_schema(strict=True))

    @classmethod
    def _checked(cls, text: str) -> Self:
        return cls(_id(text))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors the form, and whose ids fit."""
        return {"type": "string", "pattern": ID_PATTERN, "x-ref": list(cls.kinds)}


class PeopleRef(Ref):
    """The id of a file in `people/`."""

    kinds = ("people",)


class DataRef(Ref):
    """The id of a file in `data/`."""

    kinds = ("data",)


class PurposeRef(Ref):
    """The id of a file in `purposes/`."""

    kinds = ("purpose",)


class ServiceRef(Ref):
    """The id of a file in `services/`."""

    kinds = ("service",)


class VendorRef(Ref):
    """The id of a file in `vendors/`."""

    kinds = ("vendor",)


class OfficeRef(Ref):
    """The id of a file in `offices/`."""

    kinds = ("office",)


class PartyRef(Ref):
    """The id of a file in `vendors/`, `offices/` or `recipients/`."""

    kinds = ("vendor", "office", "recipient")


class SenderRef(Ref):
    """The id of a file in `people/`, `vendors/`, `offices/` or `recipients/`."""

    kinds = ("people", "vendor", "office", "recipient")


class SourceRef(Ref):
    """The id of a file in `sources/`."""

    kinds = ("source",)


Loc = tuple[str | int, ...]
"""Where a value stands in its record: keys and list positions, as they are written in YAML."""


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
        if isinstance(part, (Part, tuple, dict)):
            _walk(part, (*loc, step), found)
        else:  # most are plain values
            found.append(((*loc, step), part))


@cache
def _written_names(model: type[Part]) -> dict[str, str]:
    """Map a field's name in Python to its key in YAML (`sender` is written `from`)."""
    return {name: field.alias or name for name, field in model.model_fields.items()}
