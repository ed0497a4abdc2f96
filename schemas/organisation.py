"""Who publishes the registry."""

from collections.abc import Mapping
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.evidence import Evidence
from schemas.part import ListOf, Part, SomeOf
from schemas.party import Domain
from schemas.record import Contact, Record
from schemas.references import DataRef, OfficeRef, ServiceRef, SourceRef
from schemas.text import Phrase, Text
from schemas.time import Day, Duration
from schemas.translation import LanguageCode, OrganisationTranslation
from schemas.web import Url
from schemas.words import OrNotStated

Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""How many there are."""


def _a_place(address: str) -> str:
    if urlsplit(address).query or urlsplit(address).fragment:
        message = "`{address}` has a `?` or a `#` in it; write only where the site lies, without what comes after"
        raise PydanticCustomError("not_a_place", message, {"address": address})
    return address


class BreachNotice(Part):
    """A law or rule that says who must be told when information has leaked. We report it, and do not apply it."""

    tell: Text
    """Who must be told, as the end of a sentence: `the people whose information it is`."""
    when: OrNotStated[Text] = Field(title="When they must be told")
    """How soon, and on what condition, as the end of a sentence: `without delay`."""
    data: OrNotStated[SomeOf[DataRef]] = Field(title="Which information it speaks of")
    """The kinds of information that it speaks of."""
    evidence: SomeOf[Evidence]
    """The law or rule that says so."""


class RecordsRequests(Part):
    """How people ask the organisation for public records, as the law of its place lets them."""

    law: Text
    """What sentences call the law, with its article: `the Public Records Act`."""
    page: OrNotStated[Url] = Field(title="Where people ask for public records")
    """The page that says how to ask, or that has the form."""
    office: OrNotStated[OfficeRef] = Field(title="Who answers requests for public records")
    """The office that answers requests."""
    evidence: SomeOf[Evidence]
    """What says so."""


class CheckByLot(Part):
    """What came out when claims of the registry were drawn by lot and held against their sources by hand.

    `registry sample` draws them, and writes this when the filled sheet comes back.
    """

    date: Day
    """The day on which the check was done."""
    by: Text
    """Who checked them: a role is better than a name."""
    right: Count
    """How many claims were right."""
    wrong: Count
    """How many were wrong."""
    cannot_tell: Count
    """Of how many nobody could tell, because a source cannot be read any more or leaves the question open."""

    @property
    def decided(self) -> int:
        """How many claims were right or wrong."""
        return self.right + self.wrong

    @property
    def claims(self) -> int:
        """How many claims were drawn."""
        return self.decided + self.cannot_tell

    @model_validator(mode="after")
    def _of_some(self) -> Self:
        if not self.claims:
            raise PydanticCustomError("no_claims", "none of these is more than 0; write how many claims were checked")
        return self


class Organisation(Record):
    """Who publishes the registry: a city, a library, a school district."""

    kind = "organisation"
    folder = "."
    first_keys = ("name", "short_name", "team", "summary")

    short_name: Phrase
    """What sentences call it, such as `the Library`."""
    team: Text
    """Who answers questions, as a sentence calls them, such as `the web team`."""
    language: LanguageCode = "en"
    """The language in which the records are written."""
    translations: Mapping[LanguageCode, OrganisationTranslation] = Field(
        default={}, json_schema_extra={"additionalProperties": False}
    )
    """What it says in other languages, by their codes, such as `es` for Spanish."""
    home: Url
    """Its home page."""
    policy: OrNotStated[SourceRef] = Field(title="Its policy")
    """The privacy policy that the promises come from: a file in `sources/`."""
    domains: SomeOf[Domain]
    """The host names that it runs itself."""
    contact: Contact
    """Whom people ask about this registry and about their information."""
    review_every: Duration
    """How often each record must be checked, such as `P1Y`."""
    contract_notice: Duration | None = None
    """How long before the end of a contract the check reminds you of it, if the contract states no time of its own."""
    breach_notices: OrNotStated[SomeOf[BreachNotice]] | None = Field(
        default=None, title="Who must be told when information has leaked"
    )
    """Who must be told when information has leaked, as far as laws and rules say."""
    records_requests: RecordsRequests | None = None
    """How people ask for public records. With it, pages offer a request for what nobody has said yet."""
    checked_by_lot: CheckByLot | None = None
    """What came out when claims were last drawn by lot and held against their sources."""
    common_services: ListOf[ServiceRef] = ()
    """The services that most people look for. The home page offers them first, in this order."""
    records_url: Url | None = None
    """Where people can see and change the records, such as a folder on a code host."""
    published_at: Annotated[Url, AfterValidator(_a_place)] | None = None
    """Where this site is published. With it, pages and open data name whole addresses, and there is a site map.

    A site below a folder of its host, such as `https://example.org/register/`, needs it for the page that is shown
    where there is none. Without it, addresses start at the site's root.
    """
