"""The rows of the open data: one model for each kind of record, one for flows, one for facts that nobody has stated."""

from __future__ import annotations

from pydantic import Field

from schemas.flow import Choice, Collected
from schemas.office import OfficeKind
from schemas.recipient import RecipientKind
from schemas.source import SourceKind, Strength
from schemas.vendor import Identity, Role, VendorKind
from schemas.vocabulary import Identifies, Sensitivity
from scripts.exports.open_data.value_models import (
    Address,
    Anything,
    Asking,
    Authority,
    BreachNotice,
    Check,
    CheckByLot,
    Contact,
    Contract,
    Cookie,
    Domain,
    Dpv,
    Duty,
    Evidence,
    Fideslang,
    FlowLink,
    Judgement,
    Link,
    Links,
    Membership,
    NoneKnown,
    NotStated,
    OrganisationTranslation,
    OtherWay,
    Published,
    Reading,
    Retention,
    Review,
    Section,
    ServiceTranslation,
    Statement,
    Status,
    Tension,
    Translation,
    Waiver,
)
from scripts.registry.certainty import Certainty
from scripts.registry.receivers import Standing


class Row(Published):
    """What every record has."""

    kind: str
    """What kind of record it is."""
    id: str
    """Its id. It is unique within its kind."""
    name: str
    """What people call it."""
    summary: str
    """One sentence that says what it is."""
    html_url: Address
    """Its page for people."""
    json_url: Address
    """This row as JSON."""
    file: str
    """The file that it is made from, below the folder of the records."""
    translations: tuple[Translation, ...]
    """What it says in other languages."""
    note: str | None
    """Something that a careful reader should know."""
    evidence: tuple[Evidence, ...]
    """The sources that the record as a whole rests on."""
    waivers: tuple[Waiver, ...]
    """The rules for records that it may break for a while."""
    asked: tuple[Asking, ...]
    """Who was asked for what is not stated here, and when."""


class RenamableRow(Row):
    """What every record has that is one of many of its kind."""

    formerly: tuple[str, ...]
    """The ids that it had before, after the folder if that was another. The old addresses go on working."""


class CheckedRow(RenamableRow):
    """What every record of something that can begin and end has."""

    status: Status
    """Whether it is in use."""
    reviewed: Review | NotStated
    """Who last checked this record, and when."""


class Organisation(Row):
    """Who publishes these data."""

    short_name: str
    """What sentences call it."""
    team: str
    """Who answers questions."""
    language: str
    """The language of the records, as a code such as `en`."""
    translations: tuple[OrganisationTranslation, ...]
    """What it says in other languages."""
    home: str
    """Its home page."""
    published_at: str | None
    """Where this site is published, if the record says so."""
    policy: Link | NotStated
    """The privacy policy that the promises come from."""
    domains: tuple[Domain, ...]
    """The host names that it runs itself."""
    contact: Contact
    """Whom people ask."""
    review_every: str
    """How often each record must be checked, as an ISO 8601 duration."""
    common_services: tuple[Link, ...]
    """The services that most people look for."""
    records_url: str | None
    """Where people can see and change the records."""
    contract_notice: str | None
    """How long before the end of a contract the check reminds people of it, as an ISO 8601 duration."""
    breach_notices: tuple[BreachNotice, ...] | NotStated | None
    """Who must be told when information has leaked, as far as laws and rules say."""
    checked_by_lot: CheckByLot | None
    """What came out when claims were last drawn by lot and held against their sources by hand."""


class ServiceDerived(Published):
    """What we worked out from the flows of a service."""

    receivers: tuple[Link, ...]
    """Who gets information when people use it now, as far as sources tell of them."""
    data: tuple[Link, ...]
    """Which information the flows name."""
    flows: int
    """How many flows belong to it."""
    unknowns: int
    """How many facts of its record and its flows are not stated."""


class Service(CheckedRow):
    """Something that people do with the organisation."""

    lead: str | None
    """The sentence of its own that opens its page; `null` if it is made from the flows."""
    action: str
    """The end of a sentence that starts with “When you”."""
    translations: tuple[ServiceTranslation, ...]
    """What it says in other languages."""
    page: str | NotStated
    """The page where people start."""
    more_pages: tuple[str, ...]
    """Other pages that belong to it."""
    offices: tuple[Link, ...] | NotStated
    """The offices that answer for it."""
    other_ways: tuple[OtherWay, ...] | NotStated | NoneKnown
    """Other ways to get the same thing done. `none` if online is the only way."""
    fee: str | NotStated | None
    """What people pay for using it online."""
    replaced_by: Link | None
    """What took its place."""
    derived: ServiceDerived
    """What we worked out from its flows."""


