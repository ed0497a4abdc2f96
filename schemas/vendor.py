"""A company outside the organisation that works for it, or whose product people meet on its pages."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationInfo, field_validator

from schemas.duty import Duty
from schemas.evidence import Evidence
from schemas.ids import Id
from schemas.part import ListOf, Part, SomeOf, fault_at
from schemas.party import Cookie, Links, Party
from schemas.record import Contact
from schemas.references import CompanyKindRef, VendorRef
from schemas.text import Name, Text
from schemas.time import Duration, RoughDate
from schemas.web import Url
from schemas.words import OrNotStated, OrNotStatedOrNone, Word


class Role(Word):
    """On whose behalf a vendor uses the information."""

    FOR_THE_ORGANISATION = "for-the-organisation", "It works for %(the_city)s and by its rules"
    ON_ITS_OWN = "on-its-own", "It has its own rules"
    SUBCONTRACTOR = "subcontractor", "It works for another company that works for %(the_city)s"


class Identity(Word):
    """Whether we know which company it is."""

    KNOWN = "known", "Known"


class Contract(Part):
    """The agreement under which a vendor works."""

    number: OrNotStated[Text] = Field(title="The contract's number")
    """The contract's number."""
    starts: OrNotStated[RoughDate] = Field(title="When the contract starts")
    """When it starts."""
    ends: OrNotStatedOrNone[RoughDate] = Field(title="When the contract ends")
    """When it ends. `none` if it has no end."""
    notice: OrNotStatedOrNone[Duration] | None = Field(default=None, title="How long before its end notice is due")
    """How long before its end either side must say that it wants to stop, such as `P90D`. `none` if it says nothing."""
    chosen_by: OrNotStated[Text] = Field(title="How the company was chosen")
    """How the vendor was chosen, such as an open bid."""
    page: OrNotStated[Url] = Field(title="Where the contract can be read")
    """Where the contract can be read."""
    evidence: SomeOf[Evidence]
    """The sources that say so."""

    @field_validator("ends")
    @classmethod
    def _ends_after_it_starts(cls, ends: Any, info: ValidationInfo) -> Any:
        starts = info.data.get("starts")
        if isinstance(starts, RoughDate) and isinstance(ends, RoughDate) and ends.last_day < starts.first_day:
            message = f"this contract ends before it starts on {starts}; correct one of the two days"
            raise fault_at((), "contradiction", message)
        return ends


class VendorLinks(Links):
    """The vendor's own pages. The first three must be known, or be said to be unknown."""

    home: OrNotStated[Url] = Field(title="The home page")
    """Its home page."""
    privacy: OrNotStatedOrNone[Url] = Field(title="The privacy policy")
    """Its privacy policy."""
    terms: OrNotStatedOrNone[Url] = Field(title="The terms of use")
    """Its terms of use."""


class Membership(Part):
    """Our reading that a named vendor belongs to a class which the policy does not name."""

    vendor: VendorRef
    """The record of the class, such as the unnamed payment company."""
    evidence: SomeOf[Evidence]
    """Why we think so."""


class Vendor(Party):
    """A company outside the organisation that works for it, or whose product people meet on its pages."""

    kind = "vendor"
    folder = "vendors"
    first_keys = (
        *("name", "also_known_as", "legal_name", "identity", "kinds", "role", "summary"),
        *("status", "links", "contact", "domains"),
    )

    identity: OrNotStated[Identity] = Field(title="Which company it is")
    """Whether we know which company it is. `not-stated` if a class of company is disclosed but no name."""
    legal_name: OrNotStated[Name] = Field(title="The full legal name")
    """The full legal name, as a contract would give it."""
    kinds: SomeOf[CompanyKindRef]
    """What kind of work it does here."""
    role: OrNotStated[Role] = Field(title="Whose rules it follows")
    """On whose behalf it uses the information."""
    links: VendorLinks
    """Its own pages."""
    contact: OrNotStated[Contact] | None = Field(default=None, title="How to reach the company")
    """How people reach it with a question about their information."""
    cookies: OrNotStatedOrNone[SomeOf[Cookie]] = Field(title="Which cookies it sets")
    """The cookies that it sets. `none` only if somebody looked and found none."""
    contract: OrNotStatedOrNone[Contract] = Field(title="The contract")
    """The agreement under which it works."""
    security: OrNotStated[Text] | None = Field(default=None, title="What it states about security")
    """What it states about security, such as a payment card standard that it was tested against."""
    duties: Mapping[Id, Duty] = Field(default={}, json_schema_extra={"additionalProperties": False})
    """What its terms ask of whoever uses its product. Each duty has a name that stays the same for ever."""
    belongs_to: ListOf[Membership] = ()
    """Classes of unnamed companies in the policy that it seems to belong to."""
