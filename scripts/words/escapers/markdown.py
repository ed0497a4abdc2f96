"""Text of a record → Markdown that can only show it: one escaper, links that cannot break out, and tables."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from markupsafe import Markup

from scripts.words.languages import ANY_LANGUAGE, Piece, Text

# Letters, digits, spaces and commas; a full stop that ends a word; a hyphen inside a word. None of them
# starts anything in Markdown where they stand. Everything else becomes a character reference.
_PLAIN = r"[^\W_]|[ ,]|(?<=[^\W\d_])\.(?=\s|$)|(?<=[^\W_])-(?=[^\W_])"
_REST = re.compile(rf"(?!{_PLAIN})[\s\S]")


@lru_cache(maxsize=100_000)
def literal(text: str) -> Markup:
    """Write text so that Markdown and HTML show it as typed, whatever it holds."""
    return Markup(_REST.sub(_reference, text))  # noqa: S704 - this is the escaper


def _reference(match: re.Match[str]) -> str:
    return " " if match[0] in "\r\n\t" else f"&#{ord(match[0])};"


def shown(text: Text, language: str) -> Markup:
    """Write text on a page in a language. What is in another one says so, for those who hear it read."""
    if all(piece.language in {language, ANY_LANGUAGE} for piece in text.pieces):
        return literal(str(text))
    return Markup("").join(_piece(piece, language) for piece in text.pieces)


@lru_cache(maxsize=100_000)
def _piece(piece: Piece, language: str) -> Markup:
    words = literal(piece.text)
    if piece.language in {language, ANY_LANGUAGE}:
        return words
    return Markup('<span lang="{}">{}</span>').format(piece.language, words)


_WRITTEN = re.compile(
    r"(%%|%\(\w+\)s|\{[^{}]*\}|\]\((?:%\(\w+\)s|[^()])*\)|<[^>]*>|`[^`]*`|&#?\w+;|[*\[\]|]|^(?:-|#+|:) +)"
)
"""What is no word in a message: what is filled in later, and the Markdown and the HTML around it."""
_MARKED = re.compile(r'<span lang="[a-z]*">([^<]*)</span>')


def message(text: Text, language: str) -> Text:
    """A message, which is written in Markdown, for a page in a language. If it is in another one, its words say so."""
    return text if all(piece.language == language for piece in text.pieces) else _marked(*text.pieces)


@lru_cache(maxsize=10_000)
def _marked(piece: Piece) -> Text:
    stretches = _WRITTEN.split(piece.text)
    stretches[::2] = (_said(words, piece.language) for words in stretches[::2])
    return Text.of("".join(stretches), piece.language)


def _said(words: str, language: str) -> str:
    inner = words.strip()
    if not any(map(str.isalpha, inner)):
        return words
    before, _, after = words.partition(inner)
    return f'{before}<span lang="{language}">{inner}</span>{after}'


def plain(text: str) -> Markup:
    """Text for an attribute, which has no place to say in which language it is."""
    if isinstance(text, Markup):
        return Markup(_MARKED.sub(r"\1", str(text)))  # noqa: S704 - it only loses markup
    return literal(str(text))


def link(text: str, page: str, target: str) -> Markup:
    """Link from the page at one path to another, both below the root of the pages. Markup is shown as it is."""
    path, hash_, anchor = target.partition("#")
    relative = posixpath.relpath(path, posixpath.dirname(page) or ".") if path else ""
    return Markup("[{}]({}{}{})").format(_label(text), relative, hash_, anchor)


def outside(text: str, url: str) -> Markup:
    """Link to a page of somebody else. Its address has been checked; here it cannot end the link."""
    return Markup('[{}]({}){{: rel="noopener noreferrer" }}').format(
        _label(text), quote(url, safe="/:?&=#%+,;@~$!*-._")
    )


LONGEST_ADDRESS = 60
"""How many characters of an address are shown; what fits a phone."""


def web(url: str) -> Markup:
    """Link to an address, showing whose it is: the end of its host, always, and then as much of the rest as fits."""
    parts = urlsplit(url)
    host = parts.netloc if len(parts.netloc) < LONGEST_ADDRESS else f"…{parts.netloc[2 - LONGEST_ADDRESS :]}"
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment)).rstrip("/")
    room = LONGEST_ADDRESS - len(host)
    return outside(host + (rest if len(rest) <= room else f"{rest[: room - 1]}…"), url)


def _label(text: str) -> Markup:
    return text if isinstance(text, Markup) else literal(text)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown whose cells know their columns: on a phone each row is a card with a label for each cell."""
    lines = [heads, ["---" for _ in heads]]
    lines += [[f'{cell} {{: data-label="{head}" }}' for head, cell in zip(heads, row, strict=True)] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