class PartyDerived(Published):
    """What we worked out from the flows to and from somebody."""

    controlled: bool
    """Whether it is the organisation itself, or is stated to work by the organisation's rules."""
    data: tuple[Link, ...]
    """Which information the flows to it name."""
    people: tuple[Link, ...]
    """Whose information it gets."""
    services: tuple[Link, ...]
    """In which services it gets information."""
    flows_in: int
    """How many flows go to it, or to one of its parts."""
    flows_in_unnamed: int
    """How many of these do not state which information they carry."""
    flows_out: int
    """How many flows go from it to others."""
    unknowns: int
    """How many facts of its record are not stated."""
    certainty: Certainty
    """How sure we are that somebody is there. `named`: a source names it. `told-of`: a source tells of it, and gives
    no name. `our-reading`: no source says so, and we conclude it; so it is a question, and counted nowhere."""
    standing: Standing
    """Whether it counts as getting something now. `named` and `told-of`: it does, and that sure are we that it is
    there. `our-reading`: it does not count. `by-its-companies`: it is a class of companies, and a company that belongs
    to it counts instead. `not-now`: no current flow leads to it."""


class Party(CheckedRow):
    """What companies, offices and recipients have in common."""

    in_sentences: str | None
    """What sentences call it; `null` if they say its name."""
    lead: str | None
    """The sentence of its own that opens its page; `null` if it is made from the flows."""
    also_known_as: tuple[str, ...]
    """Other names that people may know."""
    legal_name: str | NotStated | None
    """The full legal name."""
    domains: tuple[Domain, ...]
    """Host names that it runs."""
    links: Links
    """Its own pages."""
    contact: Contact | NotStated | None
    """How people reach it."""
    replaced_by: Link | None
    """Who does its work now, if it has ended."""


class VendorDerived(PartyDerived):
    """What we worked out about a company."""

    members: tuple[Link, ...]
    """Named companies that seem to belong to this class of companies."""


class Vendor(Party):
    """A company that works for the organisation, or whose product people meet on its pages."""

    identity: Identity | NotStated
    """Whether it is known which company it is. `not-stated` if sources tell of a class of company and give no name."""
    kinds: tuple[VendorKind, ...]
    """What kind of work it does."""
    role: Role | NotStated
    """On whose behalf it uses the information."""
    cookies: tuple[Cookie, ...] | NotStated | NoneKnown
    """The cookies that it sets. `none` if somebody looked and found none."""
    contract: Contract | NotStated | NoneKnown
    """The agreement under which it works."""
    security: str | NotStated | None
    """What it states about security."""
    duties: tuple[Duty, ...]
    """What its terms ask of whoever uses its product."""
    belongs_to: tuple[Membership, ...]
    """Classes of companies without a name that it seems to belong to."""
    derived: VendorDerived
    """What we worked out from its flows and from other records."""


class OfficeDerived(PartyDerived):
    """What we worked out about an office."""

    parts: tuple[Link, ...]
    """The offices that are directly part of it."""


class Office(Party):
    """A part of the organisation itself."""

    is_: OfficeKind | NotStated = Field(alias="is")
    """What kind of office it is."""
    part_of: Link | None
    """The office that it belongs to."""
    cookies: tuple[Cookie, ...] | NotStated | NoneKnown | None
    """The cookies that its own pages set. `none` if somebody looked and found none."""
    derived: OfficeDerived
    """What we worked out from its flows and from other records."""


class Recipient(Party):
    """Somebody else who may get information, without working for the organisation."""

    is_: RecipientKind = Field(alias="is")
    """Who it is."""
    identity: str | NotStated | None
    """Who exactly it is. `not-stated` if sources tell of a class and give no name."""
    derived: PartyDerived
    """What we worked out from its flows."""


class TermDerived(Published):
    """What we worked out about a word of the vocabulary."""

    parts: tuple[Link, ...]
    """The narrower words directly below it."""
    receivers: tuple[Link, ...]
    """Who gets such information now, as flows state and as far as sources tell of them."""
    flows: int
    """How many flows state it, or a narrower word."""
    certainty: Certainty | None
    """Of a group of people: how sure we are that it is there. Null for other words, which are about nobody."""


class Term(RenamableRow):
    """A word of the vocabulary that flows are made of."""

    lead: str | None
    """The sentence of its own that opens its page; `null` if it is made from the flows."""
    part_of: Link | None
    """The wider word that it belongs to."""
    sensitivity: Sensitivity
    """How much harm it can do when others see it."""
    fideslang: Fideslang | NoneKnown
    """The nearest term of fideslang, or `none` if there is none."""
    dpv: Dpv | NoneKnown
    """The nearest term of the Data Privacy Vocabulary, or `none` if there is none."""


