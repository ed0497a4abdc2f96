"""What the rows of the open data are made of. This is version 1: a key is never renamed, retyped or taken away.

The published shape is not the shape that authors write. Every key is always there; what a record names comes with
its id, its name and its addresses; and whatever we worked out ourselves stands under `derived`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.evidence import FlowFact
from schemas.flow import Basis, Choice, Collected
from schemas.promise import Side
from schemas.record import State
from schemas.service import Channel
from schemas.source import Extent, StatementKind, Strength
from schemas.vocabulary import Identifies, Match, Sensitivity
from scripts.registry.verdicts import Verdict

NotStated = Literal["not-stated"]
NoneKnown = Literal["none"]
Anything = Literal["any"]

Address = str
"""An address on the web, or, until it is known where the site is published, one that starts at its root."""


class Published(BaseModel):
    """A piece of the open data. Its docstrings are the data dictionary."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_by_name=True, serialize_by_alias=True
    )


class Link(Published):
    """Another record, by its id, its name and its addresses."""

    kind: str
    """What kind of record it is, such as `vendor`."""
    id: str
    """Its id. Ids are unique within a kind."""
    name: str
    """What people call it."""
    html_url: Address
    """Its page for people."""
    json_url: Address
    """The same as JSON."""


class FlowLink(Published):
    """A flow, by its id and its addresses."""

    id: str
    """The flow's id: whoever gets the information, a slash, and the flow's own name."""
    html_url: Address
    """The place on a page where it stands."""
    json_url: Address
    """The same as JSON."""


class Translation(Published):
    """What a record says in another language."""

    language: str
    """The code of the language, such as `es` for Spanish."""
    name: str
    """Its name."""
    summary: str
    """Its summary."""
    in_sentences: str | None = None
    """What sentences call it; `null` if they say its name."""
    lead: str | None = None
    """The sentence of its own that opens its page; `null` if it has none."""


class ServiceTranslation(Translation):
    """What the record of a service says in another language."""

    action: str
    """The end of the sentence that says what people do, after the words for “When you”."""


class OrganisationTranslation(Translation):
    """What the record of the organisation says in another language."""

    short_name: str
    """What sentences call it."""
    team: str
    """Who answers questions."""


class EvidenceDerived(Published):
    """What follows from the kind of the source."""

    strength: Strength
    """How far the source carries the claim."""


class Evidence(Published):
    """One source that a claim rests on."""

    source: Link
    """The source."""
    statements: tuple[str, ...]
    """For a policy: the short names of the statements that the claim rests on."""
    note: str | None
    """What the source says, in our words."""
    inferred: str | None
    """Why we think so, if the source does not say it and it is our own conclusion."""
    for_: tuple[FlowFact, ...] | None = Field(alias="for")
    """Which facts of a flow it is the source for; `null` if it is for all that it is cited for."""
    derived: EvidenceDerived
    """What follows from the kind of the source."""


class Waiver(Published):
    """Leave to break one rule for records, for a reason and for a time."""

    rule: str
    """The rule that may be broken."""
    reason: str
    """Why."""
    by: str
    """Who allowed it."""
    until: str = Field(json_schema_extra={"format": "date"})
    """The last day of the waiver."""


class Asking(Published):
    """Questions that were sent to somebody, and whether an answer came."""

    on: str = Field(json_schema_extra={"format": "date"})
    """The day on which they were sent."""
    whom: Link
    """Who was asked."""
    facts: tuple[str, ...]
    """The facts that were asked for, each by its place in the record."""
    answered: str | None = Field(json_schema_extra={"format": "date"})
    """The day on which they answered; `null` if there is no answer yet."""


class Status(Published):
    """Whether something is in use, and since when."""

    is_: State | NotStated = Field(alias="is")
    """Whether it is planned, in use, paused or ended."""
    since: str | NotStated
    """Since when: a day, a month or a year, as exact as the source is."""
    reason: str | None
    """Why it is paused or ended."""


class Review(Published):
    """Who last read a record against its sources."""

    on: str = Field(json_schema_extra={"format": "date"})
    """On which day."""
    by: str
    """Who did it."""


