"""One language: its messages, and how it joins words, counts, and says dates and lengths of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from gettext import NullTranslations
from pathlib import Path
from typing import Literal, TypeVar, cast

from schemas.time import Duration, RoughDate
from schemas.words import Word
from scripts.words import grammar
from scripts.words.grammar import Grammar
from scripts.words.languages.marked_text import ANY_LANGUAGE, Piece, Text

CATALOGUES = Path(__file__).parent
"""The folder with a file of messages for each language, such as `es.po`."""

REVIEWED: frozenset[str] = frozenset()
"""The languages whose messages a translator has reviewed. All others say on each page that nobody has."""

_STRETCH = re.compile(r"%\((\w+)\)s")

V = TypeVar("V")


class CatalogueError(ValueError):
    """A file of messages is broken. The message names each fault, with its file and line, and says what to do."""


class _InEnglish(NullTranslations):
    """Stands behind a catalogue: what nobody has translated is said in English, and knows that it is."""

    def gettext(self, message: str) -> str:
        return Text.of(message, ENGLISH.code)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return Text.of(super().ngettext(msgid1, msgid2, n), ENGLISH.code)


@dataclass(frozen=True, eq=False)
class Language:
    """What a page is written in. All words of the site that no record says come from here."""

    code: str
    messages: NullTranslations
    plain: str = "en"
    """The language of texts that do not know theirs: that of the records."""
    waiting: int = 0
    """How many of its messages are said in English, until a translator has seen them."""

    @cached_property
    def grammar(self) -> Grammar:
        """How it joins, bends and writes words."""
        return grammar.of(self.code)

    # --- messages ------------------------------------------------------------------------------------

    def gettext(self, message: str) -> Text:
        """What a message says in this language; in English, if nobody has translated it."""
        return _said(self.messages, message, self.code)

    def ngettext(self, one: str, many: str, number: int) -> Text:
        """What a message about so many things says in this language, or in English."""
        return Text.of(self.messages.ngettext(one, many, number), self.code)

    def say(self, message: str, /, **values: str | int) -> Text:
        """A whole sentence or label: the message with its `%(placeholders)s` filled in."""
        return self._filled(self.gettext(message), values)

    def say_many(self, one: str, many: str, number: int, /, **values: str | int) -> Text:
        """A sentence about so many things; `%(count)s` stands for the number."""
        return self._filled(self.ngettext(one, many, number), {"count": number} | values)

    def _filled(self, message: Text, values: Mapping[str, str | int]) -> Text:
        code = _first_of(message).language
        pieces: list[Piece] = []
        for words, value in self.filled(message, values):
            pieces.append(Piece(words, code))
            if value is not None:
                pieces += self.known(value).pieces
        return Text(pieces)

    def known(self, value: str | int) -> Text:
        """A value as a text that knows its language. Numbers have none, and neither has what holds no letter."""
        if isinstance(value, Text):
            return value
        if isinstance(value, int):
            return Text.of(self.number(value), ANY_LANGUAGE)
        return Text.of(value, self.plain if any(map(str.isalpha, value)) else ANY_LANGUAGE)

    def filled(self, message: Text, values: Mapping[str, V]) -> Iterator[tuple[str, V | None]]:
        """Each stretch of a message with the value that is filled in after it; after the last there is none."""
        *stretches, last = _stretches(message)
        for words, name in zip(stretches[::2], stretches[1::2], strict=True):
            yield _contracted(words.replace("%%", "%"), values[name], _first_of(message).language)
        yield last.replace("%%", "%"), None

    def other(self, text: str) -> str:
        """The code of the language of a text; empty if it is this one, or none."""
        codes = [piece.language for piece in self.known(text).pieces]
        return next((code for code in codes if code not in {self.code, ANY_LANGUAGE}), "")

    def speaks(self, text: str, message: str) -> bool:
        """Whether a text of a record is in the language in which a message is said, and can be a part of it."""
        said = _first_of(self.gettext(message)).language
        return all(piece.language in {said, ANY_LANGUAGE} for piece in self.known(text).pieces)

    # --- words and lists -----------------------------------------------------------------------------

    def label(self, word: Word, organisation: str) -> Text:
        """The label of a word, with the organisation's own name for itself."""
        return self.say(word.label, the_city=organisation, The_city=capital(organisation))

    def short_label(self, word: Word) -> Text:
        """The part of a label that stands before its explanation."""
        label = self.gettext(word.label)
        return Text([Piece(label.partition(":")[0], _first_of(label).language)])

    def listed(self, words: Sequence[str], *, last: str = "and") -> Text:
        """Join words as a sentence does: "a, b and c"."""
        if len(words) < 2:  # noqa: PLR2004 - nothing to join
            return self.known(words[0]) if words else Text(())
        pattern = _listing(len(words), last, self.grammar.locale_of_lists or self.locale)
        pieces: list[Piece] = []
        for index, part in enumerate(pattern):
            if index % 2:
                pieces += self.known(words[int(part)]).pieces
            elif part:
                following = words[int(pattern[index + 1])] if index + 1 < len(pattern) - 1 else ""
                pieces.append(Piece(self.grammar.joint(part, following), self.code))
        return Text(pieces)

    # --- numbers and dates ---------------------------------------------------------------------------

    @cached_property
    def locale(self) -> str:
        """The name under which Unicode's data know the language and its region. Never the machine's own."""
        return self.grammar.locale or self.code

    def number(self, number: int) -> str:
        """A number with its separators."""
        return _number(number, self.locale)

    def day(self, day: date) -> Text:
        """A day in words: November 23, 2026."""
        from babel.dates import format_date  # noqa: PLC0415 - a check of records needs no dates

        return Text.of(format_date(day, "long", locale=self.locale), self.code)

    def rough_date(self, value: RoughDate) -> Text:
        """A day, a month or a year in words, as exact as it is known."""
        from babel.dates import format_skeleton  # noqa: PLC0415 - a check of records needs no dates

        match value.count("-"):
            case 2:
                return self.day(value.first_day)
            case 1:
                return Text.of(format_skeleton("yMMMM", value.first_day, locale=self.locale), self.code)
            case _:
                return Text.of(value, ANY_LANGUAGE)

    def duration(self, value: Duration) -> Text:
        """A length of time in words: 1 year and 6 months."""
        amounts = _amounts(value, self.locale)
        return Text.of(self.listed([Text.of(amount, self.code) for amount in amounts]), self.code)

    @cached_property
    def name(self) -> str:
        """What the language calls itself."""
        from babel import Locale  # noqa: PLC0415 - a check of records needs no names of languages

        return capital(Locale.parse(self.code).get_language_name(self.code) or self.code)

    @cached_property
    def direction(self) -> str:
        """Which way it is written: `ltr` from left to right, or `rtl`."""
        from babel import Locale  # noqa: PLC0415 - a check of records needs no directions

        return str(Locale.parse(self.code).text_direction)


