"""One language: its messages, and how it joins words, counts, and says dates and lengths of time."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TypeVar, cast

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


class MissingMessageError(LookupError):
    """A language does not say something that the site says. A site in half a language is not published."""


class _Refusal(NullTranslations):
    """Stands behind a catalogue: what is not in it is an error, and never English by accident."""

    def gettext(self, message: str) -> str:
        raise MissingMessageError(
            f"no translation: {message!r}; run `make words`, and translate it in scripts/words/languages"
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        del msgid2, n
        return self.gettext(msgid1)


@dataclass(frozen=True, eq=False)
class Language:
    """What a page is written in. All words of the site that no record says come from here."""

    code: str
    messages: NullTranslations
    plain: str = "en"
    """The language of texts that do not know theirs: that of the records."""

    @cached_property
    def grammar(self) -> Grammar:
        """How it joins, bends and writes words."""
        return grammar.of(self.code)

    # --- messages ------------------------------------------------------------------------------------

    def gettext(self, message: str) -> str:
        """What a message says in this language."""
        return self.messages.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """What a message about so many things says in this language."""
        return self.messages.ngettext(one, many, number)

    def say(self, message: str, /, **values: str | int) -> Text:
        """A whole sentence or label: the message with its `%(placeholders)s` filled in."""
        return self._filled(self.gettext(message), values)

    def say_many(self, one: str, many: str, number: int, /, **values: str | int) -> Text:
        """A sentence about so many things; `%(count)s` stands for the number."""
        return self._filled(self.ngettext(one, many, number), {"count": number} | values)

    def _filled(self, message: str, values: Mapping[str, str | int]) -> Text:
        pieces: list[Piece] = []
        for words, value in self.filled(message, values):
            pieces.append(Piece(words, self.code))
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

    def filled(self, message: str, values: Mapping[str, V]) -> Iterator[tuple[str, V | None]]:
        """Each stretch of a message with the value that is filled in after it; after the last there is none."""
        *stretches, last = _stretches(message)
        for words, name in zip(stretches[::2], stretches[1::2], strict=True):
            yield self._contracted(words.replace("%%", "%"), values[name])
        yield last.replace("%%", "%"), None

    def _contracted(self, words: str, value: V) -> tuple[str, V | None]:
        if not isinstance(value, Text) or not value:
            return words, value
        first, *rest = value.pieces
        words, filled = self.grammar.contracted(words, first.text)
        return words, cast("V", value if filled == first.text else Text([Piece(filled, first.language), *rest]))

    def other(self, text: str) -> str:
        """The code of the language of a text; empty if it is this one, or none."""
        codes = [piece.language for piece in self.known(text).pieces]
        return next((code for code in codes if code not in {self.code, ANY_LANGUAGE}), "")

    def speaks(self, text: str) -> bool:
        """Whether a text of a record is in this language."""
        return not self.other(text)

    # --- words and lists -----------------------------------------------------------------------------

    def label(self, word: Word, organisation: str) -> Text:
        """The label of a word, with the organisation's own name for itself."""
        return self._named(self.gettext(word.label), organisation)

    def _named(self, text: str, organisation: str) -> Text:
        pieces: list[Piece] = []
        ours = self.gettext("the City")
        for part in re.split(f"({re.escape(ours)}|{re.escape(capital(ours))})", text):
            name = self.known(organisation if part == ours else capital(organisation))
            pieces += name.pieces if part in {ours, capital(ours)} else [Piece(part, self.code)]
        return Text(pieces)

    def listed(self, words: Sequence[str], *, last: str = "and") -> Text:
        """Join words as a sentence does: "a, b and c"."""
        if len(words) < 2:  # noqa: PLR2004 - nothing to join
            return self.known(words[0]) if words else Text(())
        from babel.lists import format_list  # noqa: PLC0415 - a check of records needs no lists

        marks = [f"\0{index}\0" for index in range(len(words))]
        locale = self.grammar.locale_of_lists or self.locale
        pattern = format_list(marks, style="or" if last == "or" else "standard", locale=locale).split("\0")
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

        return capital(str(Locale.parse(self.code).get_language_name(self.code)))


@cache
def _stretches(message: str) -> tuple[str, ...]:
    return tuple(_STRETCH.split(message))


@cache
def _number(number: int, locale: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - a check of records needs no numbers

    return str(format_decimal(number, locale=locale))


@cache
def _amounts(value: Duration, locale: str) -> tuple[str, ...]:
    """Each part of a length of time in words. A registry has few lengths, and thousands of flows of each."""
    from babel.units import format_unit  # noqa: PLC0415 - a check of records needs no units

    return tuple(format_unit(n, f"duration-{unit}", locale=locale) for unit, n in value.amounts.items())


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


@cache
def find(code: str) -> Language:
    """The language whose catalogue has this name.

    Raises:
        MissingMessageError: the catalogue leaves a message without a translation.
    """
    from babel.messages import mofile, pofile  # noqa: PLC0415 - a check of records needs no catalogue

    with (CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = pofile.read_po(file, locale=code, abort_invalid=True)
    for message in catalogue:
        whole = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if message.id and (message.fuzzy or not all(whole)):
            raise MissingMessageError(f"scripts/words/languages/{code}.po: no translation: {message.id!r}")
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    messages = GNUTranslations(compiled)
    messages.add_fallback(_Refusal())
    return Language(code, messages)


def translations() -> list[str]:
    """The codes of all languages that have a catalogue."""
    return sorted(path.stem for path in CATALOGUES.glob("*.po"))
