"""What every page needs: the templates, and the ways to show one fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

from babel import dates
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from schemas import fields
from schemas.base import ANY, NONE, NOT_STATED, Ref, Word
from schemas.flow import Flow
from schemas.party import Party
from schemas.promise import Selector
from schemas.time import Duration, RoughDate
from schemas.vendor import Vendor
from schemas.vocabulary import DpvTerm, FideslangTerm
from schemas.web import Address
from scripts import diagrams, duties, promises, sentences
from scripts.graph import Graph
from scripts.pages import corrections, markdown
from scripts.pages.shelf import MOST_LISTED, MOST_ROWS, Shelf, address_from, page_of, path_to
from scripts.registry import Key, Registry, Unknown

LOCALE = "en_US"
"""The language in which dates are written."""

LONGEST_ADDRESS = 60
"""How many characters of an address are shown; what fits a phone."""


NOT_KNOWN: Mapping[str, date] = MappingProxyType({})
"""No day is known on which a file last changed."""


class Writer:
    """Fills in templates for one registry: whatever they print is escaped, and links know the records."""

    def __init__(self, registry: Registry, graph: Graph, changed: Mapping[str, date] = NOT_KNOWN) -> None:
        """Prepare the templates. `changed` has the day on which each file last changed, where that is known."""
        self.registry, self.graph, self.changed = registry, graph, changed
        self.shelf = Shelf(registry)
        self.judgements = promises.judge_all(graph)
        self.duties = duties.judge_all(graph)
        self.unknowns: dict[Key, list[Unknown]] = defaultdict(list)
        for unknown in registry.unknowns:
            self.unknowns[unknown.key].append(unknown)
        organisation = registry.organisation
        self.environment = Environment(
            loader=PackageLoader("scripts.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=lambda value: value if isinstance(value, Markup) else markdown.literal(str(value)),
        )
        self.environment.globals |= {
            "registry": registry,
            "organisation": organisation,
            "the_city": organisation.short_name,
            "The_city": sentences.capital(organisation.short_name),
            "link": self.shelf.link,
            "key_link": self.shelf.key_link,
            "party": self.shelf.party,
            "statement": self.shelf.statement,
            "flow_page": self.shelf.flow_page,
            "path_to": path_to,
            "leads": partial(sentences.leads, graph),
            "kept": sentences.kept,
            "current": graph.is_current,
            "strongest": lambda pieces: sentences.strongest(pieces, registry.sources),
            "strength": lambda piece: sentences.strength(piece, registry.sources),
            "sentence": sentence,
            "label": lambda word: sentences.labelled(word, organisation),
            "value": self.value,
            "web": web,
            "term": term,
            "your": lambda id_: sentences.your([registry.data[id_]]),
            "capital": sentences.capital,
            "changed": changed.get,
            "MOST_ROWS": MOST_ROWS,
            "MOST_LISTED": MOST_LISTED,
            "day": day,
            "rough_date": self.rough_date,
            "correction": partial(corrections.link, organisation),
            "selector": self.selector,
            "fact_label": fact_label,
        }

    def write(self, template: str, page: str, **values: Any) -> str:
        """Fill in one template for one page."""
        text: str = self.environment.get_template(template).render(page=page, **values)
        return text

    def figure(self, page: str, drawing: diagrams.Drawing | None) -> Markup:
        """A diagram with links that start from this page; nothing if there is nothing to draw."""
        if drawing is None:
            return Markup("")
        return diagrams.figure(drawing, prefix="diagram", table_anchor="flows", address=partial(_address, page))

    def value(self, value: Any) -> Markup:
        """Show one fact: what is not stated is said aloud, addresses are links, words have their labels."""
        if isinstance(value, Word):
            return markdown.literal(sentences.labelled(value, self.registry.organisation))
        if value == NOT_STATED:
            return Markup('<span class="notsaid">{} has not stated this.</span>').format(
                markdown.literal(sentences.capital(self.registry.organisation.short_name))
            )
        if value == NONE:
            return Markup("None. This has been checked.")
        if isinstance(value, Address):
            return web(value)
        return markdown.literal(f"{value}")

    def rough_date(self, value: Any) -> Markup:
        """A date in words, as exact as it is known."""
        if not isinstance(value, RoughDate):
            return self.value(value)
        return Markup('<time datetime="{}">{}</time>').format(value, rough_date_in_words(value))

    def selector(self, page: str, chosen: Selector) -> Markup:
        """Say in words which flows a promise's rule looks at, as a list."""
        lines = []
        for name, field in type(chosen).model_fields.items():
            values = getattr(chosen, name)
            if values is None:
                continue
            words = [self._chosen(page, value) for value in (values if isinstance(values, tuple) else (values,))]
            lines.append(
                Markup("- {}: {}").format(
                    markdown.literal(_SELECTOR_WORDS[field.alias or name]), Markup(" or ").join(words)
                )
            )
        return Markup("\n").join(lines)

    def _chosen(self, page: str, value: Word | Duration | Ref) -> Markup:
        """One thing that a line of a selector names."""
        if isinstance(value, Word):
            return markdown.literal(sentences.labelled(value, self.registry.organisation))
        return markdown.literal(f"{value}") if isinstance(value, Duration) else self.shelf.ref_link(page, value)

    def unknown_labels(self, unknowns: Iterable[Unknown], by: Literal["party", "service"]) -> list[Markup]:
        """Name facts that are not stated, each once: what it is, and where it is missing.

        A fact of a flow is named with its party or with its service, whichever the page is not about.
        """
        counts = Counter(self._unknown_label(unknown, by) for unknown in unknowns)
        return [
            label if count == 1 else Markup("{} ({} flows)").format(label, count) for label, count in counts.items()
        ]

    def _unknown_label(self, unknown: Unknown, by: Literal["party", "service"]) -> Markup:
        record = self.registry.records[unknown.key]
        name = markdown.literal(fields.label(type(record), unknown.loc))
        match unknown.loc:
            case ("flows", str(flow), *_) if isinstance(record, Party):
                service = record.flows[flow].service
                title = "Any service" if service == ANY else self.registry.services[service].name
                return Markup("{}: {}").format(markdown.literal(title if by == "service" else record.name), name)
            case ("duties", str(duty), *_) if isinstance(record, Vendor):
                return Markup("{}: {}").format(name, sentence(record.duties[duty].says))
            case (str(part), int(index), *_):
                return Markup("{} ({} {})").format(name, markdown.literal(part.replace("_", " ")), index + 1)
        return name

    def name(self, party: str) -> str:
        """The name of a party, for sorting."""
        return self.registry.parties[party].name.lower()