@cache
def _said(messages: NullTranslations, message: str, code: str) -> Text:
    """A message without a number. There are few, and pages say them over and over."""
    return Text.of(messages.gettext(message), code)


def _contracted(words: str, value: V, language: str) -> tuple[str, V | None]:
    """Words of a language and the value behind them, as they stand side by side in it."""
    if not isinstance(value, Text) or not value:
        return words, value
    first, *rest = value.pieces
    words, filled = grammar.of(language).contracted(words, first.text)
    return words, cast("V", value if filled == first.text else Text([Piece(filled, first.language), *rest]))


@cache
def _stretches(message: str) -> tuple[str, ...]:
    return tuple(_STRETCH.split(message))


@cache
def _listing(count: int, last: str, locale: str) -> tuple[str, ...]:
    """What stands before, between and behind so many words, with the number of each word in its place."""
    from babel.lists import format_list  # noqa: PLC0415 - a check of records needs no lists

    marks = [f"\0{index}\0" for index in range(count)]
    return tuple(format_list(marks, style="or" if last == "or" else "standard", locale=locale).split("\0"))


@cache
def _number(number: int, locale: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - a check of records needs no numbers

    return str(format_decimal(number, locale=locale))


@cache
def _amounts(value: Duration, locale: str) -> tuple[str, ...]:
    """Each part of a length of time in words. A registry has few lengths, and thousands of flows of each."""
    return tuple(_amount(number, f"duration-{unit}", locale) for unit, number in value.amounts.items())


def _amount(number: int, unit: str, locale: str) -> str:
    from babel.units import format_unit  # noqa: PLC0415 - a check of records needs no units

    # Of some languages Babel does not have every long form, and writes the name of the unit in its place.
    lengths: tuple[Literal["long", "short", "narrow"], ...] = ("long", "short", "narrow")
    texts = [str(format_unit(number, unit, length, locale=locale)) for length in lengths]
    return next((text for text in texts if unit not in text), texts[0])


def message(text: str) -> str:
    """Mark a text as a message: it is said later, and in the language of the page."""
    return text


def messages(one: str, many: str) -> tuple[str, str]:
    """Mark a text for one and a text for many as a message."""
    return one, many


def capital(text: str) -> str:
    """Start a sentence."""
    return _bent(text, lambda words, language: grammar.of(language).capital(words))


def lowered(name: str) -> str:
    """A name as it stands inside a sentence. What has no language, such as the name of a company, stays as it is."""
    return _bent(name, lambda words, language: grammar.of(language).lowered(words) if language else words)


def may_be_yours(kind: str) -> bool:
    """Whether a kind of information, as a sentence names it, may stand behind "your" or the like."""
    return grammar.of(_first_of(kind).language).may_be_yours(kind)


def asked_by_you(text: Text) -> Text:
    """A text that speaks to you, as you would ask it yourself: "your health" is "my health"."""
    return Text([Piece(grammar.of(piece.language).asked_by_you(piece.text), piece.language) for piece in text.pieces])


def _bent(text: str, bend: Callable[[str, str], str]) -> str:
    """A text with its first piece as the grammar of its language wants it."""
    words, language = _first_of(text)
    rest = text.pieces[1:] if isinstance(text, Text) else ()
    bent = bend(words, language)
    return Text([Piece(bent, language), *rest]) if isinstance(text, Text) and text else bent


def _first_of(text: str) -> Piece:
    """The first piece of a text. One that does not know its language counts as English, as our own words are."""
    return text.pieces[0] if isinstance(text, Text) and text else Piece(text, ENGLISH.code)


ENGLISH = Language("en", NullTranslations())
"""The language of the messages themselves."""


def find(code: str, folder: Path = CATALOGUES) -> Language:
    """The language whose catalogue has this name.

    Raises:
        CatalogueError: the catalogue is broken, or a translation in it is. It may leave messages open.
    """
    from scripts.words.languages import catalogue  # noqa: PLC0415 - a check of records needs no catalogue

    found = catalogue.read(folder / f"{code}.po")
    waiting = len(catalogue.waiting(found))
    messages = catalogue.said(found)
    messages.add_fallback(_InEnglish())
    return Language(code, messages, waiting=waiting)


def translations(folder: Path = CATALOGUES) -> list[str]:
    """The codes of all languages that have a catalogue."""
    return sorted(path.stem for path in folder.glob("*.po"))
