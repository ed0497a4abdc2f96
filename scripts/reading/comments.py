"""Which comments were meant as text: ` #` begins a comment, and silently takes the rest of a text with it."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"([ \t]+)#([^\r\n]*)")
_WORD_OF_A_MACHINE = re.compile(r"[a-z0-9_-]+|https?:\S+")
"""What no one writes as a text: an id, a word such as `not-stated`, an address."""
_NUMBER = re.compile(r"[ \t]*\d+\b")
_LEADS_ON = frozenset(
    """
    a an and at by for from in is no of on or press the to with
    como con de del el en la las los o para por tecla un una y
    """.split()  # noqa: SIM905 - a list of so many words is read better without quotes
)
"""Words at which no text ends."""


def taken_from(text: str, end: int) -> str | None:
    """The words that the comment behind the place `end` takes, if it does not look like a comment; else None.

    A comment stands behind two blanks or more, or behind `# ` and one blank. In a text the sign belongs to what follows
    (`#1`), or it stands alone before a number or where no text ends (`item # 5`, `press the # key`).
    """
    found = _COMMENT.match(text, end)
    if found is None or len(found[1]) > 1:
        return None
    before, taken = text[text.rfind("\n", 0, end) + 1 : end], found[2]
    if not _may_go_on(_value_in(before), taken):
        return None
    return f"#{taken.rstrip()}"


def _value_in(line: str) -> str:
    """What stands on a line behind its keys, brackets and dashes."""
    return re.split(r"(?:^|[:,{\[-])\s+|^[{\[]", line)[-1].strip()


def _may_go_on(value: str, taken: str) -> bool:
    """Whether a value may go on with what stands behind its `#`."""
    words = value.split()
    is_sentence = value[-1:] in set(".!?…")
    if not taken or taken[0] in "#!":
        return False
    if taken[0].isspace():
        if not words or is_sentence:
            return False
        if _NUMBER.match(taken):
            return not _WORD_OF_A_MACHINE.fullmatch(value)
        return len(words) > 1 and words[-1].lower() in _LEADS_ON
    if not words or taken[0].isdigit():
        return True
    return not is_sentence and not _WORD_OF_A_MACHINE.fullmatch(value)
