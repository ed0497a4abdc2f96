"""Anyone else who may receive information, without working for the organisation."""

from pydantic import Field

from schemas.party import Links, Party
from schemas.record import Contact
from schemas.text import Text
from schemas.words import OrNotStated, Word


class RecipientKind(Word):
    """Who a recipient is."""

    GOVERNMENT = "government", "Another government office"
    COURT = "court", "A court"
    LAW_ENFORCEMENT = "law-enforcement", "Police and others who enforce the law"
    PUBLIC = "public", "The public"
    NONPROFIT = "nonprofit", "A charity or group"
    EDUCATION = "education", "A school, a university or a library"
    SOCIAL_NETWORK = "social-network", "A site where people post and share"
    LINKED_SITE = "linked-site", "A site that our pages link to"
    MONEY = "money", "A bank or card company"
    OUTSIDE_HELP = "outside-help", "An outside party that helps to fix a system"
    OTHER = "other", "Somebody else"


class Recipient(Party):
    """Anyone else who may receive information, without working for the organisation."""

    kind = "recipient"
    folder = "recipients"
    first_keys = (
        *("name", "also_known_as", "legal_name", "is", "identity", "summary"),
        *("status", "links", "contact", "domains"),
    )

    is_: RecipientKind = Field(alias="is")
    """Who it is."""
    identity: OrNotStated[Text] | None = Field(default=None, title="Who exactly it is")
    """Its own name. `not-stated` if a class of recipient is disclosed but no name."""
    links: Links = Links()
    """Its own pages."""
    contact: OrNotStated[Contact] | None = Field(default=None, title="How to reach it")
    """How people reach it."""
