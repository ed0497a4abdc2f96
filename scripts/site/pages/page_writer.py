"""What every page needs: the templates, and the ways to show one fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from schemas import fields
from schemas.flow import Flow
from schemas.party import Party
from schemas.promise import Selector
from schemas.references import Ref
from schemas.time import Duration, RoughDate
from schemas.vendor import Vendor
from schemas.vocabulary import DpvTerm, FideslangTerm
from schemas.web import Address
from schemas.words import ANY, NONE, NOT_STATED, Word
from scripts import diagrams
from scripts.answers import who_gets
from scripts.registry import duties, promises
from scripts.registry.addresses import anchor_of, page_of
from scripts.registry.graph import Edge, Graph
from scripts.registry.registry import Key, Registry, Unknown
from scripts.site.pages import corrections
from scripts.site.pages.links import MOST_LISTED, MOST_ROWS, Links, address_from, built, path_to
from scripts.words import sentences
from scripts.words.escapers import markdown
from scripts.words.languages import ENGLISH, Language, Piece, Text, capital, lowered, message, sort_key

NOT_KNOWN: Mapping[str, date] = MappingProxyType({})
"""No day is known on which a file last changed."""


class _Context(Context):
    """Calls what a template names, and no more.

    Jinja asks at each call whether a function wants to know the context. None of ours does, and a registry of a
    thousand vendors makes millions of calls.
    """

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        """Call a function or a macro. The two names are Jinja's own, for those that want the context."""
        return function(*args, **named)


