"""What the site says in each language, from a catalogue of messages. English is the text of the messages.

What nobody has translated into a language is said in English there, and knows it: no page passes it off as the other.
"""

from scripts.words.languages.language import (
    CATALOGUES,
    ENGLISH,
    CatalogueError,
    Language,
    asked_by_you,
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
    "CATALOGUES",
    "ENGLISH",
    "CatalogueError",
    "Language",
    "Piece",
    "Text",
    "asked_by_you",
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
