"""Questions → a form to send: Markdown for an editor or a mail, or one HTML page for a browser or for paper."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from schemas import Key
from schemas.flow import Flow
from schemas.words import is_any, is_stated, is_there
from scripts.correspondence.open_questions import Blank, Choice, Section
from scripts.correspondence.reply_addresses import ANSWERED_BY, END, Sending, address, of_who
from scripts.registry.fact_addresses import address_of
from scripts.registry.registry import Registry
from scripts.words import sentences
from scripts.words.escapers import typed_text
from scripts.words.escapers.templates import environment
from scripts.words.languages import lowered

MOST_IN_PLACE = 12
"""How many choices stand beside their question in Markdown. More are listed once, at the end of the form."""

_LISTS = {
    "data": "Kinds of information",
    "purpose": "Reasons to use information",
    "people": "Groups of people",
    "office": "Offices",
    "source": "Documents that we know",
}
"""What a list of names is called, by the kind of its records."""


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that a form says."""

    registry: Registry
    key: Key
    sections: list[Section]
    sending: Sending | None = None
    """To whom it is sent, and when, if that is known."""

    @property
    def name(self) -> str:
        """Whom or what it asks about. What is not somebody has its name in quotes: “Pay your tax”."""
        name = self.registry.records[self.key].name
        return name if self.key[1] in self.registry.parties else f"“{name}”"

    @property
    def asks_whether_it_is_there(self) -> bool:
        """Whether no source tells of what it is about. Then it goes to the organisation, not to whom it is about."""
        return self.registry.is_our_reading(self.key)

    @property
    def why(self) -> list[str]:
        """Why we think that it is there, if no source says so."""
        pieces = self.registry.records[self.key].evidence
        return list(dict.fromkeys(piece.inferred for piece in pieces if piece.inferred))

    @property
    def count(self) -> int:
        """How many questions it has."""
        return sum(len(section.questions) for section in self.sections)

    @property
    def addresses(self) -> set[str]:
        """The addresses of all blanks."""
        return {self.marker(ANSWERED_BY)} | {
            address(self.registry, question, blank)
            for section in self.sections
            for question in section.questions
            for blank in question.blanks
        }

    @property
    def lists(self) -> dict[str, tuple[Choice, ...]]:
        """The names that blanks with many choices ask for, by the titles of their lists."""
        return {
            list_of(blank): blank.choices
            for section in self.sections
            for question in section.questions
            for blank in question.blanks
            if is_long(blank)
        }

    @property
    def suggestions(self) -> dict[str, tuple[Choice, ...]]:
        """The names that a browser offers while somebody types, by the kind of their records."""
        return {
            blank.names[0]: blank.choices
            for section in self.sections
            for question in section.questions
            for blank in question.blanks
            if is_long(blank) and blank.names and not blank.several
        }

    def marker(self, word: str) -> str:
        """The address of a blank that is about the form, not about a fact."""
        return address_of(self.key, of_who(self.sending) if word == ANSWERED_BY else word)


def is_long(blank: Blank) -> bool:
    """Whether a blank has more choices than can stand beside it."""
    return len(blank.choices) > MOST_IN_PLACE


def list_of(blank: Blank) -> str:
    """The title of the list that the choices of a blank stand in."""
    return _LISTS.get(blank.names[0], "Names") if blank.names else "Words"


def markdown(form: Form) -> str:
    """The form as Markdown that can be read and filled in as plain text."""
    return _written(_template("form.md.j2", typed_text.in_markdown), form)


def html(form: Form) -> str:
    """The form as one page that needs nothing else: no script, no picture, no other file."""
    text = _written(_template("form.html.j2", typed_text.in_html), form)
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return text.replace("STYLE-DIGEST", digest, 1)


@cache
def _template(name: str, escaper: Callable[[str], Markup]) -> Template:
    return environment("scripts.correspondence", lambda value: escaper(str(value))).get_template(name)


def _written(template: Template, form: Form) -> str:
    registry, organisation = form.registry, form.registry.organisation
    text = template.render(
        form=form,
        organisation=organisation,
        contact=organisation.contact,
        address=lambda question, blank: Markup(address(registry, question, blank)),  # noqa: S704 - ids only
        marker=lambda word: Markup(form.marker(word)),  # noqa: S704 - ids only
        action=lambda service: _theirs(registry.services[service].action),
        party=lambda id_: (registry.people.get(id_) or registry.parties[id_]).name,
        data=lambda flow: _data(registry, flow),
        receiver=lambda section: registry.records[section.key].name,
        listed=sentences.listed,
        mailto=Markup(_mailto(form)),  # noqa: S704 - percent-encoded
        is_long=is_long,
        list_of=list_of,
        has_parts=lambda question: len(question.blanks) > 1,
        may_be_read=_may_be_read,
        is_any=is_any,
        ANSWERED_BY=ANSWERED_BY,
        END=END,
    )
    return re.sub(r"\n{3,}", "\n\n", text)


def _may_be_read(value: Any) -> bool:
    """Whether a fact about ourselves is there to be read out."""
    return is_there(value)


def _theirs(action: str) -> str:
    """What people do, told to somebody else: "pay your tax" becomes "pay their tax"."""
    return re.sub(r"\byour\b", "their", action)


def _data(registry: Registry, flow: Flow) -> list[str]:
    return [lowered(registry.data[data].name) for data in flow.data] if is_stated(flow.data) else []


def _mailto(form: Form) -> str:
    organisation = form.registry.organisation
    email = organisation.contact.email
    to = quote(email, safe="@.") if _may_be_read(email) and email else ""
    return f"mailto:{to}?subject={quote(typed_text.one_line(f'Answers about {form.name}'), safe='')}"
