"""How each language joins, bends and writes words: one object a language, and a general one for all others.

In: words of a language. Out: the same words as its sentences need them.
It must not know: what the words are about, and which messages there are.
"""

from __future__ import annotations

from scripts.words.grammar.english import English
from scripts.words.grammar.general import Grammar
from scripts.words.grammar.spanish import Spanish

GRAMMARS: dict[str, Grammar] = {"en": English(), "es": Spanish()}
"""By the code of the language. One without an entry says its sentences in the general way."""

_GENERAL = Grammar()


def of(code: str) -> Grammar:
    """The grammar of the language with this code."""
    return GRAMMARS.get(code, _GENERAL)


__all__ = ["GRAMMARS", "Grammar", "of"]
