"""A document that claims rest on, and, for a policy, its statements one by one."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AliasChoices, Field, ValidationInfo, field_validator

from schemas.ids import Id
from schemas.part import ListOf, Part, SomeOf, fault_at
from schemas.record import RenamableRecord
from schemas.references import SourceKindRef
from schemas.text import Text
from schemas.time import Day, RoughDate
from schemas.web import Url
from schemas.words import OrNotStated, OrNotStatedOrNone, Word


class Extent(Word):
    """How much of a document was read."""

    WHOLE = "whole", "All of it"
    PART = "part", "The opening part of it"
    NOT_READ = "not-read", "Not read; only its address is known"


class Reading(Part):
    """When a document was read, and how much of it."""

    date: Day = Field(validation_alias=AliasChoices("date", "on"))
    """The day on which it was read, or looked for."""
    extent: Extent
    """How much of it was read."""
    copy_: Text | None = Field(default=None, alias="copy")
    """Say so if it was a copy, such as an archived page of unknown age."""


Fingerprint = Annotated[str, Field(pattern=r"^v1-[0-9a-f]{16}$")]
"""What tells whether words are still the same, without keeping them: the way it is made, and 64 bits of SHA-256."""


class Section(Part):
    """One section of a policy: what stands under a heading, up to the next one."""

    heading: Text
    """The heading, as the policy has it."""
    fingerprint: Fingerprint
    """What its words were when it was last compared. Only `registry policy --accept` writes it."""


class StatementKind(Word):
    """What a statement does."""

    SCOPE = "scope", "Says what it covers"
    FRAMING = "framing", "Sets the tone"
    HEADING = "heading", "A heading only"
    DATA = "data", "Names information"
    MECHANISM = "mechanism", "Names a way of collecting"
    PARTY = "party", "Names who gets information"
    PURPOSE = "purpose", "Names a reason"
    PROMISE = "promise", "Makes a promise"
    RETENTION = "retention", "Says how long things are kept"
    CHOICE = "choice", "Names a choice"
    CONTACT = "contact", "Names a contact"
    RESERVATION = "reservation", "Sets a limit"
    TERMS = "terms", "Sets a condition"
    POINTER = "pointer", "Points elsewhere"

    @property
    def commits(self) -> bool:
        """Whether it can say what will be done, and so make a promise. Others only tell what there is."""
        return self in _COMMITTING


_COMMITTING = {
    *(StatementKind.PROMISE, StatementKind.FRAMING, StatementKind.PURPOSE, StatementKind.RETENTION),
    *(StatementKind.CHOICE, StatementKind.CONTACT, StatementKind.RESERVATION),
}


class Statement(Part):
    """One thing that a policy states."""

    section: Text
    """The heading under which it stands, as the policy has it."""
    kinds: SomeOf[StatementKind]
    """What it does."""
    says: Text
    """What it states, in your own words. Never copy its sentences."""


class Source(RenamableRecord):
    """A document that claims rest on."""

    kind = "source"
    folder = "sources"
    first_keys = ("name", "summary", "is", "url", "dated", "read")

    is_: SourceKindRef = Field(alias="is")
    """What kind of document it is. The strength of the evidence follows from this."""
    url: OrNotStatedOrNone[Url] = Field(title="Where it can be read")
    """Its address."""
    # Before `dated`, which is held against it; files have them the other way round.
    read: Reading
    """When it was read, and how much of it."""
    dated: OrNotStated[RoughDate] = Field(title="The document's date")
    """The date that the document itself bears."""
    sections: ListOf[Section] = ()
    """For a policy: its sections in their order, so that `registry policy` sees which of them has changed."""
    statements: Mapping[Id, Statement] = Field(default={}, json_schema_extra={"additionalProperties": False})
    """For a policy: each thing it states, under a short name that records cite."""

    @field_validator("dated")
    @classmethod
    def _written_before_it_was_read(cls, dated: RoughDate | str, info: ValidationInfo) -> RoughDate | str:
        read = info.data.get("read")
        if read and isinstance(dated, RoughDate) and dated.first_day > read.date:
            message = f"this was read on {read.date}, before it was written; correct one of the two days"
            raise fault_at((), "contradiction", message)
        return dated
