"""A value that does not have its form → the values that can be meant by it: one, or more if its author must choose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from schemas import FOLDERS
from schemas.ids import id_problem
from scripts.reading import plain_answers, times_in_words

_QUOTES = "\"'`“”„‟" + "\u2018\u2019\u201a\u201b"
"""Quotes as they are typed, and what word processors make of them. Around a value they are meant for YAML."""
_MOST_WRITTEN = 300
_ADDRESS_BEGINS = re.compile(r"\A(?:(?:https?:/*)+(?=(?:[a-z0-9-]+\.)+[a-z]{2})|(?=www\.))", re.IGNORECASE)
"""What stands before the host of an address, as it is typed in haste."""
_ONE_VISIT = {"session", "one session", "per session", "session only", "session cookie", "browser session", "sesión"}
_NO_UNIT = re.compile(r"[Pp]?([1-9]\d{0,2})", re.ASCII)
"""A length of time that leaves its unit open."""
_BETWEEN_ENTRIES = re.compile(r"\s*(?:[,;&\n]|\band\b|\by\b)\s*")


def of(field: FieldInfo, problem: str, given: Any) -> list[str]:
    """What can be meant by a value in a field, by what is wrong with it in the words of the models (`bad_day`)."""
    if not isinstance(given, str) or len(given) > _MOST_WRITTEN:
        return []
    found = dict.fromkeys(text for text in _candidates(problem, bare(given)) if text != given)
    return [text for text in found if takes(field, text)]


def bare(text: str) -> str:
    """A text without the quotes around it, be they straight or curly."""
    return text.strip().strip(_QUOTES).strip()


def meant_id(text: str) -> str:
    """A text without what people type around an id: quotes, the folder of the record, the ending of its file."""
    folder, slash, name = bare(text).rpartition("/")
    return (name if folder in FOLDERS else f"{folder}{slash}{name}").removesuffix(".yml")


def entries(text: str) -> list[str]:
    """The ids or words in a list that was written without its brackets, or with something else between them."""
    found = _BETWEEN_ENTRIES.split(bare(text)) if len(text) <= _MOST_WRITTEN else []
    if len(found) == 1 and all("-" in one for one in text.split()):  # else it may be one name, such as `card number`
        found = text.split()
    return found if all(not id_problem(one) and not plain_answers.is_one(one) for one in found) else []


def _candidates(problem: str, text: str) -> Iterator[str]:
    yield text
    match problem:
        case "bad_day" | "bad_date":
            yield from times_in_words.dates(text)
        case "bad_duration":
            yield from filter(None, [times_in_words.length(text)])
            if number := _NO_UNIT.fullmatch(text):
                yield from (f"P{number[1]}{unit}" for unit in "DMY")
            yield from ["visit"] if text.lower() in _ONE_VISIT else []
        case "bad_url":
            scheme = "http" if text.lower().startswith("http:/") else "https"
            yield _ADDRESS_BEGINS.sub(f"{scheme}://", text)
        case "bad_email":
            yield from (word.strip("()[],;.:") for word in re.split(r"[\s<>]+|mailto:", text))
        case "bad_host":
            yield re.sub(r"\Ahttps?://", "", text.lower()).rstrip("/")


def takes(field: FieldInfo, text: str) -> bool:
    """Whether a field takes a text, alone or as an entry of its list."""
    annotation: Any = field.annotation
    adapter = TypeAdapter[Any](Annotated[annotation, *field.metadata] if field.metadata else annotation)
    for value in (text, [text]):
        try:
            adapter.validate_python(value)
        except ValidationError:
            continue
        return True
    return False
