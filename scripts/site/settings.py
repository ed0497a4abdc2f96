"""The settings of the site builder → the same for the pages in each language, with the way from each to all others."""

from __future__ import annotations

import copy
import html
import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import yaml

from schemas.organisation import Organisation
from scripts.exports.open_data.documents import LICENCE_URL
from scripts.exports.open_data.paths import Addresses
from scripts.registry.registry import Registry
from scripts.words.escapers import markdown
from scripts.words.languages import ENGLISH, Language, Text, message
from scripts.words.languages.extraction import Message
from scripts.words.languages.language import REVIEWED

FOLDER = "docs/languages"
"""Below it lie, for each language but English, its settings and its pages. Git ignores them."""
SITE_NAME = message("%(organisation)s: who gets your information")
NOT_REVIEWED = message(
    "No translator has reviewed these words yet. If something is not clear, the page in English is right."
)


def words(settings: Mapping[str, Any]) -> Iterator[str]:
    """What the settings show to readers: the entries of the navigation, and the names of switches and marks."""
    yield from _titles(settings["nav"])
    yield from (choice["toggle"]["name"] for choice in settings["theme"]["palette"])
    yield from (options["permalink_title"] for options in _options(settings, "toc"))
    yield from settings["extra"]["words"].values()


def extracted(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """The same as Babel asks for them."""
    del keywords, comment_tags, options
    for text in words(yaml.safe_load(file)):
        yield 1, "gettext", text, []


def folder_of(code: str) -> str:
    """The folder of a language below that of the project, with its settings and its pages. English has no code here."""
    return f"{FOLDER}/{code}" if code else "docs"


def english(
    settings: Mapping[str, Any],
    registry: Registry,
    others: Mapping[str, str],
    elsewhere: Collection[str] = (),
    spoken: Iterable[Language] = (),
) -> Any:
    """The settings for the site in English, which is that of an organisation.

    `others` are the other languages: what each calls itself, by its code. `elsewhere` are the pages that only the site
    of another organisation has. `spoken` are the other languages, for the page that is shown where there is none.
    """
    organisation, base = registry.organisation, Addresses(registry).base
    found = _placed(settings, folder_of(""), base)
    found["site_name"] = _site_name(organisation, ENGLISH)
    found["nav"] = _nav(settings["nav"], ENGLISH, lambda page: page not in elsewhere)
    found["extra"]["words"] = {key: str(text) for key, text in _said(settings, registry, ENGLISH).items()}
    found["extra"] |= _about(registry, ENGLISH)
    found["extra"]["no_page"] = _no_page(settings, base, [ENGLISH, *spoken])
    found["extra"]["languages"] = [{"code": code, "name": name, "root": code} for code, name in others.items()]
    return found


def translated(  # noqa: PLR0913, PLR0917 - all that the settings of one language are made from
    settings: Mapping[str, Any],
    language: Language,
    registry: Registry,
    pages: Collection[str],
    others: Mapping[str, str],
    spoken: Iterable[Language] = (),
) -> Any:
    """The settings for the site in one language, which is built into a folder of the English one.

    `registry` has the records in this language. `pages` are the paths that it has; what it does not have is left out
    of the navigation. `others` are the other languages but English. `spoken` are all languages but English, for the
    page that is shown where there is none.
    """
    organisation, base = registry.organisation, Addresses(registry).base
    found = _placed(settings, folder_of(language.code), below(base, language.code))
    name = language.say(SITE_NAME, organisation=organisation.name)
    found["site_name"] = _site_name(organisation, language)
    found["nav"] = _nav(settings["nav"], language, lambda page: page in pages)
    found["theme"] |= _theme(settings["theme"]["name"], language)
    for choice in found["theme"]["palette"]:
        title = choice["toggle"]["name"]
        choice["toggle"]["name"] = str(language.gettext(title))
    for options in _options(found, "toc"):
        title = options["permalink_title"]
        options["permalink_title"] = str(language.gettext(title))
    said = _said(settings, registry, language)
    notice = Text(()) if language.code in REVIEWED else language.gettext(NOT_REVIEWED)
    found["extra"] |= {
        **_about(registry, language),
        "language": language.code,
        "no_page": _no_page(settings, base, [language, ENGLISH, *(one for one in spoken if one.code != language.code)]),
        "notice": str(notice),
        "words": {key: str(text) for key, text in said.items()},
        "word_languages": {key: language.other(text) for key, text in {**said, "notice": notice}.items()},
        "marked_site_name": str(markdown.shown(name, language.code)) if language.other(name) else "",
        "languages": [
            {"code": ENGLISH.code, "name": ENGLISH.name, "root": ".."},
            *({"code": code, "name": name, "root": f"../{code}"} for code, name in others.items()),
        ],
    }
    return found


def _site_name(organisation: Organisation, language: Language) -> str:
    # The theme prints it into titles and attributes as it stands, and a record's text is a stranger's.
    return html.escape(language.say(SITE_NAME, organisation=organisation.name))


def _said(settings: Mapping[str, Any], registry: Registry, language: Language) -> dict[str, Text]:
    """What the theme says beside the pages, by the names that it has there."""
    words: Mapping[str, str] = settings["extra"]["words"]
    checked = language.day(registry.as_of) if registry.as_of else ""
    the_city = registry.organisation.short_name
    return {key: language.say(text, the_city=the_city, day=checked) for key, text in words.items()}


def _about(registry: Registry, language: Language) -> dict[str, Any]:
    """Who publishes the site, whether anybody has checked a record, and under which licence the records are."""
    organisation = registry.organisation
    name = language.known(organisation.name)
    return {
        "publisher": {"name": str(name), "home": str(organisation.home), "language": language.other(name)},
        "is_checked": registry.as_of is not None,
        "licence": LICENCE_URL,
    }


def _no_page(settings: Mapping[str, Any], base: str, spoken: Iterable[Language]) -> list[dict[str, Any]]:
    """What the page says that is shown where there is none, in each language: nobody knows which one its reader has."""
    words: Mapping[str, str] = settings["extra"]["words"]
    start = urlsplit(base).path or "/"
    found = []
    for language in spoken:
        said = {key: language.gettext(words[key]) for key in ("no_page", "no_page_why", "no_page_home")}
        if language.code == ENGLISH.code or not language.other(said["no_page"]):
            root = language.code if language.code != ENGLISH.code else ""
            home = f"{below(start, root)}index.html"
            found.append({"code": language.code, "home": home} | {key: str(text) for key, text in said.items()})
    return found


def below(base: str, code: str) -> str:
    """The address of the site in one language; empty if no record says where it is. English has no code here."""
    return f"{base}{code}/" if base and code else base


def _placed(settings: Mapping[str, Any], folder: str, address: str) -> dict[str, Any]:
    """A copy of the settings that lies in a folder, beside one with the pages, for a site at an address."""
    found = copy.deepcopy(dict(settings))
    if address:
        # The page for what is not there is shown at any depth, so its links are whole. The site map needs addresses.
        found["site_url"] = address
    found["docs_dir"] = "pages"
    found["theme"]["custom_dir"] = posixpath.relpath(settings["theme"]["custom_dir"], folder)
    return found


def _theme(name: str, language: Language) -> dict[str, str]:
    """What the theme is to know of a language. It has its own words in most, and in the others they are English."""
    known = files(name).joinpath("templates", "partials", "languages", f"{language.code}.html").is_file()
    return {"language": language.code if known else ENGLISH.code, "direction": language.direction}


def _nav(entries: Sequence[Any], language: Language, is_there: Callable[[str], bool]) -> list[Any]:
    found: list[Any] = []
    for entry in entries:
        for title, target in entry.items():
            inner = _nav(target, language, is_there) if isinstance(target, list) else target
            if inner and (isinstance(inner, list) or is_there(inner)):
                # The theme prints a title as it stands, and takes the marks out where there is no place for them.
                found.append({str(markdown.message(language.gettext(title), language.code)): inner})
    return found


def _titles(nav: Sequence[Any]) -> Iterator[str]:
    for entry in nav:
        for title, target in entry.items():
            yield title
            if isinstance(target, list):
                yield from _titles(target)


def _options(settings: Mapping[str, Any], extension: str) -> Iterator[dict[str, Any]]:
    for entry in settings["markdown_extensions"]:
        if isinstance(entry, dict) and extension in entry:
            yield entry[extension]
