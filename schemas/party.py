"""Whoever can receive information: what vendors, offices and recipients have in common."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, field_validator

from schemas.evidence import Evidence
from schemas.flow import Flow
from schemas.ids import Id
from schemas.part import ListOf, Part, SomeOf, fault_at
from schemas.record import CheckedRecord
from schemas.references import PartyRef, PurposeRef
from schemas.text import Name, Phrase, Text
from schemas.time import Duration
from schemas.translation import LanguageCode, SpokenTranslation
from schemas.web import Host, Url
from schemas.words import OneOfTheWords, OrNotStated, OrNotStatedOrNone


class Domain(Part):
    """A host name that a party runs."""

    host: Host
    """The host name, such as `pay.example.com`."""
    use: Text
    """What is found there, in a few words."""


class Links(Part):
    """The party's own pages."""

    home: OrNotStated[Url] | None = Field(default=None, title="The home page")
    """Its home page."""
    privacy: OrNotStatedOrNone[Url] | None = Field(default=None, title="The privacy policy")
    """Its privacy policy."""
    terms: OrNotStatedOrNone[Url] | None = Field(default=None, title="The terms of use")
    """Its terms of use."""
    cookies: OrNotStatedOrNone[Url] | None = Field(default=None, title="The page about cookies")
    """Its page about cookies."""
    your_data: OrNotStatedOrNone[Url] | None = Field(default=None, title="The page to ask about your own information")
    """Its page for people who want to see, correct or delete their information."""
    accessibility: OrNotStatedOrNone[Url] | None = Field(default=None, title="The accessibility statement")
    """Its accessibility statement."""


class Cookie(Part):
    """A small file that the party saves in a visitor's browser."""

    name: OrNotStated[Text] = Field(title="The cookie's name")
    """The cookie's name, such as `YSC`."""
    purposes: OrNotStated[SomeOf[PurposeRef]] = Field(title="What the cookie is for")
    """What it is for."""
    lifetime: Annotated[Duration | Literal["not-stated", "visit"], OneOfTheWords("not-stated", "visit")] = Field(
        title="How long the cookie lives"
    )
    """How long it stays in the browser. Write a time such as `P6M`. `visit` if it ends when the browser is closed."""
    evidence: ListOf[Evidence] = ()
    """The sources that name this cookie."""


class Party(CheckedRecord):
    """Whoever can receive information. Each flow stands in the file of the party that receives it."""

    in_sentences: Phrase | None = None
    """What sentences call it, such as `the Help Desk`. Without it they say its name."""
    lead: Text | None = None
    """The sentence that opens its page, in place of the one made from the flows. Change it when they change."""
    translations: Mapping[LanguageCode, SpokenTranslation] = Field(
        default={}, json_schema_extra={"additionalProperties": False}
    )
    """What it says in other languages, by their codes, such as `es` for Spanish."""
    also_known_as: ListOf[Name] = ()
    """Other names that people may search for."""
    legal_name: OrNotStated[Name] | None = Field(default=None, title="The full legal name")
    """The full legal name, as a contract would give it."""
    domains: ListOf[Domain] = ()
    """Host names that it runs."""
    replaced_by: PartyRef | None = None
    """Who does its work now, if it has ended."""
    flows: Mapping[Id, Flow] = Field(default={}, json_schema_extra={"additionalProperties": False})
    """What it receives. Each flow has a name that stays the same for ever."""

    @field_validator("flows")
    @classmethod
    def _each_flow_once(cls, flows: Mapping[Id, Flow]) -> Mapping[Id, Flow]:
        said: dict[object, str] = {}
        for name, flow in flows.items():
            first = said.setdefault(flow.what_it_says, name)
            if first != name:
                message = f"the flow `{first}` says the same; make them one, or write what tells them apart"
                raise fault_at((name,), "said_twice", message)
        return flows