class Writer:
    """Fills in templates for one registry: whatever they print is escaped, and links know the records."""

    def __init__(
        self,
        registry: Registry,
        graph: Graph,
        changed: Mapping[str, date] = NOT_KNOWN,
        language: Language = ENGLISH,
    ) -> None:
        """Prepare the templates. `changed` has the day on which each file last changed, where that is known.

        The pages are in `language`, and so are the records as far as they are translated.
        """
        self.registry, self.graph, self.changed = registry, graph, changed
        self.language = replace(language, plain=registry.organisation.language)
        self.links = Links(registry, self.show)
        self.judgements = promises.judge_all(graph)
        self.duties = duties.judge_all(graph)
        self.unknowns: dict[Key, list[Unknown]] = defaultdict(list)
        for unknown in registry.unknowns:
            self.unknowns[unknown.key].append(unknown)
        self.shares = cache(
            lambda service: who_gets.of(graph, graph.current(edge for step in graph.steps(service) for edge in step))
        )
        """Who gets what in one service."""
        self.plain_message = cache(lambda message: self._joined(self.language.gettext(message), {}))
        """A message without placeholders. They are few, and stand on every page."""
        self.made: dict[tuple[str, ...], Markup] = {}
        organisation = registry.organisation
        self.environment = Environment(
            loader=PackageLoader("scripts.site.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self.show,
        )
        self.environment.context_class = _Context
        self.environment.globals |= {
            "registry": registry,
            "organisation": organisation,
            "the_city": organisation.short_name,
            "The_city": capital(organisation.short_name),
            "link": self.links.link,
            "key_link": self.links.key_link,
            "party": self.links.party,
            "names": self.links.names,
            "keys": self.links.keys,
            "parties": self.links.parties,
            "statement": self.links.statement,
            "flow_page": self.links.flow_page,
            "anchor_of": lambda edge: Markup("{}").format(anchor_of(edge)),
            "path_to": path_to,
            "once": self.once,
            "_": self.say,
            "ngettext": self.say_many,
            "in_english": self.language.code == ENGLISH.code,
            "plain": markdown.plain,
            "shared": self.shared,
            "only_in_english": self.only_in_english,
            "kept": lambda flow: sentences.kept(flow, self.language),
            "current": graph.is_current,
            "strongest": lambda pieces: sentences.strongest(pieces, registry.sources),
            "strength": lambda piece: sentences.strength(piece, registry.sources),
            "sentence": self.sentence,
            "label": self.label,
            "short_label": self.short_label,
            "value": self.value,
            "web": markdown.web,
            "term": self.term,
            "your": lambda id_: sentences.your([registry.data[id_]], language=self.language),
            "capital": capital,
            "changed": changed.get,
            "MOST_ROWS": MOST_ROWS,
            "MOST_LISTED": MOST_LISTED,
            "day": self.day,
            "rough_date": self.rough_date,
            "duration": self.language.duration,
            "correction": self.correction,
            "selector": self.selector,
            "fact_label": self.fact_label,
        }

    # --- words -----------------------------------------------------------------------------------------

    def show(self, value: Any) -> Markup:
        """Whatever a template prints. Texts that do not know their language are in that of the records."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Word) or (type(value) is str and self.language.plain == self.code):
            return markdown.literal(str(value))
        return markdown.shown(self.language.known(value if isinstance(value, (int, str)) else str(value)), self.code)

    @property
    def code(self) -> str:
        """The code of the language of the pages."""
        return self.language.code

    def say(self, message: str, /, **values: Any) -> Markup:
        """A message that is written in Markdown, with its `%(placeholders)s` filled in."""
        return self._joined(self.language.gettext(message), values) if values else self.plain_message(message)

    def say_many(self, one: str, many: str, number: int, /, **values: Any) -> Markup:
        """A message about so many things; `%(count)s` stands for the number."""
        return self._joined(self.language.ngettext(one, many, number), {"count": number} | values)

    def _joined(self, message: Text, values: Mapping[str, Any]) -> Markup:
        pieces: list[str] = []
        for words, value in self.language.filled(markdown.message(message, self.code), values):
            pieces.append(words)
            if value is not None:
                pieces.append(self.show(value))
        return Markup("".join(pieces))  # noqa: S704 - messages are ours, and may hold markup

    def label(self, word: Word) -> Markup:
        """The label of a word."""
        return self.show(sentences.labelled(word, self.registry.organisation, self.language))

    def short_label(self, word: Word) -> Markup:
        """The part of a label that stands before its explanation."""
        return self.show(self.language.short_label(word))

    # --- other pages -----------------------------------------------------------------------------------

    def shared(self, page: str, target: str) -> Markup:
        """The address of what all languages share, such as open data, from a page."""
        if self.code == ENGLISH.code:
            return path_to(page, target)
        return path_to(f"{self.code}/{page}", target)

    def only_in_english(self, page: str, target: str, words: str) -> Markup:
        """A link to a page that is in English only."""
        if self.code == ENGLISH.code:
            return markdown.link(self.show(words), page, target)
        return Markup('<a href="{}" hreflang="en">{}</a>').format(self.shared(page, built(target)), self.show(words))

    def correction(self, page: str) -> Markup:
        """A link that starts a correction; empty if no address is known."""
        return corrections.link(self.registry.organisation, page, self.language)

    # --- pages and facts -------------------------------------------------------------------------------

    def write(self, template: str, page: str, **values: Any) -> str:
        """Fill in one template for one page."""
        text: str = self.environment.get_template(template).render(page=page, **values)
        return text

    def once(self, macro: Macro, page: str, edge: Edge, *others: str) -> Markup:
        """What a macro makes of a flow, made once for all pages in one folder: their links to others are the same."""
        key = (macro.name, page.rpartition("/")[0], edge.id, *others)
        if key not in self.made:
            self.made[key] = Markup(macro(page, edge, *others))  # noqa: S704 - templates escape what they print
        return self.made[key]

    def figure(self, page: str, drawing: diagrams.Drawing | None) -> Markup:
        """A diagram with links that start from this page; nothing if there is nothing to draw."""
        if drawing is None:
            return Markup("")
        return diagrams.figure(drawing, prefix="diagram", table_anchor="flows", address=partial(_address, page))

    def value(self, value: Any) -> Markup:
        """Show one fact: what is not stated is said aloud, addresses are links, words have their labels."""
        if isinstance(value, Word):
            return self.label(value)
        if value == NOT_STATED:
            who = capital(self.registry.organisation.short_name)
            return self.say('<span class="notsaid">%(who)s has not stated this.</span>', who=who)
        if value == NONE:
            return self.say("None. This has been checked.")
        if isinstance(value, Address):
            return markdown.web(value)
        return self.show(self.language.duration(value) if isinstance(value, Duration) else value)

    def day(self, value: date) -> Markup:
        """A day in words, and as programs read it."""
        return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), str(self.language.day(value)))

    def rough_date(self, value: Any) -> Markup:
        """A date in words, as exact as it is known."""
        if not isinstance(value, RoughDate):
            return self.value(value)
        return Markup('<time datetime="{}">{}</time>').format(value, str(self.language.rough_date(value)))

    def selector(self, page: str, chosen: Selector) -> Markup:
        """Say in words which flows a promise's rule looks at, as a list."""
        lines = []
        for name, field in type(chosen).model_fields.items():
            values = getattr(chosen, name)
            if values is None:
                continue
            words = [self._chosen(page, value) for value in (values if isinstance(values, tuple) else (values,))]
            lines.append(
                self.say(
                    "- %(what)s: %(choices)s",
                    what=self.language.say(_SELECTOR_WORDS[field.alias or name]),
                    choices=self.either(words),
                )
            )
        return Markup("\n").join(lines)

    def _chosen(self, page: str, value: Word | Duration | Ref) -> Markup:
        """One thing that a line of a selector names."""
        if isinstance(value, Word):
            return self.label(value)
        if isinstance(value, Duration):
            return self.show(self.language.duration(value))
        return self.links.ref_link(page, value)

    def either(self, words: Sequence[Markup]) -> Markup:
        """Any of these: "a or b or c"."""
        first, *others = words
        for other in others:
            first = self.say("%(one)s or %(other)s", one=first, other=other)
        return first

    def unknown_labels(self, unknowns: Iterable[Unknown], by: Literal["party", "service"]) -> list[Markup]:
        """Name facts that are not stated, each once: what it is, and where it is missing.

        A fact of a flow is named with its party or with its service, whichever the page is not about.
        """
        counts = Counter(self._unknown_label(unknown, by) for unknown in unknowns)
        return [
            label
            if count == 1
            else self.say_many("%(what)s (%(count)s flow)", "%(what)s (%(count)s flows)", count, what=label)
            for label, count in counts.items()
        ]

    def _unknown_label(self, unknown: Unknown, by: Literal["party", "service"]) -> Markup:
        record = self.registry.records[unknown.key]
        name = self.fact(unknown)
        match unknown.loc:
            case ("flows", str(flow), *_) if isinstance(record, Party):
                service = record.flows[flow].service
                title = self.language.say("Any service") if service == ANY else self.registry.services[service].name
                return Markup("{}: {}").format(self.show(title if by == "service" else record.name), name)
            case ("duties", str(duty), *_) if isinstance(record, Vendor):
                return Markup("{}: {}").format(name, self.sentence(record.duties[duty].says))
            case (str(part), int(index), *_):
                number = self.language.number(index + 1)
                return Markup("{} ({} {})").format(name, self.show(self.language.say(_PARTS[part])), number)
        return name

    def fact(self, unknown: Unknown) -> Markup:
        """What people call a fact that is not stated."""
        record = self.registry.records[unknown.key]
        return self.show(self.language.say(fields.label(type(record), unknown.loc)))

    def name(self, party: str) -> str:
        """The name of a party, for sorting."""
        return sort_key(self.registry.parties[party].name)

    def sentence(self, text: str) -> Markup:
        """Text of a record as a sentence, with its full stop."""
        whole = self.language.known(text)
        if text.endswith((".", "!", "?", "…")) or not text:
            return self.show(whole)
        return self.show(Text([*whole.pieces, Piece(".", whole.pieces[-1].language)]))

    def fact_label(self, key: str) -> Markup:
        """What people call the fact of a flow that a promise depends on."""
        title = fields.keys(Flow)[key].title if key in fields.keys(Flow) else None
        return self.show(lowered(self.language.say(_FACTS.get(key) or title or key)))

    def term(self, mapped: FideslangTerm | DpvTerm | str) -> Markup:
        """The nearest term of another vocabulary, and how near it comes."""
        if not isinstance(mapped, (FideslangTerm, DpvTerm)):
            return self.say("No such term.")
        match = self.show(lowered(self.language.say(mapped.match.label)))
        if isinstance(mapped, FideslangTerm):
            return Markup("{} ({})").format(markdown.literal(mapped.key), match)
        return Markup("{} ({})").format(markdown.outside(mapped.term, mapped.iri), match)


def _address(page: str, kind: str, id_: str) -> str:
    """The address of a record's built page, as seen from the built page of `page`."""
    return address_from(page, page_of((kind, id_)))


_FACTS = {
    "status": message("Whether it still happens"),
    "from": message("Which office gives it"),
    "to": message("Which office gets it"),
}

_SELECTOR_WORDS = {
    "people": message("It is about"),
    "from": message("It comes from"),
    "from_is": message("It comes from"),
    "to": message("It goes to"),
    "to_is": message("It goes to"),
    "data": message("It carries"),
    "identifies": message("The information"),
    "sensitivity": message("The information is"),
    "purposes": message("It is used to"),
    "collected": message("How it gets there"),
    "choice": message("Your choice"),
    "service": message("It happens when people use"),
    "kept_at_most": message("It is kept for at most"),
}

_PARTS = {
    "other_ways": message("other ways"),
    "cookies": message("cookies"),
    "breach_notices": message("breach notices"),
}
"""What people call the lists in a record of which a fact may be missing."""
