"""Something that people do with the organisation: pay a bill, send a form, watch a video, just browse."""

from collections.abc import Mapping

from pydantic import Field, ValidationInfo, field_validator

from schemas.part import ListOf, Part, SomeOf, fault_at
from schemas.record import CheckedRecord
from schemas.references import OfficeRef, ServiceRef
from schemas.text import Action, Text
from schemas.translation import LanguageCode, ServiceTranslation
from schemas.web import Url
from schemas.words import OrNotStated, OrNotStatedOrNone, Word


class Channel(Word):
    """A way to use a service without the website."""

    PHONE = "phone", "By phone"
    MAIL = "mail", "By mail"
    IN_PERSON = "in-person", "In person"
    EMAIL = "email", "By email"
    FAX = "fax", "By fax"
    ONLINE = "online", "On another site"


class OtherWay(Part):
    """Another way to get the same thing done."""

    how: Channel = Field(title="The other way")
    """The channel."""
    details: OrNotStated[Text] = Field(title="Where to call, write or go")
    """The number to call, the address to write to, or what to bring."""


class Service(CheckedRecord):
    """Something that people do with the organisation online."""

    kind = "service"
    folder = "services"
    first_keys = ("name", "action", "summary", "status")

    action: Action = Field(examples=["pay your real estate tax"])
    """The end of the sentence "When you …": a verb phrase in lower case; in the past tense if the service has ended."""
    lead: Text | None = None
    """The sentence that opens its page, in place of the one made from the flows. Change it when they change."""
    translations: Mapping[LanguageCode, ServiceTranslation] = Field(
        default={}, json_schema_extra={"additionalProperties": False}
    )
    """What it says in other languages, by their codes, such as `es` for Spanish."""
    page: OrNotStated[Url] = Field(title="The page where it starts")
    """The page where people start."""
    more_pages: ListOf[Url] = ()
    """Other pages that belong to it."""

    @field_validator("more_pages")
    @classmethod
    def _other_pages(cls, pages: tuple[Url, ...], said: ValidationInfo) -> tuple[Url, ...]:
        if pages and (page := said.data.get("page")) in pages:
            message = "this address is the service's `page` already; delete it here"
            raise fault_at((pages.index(page),), "said_twice", message)
        return pages

    offices: OrNotStated[SomeOf[OfficeRef]] = Field(title="Which office runs it")
    """The offices that answer for it."""
    other_ways: OrNotStatedOrNone[SomeOf[OtherWay]] = Field(title="Other ways to do the same thing")
    """Other ways to get the same thing done. `none` if online is the only way."""
    fee: OrNotStated[Text] | None = Field(default=None, title="What it costs to use it online")
    """What people pay for using it online, and who gets that money."""
    replaced_by: ServiceRef | None = None
    """The service that took its place, if it has ended."""
