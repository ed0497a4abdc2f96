"""Built pages → whatever they hold that no template of ours gives: the second wall, behind the escapers.

It knows no list of what is dangerous. It knows what belongs into a page, and anything more is a fault: an element, an
attribute, an address of somebody else, a name that the theme's scripts look for. What stands around an article is
the theme's, and it is learned from pages that hold no text of a record. What stands in the article of a page from
records is what Markdown and our templates give: `GIVEN`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import NamedTuple

from lxml import etree

from scripts.reading.findings import shortened

GIVEN: Mapping[str, frozenset[str]] = {
    tag: frozenset(attributes)
    for tag, attributes in {
        # Markdown, with what our lines say of their elements in `{ … }`
        **dict.fromkeys(("code", "dd", "dl", "em", "li", "ol", "pre", "strong", "tbody", "thead", "ul"), ()),
        "a": ("aria-label", "class", "data-flows", "href", "hreflang", "rel", "title"),
        "dt": ("id",),
        "h1": ("id",),
        **dict.fromkeys(("h2", "h3"), ("id",)),
        "p": ("class",),
        "table": ("class",),
        "td": ("class", "data-label", "data-letter", "id"),
        "th": ("colspan", "scope"),
        "tr": ("class",),
        # what our templates write as HTML
        "article": ("class",),
        "details": (
            *("class", "id", "open", "data-list", "data-name", "data-none", "data-root"),
            *("data-clear", "data-count", "data-dot", "data-more", "data-most", "data-remove", "data-rest"),
        ),
        "div": (
            *("aria-label", "class", "id", "role", "tabindex"),
            *("data-copied", "data-copy", "data-failed", "data-label", "data-list", "data-name", "data-root"),
            *("data-choose", "data-differs", "data-first", "data-foot", "data-second", "data-share"),
        ),
        "figcaption": ("id", "tabindex"),
        "figure": ("class",),
        "nav": ("aria-label", "class"),
        "section": ("aria-labelledby", "class"),
        "small": (),
        "span": ("aria-current", "aria-label", "class", "lang", "role"),
        "summary": (),
        "time": ("datetime",),
        # pictures
        "desc": ("id", "lang"),
        "g": ("aria-hidden", "aria-labelledby", "role"),
        "path": ("class", "d", "data-flows"),
        "rect": ("height", "width", "x", "y"),
        "svg": ("aria-labelledby", "class", "role", "viewbox"),
        "text": ("class", "id", "lang", "x", "y"),
        "title": ("id", "lang"),
        "tspan": ("class", "lang", "x", "y"),
    }.items()
}
"""What may stand in an article: each element with the attributes that it may have."""
_HERE = re.compile(r"(?![/\\]{2}|[a-z][a-z0-9+.-]*:)[\x21-\x7e]*", re.IGNORECASE)
"""An address that leads to nowhere but this site."""
_TARGETS = re.compile(r"\]\(([^()\s]+)\)|href=\"([^\"]*)\"")
_LEADS_ON = re.compile(r"^template: moved\.html\nmoved_to: (\S+)$", re.MULTILINE)

_PARSER = etree.HTMLParser(encoding="utf-8", collect_ids=False)
_MENUS = etree.XPath("//div[contains(concat(' ', @class, ' '), ' md-sidebar ')]")
_IDS = etree.XPath(".//@id", smart_strings=False)
_CLASSES = etree.XPath(".//@class", smart_strings=False)
_ADDRESSES = etree.XPath(".//@href | .//@src", smart_strings=False)
"""No other attribute with an address in it is given to any element."""

Kind = tuple[str, ...]
"""An element by its name and those of its attributes; in the head of a page also by what it is for."""
_SAYS_USE = {"meta": ("name", "http-equiv", "charset"), "link": ("rel",)}
_REFRESH: Kind = ("meta", "http-equiv", "content", "http-equiv=refresh")
_ROBOTS: Kind = ("meta", "name", "content", "name=robots")
_OTHER_LANGUAGE: Kind = ("link", "rel", "hreflang", "href", "rel=alternate ")
_AS_JSON: Kind = ("link", "rel", "type", "href", "rel=alternate ")
_NEIGHBOURS: tuple[Kind, ...] = tuple(("link", "rel", "href", f"rel={rel}") for rel in ("prev", "next"))
_DATASET: Kind = ("script", "type")
_IN_ANOTHER: Kind = ("span", "lang")
_INNER_CONTENTS: Kind = ("ul", "class")


class Fault(NamedTuple):
    """Something that a page holds and should not."""

    page: str
    """The page's path in the site."""
    tag: str
    """The element that is too much, or that has too much."""
    message: str