def sentence(text: str) -> Markup:
    """Text of a record as a sentence, with its full stop."""
    return markdown.literal(text if text.endswith((".", "!", "?", "…")) else f"{text}.")


def web(url: str) -> Markup:
    """Link to an address, showing its host."""
    shown = url.split("://")[1].rstrip("/")
    return markdown.outside(shown if len(shown) <= LONGEST_ADDRESS else f"{shown[: LONGEST_ADDRESS - 1]}…", url)


def fact_label(key: str) -> str:
    """What people call the fact of a flow that a promise depends on."""
    title = fields.keys(Flow)[key].title if key in fields.keys(Flow) else None
    return sentences.lowered(_FACTS.get(key) or title or key)


def day(value: date) -> Markup:
    """A day in words, and as programs read it."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), dates.format_date(value, "long", LOCALE))


def rough_date_in_words(value: RoughDate) -> str:
    """A day, a month or a year in words: "April 2019"."""
    year_month_day = value.count("-")
    if not year_month_day:
        return str(value)
    words: str = (
        dates.format_date(value.first_day, "long", LOCALE)
        if year_month_day > 1
        else dates.format_skeleton("yMMMM", value.first_day, locale=LOCALE)
    )
    return words


def term(mapped: FideslangTerm | DpvTerm | str) -> Markup:
    """The nearest term of another vocabulary, and how near it comes."""
    if isinstance(mapped, FideslangTerm):
        return Markup("{} ({})").format(markdown.literal(mapped.key), markdown.literal(mapped.match.label.lower()))
    if isinstance(mapped, DpvTerm):
        return Markup("{} ({})").format(
            markdown.outside(mapped.term, mapped.iri), markdown.literal(mapped.match.label.lower())
        )
    return Markup("No such term.")


def _address(page: str, kind: str, id_: str) -> str:
    """The address of a record's built page, as seen from the built page of `page`."""
    return address_from(page, page_of((kind, id_)))


_FACTS = {"status": "Whether it still happens", "from": "Which office gives it", "to": "Which office gets it"}

_SELECTOR_WORDS = {
    "people": "It is about",
    "from": "It comes from",
    "from_is": "It comes from",
    "to": "It goes to",
    "to_is": "It goes to",
    "data": "It carries",
    "identifies": "The information",
    "sensitivity": "The information is",
    "purposes": "It is used to",
    "collected": "How it gets there",
    "choice": "Your choice",
    "service": "It happens when people use",
    "kept_at_most": "It is kept for at most",
}
