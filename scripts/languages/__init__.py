"""What the site says in each language, from one catalogue of messages. English is the text of the messages."""

from scripts.languages.language import (
    ENGLISH,
    Language,
    MissingMessageError,
    capital,
    find,
    message,
    messages,
    translations,
)
from scripts.languages.records import translated
from scripts.languages.text import ANY_LANGUAGE, Piece, Text, sort_key

__all__ = [
    "ANY_LANGUAGE",
    "ENGLISH",
    "Language",
    "MissingMessageError",
    "Piece",
    "Text",
    "capital",
    "find",
    "message",
    "messages",
    "sort_key",
    "translated",
    "translations",
]
