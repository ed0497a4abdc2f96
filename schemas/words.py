"""Words that stand for an answer: "not stated", "none" and "any", and closed lists of words with their labels."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self, TypeGuard, TypeVar, Union, get_args

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypeIs

T = TypeVar("T")

NOT_STATED: Literal["not-stated"] = "not-stated"
"""The value of a fact that should be known and is not. It is published and counted, never dropped."""
NONE: Literal["none"] = "none"
"""The value of a fact that is confirmed to be absent: somebody looked, and there is none."""
ANY: Literal["any"] = "any"
"""The value of a reference that holds for every record of its kind."""
RESERVED_WORDS = frozenset({NOT_STATED, NONE, ANY})


def is_stated(value: T | Literal["not-stated"]) -> TypeGuard[T]:
    """Whether a fact is known: something says so, be it that there is none."""
    return value != NOT_STATED


def is_none(value: object) -> TypeIs[Literal["none"]]:
    """Whether somebody looked, and there is none."""
    return value == NONE


def is_any(value: object) -> TypeIs[Literal["any"]]:
    """Whether a reference holds for every record of its kind."""
    return value == ANY


def is_there(value: T | Literal["not-stated", "none"] | None) -> TypeGuard[T]:
    """Whether there is something: it was written, it is known, and it is not that there is none."""
    return value is not None and value not in (NOT_STATED, NONE)


YAML_TRUTH_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false"})
"""What YAML 1.1 takes for a yes or a no, also as a key. Many programs still read it, so no key of a record is one."""

FILL_IN = "FILL-IN"
"""A blank in a new record. No field takes it: the check names every blank that is left."""


OURS = "the organisation"
"""What labels call the organisation where nobody knows which one it is."""


def filled(label: str, organisation: str = OURS) -> str:
    """A label in English with a name for the organisation in the places that wait for it."""
    started = organisation[:1].upper() + organisation[1:]
    return label.replace("%(the_city)s", organisation).replace("%(The_city)s", started)


class Word(StrEnum):
    """A closed list of words that an author may write. Each carries the label that the public reads."""

    label: str
    """Its message: `%(the_city)s` and `%(The_city)s` in it stand for what sentences call the organisation."""

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member from what is written in YAML and what the public reads."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def said_of(self, organisation: str = OURS) -> str:
        """The label in English, as those who write records read it, with a name for the organisation."""
        return filled(self.label, organisation)

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