class CheckByLot(Published):
    """What came out when claims were drawn by lot and held against their sources by hand."""

    date: str = Field(json_schema_extra={"format": "date"})
    """On which day."""
    by: str
    """Who did it."""
    right: int
    """How many claims were right."""
    wrong: int
    """How many were wrong."""
    cannot_tell: int
    """Of how many nobody could tell."""


class Contact(Published):
    """How people reach somebody with a question."""

    phone: str | NotStated | NoneKnown | None
    """A phone number."""
    email: str | NotStated | NoneKnown | None
    """The email address of an office or a company."""
    page: str | NotStated | NoneKnown | None
    """A page with a form or more ways to reach them."""
    subject: str | None
    """The words that the subject line of an email should carry."""


class Domain(Published):
    """A host name that somebody runs."""

    host: str
    """The host name."""
    use: str
    """What is found there."""


class Links(Published):
    """The pages of a company, an office or a recipient."""

    home: str | NotStated | None
    """Its home page."""
    privacy: str | NotStated | NoneKnown | None
    """Its privacy policy."""
    terms: str | NotStated | NoneKnown | None
    """Its terms of use."""
    cookies: str | NotStated | NoneKnown | None
    """Its page about cookies."""
    your_data: str | NotStated | NoneKnown | None
    """Its page for people who want to see, correct or delete what it has about them."""
    accessibility: str | NotStated | NoneKnown | None
    """Its accessibility statement."""


class Cookie(Published):
    """A small file that a website saves in a visitor's browser."""

    name: str | NotStated
    """The cookie's name."""
    purposes: tuple[Link, ...] | NotStated
    """What it is for."""
    lifetime: str | NotStated
    """How long it lives, as an ISO 8601 duration, or `visit` if it ends when the browser is closed."""
    evidence: tuple[Evidence, ...]
    """The sources that name it."""


class Contract(Published):
    """The agreement under which a company works."""

    number: str | NotStated
    """Its number."""
    starts: str | NotStated
    """When it starts: a day, a month or a year."""
    ends: str | NotStated | NoneKnown
    """When it ends: a day, a month or a year. `none` if it has no end."""
    notice: str | NotStated | NoneKnown | None
    """How long before its end notice is due, as an ISO 8601 duration. `none` if it says nothing of it."""
    chosen_by: str | NotStated
    """How the company was chosen."""
    page: str | NotStated
    """Where it can be read."""
    evidence: tuple[Evidence, ...]
    """The sources that say so."""


class Membership(Published):
    """Our reading that a named company belongs to a class of companies that no source names."""

    vendor: Link
    """The class."""
    evidence: tuple[Evidence, ...]
    """Why we think so."""


class OtherWay(Published):
    """Another way to get the same thing done."""

    how: Channel
    """The way."""
    details: str | NotStated
    """Where to call, write or go."""


class Retention(Published):
    """How long information is kept: for a length of time, or as a records schedule says."""

    length: str | NotStated | None
    """A length of time as an ISO 8601 duration, such as `P2Y` for two years. With a schedule: what its line says."""
    schedule: Link | NotStated | None
    """The records schedule that sets the time."""
    series: str | NotStated | None
    """The line of that schedule."""


class Authority(Published):
    """What allows the use of information."""

    basis: Basis
    """What allows it."""
    citation: Link | NotStated
    """The law, contract or terms that say so."""


class Fideslang(Published):
    """The nearest term of fideslang."""

    key: str
    """The term's key."""
    match: Match
    """How near it comes."""


class Dpv(Published):
    """The nearest term of the Data Privacy Vocabulary."""

    term: str
    """The term with its prefix."""
    iri: str = Field(json_schema_extra={"format": "uri"})
    """The term's full address."""
    match: Match
    """How near it comes."""


class Section(Published):
    """One section of a policy: what stands under a heading, up to the next one."""

    heading: str
    """The heading."""
    fingerprint: str
    """What its words were when it was last compared: the same words give the same fingerprint."""


