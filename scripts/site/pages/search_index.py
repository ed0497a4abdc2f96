"""Everything that people can look for → the file that the search reads: each entry with its answer in a line.

An entry is found by its name, by the other words that people use for it, and by its answer. The file is read when
somebody turns to the search, by `docs/pages/assets/search.js`, which says how well an entry fits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from schemas import Key, Office, Vendor
from schemas.party import Party
from schemas.record import Record, RenamableRecord
from schemas.translation import TranslationOfOne
from schemas.words import is_stated, is_there
from scripts.registry.addresses import page_of
from scripts.site.pages import menu
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.list_script import marked
from scripts.site.pages.lists.lists_of_kinds import LISTS, kind_of
from scripts.site.pages.showing.page_descriptions import first_words, title_of
from scripts.site.pages.showing.page_paths import built
from scripts.site.pages.views import finding_pages, question_pages
from scripts.words.languages import ENGLISH, message

FILE = "search-index.js"
"""The path of the file, below the root of the pages in its language."""
LONGEST_ANSWER = 150
"""So many letters of an answer are shown: two lines on a phone."""

QUESTION, FINDING, PAGE = message("Question"), message("Finding"), message("Page")
"""What the entries are that no record stands behind."""

_WEIGHTS: Mapping[str, float] = {QUESTION: 1.25, "service": 1.2, "vendor": 1.1, "data": 1.1, PAGE: 0.8, "source": 0}
"""How much an entry of a kind counts beside others that fit as well. What people come to do stands before what is
behind it. What weighs nothing stands behind all others, however well it fits."""

TextOf = Callable[[str], str | None]
"""The Markdown of a page by its path; None if there is no such page."""


class Entry(NamedTuple):
    """Something that people can look for."""

    name: str
    page: str
    kind: str
    """What it is, in the language of the pages."""
    weight: float
    answer: str
    """What its page says first; empty if it has no words of its own."""
    also: tuple[str, ...] = ()
    """Other words for it, which are shown where they fit."""
    hidden: tuple[str, ...] = ()
    """What it is found by and nobody has to see: its name in another language, a host, a cookie."""


def script(edition: Edition, text_of: TextOf) -> str:
    """Write the entries as a script: JSON in one assignment, in letters that no script can mistake.

    A text in another language than the pages comes with the code of that language.
    """
    language = edition.language
    kinds: dict[tuple[str, float], int] = {}
    rows = []
    for entry in entries(edition, text_of):
        kind = kinds.setdefault((entry.kind, entry.weight), len(kinds))
        also = [marked(words, language) for words in entry.also]
        row = [marked(entry.name, language), built(entry.page), kind, entry.answer, also, [*map(str, entry.hidden)]]
        while not row[-1]:
            row.pop()
        rows.append(row)
    text = json.dumps({"kinds": [[str(kind), weight] for kind, weight in kinds], "rows": rows}, separators=(",", ":"))
    return f"window.registrySearch={text};\n"


def entries(edition: Edition, text_of: TextOf) -> Iterator[Entry]:
    """Go through everything that people can look for, each once."""
    yield from _questions(edition, text_of)
    for key in sorted(edition.registry.records, key=edition.in_order):
        if key[0] in LISTS:
            yield _of_record(edition, key, text_of)
    language = edition.language
    for id_ in finding_pages.findings(edition):
        page = finding_pages.page_of(id_)
        text = text_of(page) or ""
        yield Entry(title_of(text), page, language.say(FINDING), _weight(FINDING), _answer(text))
    for way in menu.ways():
        if (way.only_in_english and language.code != ENGLISH.code) or (
            way.is_by_hand and way.page not in edition.by_hand
        ):
            continue
        answer = "" if way.is_by_hand else _answer(text_of(way.page))
        yield Entry(language.say(way.title), way.page, language.say(PAGE), _weight(PAGE), answer)


def _questions(edition: Edition, text_of: TextOf) -> Iterator[Entry]:
    """The questions that people ask. One about a kind of information is found by all words for it."""
    kind, weight = edition.language.say(QUESTION), _weight(QUESTION)
    for question in question_pages.questions(edition):
        about = (_of_record(edition, ("data", question.about), text_of),) if question.about else ()
        hidden = dict.fromkeys(question.asked_as(edition))
        for one in about:
            hidden |= dict.fromkeys((*one.also, *one.hidden))
        answer = _answer(text_of(question.page))
        yield Entry(question.title(edition), question.page, kind, weight, answer, hidden=tuple(hidden))


def _of_record(edition: Edition, key: Key, text_of: TextOf) -> Entry:
    record, page = edition.record(key), page_of(key)
    name = record.name
    if edition.registry.is_our_reading(key):
        name = edition.language.say("%(name)s (our reading)", name=name)
    also = dict.fromkeys(_other_words(record))
    hidden = (word for word in dict.fromkeys(_found_by(record, edition.language.code)) if word not in also)
    return Entry(
        name,
        page,
        kind_of(edition, key).label,
        _weight(key[0]),
        _answer(text_of(page)),
        tuple(also),
        tuple(hidden),
    )


def _other_words(record: Record) -> Iterator[str]:
    if isinstance(record, RenamableRecord):
        yield from record.also_called
    if isinstance(record, Party):
        yield from record.also_known_as


def _found_by(record: Record, language: str) -> Iterator[str]:
    """What people may copy from somewhere, and what the record is called in other languages than this one."""
    if isinstance(record, Party):
        if record.legal_name and is_stated(record.legal_name):
            yield record.legal_name
        yield from (domain.host for domain in record.domains)
    if isinstance(record, Vendor | Office):
        if record.contact and is_stated(record.contact) and record.contact.phone and is_there(record.contact.phone):
            yield record.contact.phone
        if record.cookies and is_there(record.cookies):
            yield from (cookie.name for cookie in record.cookies if is_stated(cookie.name))
    for code, translation in record.translations.items():
        if code != language:
            yield translation.name
            yield from translation.also_called if isinstance(translation, TranslationOfOne) else ()


def _weight(kind: str) -> float:
    return _WEIGHTS.get(kind, 1)


def _answer(text: str | None) -> str:
    return first_words(text, LONGEST_ANSWER) if text else ""
