"""What every record has: a name, a summary, its evidence, its review and its waivers."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import AliasChoices, Field

from schemas.asking import Asking
from schemas.evidence import Evidence
from schemas.ids import Id, OldId
from schemas.part import ListOf, Part
from schemas.text import Name, Phone, SearchWords, Text
from schemas.time import Day, RoughDate
from schemas.translation import LanguageCode, Translation, TranslationOfOne
from schemas.web import Email, Url
from schemas.words import OrNotStated, OrNotStatedOrNone, Word


class Waiver(Part):
    """Leave to break one rule in one record, for a reason and for a time."""

    rule: Id
    """The rule that may be broken here, such as `insecure-link`."""
    reason: Text
    """Why the rule is wrong here, so that the next reader can judge."""
    by: Text
    """Who allowed it: a role, such as `town clerk`."""
    until: Day
    """The last day of the waiver. After it the rule counts again."""


class Record(Part):
    """One file of the registry. The file's name is its id and is not repeated inside."""

    kind: ClassVar[str]
    folder: ClassVar[str]
    first_keys: ClassVar[tuple[str, ...]] = ("name", "summary")
    """The keys that a file opens with: what it is."""
    last_keys: ClassVar[tuple[str, ...]] = (
        *("translations", "formerly", "replaced_by", "evidence", "belongs_to", "waivers", "reviewed", "asked", "note"),
        *("sections", "statements", "flows"),
    )
    """The keys that a file ends with: how we know, and then what is long. The others stand between."""

    name: Name
    """What people call it. It is the heading of its page."""
    summary: Text
    """One plain sentence of at most 25 words that says what it is."""
    translations: Mapping[LanguageCode, Translation] = Field(
        default={}, json_schema_extra={"additionalProperties": False}
    )
    """What it says in other languages, by their codes, such as `es` for Spanish."""
    evidence: ListOf[Evidence] = ()
    """The sources that this record as a whole rests on."""
    waivers: ListOf[Waiver] = ()
    """Rules that this record may break for a while."""
    asked: ListOf[Asking] = ()
    """Who was asked for what is not stated here, and when. `registry questions --sent` writes it."""
    note: Text | None = None
    """Something a careful reader should know: a doubt, a history, a tension between two facts."""


class RenamableRecord(Record):
    """One record of many of its kind. It may be renamed, and its old addresses go on leading to it."""

    translations: Mapping[LanguageCode, TranslationOfOne] = Field(
        default={}, json_schema_extra={"additionalProperties": False}
    )
    """What it says in other languages, by their codes, such as `es` for Spanish."""
    also_called: ListOf[SearchWords] = ()
    """Words by which people look for it, and that its name does not have: `property tax` for a tax on real estate.

    They are for the search alone, and claim nothing.
    """
    formerly: ListOf[OldId] = ()
    """The ids that this record had before. Their pages lead to the new one, so that old links still work.

    An id in another folder is written with it, such as `recipients/petforms` for a recipient that became a vendor.
    """


class Review(Part):
    """Who last read a record against its sources, and when."""

    date: Day = Field(validation_alias=AliasChoices("date", "on"))
    """The day on which somebody last checked that this record is right."""
    by: Text
    """Who checked it: a role is better than a name."""


class State(Word):
    """Where something stands in its life."""

    PLANNED = "planned", "Planned"
    IN_USE = "in-use", "In use"
    PAUSED = "paused", "Paused"
    ENDED = "ended", "Ended"


class Status(Part):
    """Whether it is in use, and since when."""

    is_: OrNotStated[State] = Field(alias="is", title="Whether it is in use")
    """Whether it is planned, in use, paused or ended."""
    since: OrNotStated[RoughDate] = Field(title="Since when it has been so")
    """When this state began. Write it as exact as the source is: `2024-01-02`, `2024-01` or `2024`."""
    reason: Text | None = None
    """Why it is paused or ended."""

    @property
    def ended(self) -> bool:
        """Whether it is known to be over."""
        return self.is_ == State.ENDED


class CheckedRecord(RenamableRecord):
    """A record of the real world, which changes: it has a status and must be read again from time to time."""

    status: Status = Field(title="Status")
    """Whether it is in use, and since when."""
    reviewed: OrNotStated[Review] = Field(title="Who last checked this record")
    """Who last checked this record against its sources, and when."""


class Contact(Part):
    """How people reach somebody with a question."""

    phone: OrNotStatedOrNone[Phone] | None = Field(default=None, title="The phone number")
    """A phone number, as people write it."""
    email: OrNotStatedOrNone[Email] | None = Field(default=None, title="The email address")
    """An e-mail address of an office, never of a person."""
    page: OrNotStatedOrNone[Url] | None = Field(default=None, title="The contact page")
    """A page with a form or more ways to reach them."""
    subject: Text | None = None
    """The words that the subject line of an e-mail should carry."""
