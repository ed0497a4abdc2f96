"""One record naming another."""

from typing import Any, ClassVar, Self

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from schemas.ids import ID_PATTERN, checked_id


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
        return cls(checked_id(text))

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


class CompanyKindRef(Ref):
    """The id of a file in `company-kinds/`."""

    kinds = ("company-kind",)


class SourceKindRef(Ref):
    """The id of a file in `source-kinds/`."""

    kinds = ("source-kind",)


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
