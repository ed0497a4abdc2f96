"""A file of messages → what it says in each of them, and what is wrong with it.

A message is translated, or it waits: nobody has translated it yet, or somebody has, but its English has changed since.
Such a translation is kept, marked as `fuzzy`, with the English that it was made for in a line that begins with `#|`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from gettext import GNUTranslations, c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages import mofile
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, denormalize

from scripts.reading.findings import Finding, Position
from scripts.words.languages.language import ENGLISH, CatalogueError

FUZZY = "fuzzy"
"""The flag of a translation that somebody has to look at."""

_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"\s*(?:#(?!~).*|(?:#~\s*)?(?P<word>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)?\s*(?P<text>{_STRING})\s*)?"
)
"""What a line of a catalogue can be, and the word at its start."""
_NEXT = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("msgctxt", "msgid"),
    **{f"msgstr[{form}]": (f"msgstr[{form + 1}]", "msgctxt", "msgid") for form in range(9)},
}
"""Which words may follow which."""
_STRINGS = re.compile(_STRING)
_PREVIOUS = re.compile(rf"\| (msgid|msgid_plural)((?: {_STRING})+)")
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
_MARK = re.compile(r"\*\*|`[^`]*`|<[^>]+>|\]\([^)]*\)")
"""The Markdown and the HTML in a message."""
_MOST_COUNTED = 200
"""Rules for forms of plurals repeat themselves before this number."""


class _Messages(Catalog):
    """A catalogue that notices a message which stands in it twice."""

    def __init__(self, locale: Locale) -> None:
        super().__init__(locale=locale)
        self.twice: list[tuple[Message, Message]] = []

    def __setitem__(self, id: str | list[str] | tuple[str, ...], message: Message) -> None:  # noqa: A002 - Babel's name
        first = self.get(id) if id else None
        if first is not None:
            self.twice.append((first, message))
        super().__setitem__(id, message)


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """A text, or each of its forms for one and for many."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def is_said(message: Message) -> bool:
    """Whether the site says a translation: it is whole, and nobody has to look at it first."""
    return not message.fuzzy and bool(message.string) and all(forms(message.string))


def waiting(catalogue: Catalog) -> list[Message]:
    """The messages that the site says in English until somebody has translated them, or looked at them."""
    return [message for message in catalogue if message.id and not is_said(message)]


def parsed(path: Path) -> Catalog:
    """Read a file of messages, whatever its translations say.

    Raises:
        CatalogueError: it is not written as such files are, or not named after a language.
    """
    locale = _locale(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise _error(path, 1, f"this file is not in UTF-8 (byte {error.start:,}); save it in UTF-8") from None
    _check_lines(path, lines)
    catalogue = _Messages(locale)
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(lines)
    except PoFileError as error:
        raise _error(
            path, error.lineno + 1, f"this message cannot be read: {error}; see how others are written"
        ) from None
    for message in [*catalogue, *catalogue.obsolete.values()]:
        take_previous(message)
    if catalogue.twice:
        raise CatalogueError("\n".join(str(_twice(path, *both)) for both in catalogue.twice))
    return catalogue


def read(path: Path) -> Catalog:
    """Read a file of messages with which a site can be built. It may leave messages open.

    Raises:
        CatalogueError: it is broken, or a translation in it is. The error names each fault.
    """
    catalogue = parsed(path)
    if found := faults(catalogue, path):
        raise CatalogueError("\n".join(map(str, found)))
    return catalogue


def faults(catalogue: Catalog, path: Path) -> list[Finding]:
    """What is wrong with the translations that the site would say."""
    choose = c2py(catalogue.plural_expr)
    chosen = [choose(number) for number in range(_MOST_COUNTED)]
    return [
        _finding(path, message.lineno or 1, fault)
        for message in catalogue
        if message.id and is_said(message)
        for form, translation in enumerate(forms(message.string))
        for fault in _broken(forms(message.id)[min(form, len(forms(message.id)) - 1)], translation, chosen.count(form))
    ]


def said(catalogue: Catalog) -> GNUTranslations:
    """What a catalogue says, without the messages that wait."""
    for message in waiting(catalogue):
        catalogue.delete(forms(message.id)[0])
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _locale(path: Path) -> Locale:
    try:
        known = Locale.parse(path.stem) if re.fullmatch(r"[a-z]{2,3}", path.stem) else None
    except UnknownLocaleError:
        known = None
    if known is None or path.stem == ENGLISH.code:
        remedy = "name the file after a language other than English by its code in ISO 639, such as `bs.po` for Bosnian"
        raise _error(path, 1, f"`{path.stem}` is no such code; {remedy}")
    return known


def _check_lines(path: Path, lines: Sequence[str]) -> None:
    """Refuse what Babel would leave out or cut short without a word."""
    last = ""
    for number, line in enumerate(lines, start=1):
        found = _LINE.fullmatch(line)
        word = found["word"] if found else None
        if not found or (found["text"] and not (word or last)):
            message = "this line is no part of a message; write `msgid` or `msgstr` and then the text in quotes"
            raise _error(path, number, f'{message}, with \\" for each quote inside it')
        if word and word not in _NEXT[last]:
            wanted = " or ".join(f"`{other}`" for other in _NEXT[last])
            raise _error(
                path, number, f"here stands `{word}`, and {wanted} has to follow; write each once, in this order"
            )
        last = word or last


def take_previous(message: Message) -> None:
    """Babel reads the lines with the English of before as comments."""
    comments = [(comment, _PREVIOUS.fullmatch(comment)) for comment in message.user_comments]
    message.user_comments = [comment for comment, previous in comments if previous is None]
    message.previous_id = [
        "".join(map(denormalize, _STRINGS.findall(previous[2]))) for _, previous in comments if previous is not None
    ]


def _broken(english: str, translation: str, numbers: int) -> Iterator[str]:
    """What is wrong with one translation, of a form that is said of so many numbers."""
    wanted, found = set(_PLACEHOLDER.findall(english)), set(_PLACEHOLDER.findall(translation))
    if unknown := found - wanted:
        known = f"it has {_listed(wanted)}" if wanted else "it has none"
        yield f"the translation fills in {_listed(unknown)}, and the English does not: {known}; write that instead"
    # Where a form is only said of one number, it may say "one" without it.
    if missing := wanted - found - ({"%(count)s"} if numbers == 1 else set()):
        yield f"the translation leaves out {_listed(missing)}, which is filled in later; put it where the words need it"
    if sorted(_MARK.findall(english)) != sorted(_MARK.findall(translation)):
        marks = _MARK.findall(english)
        yield f"the translation has other marks than the English; write {_listed(marks) if marks else 'none'} as there"


def _listed(marks: Iterable[str]) -> str:
    return ", ".join(f"`{mark}`" if "`" not in mark else mark for mark in dict.fromkeys(sorted(marks)))


def _twice(path: Path, first: Message, second: Message) -> Finding:
    message = f"this message stands in line {first.lineno} too; keep one of the two, with the better translation"
    return _finding(path, second.lineno or 1, message)


def _error(path: Path, line: int, message: str) -> CatalogueError:
    return CatalogueError(str(_finding(path, line, message)))


def _finding(path: Path, line: int, message: str) -> Finding:
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return Finding(Position(shown.as_posix(), line), "translation", message)
