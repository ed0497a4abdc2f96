"""One element of HTML → what it does to the text in it: whether it is shown, ends a line, or stands aside.

A template changes such elements without changing a word of the policy. Names of classes are looked at only where they
are the custom of widely used frameworks, and never to leave out a whole paragraph that everybody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto

from scripts.observation.policy_drift.page_lines import Aside

Attributes = Mapping[str, str]

BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "col", "colgroup", "dd"),
    *("details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1"),
    *("h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main"),
    *("menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section", "summary", "table"),
    *("tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp"),
}
"""What ends a line, by the style sheet that every browser starts with (HTML Standard, section 15.3). Any other element
stands within one, also one that is not known: an icon ends no line."""
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SECTIONING = {"main", "article", "section"}
_UNSEEN = {
    *("script", "style", "noscript", "title", "svg", "math", "iframe", "object", "audio", "video", "canvas"),
    *("select", "datalist", "textarea", "dialog", "rt", "rp", "rtc"),
}
"""What holds no text of the page, or only such as a visitor acts on, or how to pronounce a word."""
_STRUCK = {"del", "s", "strike"}
_UNSEEN_ROLES = {"img", "tooltip", "doc-backlink", "doc-noteref"}
_PARTS = {
    *("navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"),
    *("tablist",),
}
_OF_THE_PAGE = {"header", "footer", "aside"}
"""These belong to the page if they stand outside its main part, and to that part if they stand in it."""
_NOTICES = {"alert", "log", "marquee", "status", "timer"}
"""Roles of live regions: https://www.w3.org/TR/wai-aria-1.2/#live_region_roles."""


class Showing(Enum):
    """Who gets to know the text of an element."""

    NOBODY = auto()
    """It is an icon, a script or the like."""
    NO_LONGER = auto()
    """It is struck out: the policy does not say it any more."""
    SCREEN_READERS = auto()
    """It is moved out of sight. Templates say there what others see, such as "opens in a new tab"."""
    UNFOLDING = auto()
    """It is hidden. A visitor sees it only if something on the page unfolds it."""


_STYLES = {
    Showing.NO_LONGER: re.compile(r"text-decoration[a-z-]*:[^;]*\bline-through"),
    Showing.SCREEN_READERS: re.compile(
        r"^(?=.*(?:^|;)position:(?:absolute|fixed))"
        r"(?=.*(?:^|;)(?:clip(?:-path)?:(?:rect|inset|circle)|(?:left|top|right):-\d{3,}))"
    ),
    Showing.UNFOLDING: re.compile(r"(?:^|;)display:none"),
}
_ENDS_LINE = re.compile(r"(?:^|;)display:(?:block|flex|grid|list-item|table|flow-root)")
_CLASSES = {
    Showing.NO_LONGER: re.compile(r"(?:text-decoration-)?line-through|strike-?through"),
    Showing.SCREEN_READERS: re.compile(
        r"(?:[a-z]{1,9}[-_])?(?:visually-?hidden(?:-focusable)?|sr-only(?:-focusable)?|screen-?reader-(?:text|only)"
        r"|show-for-sr|element-invisible|assistive-text)"
    ),
    Showing.NOBODY: re.compile(r"material-(?:icons|symbols)(?:-[a-z]+)?"),
}
_FURNITURE = re.compile(
    r"(?:(?:c|js|page|post|site|social|usa|govuk|region|block)[-_]+)?(?:breadcrumbs?|toc|table-of-contents|pagination"
    r"|addtoany|addthis|sharedaddy|back-to-top|(?:share|sharing|social|print|feedback|lang|language)[-_]"
    r"(?:bar|buttons?|links?|list|icons?|tools?|form|menu|picker|select(?:or)?|switch(?:er)?))(?:[-_]+[a-z-_]+)?"
)
_CONSENT = re.compile(
    r"(?:.*[-_])?(?:cookies?|consent|gdpr)[-_](?:banner|bar|popup|modal|dialog|overlay|box|container|message)(?:[-_].*)?"
    r"|onetrust-.*|cybotcookiebot.*|cc-window|cc-banner",
)
MOST_OF_ATTRIBUTE = 1_000
"""Letters of a style or of classes that are looked at."""


def role(attributes: Attributes) -> str:
    """What an element says that it is: the first of its roles."""
    return next(iter(attributes.get("role", "")[:MOST_OF_ATTRIBUTE].lower().split()), "")


def style(attributes: Attributes) -> str:
    """Its own style, without white space and in small letters."""
    return "".join(attributes.get("style", "")[:MOST_OF_ATTRIBUTE].lower().split())


def classes(attributes: Attributes) -> list[str]:
    """The names of its classes, in small letters."""
    return attributes.get("class", "")[:MOST_OF_ATTRIBUTE].lower().split()


def ends_line(tag: str, attributes: Attributes) -> bool:
    """Whether what stands before it and what stands in it are two lines."""
    return tag in BLOCKS or ("style" in attributes and _ENDS_LINE.search(style(attributes)) is not None)