class Statement(Published):
    """One thing that a policy states, in our words."""

    id: str
    """The short name that evidence cites."""
    html_url: Address
    """Its place on the page that goes through the policy."""
    section: str
    """The heading under which it stands."""
    kinds: tuple[StatementKind, ...]
    """What it does."""
    says: str
    """What it states."""


class Reading(Published):
    """When a document was read, and how much of it."""

    on: str = Field(json_schema_extra={"format": "date"})
    """On which day."""
    extent: Extent
    """How much of it."""
    copy_: str | None = Field(alias="copy")
    """Which copy, if it was one."""


class Selector(Published):
    """Picks flows: those that fit every line that is not null."""

    people: tuple[Link, ...] | None
    """Whose information it is."""
    from_: tuple[Link, ...] | None = Field(alias="from")
    """Who gives it."""
    from_is: tuple[Side, ...] | None
    """Who gives it, by kind."""
    to: tuple[Link, ...] | None
    """Who gets it."""
    to_is: tuple[Side, ...] | None
    """Who gets it, by kind."""
    data: tuple[Link, ...] | None
    """The kind of information."""
    identifies: tuple[Identifies, ...] | None
    """How far the information points to one person."""
    sensitivity: tuple[Sensitivity, ...] | None
    """How sensitive the information is."""
    purposes: tuple[Link, ...] | None
    """What it is used for."""
    collected: tuple[Collected, ...] | None
    """How it gets there."""
    choice: tuple[Choice, ...] | None
    """Whether people have a choice."""
    service: tuple[Link, ...] | None
    """The service in which it happens."""
    kept_at_most: str | None
    """How long it is kept: never longer than this, as an ISO 8601 duration."""


class Check(Published):
    """The rule that decides whether the records keep a promise, or meet a duty."""

    rule: Literal["forbid", "only", "require", "not-decidable"]
    """`forbid`: no flow may be as `where` says. `only`: such flows may have nothing but what `fits` says.
    `require`: such flows must have what `fits` says, or, without `where`, one such flow must exist.
    `not-decidable`: records of flows cannot decide it."""
    where: Selector | None
    """The flows that are looked at."""
    fits: Selector | None
    """What they must be like."""
    unless: Selector | None
    """Flows that are left out."""
    why_not: str | None
    """Why records cannot decide it."""


class Tension(Published):
    """Facts that pull the other way. They are shown and not judged."""

    says: str
    """What the facts are."""
    evidence: tuple[Evidence, ...]
    """The sources of these facts."""


class Doubt(Published):
    """A flow that leaves a verdict open."""

    flow: FlowLink
    """The flow."""
    facts: tuple[str, ...]
    """The keys of the flow whose facts are missing."""


class Judgement(Published):
    """What the records say of a promise or a duty. It is no legal verdict."""

    verdict: Verdict
    """Whether the records keep it."""
    looked_at: int
    """How many flows and cookies could go against it."""
    against: tuple[FlowLink, ...]
    """The flows that go against it, and those that are over and went against it."""
    compared: tuple[FlowLink, ...]
    """The flows that keep it, as far as another source says so than the one that makes the promise."""
    doubts: tuple[Doubt, ...]
    """The flows that leave it open, since facts are missing."""


class Duty(Published):
    """Something that the terms of a company ask of whoever uses its product."""

    id: str
    """Its name, which is unique within the company."""
    says: str
    """What the terms ask."""
    evidence: tuple[Evidence, ...]
    """The terms that ask for it."""
    done: tuple[Evidence, ...] | NotStated | NoneKnown | None
    """Where it is seen that it is done. `none` if somebody looked and it is not."""
    check: Check | None
    """Instead of `done`: the rule over flows that decides it."""
    derived: Judgement | None
    """What the records say. `null` if the company has ended."""


class BreachNotice(Published):
    """A law or rule that says who must be told when information has leaked."""

    tell: str
    """Who must be told."""
    when: str | NotStated
    """How soon, and on what condition."""
    data: tuple[Link, ...] | NotStated
    """The kinds of information that it speaks of."""
    evidence: tuple[Evidence, ...]
    """The law or rule that says so."""
