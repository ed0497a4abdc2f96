"""Spanish."""

from __future__ import annotations

import re

from scripts.words.grammar.general import Grammar

_DE_OR_A = re.compile(r"\b(de|a) $", re.IGNORECASE)
_SINCE_OR_UNTIL = re.compile(r"\b(desde|hasta) $", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2} de ")
_STARTS_WITH_I = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)
"""An i that is heard as a vowel: `identidad`, `hijo`, but not `hielo`."""
_STARTS_WITH_O = re.compile(r"h?[oó]", re.IGNORECASE)

_YOURS = re.compile(r"\bsu(s?)\b")


class Spanish(Grammar):
    """Spanish as it is written in the United States."""

    locale = "es_US"

    def joint(self, joint: str, following: str) -> str:
        """Before the sound of an i, "y" is "e"; before that of an o, "o" is "u"."""
        if joint == " y " and _STARTS_WITH_I.match(following):
            return " e "
        if joint == " o " and _STARTS_WITH_O.match(following):
            return " u "
        return joint

    def contracted(self, before: str, filled: str) -> tuple[str, str]:
        """An article that is filled in: "de el" is "del", "a el" is "al". A day has one: "hasta el 13 de mayo"."""
        if filled.startswith("el ") and _DE_OR_A.search(before):
            return f"{before[:-1]}l ", filled.removeprefix("el ")
        if _DAY.match(filled) and _SINCE_OR_UNTIL.search(before):
            return f"{before}el ", filled
        return before, filled

    def asked_by_you(self, words: str) -> str:
        """Su salud, sus datos: mi salud, mis datos."""
        return _YOURS.sub(r"mi\1", words)