class Look(NamedTuple):
    """What stands around the article of one page, apart from its words."""

    frame: Counter[Kind]
    """All but the menus: as much of it on all pages."""
    menus: frozenset[Kind]
    """The menus and the list of contents: as long as they need to be."""
    ids: frozenset[str]
    classes: frozenset[str]
    outside: frozenset[str]
    """Addresses beyond the site."""


class Taken(NamedTuple):
    """A page, taken apart."""

    look: Look
    examples: Mapping[Kind, etree._Element]
    """The first element of each kind around the article."""
    article: etree._Element | None
    scripts: list[str]
    """Every script that stands inside the page and would run there. Data in a script element does not run."""


def take(page: bytes) -> Taken:
    """Take a page apart: its article, and what stands around it."""
    tree = etree.fromstring(page, _PARSER)
    scripts = [script.text or "" for script in tree.iter("script") if _runs(script)]
    article = tree.find(".//article")
    if article is not None:
        article.getparent().remove(article)
    ids, classes = frozenset(_IDS(tree)), _tokens(tree)
    outside = frozenset(address for address in set(_ADDRESSES(tree)) if not _HERE.fullmatch(address))
    examples: dict[Kind, etree._Element] = {}
    menus: set[Kind] = set()
    for menu in _MENUS(tree):
        menus.update(_kinds(menu, examples))
        menu.getparent().remove(menu)
    frame = Counter(_kinds(tree, examples))
    return Taken(Look(frame, frozenset(menus), ids, classes, outside), examples, article, scripts)


def _runs(script: etree._Element) -> bool:
    return script.get("src") is None and not (script.get("type") or "").endswith("json")


def _tokens(part: etree._Element) -> frozenset[str]:
    return frozenset(name for classes in set(_CLASSES(part)) for name in classes.split())


def _kinds(part: etree._Element, examples: dict[Kind, etree._Element]) -> Iterator[Kind]:
    """The kind of each element of a part, the first of each noted."""
    for element in part.iter():
        kind = (element.tag, *element.keys())
        if kind[0] in _SAYS_USE:
            kind = _kind_by_use(element)
        if kind not in examples:
            examples[kind] = element
        yield kind


def _kind_by_use(element: etree._Element) -> Kind:
    uses = (f"{name}={element.get(name).lower()}" for name in _SAYS_USE[element.tag] if name in element.attrib)
    return (element.tag, *element.keys(), *uses)


def written(element: etree._Element) -> str:
    """An element as it is written, without what it holds."""
    if not isinstance(element.tag, str):
        return f"<!--{element.text}-->"
    attributes = "".join(f' {name}="{value}"' for name, value in element.items())
    return f"<{element.tag}{attributes}>"


