"""Letters that people can copy or mail: about their own information, about a company, about what nobody has said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from schemas import Key, fields
from schemas.party import Party
from schemas.record import CheckedRecord, Contact, Record
from schemas.service import Service
from schemas.vendor import Vendor
from schemas.words import is_stated, is_there
from scripts.registry import certainty, grades
from scripts.registry.graph import Edge
from scripts.site.pages.edition import Edition
from scripts.site.pages.views import unstated
from scripts.site.pages.views.unstated import Unsaid
from scripts.words import sentences
from scripts.words.languages import Language, Text, lowered
from scripts.words.tenses import Tense

_ABOUT_YOUR_INFORMATION = {"flows", "cookies", "role", "security"}
"""The parts of a company's record that a letter about one's own information asks about."""
_OURS_TO_KNOW = fields.label(CheckedRecord, ("reviewed",))
"""What only those know who keep the records: nobody else is asked for it."""


class Points(NamedTuple):
    """A list in a letter."""

    points: tuple[str, ...]
    are_numbered: bool = False


class Letter(NamedTuple):
    """A letter to somebody, with all that a mail of it needs."""

    id: str
    """What it is called on its page."""
    name: Text
    """What it is, in a few words."""
    contact: Contact
    """How whoever it is for can be reached."""
    whom: Text
    subject: Text
    blocks: tuple[str | Points, ...]
    """Its paragraphs and lists."""

    @property
    def email(self) -> str:
        """The mailbox to which it can be sent; empty if no source names one."""
        return str(self.contact.email) if is_there(self.contact.email) and self.contact.email else ""

    @property
    def text(self) -> str:
        """What stands in it, for a mail."""
        return "\n\n".join(map(_plain, self.blocks))


def _plain(block: str | Points) -> str:
    if not isinstance(block, Points):
        return str(block)
    marks = (f"{number}." if block.are_numbered else "-" for number, _ in enumerate(block.points, 1))
    return "\n".join(f"{mark} {point}" for mark, point in zip(marks, block.points, strict=True))


class LetterWriter:
    """Writes the letters of one page."""

    def __init__(self, edition: Edition, key: Key) -> None:
        """Take the record that the page is about."""
        self.edition, self.key = edition, key
        self.language: Language = edition.language
        self.organisation = edition.registry.organisation
        self.record: Record = edition.record(key)

    def about_me(self, services: Iterable[str], edges: list[Edge], tense: Tense) -> Letter:
        """To a company with a name, about one's own information."""
        language, registry, graph = self.language, self.edition.registry, self.edition.graph
        say = language.say
        kinds = dict.fromkeys(data for edge in edges for data in edge.data)
        facts = language.listed([lowered(registry.data[data].name) for data in kinds])
        unsaid = dict.fromkeys(
            language.say(fields.label(type(self.record), unknown.loc))
            for unknown in self.edition.unknowns_of(self.key)
            if unknown.loc[0] in _ABOUT_YOUR_INFORMATION
        )
        is_open_today = graph.is_open_today(edges)
        if not services:
            told = say("Its public register says that you may get information about people like me.")
        elif grades.is_our_conclusion((edge.flow for edge in edges), registry):
            told = (
                say(
                    "Its public register concludes, without a source that says so, "
                    "that you got information when people did this:"
                )
                if tense.is_past or is_open_today
                else say(
                    "Its public register concludes, without a source that says so, "
                    "that you get information when people do this:"
                )
            )
        elif tense.is_past:
            told = say("Its public register says that you got information when people did this:")
        elif is_open_today:
            told = say(
                "Its public register does not say whether you get information today. "
                "It says that you got some when people did this:"
            )
        else:
            told = say("Its public register says that you get information when people do this:")
        use = say(
            "I use online services of %(the_city)s (%(name)s).",
            the_city=self.organisation.short_name,
            name=self.organisation.name,
        )
        return self._letter(
            "your-information",
            say("A letter to %(whom)s", whom=self.record.name),
            self._contact_of(self.record) or Contact(),
            self.record.name,
            say("What information do you have about me?"),
            [
                say("%(one)s %(other)s", one=use, other=told),
                *self._services(services),
                say("It says that you may have these facts about me: %(facts)s.", facts=facts)
                if facts
                else say("It does not say which facts about me you may have."),
                *(
                    (
                        say("The register does not have these facts about you, since no source states them:"),
                        Points(tuple(unsaid)),
                    )
                    if unsaid
                    else ()
                ),
                *self._place(),
                say("Please tell me:"),
                Points(
                    (
                        say("Which facts about me do you have?"),
                        say("Where did you get them, and what do you use them for?"),
                        say("How long do you keep them?"),
                        say("Who else has got them from you, or can see them?"),
                        say("How can I have them corrected or deleted?"),
                    ),
                    are_numbered=True,
                ),
                say("So that you can find me, here is my name, and how I reach you: ______"),
            ],
        )

    def about_whom(self, services: Iterable[str]) -> Letter:
        """To the organisation, about somebody of whom no source tells."""
        say = self.language.say
        return self._to_the_organisation(
            say("Does a company get my information?"),
            [
                *self._about_services(services),
                say("Your public register asks whether a company gets information there. No source says so."),
                *self._place(),
                say("Please tell me:"),
                Points(
                    (
                        say("Does a company get information there, or do you run it all yourselves?"),
                        say("If there is a company: which one is it?"),
                        say("Which facts about people does it get, and what does it use them for?"),
                        say("How long does it keep them, and who else gets them?"),
                    ),
                    are_numbered=True,
                ),
            ],
        )

    def about_unsaid(self, unsaid: Iterable[Unsaid], services: Iterable[str] = ()) -> tuple[Letter, ...]:
        """For what nobody has said: a letter to whoever can answer, and a request for records of the organisation."""
        ours = self.language.say(_OURS_TO_KNOW)
        asked_for = [fact for group in unsaid for fact in group.facts if fact.missing.fact != ours]
        if not asked_for:
            return ()
        facts = Points(tuple(dict.fromkeys(unstated.in_words(fact.missing, self.language) for fact in asked_for)))
        return (self._question(facts, services), *self._request(facts, services))

    def _question(self, facts: Points, services: Iterable[str]) -> Letter:
        say, record = self.language.say, self.record
        if isinstance(record, Vendor) and not certainty.has_name(record):
            return self._to_the_organisation(
                say("Which company gets my information?"),
                [
                    *self._about_services(services),
                    say("Your public register says that a company gets information there, but not which one."),
                    *self._place(),
                    say("Please tell me, as far as you know:"),
                    facts,
                ],
            )
        blocks: list[str | Points] = [
            say(
                "The public register of %(the_city)s (%(name)s) says who gets which information about people. "
                "What it says of “%(record)s” has gaps.",
                the_city=self.organisation.short_name,
                name=self.organisation.name,
                record=record.name,
            ),
            *self._place(),
            say("It names no source for these facts. Please tell me, as far as you know:"),
            facts,
            say("If a page or a document says one of them, please tell me where I can read it."),
        ]
        subject = say("Question about “%(record)s”", record=record.name)
        for key in self._who_can_answer():
            other = self.edition.record(key)
            if contact := self._contact_of(other):
                whom = sentences.called(self.edition.graph, key[1])
                return self._letter("letter", say("A letter to %(whom)s", whom=whom), contact, whom, subject, blocks)
        return self._to_the_organisation(subject, blocks)

    def _request(self, facts: Points, services: Iterable[str]) -> Iterator[Letter]:
        how = self.organisation.records_requests
        if how is None:
            return
        say, registry = self.language.say, self.edition.registry
        office = registry.offices.get(how.office) if is_stated(how.office) else None
        contact = (self._contact_of(office) if office else None) or self.organisation.contact
        yield self._letter(
            "records-request",
            say("A request for public records"),
            contact.model_copy(update={"page": how.page}) if is_there(how.page) else contact,
            sentences.called(self.edition.graph, how.office) if office else self.organisation.short_name,
            say("Request for public records: %(record)s", record=self.record.name),
            [
                say(
                    "Under %(law)s, I ask for the newest records that show these facts about “%(record)s”:",
                    law=how.law,
                    record=self.record.name,
                ),
                facts,
                *self._about_services(services),
                say("If you have no record that shows one of them, please say so."),
                say("If you may not give me a record, please tell me which rule forbids it."),
                say("If this costs something, please tell me how much before you begin."),
            ],
        )

    def _who_can_answer(self) -> Iterator[Key]:
        """Whom to ask first about the record: itself if it is somebody, or the offices that run it."""
        if isinstance(self.record, Party):
            yield self.key
        elif isinstance(self.record, Service) and is_stated(self.record.offices):
            for office in self.record.offices:
                if office in self.edition.registry.offices:
                    yield "office", str(office)

    @staticmethod
    def _contact_of(record: Record) -> Contact | None:
        """How somebody can be reached, if there is any way."""
        contact = getattr(record, "contact", None)
        if not isinstance(contact, Contact):
            return None
        return contact if any(way and is_there(way) for way in (contact.phone, contact.email, contact.page)) else None

    def _to_the_organisation(self, subject: Text, blocks: Iterable[str | Points]) -> Letter:
        organisation = self.organisation
        name = self.language.say("A letter to %(whom)s", whom=organisation.short_name)
        return self._letter("letter", name, organisation.contact, organisation.short_name, subject, blocks)

    def _letter(  # noqa: PLR0913, PLR0917 - all that a letter has
        self, id_: str, name: Text, contact: Contact, whom: str, subject: Text, blocks: Iterable[str | Points]
    ) -> Letter:
        say = self.language.say
        if contact.subject:
            subject = say("%(wanted)s: %(subject)s", wanted=contact.subject, subject=subject)
        all_ = (
            say("To %(whom)s:", whom=whom),
            *blocks,
            say("Please answer to: ______"),
            say("Thank you."),
        )
        return Letter(id_, name, contact, self.language.known(whom), subject, all_)

    def _services(self, services: Iterable[str]) -> tuple[str | Points, ...]:
        names = tuple(self.edition.registry.services[service].name for service in services)
        return (Points(names),) if names else ()

    def _about_services(self, services: Iterable[str]) -> tuple[str | Points, ...]:
        names = self._services(services)
        return (self.language.say("This is about these online services:"), *names) if names else ()

    def _place(self) -> tuple[str, ...]:
        """Where the register says what it says, if that is known."""
        address = self.organisation.published_at
        return (self.language.say("This is where it says so: %(address)s", address=address),) if address else ()
