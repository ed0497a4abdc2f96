"""English, the language in which the messages are written."""

from __future__ import annotations

import re

from scripts.words.grammar.general import Grammar

_YOURS = re.compile(r"\byour\b")


class English(Grammar):
    """English as it is written in the United States, but for lists."""

    locale = "en_US"
    locale_of_lists = "en_GB"
    """American English has a comma before "and", which the site's own words do not."""

    def lowered(self, name: str) -> str:
        """A name inside a sentence. With a capital in a later word, it is a proper name and keeps its first one."""
        words = name.split("(", maxsplit=1)[0].split()
        is_proper = any(word[0].isupper() and not word.isupper() for word in words[1:])
        return name if is_proper else super().lowered(name)

    def may_be_yours(self, kind: str) -> bool:
        """Not "your what you write", "your any information" or "your data about the device"."""
        words = kind.lower().split()
        return not {"you", "your"}.intersection(words) and words[0] not in {"any", "data", "facts"}

    def asked_by_you(self, words: str) -> str:
        """Your health is my health."""
        return _YOURS.sub("my", words)