@dataclass(frozen=True)
class Frame:
    """What the theme puts around an article, learned from pages that hold no text of a record."""

    looks: Collection[Look]
    languages: int
    """In how many other languages a page may be had."""
    address: str = ""
    """Where the pages in this language are published; empty if no record says so. Each page names its own address."""

    @cached_property
    def most(self) -> Counter[Kind]:
        """How many of each kind of element one page may have around its article, but for the menus."""
        found = Counter({_OTHER_LANGUAGE: self.languages})
        for one in self.looks:
            found |= one.frame
        found |= Counter([_AS_JSON, _DATASET, *_NEIGHBOURS])
        found[_IN_ANOTHER] += 1  # the title of a page, which stands above it once more
        return found

    @cached_property
    def menus(self) -> frozenset[Kind]:
        """Every kind of element in the menus."""
        # A list of contents has others in it where headings stand below headings, as perhaps on none of our own pages.
        return frozenset({_INNER_CONTENTS}).union(*(one.menus for one in self.looks))

    @cached_property
    def ids(self) -> frozenset[str]:
        """The names by which the theme's scripts and labels find its elements."""
        return frozenset().union(*(one.ids for one in self.looks))

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes by which the theme's styles and scripts find its elements."""
        return frozenset().union(*(one.classes for one in self.looks))

    @cached_property
    def outside(self) -> frozenset[str]:
        """Addresses beyond the site, which only its settings can name."""
        return frozenset().union(*(one.outside for one in self.looks))


def faults(path: str, taken: Taken, source: str, frame: Frame) -> list[Fault]:
    """What a page holds beyond what its template gives. `source` is the Markdown from which it was built."""
    found = [*_around(path, taken, source, frame)]
    if taken.article is None:
        found.append(("article", "it has no article"))
    else:
        found += [*_elements(taken.article), *_names(taken.article, frame), *_links(taken.article, source)]
    return [Fault(path, tag, message) for tag, message in found]


def _around(path: str, taken: Taken, source: str, frame: Frame) -> Iterator[tuple[str, str]]:
    look, most = taken.look, frame.most
    if leads_on := _LEADS_ON.search(source):
        most = most + Counter([_REFRESH, _ROBOTS])
        shown = written(taken.examples[_REFRESH]) if _REFRESH in taken.examples else ""
        if shown != f'<meta http-equiv="refresh" content="0; url={leads_on[1]}">' or not _HERE.fullmatch(leads_on[1]):
            yield "meta", f"it does not lead to where its record is now: {_shown(shown)}"
    for kind in look.frame - most:
        yield _more(taken.examples[kind], "around its article")
    for kind in sorted(look.menus - frame.menus, key=str):
        if "hidden" in kind:  # a page may hide its menus
            continue
        yield _more(taken.examples[kind], "in a menu")
    for address in sorted(look.outside - frame.outside - {f"{frame.address}{path}"}):
        yield "a", f"something around its article leads to {_shown(address)}"


def _elements(article: etree._Element) -> Iterator[tuple[str, str]]:
    examples: dict[Kind, etree._Element] = {}
    counts = Counter(_kinds(article, examples))
    for kind, example in examples.items():
        if kind[0] not in GIVEN or not GIVEN[kind[0]].issuperset(kind[1:]):
            yield _more(example, "in its article")
    for tag in ("article", "h1"):
        if sum(count for kind, count in counts.items() if kind[0] == tag) > 1:
            yield tag, f"it has more than one `<{tag}>`"


def _names(article: etree._Element, frame: Frame) -> Iterator[tuple[str, str]]:
    own = frozenset(article.get("class", "").split())
    for name in sorted((_tokens(article) - own) & frame.classes):
        yield "class", f"something in its article takes the looks of the theme: the class {_shown(name)}"
    for id_, count in Counter(_IDS(article)).items():
        if count > 1 or id_ in frame.ids:
            yield "id", f"something in its article takes the name of something else: {_shown(id_)}"


def _links(article: etree._Element, source: str) -> Iterator[tuple[str, str]]:
    outside = {address for address in _ADDRESSES(article) if not _HERE.fullmatch(address)}
    if outside:
        # A `:` in the text of a record stands in Markdown as a reference, so no text of a record is among these.
        outside -= {unescape(one or other) for one, other in _TARGETS.findall(source)}
    for address in sorted(outside):
        yield "a", f"it links to {_shown(address)}, and its template does not"


def _more(element: etree._Element, where: str) -> tuple[str, str]:
    tag = element.tag if isinstance(element.tag, str) else "!--"
    return tag, f"it has {_shown(written(element))} {where}"


def _shown(text: str) -> str:
    return f"`{shortened(text, 120)}`"
