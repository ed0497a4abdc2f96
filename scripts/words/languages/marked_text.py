"""Text that knows in which language each of its pieces is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, Self

ANY_LANGUAGE = ""
"""The language of what has none: names of companies, numbers, addresses."""


class Piece(NamedTuple):
    """Some words of one language."""

    text: str
    language: str


class Text(str):  # noqa: SLOT000 - a text that carries a tuple has a place for it
    """Words of one or more languages. To everything that does not care it is a plain text."""

    pieces: tuple[Piece, ...]

    def __new__(cls, pieces: Iterable[Piece]) -> Self:
        """Join the pieces. Neighbours of one language become one."""
        joined: list[Piece] = []
        for piece in pieces:
            last = joined[-1] if joined else None
            if last is not None and (last.language == piece.language or not piece.text.strip()):
                joined[-1] = Piece(last.text + piece.text, last.language)
            elif piece.text:
                joined.append(piece)
        self = super().__new__(cls, "".join(piece.text for piece in joined))
        self.pieces = tuple(joined)
        return self

    @classmethod
    def of(cls, text: str, language: str) -> Self:
        """Text of one language; if it knows its languages already, as it is."""
        if isinstance(text, cls):
            return text
        self = super().__new__(cls, text)
        self.pieces = (Piece(text, language),) if text else ()
        return self


def sort_key(text: str) -> str:
    """Where a text stands from A to Z, in languages of the Latin script: accents and capitals count for nothing."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
