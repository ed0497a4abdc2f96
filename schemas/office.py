"""A part of the organisation itself."""

from pydantic import Field

from schemas.part import SomeOf
from schemas.party import Cookie, Links, Party
from schemas.record import Contact
from schemas.references import OfficeRef
from schemas.words import OrNotStated, OrNotStatedOrNone, Word


class OfficeKind(Word):
    """What kind of office it is."""

    WHOLE = "whole", "The whole organisation"
    DEPARTMENT = "department", "A department"
    ELECTED = "elected", "An elected office"
    COURT = "court", "A court"
    BOARD = "board", "A board or council"
    BRANCH = "branch", "A branch"
    TEAM = "team", "A team inside a department"


class Office(Party):
    """A part of the organisation. Its flows say what the organisation itself receives."""

    kind = "office"
    folder = "offices"
    first_keys = (
        *("name", "also_known_as", "legal_name", "is", "part_of", "summary"),
        *("status", "links", "contact", "domains"),
    )

    part_of: OfficeRef | None = None
    """The office that this one belongs to. Exactly one office, the whole organisation, has none."""
    is_: OrNotStated[OfficeKind] = Field(alias="is", title="What kind of office it is")
    """What kind of office it is."""
    links: Links = Links()
    """Its own pages."""
    contact: OrNotStated[Contact] | None = Field(default=None, title="How to reach the office")
    """How people reach it."""
    cookies: OrNotStatedOrNone[SomeOf[Cookie]] | None = Field(default=None, title="Which cookies it sets")
    """The cookies that its own pages set. `none` only if somebody looked and found none."""