def showing(tag: str, attributes: Attributes) -> Showing | None:
    """Who gets to know its text; None if everybody does."""
    if tag in _STRUCK:
        return Showing.NO_LONGER
    if tag in _UNSEEN or (tag == "template" and "shadowrootmode" not in attributes):
        return Showing.NOBODY
    return _by_attributes(attributes) if attributes else None


def _by_attributes(attributes: Attributes) -> Showing | None:
    says, own, names = role(attributes), style(attributes), classes(attributes)
    if says == "deletion":
        return Showing.NO_LONGER
    if says in _UNSEEN_ROLES:
        return Showing.NOBODY
    hides = "hidden" in attributes and attributes["hidden"].lower() != "until-found"
    for kind in (Showing.NO_LONGER, Showing.NOBODY, Showing.SCREEN_READERS, Showing.UNFOLDING):
        by_class, by_style = _CLASSES.get(kind), _STYLES.get(kind)
        if (by_class and any(map(by_class.fullmatch, names))) or (by_style and by_style.search(own)):
            return kind
    return Showing.UNFOLDING if hides else None


def is_part(tag: str, attributes: Attributes, *, sectioned: bool) -> bool:
    """Whether it stands around the policy, such as a menu, a footer or a question about cookies.

    `sectioned` says whether it stands in a part of the page that has headers and footers of its own.
    """
    if tag == "nav" or (tag in _OF_THE_PAGE and not sectioned):
        return True
    if not attributes:
        return False
    if role(attributes) in _PARTS or attributes.get("aria-modal", "").lower() == "true" or "popover" in attributes:
        return True
    names = [*classes(attributes), attributes.get("id", "")[:MOST_OF_ATTRIBUTE].lower()]
    return not sectioned and any(_CONSENT.fullmatch(name) for name in names)


def aside(tag: str, attributes: Attributes) -> Aside | None:
    """Why the lines in it may be no text of the policy."""
    if tag == "summary":
        return Aside.FURNITURE
    if not attributes:
        return None
    if role(attributes) in _NOTICES:
        return Aside.NOTICE
    leads = (
        ("aria-expanded" in attributes and (tag in {"a", "button"} or role(attributes) == "button"))
        or (tag == "a" and "hreflang" in attributes)
        or leads_within_page(tag, attributes)
        or attributes.get("itemtype", "").lower().endswith("breadcrumblist")
        or any(_FURNITURE.fullmatch(name) for name in classes(attributes))
    )
    return Aside.FURNITURE if leads else None


def is_heading(tag: str, attributes: Attributes) -> bool:
    """Whether it is marked as a heading."""
    return tag in HEADINGS or (bool(attributes) and role(attributes) == "heading")


def leads_within_page(tag: str, attributes: Attributes) -> bool:
    """Whether it is a link to another place on the same page."""
    return tag == "a" and attributes.get("href", "").startswith("#")


def is_button(tag: str, attributes: Attributes) -> bool:
    """Whether it is a button. A link to another page is none, although it may say so."""
    leads_on = tag == "a" and attributes.get("href", "#")[:1] not in {"", "#"}
    return tag == "button" or (bool(attributes) and role(attributes) == "button" and not leads_on)


def is_helper(tag: str, attributes: Attributes) -> bool:
    """Whether a template puts it into headings: a button, or a link to the heading itself or to its editor."""
    if is_button(tag, attributes):
        return True
    return leads_within_page(tag, attributes) or (tag == "a" and _EDITOR.search(attributes.get("href", "")) is not None)


_EDITOR = re.compile(r"[/=]edit(?:$|[/?&#])")


def controlled(tag: str, attributes: Attributes) -> Iterator[str]:
    """The ids of what a visitor unfolds with it."""
    for name in ("aria-controls", "aria-owns"):
        yield from attributes.get(name, "").split()
    acts = tag in {"button", "summary", "input"} or role(attributes) in {"button", "tab"} or "onclick" in attributes
    if acts or (tag == "a" and any(name.startswith(("data-", "aria-expanded", "aria-sel")) for name in attributes)):
        for name, value in attributes.items():
            if name == "href" or name.startswith("data-"):
                yield value.removeprefix("#")
        yield from re.findall(r"""["']#?([\w:.-]+)["']""", attributes.get("onclick", ""))


def is_labelled(attributes: Attributes) -> bool:
    """Whether it is a panel that has a title somewhere else, by which it unfolds."""
    return role(attributes) == "tabpanel" or "aria-labelledby" in attributes


def mail_address(attributes: Attributes) -> str | None:
    """The e-mail address that a proxy has hidden in an element, if it has.

    Cloudflare's form, as every browser undoes it: two digits are one byte, and the first byte is the key of all others.
    """
    hidden = attributes.get("data-cfemail")
    if hidden is None:
        return None
    try:
        first, *others = bytes.fromhex(hidden[:MOST_OF_ATTRIBUTE])
        address = bytes(first ^ other for other in others).decode()
    except ValueError:
        return None
    return address if "@" in address and address.isprintable() else None
