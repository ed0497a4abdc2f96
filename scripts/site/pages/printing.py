"""Views → Markdown: the templates, and the ways in which they may show a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2.runtime import Macro
from markupsafe import Markup

from schemas.evidence import FlowFact
from schemas.references import Ref
from schemas.time import Duration, RoughDate
from schemas.words import Word, is_any, is_none, is_stated, is_there
from scripts.exports.open_data.paths import Addresses
from scripts.reading import phone_numbers
from scripts.registry import common_vocabulary, grades, receivers
from scripts.registry.addresses import anchor_of, page_of
from scripts.registry.cookies import SetCookie
from scripts.site import settings
from scripts.site.pages import corrections, menu, shared_cards, way_up
from scripts.site.pages.edition import Edition
from scripts.site.pages.showing import figures, page_descriptions, page_paths
from scripts.site.pages.showing.links import Links
from scripts.site.pages.showing.reaching import mail_to
from scripts.site.pages.showing.texts import Texts, code, prose
from scripts.site.pages.showing.values import Values
from scripts.site.pages.views import unstated
from scripts.site.pages.views.compare_pages import PAGE as COMPARE
from scripts.site.pages.views.compare_pages import page_of_pair
from scripts.words import sentences, tenses
from scripts.words.escapers import markdown
from scripts.words.escapers.templates import environment
from scripts.words.languages import ENGLISH, capital


class Printer:
    """Prints views of one edition. Whatever a template prints is escaped, and links know the records."""

    def __init__(self, edition: Edition) -> None:
        """Prepare the templates."""
        self.edition = edition
        self.texts = Texts(edition.language)
        self.links = Links(edition.registry, self.texts)
        self.values = Values(edition.registry.organisation, edition.language, self.texts)
        self.environment = environment("scripts.site.pages", self.texts.show)
        self._add_words()
        self._add_links()
        self._add_filters()
        self._add_tests()
        self._cards = shared_cards.paths(edition)
        self._made: dict[tuple[object, ...], Markup] = {}

    def page(self, template: str, page: str, view: object) -> str:
        """Print a view with a template. `page` is the path at which it will lie."""
        text: str = self.environment.get_template(f"{template}.md.j2").render(page=page, view=view)
        picture = self._picture(page)
        card = f"card: {picture}\n" if picture else ""
        return page_descriptions.described(text, way_up.line(page, self.edition.language), card)

    def once(self, macro: Macro, page: str, *values: Any) -> Markup:
        """What a macro makes of some values, made once for all pages from which links look the same.

        Those are the pages in one folder, and all pages as deep below it: what links lead to is not among them.
        """
        folder, *below = page.split("/")[:-1] or [""]
        key = (macro.name, folder, len(below), *values)
        if key not in self._made:
            self._made[key] = Markup(macro(page, *values))  # noqa: S704 - templates escape what they print
        return self._made[key]

    def _add_words(self) -> None:
        """What templates say in the language of the page."""
        organisation = self.edition.registry.organisation
        self.environment.globals |= {
            "_": self.texts.say,
            "ngettext": self.texts.say_many,
            "organisation": organisation,
            "the_city": organisation.short_name,
            "common_version": common_vocabulary.VERSION,
            "The_city": capital(organisation.short_name),
            "in_english": self.edition.language.code == ENGLISH.code,
            "as_of": self.edition.registry.as_of,
            "by_hand": self.edition.by_hand,
        }

    def _add_links(self) -> None:
        """What leads from the page to another."""
        links = self.links
        self.environment.globals |= {
            "link": links.link,
            "key_link": links.key_link,
            "party": links.party,
            "names": links.names,
            "keys": links.keys,
            "parties": links.parties,
            "statement": links.statement,
            "to_subject": links.to_subject,
            "built_page": links.built_page,
            "moved_to": links.moved_to,
            "shared": links.shared,
            "only_in_english": links.only_in_english,
            "path_to": page_paths.path_to,
            "page_of": lambda kind, id_: page_of((kind, str(id_))),
            "root_from": page_paths.root_from,
            "correction": self._correction,
            "once": self.once,
            "page_of_pair": page_of_pair,
            "address_of_compare": lambda page: Markup("{}").format(page_paths.address_from(page, COMPARE)),
            "record_name": lambda key: self.edition.record(key).name,
        }

    def _add_filters(self) -> None:
        """How templates show one value."""
        registry, language = self.edition.registry, self.edition.language
        self.environment.filters |= {
            "value": self.values.value,
            "reach": self.values.reach,
            "tel": lambda number: Markup("tel:{}").format(phone_numbers.dialled(number)),
            "label": self.values.label,
            "short_label": self.values.short_label,
            "day": self.values.day,
            "rough_date": self.values.rough_date,
            "duration": language.duration,
            "term": self.values.term,
            "sentence": self.texts.sentence,
            "capital": capital,
            "plain": markdown.plain,
            "code": code,
            "prose": prose,
            "web": markdown.web,
            "outside": markdown.outside,
            "figure": figures.figure,
            "whole_figure": figures.whole_figure,
            "either": self._either,
            "any_value": self._any_value,
            "anchor": lambda edge: Markup("{}").format(anchor_of(edge)),
            "page_of": page_of,
            "beside": menu.beside,
            "address": self._address,
            "picture": self._picture,
            "id": lambda page: Markup("{}").format(page.removesuffix(".md")),
            "kept": lambda flow: sentences.kept(flow, language),
            "tense": lambda edge: tenses.tense_of(self.edition.graph, [edge]),
            "aside": lambda edge: tenses.aside(self.edition.graph, edge, language),
            "said_in": lambda word, tense: self.texts.show(language.say(tense.label(word))),
            "how_sure": lambda flow: grades.of_flow(flow, registry),
            "how_sure_kept": lambda flow: grades.of_fact(flow, FlowFact.RETENTION, registry),
            "your": lambda id_: sentences.your([registry.data[id_]], language=language),
            "party_name": lambda id_: registry.parties[id_].name,
            "service_name": lambda id_: registry.services[id_].name,
            "missing": lambda missing: unstated.in_words(missing, language),
            "mail_to": lambda letter: Markup("{}").format(mail_to(letter.email, letter.subject, letter.text)),
            "data_name": lambda id_: registry.data[id_].name,
        }

    def _add_tests(self) -> None:
        """What templates ask of one value."""
        data = self.edition.registry.data
        self.environment.tests |= {
            "stated": is_stated,
            "confirmed_none": is_none,
            "any": is_any,
            "cookie": lambda subject: isinstance(subject, SetCookie),
            "there": is_there,
            "our_reading": lambda party: receivers.is_our_reading(self.edition.graph, party),
            "sensitive": lambda id_: data[id_].is_sensitive,
            "sensitive_key": lambda key: key[0] == "data" and data[key[1]].is_sensitive,
        }

    def _picture(self, page: str) -> str:
        """The path of the picture of a page, as seen from the pages in its language; empty if it has none."""
        path = shared_cards.path_of(page)
        return path if path in self._cards else ""

    def _address(self, page: str) -> str:
        """Where a page is published; empty if no record says so."""
        code = self.edition.language.code
        base = settings.below(Addresses(self.edition.registry).base, code if code != ENGLISH.code else "")
        return f"{base}{page_paths.built(page)}" if base else ""

    def _correction(self, page: str, words: Markup | None = None) -> Markup:
        """A link that starts a correction; empty if no address is known."""
        return corrections.link(self.edition.registry.organisation, page, self.edition.language, words)

    def _either(self, choices: Sequence[Word | Duration | Ref], page: str) -> Markup:
        """Any of these: "a or b or c"."""
        first, *others = (self._any_value(choice, page) for choice in choices)
        for other in others:
            first = self.texts.say("%(one)s or %(other)s", one=first, other=other)
        return first

    def _any_value(self, value: Any, page: str) -> Markup:
        """Whatever stands in one field of a record; the id of another record is a link to its page."""
        if isinstance(value, Ref):
            key = self.edition.registry.resolve(value)
            return self.links.key_link(page, key) if key else markdown.literal(value)
        return self.values.rough_date(value) if isinstance(value, RoughDate) else self.values.value(value)
