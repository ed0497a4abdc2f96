"""What the site asks a language, and the answer of most languages."""

from __future__ import annotations

from typing import ClassVar


class Grammar:
    """The answers of a language that needs no others. A language with its own is a class below this one."""

    locale: ClassVar[str] = ""
    """The name by which Unicode's data know it as readers here write numbers and dates: `en_US`. Empty: its code."""
    locale_of_lists: ClassVar[str] = ""
    """The same for lists of words, if they are written as in another country."""

    def joint(self, joint: str, following: str) -> str:
        """What stands between two things of a list, such as " and ", before the one that follows."""
        del following
        return joint

    def contracted(self, before: str, filled: str) -> tuple[str, str]:
        """The words before a place that is filled in, and what is filled in there, as they stand side by side."""
        return before, filled

    def capital(self, text: str) -> str:
        """A text at the start of a sentence."""
        return text[:1].upper() + text[1:]

    def lowered(self, name: str) -> str:
        """A name inside a sentence. Only its first word counts: one that is no name may well stand before a name."""
        first = name.split(maxsplit=1)[0] if name.strip() else ""
        return name if any(letter.isupper() for letter in first[1:]) else name[:1].lower() + name[1:]

    def may_be_yours(self, kind: str) -> bool:
        """Whether a kind of information, inside a sentence, may stand behind "your" or the like."""
        del kind
        return True

    def asked_by_you(self, words: str) -> str:
        """What is said of "you", as you would ask it yourself: "facts about your health" is "facts about my health"."""
        return words
