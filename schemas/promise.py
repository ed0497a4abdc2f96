"""Something the policy commits to, with the rule that decides whether the records keep it."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.evidence import Evidence
from schemas.flow import Choice, Collected
from schemas.part import ListOf, Part, SomeOf
from schemas.record import RenamableRecord
from schemas.references import DataRef, PartyRef, PeopleRef, PurposeRef, SenderRef, ServiceRef
from schemas.text import Text
from schemas.time import Duration
from schemas.vocabulary import Identifies, Sensitivity
from schemas.words import Word


class Side(Word):
    """Who stands at one end of a flow, by kind rather than by name."""

    PEOPLE = "people", "People"
    THE_ORGANISATION = "the-organisation", "%(The_city)s and its offices"
    VENDOR = "vendor", "A company"
    RECIPIENT = "recipient", "Someone else"
    ANYONE_ELSE = "anyone-else", "Anyone but %(the_city)s"


class Selector(Part):
    """Picks flows. A flow is picked when it fits every line that is filled in."""

    people: SomeOf[PeopleRef] | None = None
    """Whose information it is: one of these groups, or a group that is part of one."""
    sender: SomeOf[SenderRef] | None = Field(default=None, alias="from")
    """Who gives it: one of these."""
    sender_is: SomeOf[Side] | None = Field(default=None, alias="from_is")
    """Who gives it, by kind."""
    receiver: SomeOf[PartyRef] | None = Field(default=None, alias="to")
    """Who receives it: one of these, or an office that is part of one."""
    receiver_is: SomeOf[Side] | None = Field(default=None, alias="to_is")
    """Who receives it, by kind."""
    data: SomeOf[DataRef] | None = None
    """The information: one of these kinds, or a kind that is part of one."""
    identifies: SomeOf[Identifies] | None = None
    """How far the information points to one person."""
    sensitivity: SomeOf[Sensitivity] | None = None
    """How sensitive the information is."""
    purposes: SomeOf[PurposeRef] | None = None
    """What it is used for: one of these, or a purpose that is part of one."""
    collected: SomeOf[Collected] | None = None
    """How the information comes to the receiver."""
    choice: SomeOf[Choice] | None = None
    """Whether people have a choice."""
    service: SomeOf[ServiceRef] | None = None
    """The service: one of these."""
    kept_at_most: Duration | None = None
    """How long it is kept: never longer than this, such as `P30D`."""

    @model_validator(mode="after")
    def _picks_something(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("empty_selector", "fill in at least one line, such as `data` or `purposes`")
        return self


class Forbid(Part):
    """No flow may be like this."""

    where: Selector
    """The flows that may not be."""
    unless: Selector | None = Field(default=None, alias="except")
    """Flows that are allowed all the same."""


class Only(Part):
    """Flows that look like this may have nothing but what is allowed."""

    where: Selector
    """The flows that are looked at."""
    allow: Selector
    """Everything that such a flow carries must fit this."""
    unless: Selector | None = Field(default=None, alias="except")
    """Flows that are not looked at."""


class Require(Part):
    """Each flow that looks like this must have something, or such a flow must exist."""

    where: Selector | None = None
    """The flows that are looked at. Leave it out to ask for at least one flow that fits `need`."""
    need: Selector
    """What each of them must have, beside whatever else it has."""
    unless: Selector | None = Field(default=None, alias="except")
    """Flows that are not looked at."""


class Check(Part):
    """The rule that decides whether the records keep a promise: exactly one of the four."""

    forbid: Forbid | None = None
    """No flow may be like this."""
    only: Only | None = None
    """Such flows may have nothing but this."""
    require: Require | None = None
    """Such flows must have this, or one must exist."""
    not_decidable: Text | None = None
    """Why records of flows cannot decide it."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError(
                "one_check", "write exactly one of `forbid`, `only`, `require` and `not_decidable`"
            )
        return self


class Tension(Part):
    """Facts that pull the other way. We show them and do not judge."""

    says: Text
    """What the facts are."""
    evidence: ListOf[Evidence] = ()
    """The sources of these facts."""


class Promise(RenamableRecord):
    """Something the policy commits to."""

    kind = "promise"
    folder = "promises"
    first_keys = ("name", "summary", "evidence")

    evidence: SomeOf[Evidence]
    """The statements of the policy that make the promise."""
    check: Check
    """The rule that decides whether the records keep it."""
    limits: Text | None = None
    """What the rule cannot see, even if the records keep the promise."""
    tension: Tension | None = None
    """Facts that pull the other way. We show them and do not judge."""
