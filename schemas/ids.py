"""What a record is called by other records, and by programs: the name of its file."""

import re
from functools import lru_cache
from typing import Annotated

from pydantic import (
    AfterValidator,
    Field,
)
from pydantic_core import PydanticCustomError

from schemas.words import RESERVED_WORDS, YAML_TRUTH_WORDS

# Names that a file system, a web server or the site itself already uses, and words that YAML may take for others.
RESERVED_IDS = (
    RESERVED_WORDS
    | YAML_TRUTH_WORDS
    | {
        *("index", "assets", "search", "sitemap", "api"),
        *("con", "nul", "prn", "aux", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))),
    }
)
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 64
_ID = re.compile(ID_PATTERN.strip("^$"))
_FOLDER = re.compile(r"[a-z]+")


@lru_cache(maxsize=100_000)
def id_problem(text: str) -> str | None:
    """Say why `text` cannot be an id, or None if it can."""
    if text in RESERVED_IDS:
        return f"`{text}` is a reserved word; choose another id"
    if len(text) > ID_LENGTH:
        return f"an id has at most {ID_LENGTH} characters; shorten it"
    if not _ID.fullmatch(text):
        return "an id has lower-case letters, digits and single hyphens, such as `real-estate-tax`"
    return None


def checked_id(text: str) -> str:
    """The same text, if it is an id.

    Raises:
        PydanticCustomError: it is none; says why.
    """
    if problem := id_problem(text):
        raise PydanticCustomError("bad_id", "{problem}", {"problem": problem})
    return text


# The pattern is for editors: `checked_id` says the same in words.
Id = Annotated[
    str, AfterValidator(checked_id), Field(json_schema_extra={"pattern": ID_PATTERN, "maxLength": ID_LENGTH})
]


def _old_id(text: str) -> str:
    return (
        text
        if _FOLDER.fullmatch(text.rpartition("/")[0]) and not id_problem(text.rpartition("/")[2])
        else checked_id(text)
    )


OldId = Annotated[
    str,
    AfterValidator(_old_id),
    Field(json_schema_extra={"pattern": f"^({_FOLDER.pattern}/)?{ID_PATTERN.lstrip('^')}"}),
]
"""An id that a record had before, after the name of its folder if it stood in another: `recipients/pawform`."""
