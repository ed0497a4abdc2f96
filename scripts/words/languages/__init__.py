"""What the site says in each language, from one catalogue of messages. English is the text of the messages."""

from scripts.words.languages.language import (
    ENGLISH,
    Language,
    MissingMessageError,
    capital,
    find,
    lowered,
    may_be_yours,
    message,
    messages,
    translations,
)
from scripts.words.languages.marked_text import ANY_LANGUAGE, Piece, Text, sort_key
from scripts.words.languages.translated_records import translated

__all__ = [
    "ANY_LANGUAGE",
    "ENGLISH",
    "Language",
    "MissingMessageError",
    "Piece",
    "Text",
    "capital",
    "find",
    "lowered",
    "may_be_yours",
    "message",
    "messages",
    "sort_key",
    "translated",
    "translations",
]
