"""What the site says in each language, from one catalogue of messages. English is the text of the messages."""

from scripts.languages.language import ENGLISH, Language, MissingMessageError, capital, find, message, translations
from scripts.languages.records import translated
from scripts.languages.text import ANY_LANGUAGE, Text, sort_key

__all__ = [
    "ANY_LANGUAGE",
    "ENGLISH",
    "Language",
    "MissingMessageError",
    "Text",
    "capital",
    "find",
    "message",
    "sort_key",
    "translated",
    "translations",
]
