"""Any text → text that a terminal and a log can only show."""

from __future__ import annotations

_SIGN = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """One line in which everything can be seen: a sign stands for each character that would do something instead."""
    shown = "".join(letter if letter.isprintable() else _SIGN for letter in text)
    # GitHub takes `##[` for a command wherever it stands in a line of the log.
    return shown.replace("##[", f"#{_SIGN}[")


def as_data(json: str) -> str:
    """The same JSON for a log, given that `json.dumps` has escaped what is not ASCII. Programs read no difference."""
    return json.replace("\x7f", r"\u007f").replace("##[", r"##\u005b")  # both can only stand inside a string