class DataDerived(TermDerived):
    """What we worked out about a kind of information."""

    may_receive: int
    """How many more may get it: flows to them name only a wider kind, or do not say what they carry."""


class Data(Term):
    """A kind of information."""

    in_sentences: str | None
    """What sentences call it; `null` if they say its name."""
    identifies: Identifies
    """How far it points to one person."""
    derived: DataDerived
    """What we worked out from the flows."""


class Purpose(Term):
    """A reason to use information."""

    derived: TermDerived
    """What we worked out from the flows."""


class People(Term):
    """A group of people whose information it is."""

    in_sentences: str | None
    """What sentences call it; `null` if they say its name."""
    derived: TermDerived
    """What we worked out from the flows."""


class Promise(RenamableRow):
    """Something that the policy commits to."""

    check: Check
    """The rule that decides whether the records keep it."""
    limits: str | None
    """What the rule cannot see."""
    tension: Tension | None
    """Facts that pull the other way."""
    derived: Judgement
    """What the records say of it."""


class SourceDerived(Published):
    """What we worked out about a source."""

    strength: Strength
    """How far it carries a claim, which follows from its kind."""
    cited_by: tuple[Link, ...]
    """The records that rest on it."""


class Source(RenamableRow):
    """A document that claims rest on."""

    is_: SourceKind = Field(alias="is")
    """What kind of document it is."""
    url: str | NotStated | NoneKnown
    """Where it can be read."""
    dated: str | NotStated
    """The date that it bears: a day, a month or a year."""
    read: Reading
    """When it was read, and how much of it."""
    sections: tuple[Section, ...]
    """For a policy: its sections in their order, as they were when it was read."""
    statements: tuple[Statement, ...]
    """For a policy: each thing that it states, in our words."""
    derived: SourceDerived
    """What we worked out about it."""


class FlowDerived(Published):
    """What we worked out about a flow."""

    about: tuple[Link, ...]
    """Whose information it is: as stated, or whoever gives it, if these are people."""
    current: bool
    """Whether nothing says that it is over: neither the flow, nor its service, nor one of its ends."""
    controlled: bool
    """Whether the receiver is the organisation itself, or is stated to work by the organisation's rules."""
    strength: Strength | None
    """How far its best evidence carries it. Null if it has none."""
    unknowns: int
    """How many of its facts are not stated. None are counted of what is only our reading."""
    certainty: Certainty
    """How sure we are that somebody is there who gets it: `named`, `told-of` or `our-reading`."""


class Flow(Published):
    """Some information that goes from somebody to somebody for some reason."""

    id: str
    """Its id: whoever gets the information, a slash, and the flow's own name."""
    html_url: Address
    """The place on a page where it stands."""
    json_url: Address
    """This row as JSON."""
    from_: Link = Field(alias="from")
    """Who gives the information."""
    to: Link
    """Who gets it."""
    service: Link | Anything
    """The service in which it happens. `any` if it can happen with every service."""
    about: tuple[Link, ...] | NotStated | NoneKnown | None
    """Whose information it is, if somebody else gives it. `none` if it is about nobody."""
    data: tuple[Link, ...] | NotStated
    """Which information it carries."""
    purposes: tuple[Link, ...] | NotStated
    """What the receiver uses it for."""
    collected: Collected | NotStated
    """How the information gets there."""
    choice: Choice | NotStated | NoneKnown
    """Whether people can use the service without it. `none` if nobody is asked."""
    retention: Retention | NotStated | NoneKnown
    """How long the receiver keeps it. `none` if it is not kept at all."""
    authority: Authority | NotStated | None
    """What allows the use of the information."""
    status: Status | None
    """Only if the flow began or ended at another time than its service and its ends."""
    evidence: tuple[Evidence, ...]
    """The sources that say that it exists."""
    note: str | None
    """Something that a careful reader should know."""
    derived: FlowDerived
    """What we worked out about it."""


class Unknown(Published):
    """A fact that should be known, and that no source we read states."""

    id: str
    """Its id: the kind and the id of the record, and the place in it."""
    fact: str
    """What is not stated."""
    record: Link
    """The record that says so."""
    flow: FlowLink | None
    """The flow that it is a fact of, if it is one."""
    path: str
    """The place in the file of the record, as a JSON Pointer (RFC 6901)."""
    html_url: Address
    """The page, or the place on it, that says so."""
    json_url: Address
    """The row that says so, as JSON."""
