"""How messages and texts of records are shown. Whatever a template prints goes through here, and is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from schemas.words import Word
from scripts.words.escapers import markdown
from scripts.words.languages import Language, Piece, Text


class Texts:
    """Shows texts on pages in one language."""

    def __init__(self, language: Language) -> None:
        """Take the language of the pages."""
        self.language = language
        self._plain_message = cache(lambda message: self._joined(language.gettext(message), {}))
        """A message without placeholders. They are few, and stand on every page."""

    def show(self, value: Any) -> Markup:
        """Whatever a template prints. Texts that do not know their language are in that of the records."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Word) or (type(value) is str and self.language.plain == self.language.code):
            return markdown.literal(str(value))
        known = self.language.known(value if isinstance(value, (int, str)) else str(value))
        return markdown.shown(known, self.language.code)

    def say(self, message: str, /, **values: Any) -> Markup:
        """A message that is written in Markdown, with its `%(placeholders)s` filled in."""
        return self._joined(self.language.gettext(message), values) if values else self._plain_message(message)

    def say_many(self, one: str, many: str, number: int, /, **values: Any) -> Markup:
        """A message about so many things; `%(count)s` stands for the number."""
        return self._joined(self.language.ngettext(one, many, number), {"count": number} | values)

    def _joined(self, message: Text, values: Mapping[str, Any]) -> Markup:
        pieces: list[str] = []
        for words, value in self.language.filled(markdown.message(message, self.language.code), values):
            pieces.append(words)
            if value is not None:
                pieces.append(self.show(value))
        return Markup("".join(pieces))  # noqa: S704 - messages are ours, and may hold markup

    def sentence(self, text: str) -> Markup:
        """Text of a record as a sentence, with its full stop."""
        whole = self.language.known(text)
        if text.endswith((".", "!", "?", "…")) or not text:
            return self.show(whole)
        return self.show(Text([*whole.pieces, Piece(".", whole.pieces[-1].language)]))


def prose(text: str) -> Markup:
    """Words of a model as Markdown: what stands between backticks is code."""
    pieces = text.split("`")
    return Markup("").join(
        code(piece) if number % 2 else markdown.literal(piece) for number, piece in enumerate(pieces)
    )


def code(text: str) -> Markup:
    """A name or an example as code, whatever it holds."""
    return Markup("<code>{}</code>").format(markdown.literal(text))
