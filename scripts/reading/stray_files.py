"""What lies among records and is none: what it may be, and what to do about it so that no record is lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from schemas.ids import id_problem

_OF_THE_SYSTEM = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"}
"""What Windows and macOS put into folders that somebody looks into. Nobody wrote it, and it comes again."""
_LEFT_BEHIND = re.compile(r".+~|.+\.(?:orig|rej|bak|old|save|tmp|temp|sw[a-p])|#.+#|~\$.+", re.IGNORECASE | re.DOTALL)
"""What editors and git leave beside a file, or keep there while it is open."""
_ENDING = re.compile(r"\.ya?ml(?:\.txt)?\Z", re.IGNORECASE)
"""How a record ends, or would if no program had added to it."""
_TYPED = re.compile(r"[a-z0-9][a-z0-9 _-]*\.ya?ml(?:\.txt)?", re.IGNORECASE | re.ASCII)
"""How people name a file that they take for a record."""
_COPY_OF = re.compile(r"\A(?:copy of|copia de) +", re.IGNORECASE)
_COPY = re.compile(r"(?: +-)?(?: +\(?(?:copy|copia)(?: +[0-9]+)?\)?)?(?: *\([0-9]+\))?\Z", re.IGNORECASE)
"""What systems and browsers add to the name of a second copy: ` (1)`, ` copy 2`, ` - Copy (3)`."""


def is_to_be_ignored(name: str) -> bool:
    """Whether a file is no mistake of anybody: it is hidden, explains a folder, or comes from the system."""
    return name.startswith(".") or name == "README.md" or name.lower() in _OF_THE_SYSTEM


def is_left_behind(name: str) -> bool:
    """Whether a program has left a file behind, or keeps it there for as long as another is open."""
    return _LEFT_BEHIND.fullmatch(name) is not None


def remedy(name: str, others: Collection[str], *, is_folder: bool) -> str:
    """What to do about something in a folder of records that is none. `others` are the names of all that lies there."""
    if is_folder:
        return "no folder belongs here: records lie side by side; move this away"
    if is_left_behind(name):
        return "a program has left this copy behind; delete it, or move it away if you still need it"
    if meant := meant_name(name):
        return _taken(meant, others) or f"a record is a file `{meant}`; rename this, or move it away"
    return "this is no record: a record is a file such as `acme.yml`; move this away"


def other_name(name: str, others: Collection[str]) -> str:
    """How to go on after the fault of a record's name, as the end of a message: empty if no other name is near."""
    meant = meant_name(name)
    return f"; {_taken(meant, others) or f'rename this to `{meant}`'}" if meant else ""


def meant_name(name: str) -> str | None:
    """The name that a record would have which somebody or a program has named in another way; None if none is near."""
    text, endings = _ENDING.subn("", name)
    if not endings and "." in text:
        return None
    text = _COPY.sub("", _COPY_OF.sub("", text))
    letters = "".join(one for one in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(one))
    id_ = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return f"{id_}.yml" if not id_problem(id_) and f"{id_}.yml" != name else None


def read_as(name: str, meant_in_folder: Mapping[str, int]) -> str | None:
    """The name under which a file with another one is read, so that what names its record leads somewhere.

    None if it is no record, a copy of one, or if another file has that name or means it too: `meant_in_folder` says how
    often each name is meant.
    """
    if _is_copy(name) or not _TYPED.fullmatch(name):
        return None
    meant = meant_name(name)
    return meant if meant is not None and meant_in_folder[meant] == 1 else None


def _is_copy(name: str) -> bool:
    text = _ENDING.sub("", name)
    return _COPY.sub("", _COPY_OF.sub("", text)) != text


def _taken(meant: str, others: Collection[str]) -> str:
    return f"`{meant}` is there already: put into it what is only here, and delete this" if meant in others else ""
