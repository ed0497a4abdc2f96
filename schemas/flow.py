"""A flow: one sender gives one receiver some information for some reason."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from schemas.evidence import FlowEvidence, FlowFact
from schemas.part import ListOf, Part, SomeOf
from schemas.record import Status
from schemas.references import DataRef, PeopleRef, PurposeRef, SenderRef, ServiceRef, SourceRef
from schemas.text import Text
from schemas.time import Duration, KeptAfter
from schemas.words import OrAny, OrNotStated, OrNotStatedOrNone, Word


class Collected(Word):
    """How the information comes to the receiver."""

    GIVEN = "given", "You give it"
    AUTOMATIC = "automatic", "Your device sends it"
    PASSED_ON = "passed-on", "Someone passes it on"
    DERIVED = "derived", "Worked out from other facts"
    PUBLIC = "public", "It is public"


class Choice(Word):
    """Whether people can use the service without this."""

    REQUIRED = "required", "You must give it to use the service"
    OPTIONAL = "optional", "You can leave it out"


class Schedule(Part):
    """Keeping time that a records schedule sets."""

    schedule: OrNotStated[SourceRef] = Field(title="The schedule that sets how long it is kept")
    """The source that holds the schedule."""
    series: OrNotStated[Text] = Field(title="Which line of the schedule sets how long it is kept")
    """The line of the schedule that applies."""
    length: OrNotStated[Duration] | None = Field(default=None, title="How long that line of the schedule says")
    """How long that line says to keep it, such as `P3Y`."""


def _form(given: object) -> str:
    if not isinstance(given, str):
        return "(schedule)"
    return "(after)" if KeptAfter.SIGN in given else "(length)"


Retention = Annotated[
    Annotated[Duration, Tag("(length)")]
    | Annotated[KeptAfter, Tag("(after)")]
    | Annotated[Schedule, Tag("(schedule)")],
    Discriminator(_form),
]


class Basis(Word):
    """What allows the use of the information."""

    CONSENT = "consent", "You agreed"
    SENT_BY_YOU = "sent-by-you", "You chose to send it"
    PUBLIC_DUTY = "public-duty", "It is part of the work of government"
    PUBLIC_INTEREST = "public-interest", "It helps the public as a whole"
    LAW = "law", "A law says so"
    PUBLIC_RECORDS_LAW = "public-records-law", "The public records law says so"
    RECORDS_SCHEDULE = "records-schedule", "The records schedule says so"
    LEGAL_DEMAND = "legal-demand", "A court order or legal demand"
    ORDINANCE = "ordinance", "A local law says so"
    AGREEMENT = "agreement", "A deal with you"
    VENDOR_CONTRACT = "vendor-contract", "A contract with the company"
    COMPANY_TERMS = "company-terms", "The company's own terms"
    COMPANY_REASONS = "company-reasons", "The company's own reasons"
    VITAL_INTEREST = "vital-interest", "To save a life"


class Authority(Part):
    """What allows the use of the information, and where that stands."""

    basis: Basis = Field(title="What allows it")
    """What allows it."""
    citation: OrNotStated[SourceRef] = Field(title="The law or contract that allows it")
    """The law, contract or terms that say so."""


class Flow(Part):
    """Some information that one sender gives to the party in whose file the flow stands."""

    service: OrAny[ServiceRef]
    """The service in which it happens, or `any` if it can happen with every service."""
    sender: SenderRef = Field(alias="from")
    """Who gives it: a kind of people, or another party."""
    about: OrNotStatedOrNone[SomeOf[PeopleRef]] | None = Field(default=None, title="Whose information it is")
    """Whose information it is, if not that of those who give it: when the sender is a party, or a parent who tells of
    a child. `none` if it is about nobody."""
    data: OrNotStated[SomeOf[DataRef]] = Field(title="What information it is")
    """The kinds of information. Write them as narrow as the evidence allows."""
    purposes: OrNotStated[SomeOf[PurposeRef]] = Field(title="What the information is for")
    """What the receiver uses the information for."""
    collected: OrNotStated[Collected] = Field(title="How the information gets there")
    """How the information comes to the receiver."""
    choice: OrNotStatedOrNone[Choice] = Field(title="Whether people have a choice")
    """Whether people can use the service without it. `none` if nobody is asked."""
    retention: OrNotStatedOrNone[Retention] = Field(title="How long the information is kept")
    """How long the receiver keeps it. Write `P2Y`, `while the account is open, then P18M`, or a records schedule.
    `none` if it is not kept at all."""
    authority: OrNotStated[Authority] | None = Field(default=None, title="What allows it")
    """What allows the use of the information."""
    status: Status | None = None
    """Only if the flow is not in use, or began at another time than its party and service."""
    evidence: ListOf[FlowEvidence] = ()
    """The sources that say that this flow exists, and what it is like."""
    note: Text | None = None
    """Something a careful reader should know about this flow."""

    @property
    def what_it_says(self) -> tuple[object, ...]:
        """Who gives what to its receiver, why, how and when: no two flows of one receiver say the same."""
        kinds = (
            frozenset(said) if isinstance(said, tuple) else said for said in (self.about, self.data, self.purposes)
        )
        status = self.status and (self.status.is_, self.status.since)
        return (self.service, self.sender, *kinds, self.collected, status)

    @property
    def kept_for(self) -> Duration | None:
        """How long the receiver keeps it, by its own statement or by its schedule; None if neither says how long.

        None too if that begins when something else is over: nobody can tell when that is.
        """
        length = self.retention.length if isinstance(self.retention, Schedule) else self.retention
        return length if isinstance(length, Duration) else None

    @property
    def kept_at_least(self) -> Duration | None:
        """How long the receiver keeps it for certain; None if nobody can tell."""
        return self.retention.length if isinstance(self.retention, KeptAfter) else self.kept_for

    def evidence_for(self, fact: FlowFact) -> tuple[FlowEvidence, ...]:
        """The sources that speak of one fact of this flow."""
        return tuple(piece for piece in self.evidence if piece.is_for(fact))
