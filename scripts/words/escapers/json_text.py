"""JSON that is harmless wherever somebody shows it: the one escaper of all JSON files."""

from __future__ import annotations

import re

# What could end a script or start a tag if somebody lays the text into a page, and what nobody sees: control
# characters beyond ASCII, and signs that turn or hide the text around them. JSON has another spelling for each.
_UNSEEN = re.compile("[<\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")


def harmless(text: str) -> str:
    """The same JSON, with those characters spelt by their numbers."""
    return _UNSEEN.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
