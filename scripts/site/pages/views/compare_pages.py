"""The pages that lay two labels side by side, and the page from which any two can be compared."""

from __future__ import annotations

import json
from typing import NamedTuple

from schemas import KINDS, Key
from scripts.answers import comparisons
from scripts.answers.comparisons import Line, Pair
from scripts.answers.label import Row, in_words
from scripts.registry.addresses import page_of
from scripts.site.pages.edition import Edition
from scripts.words.languages import ANY_LANGUAGE, Language, message, sort_key

FOLDER = "compare"
PAGE = f"{FOLDER}/index.md"
_TITLES = {"service": message("Services"), "vendor": message("Companies")}
_LABELS = {
    "service": (message("The first service"), message("The second service")),
    "vendor": (message("The first company"), message("The second company")),
}


def page_of_pair(pair: Pair) -> str:
    """The path of the page that compares two records. No id has two hyphens together."""
    (kind, one), (_, other) = pair
    return f"{FOLDER}/{KINDS[kind].folder}/{one}--{other}.md"


def file_of(kind: str) -> str:
    """The path of the labels of a kind, for the script that compares any two."""
    return f"{FOLDER}/labels-{kind}.js"


class ComparePage(NamedTuple):
    """What the page of a pair says."""

    one: Key
    other: Key
    lines: tuple[Line, ...]
    feet: tuple[tuple[str, ...], tuple[str, ...]]
    """How sure each label is, and when it was checked."""
    differing: int
    """In how many lines the two differ."""


class Comparable(NamedTuple):
    """What can be compared of one kind."""

    kind: str
    title: str
    fields: tuple[str, str]
    """What the fields are called in which readers choose two."""
    file: str
    pairs: tuple[Pair, ...]


class CompareIndex(NamedTuple):
    """What the page says from which any two can be compared."""

    kinds: tuple[Comparable, ...]


def compare_page(edition: Edition, pair: Pair) -> ComparePage:
    """Lay two labels side by side."""
    one, other = (edition.label(key) for key in pair)
    lines = comparisons.side_by_side(edition.graph, one, other, edition.language)
    return ComparePage(*pair, lines, (one.foot, other.foot), sum(line.differs for line in lines))


def all_pairs(edition: Edition) -> tuple[Pair, ...]:
    """Every pair that has a page, by the names of both."""
    found = dict.fromkeys(pair for pairs in edition.pairs.values() for pair in pairs)
    return tuple(sorted(found, key=lambda pair: [sort_key(edition.record(key).name) for key in pair]))


def compare_index(edition: Edition) -> CompareIndex:
    """Say what can be compared."""
    pairs = all_pairs(edition)
    found = []
    for kind in comparisons.KINDS:
        if sum(other == kind for other, _ in edition.comparable) > 1:
            one, other = _LABELS[kind]
            say = edition.language.say
            of_kind = tuple(pair for pair in pairs if pair[0][0] == kind)
            found.append(Comparable(kind, say(_TITLES[kind]), (say(one), say(other)), file_of(kind), of_kind))
    return CompareIndex(tuple(found))


def labels_script(edition: Edition, kind: str) -> str:
    """The labels of a kind in words, as a script: JSON in one call. What is said often is written once.

    Words in another language than the page come in pieces, each with the code of its language.
    """
    language, parties = edition.language, edition.registry.parties
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        return texts.setdefault(json.dumps(_pieces(text, language)), len(texts))

    def line(row: Row) -> list[object]:
        head = row.head
        if row.party:
            head = language.say("%(one)s: %(other)s", one=parties[row.party].name, other=row.head)
        said = in_words(edition.registry, row, language)
        return [f"{row.id}/{row.party}", number(head), number(said), int(row.is_unsaid)]

    keys = sorted(key for key in edition.comparable if key[0] == kind)
    keys.sort(key=lambda key: sort_key(edition.record(key).name))
    records = []
    for key in keys:
        label, page = edition.label(key), page_of(key).removesuffix(".md")
        rows = [line(row) for row in label.rows]
        name = number(edition.record(key).name)
        records.append([key[1], name, f"{page}.html", rows, [number(text) for text in label.foot]])
    data = json.dumps({"texts": [json.loads(text) for text in texts], "records": records}, separators=(",", ":"))
    return f"(window.registryLabels??={{}})[{json.dumps(kind)}]={data};\n"


def _pieces(text: str, language: Language) -> str | list[list[str]]:
    pieces = language.known(text).pieces
    if all(piece.language in {language.code, ANY_LANGUAGE} for piece in pieces):
        return str(text)
    return [[piece.text, "" if piece.language == language.code else piece.language] for piece in pieces]
