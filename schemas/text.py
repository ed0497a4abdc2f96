"""Text of one line, and names."""

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated
from unicodedata import category

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from schemas.words import RESERVED_WORDS

_LIKE_NOT_STATED = frozenset({"notstated", "unknown", "notknown", "na", "tbd", "todo"})
"""The letters of words that people write for `not-stated`, and that would be published as if they were the answer."""
_LONGEST_SLIP = 15
"""A text of so many letters is a text, not `not-stated` with a slip of the pen."""


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "write this on one line")
    if text.lower() in RESERVED_WORDS or (len(text) < _LONGEST_SLIP and _is_like_not_stated(text.lower())):
        message = "`{word}` is not an answer here; write the text"
        raise PydanticCustomError("reserved_word", message, {"word": text})
    return text


@lru_cache(maxsize=10_000)
def _is_like_not_stated(text: str) -> bool:
    letters = re.sub(r"[^a-z]", "", text)
    return letters in _LIKE_NOT_STATED or bool(get_close_matches(letters, ["notstated"], 1, 0.8))


TEXTS = AfterValidator(_one_line)
"""Marks a value as a text that somebody has written, not a word of a list, an id or an address."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=1000), TEXTS]
"""One line of plain text. Markup in it is shown as typed."""


_SPOKEN = frozenset({"Lu", "Ll", "Lt", "Lo", "Nd"})
"""The categories of letters and digits, without those that only change how another one is read."""


def _name(text: str) -> str:
    if not any(category(letter) in _SPOKEN for letter in text):
        raise PydanticCustomError("no_letter", "a name has a letter or a digit; write what people call it")
    return text


NAMES = AfterValidator(_name)
"""Marks a text as a name."""
Name = Annotated[Text, NAMES]
"""What people call something. It has a letter or a digit, such as `211`: what has none cannot be said."""


def _no_end(text: str) -> str:
    if text[-1] in ".!?:;,":
        message = "`{text}` stands inside sentences; leave out the mark at its end"
        raise PydanticCustomError("ends_a_sentence", message, {"text": text})
    return text


def _phone(text: str) -> str:
    if not any(letter.isdigit() for letter in text):
        raise PydanticCustomError("no_digit", "a phone number has digits; write the number that people call")
    return text


Phone = Annotated[Text, AfterValidator(_phone)]
"""A phone number, as people write it."""
Phrase = Annotated[Name, AfterValidator(_no_end)]
"""A piece of a sentence, such as `the Help Desk`."""


def _sought(text: str) -> str:
    return _no_end(_name(text))


SearchWords = Annotated[Text, AfterValidator(_sought)]
"""Words that people type when they look for something. No name: several records may have the same."""


def _action(text: str) -> str:
    if text[-1] in ".!?:;,":
        message = (
            "`{text}` stands inside a sentence, “When you …”; leave out the mark at its end, "
            "and write its first letter as there"
        )
        raise PydanticCustomError("ends_a_sentence", message, {"text": text})
    return text


Action = Annotated[Text, AfterValidator(_action), Field(json_schema_extra={"pattern": r"[^.!?:;,]$"})]
"""The end of the sentence that begins with "When you …"."""
