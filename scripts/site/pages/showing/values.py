"""How the value of one fact is shown: what is not stated is said aloud, words have their labels, dates are in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import Markup

from schemas.organisation import Organisation
from schemas.time import Duration, RoughDate
from schemas.vocabulary import DpvTerm, FideslangTerm
from schemas.web import Address
from schemas.words import Word, is_none, is_stated, is_there
from scripts.site.pages.showing import reaching
from scripts.site.pages.showing.texts import Texts
from scripts.words import sentences
from scripts.words.escapers import markdown
from scripts.words.languages import Language, lowered


class Values:
    """Shows values of facts in one language."""

    def __init__(self, organisation: Organisation, language: Language, texts: Texts) -> None:
        """Take the organisation, which labels name, and the way to show a text in this language."""
        self.organisation, self.language, self.texts = organisation, language, texts

    def value(self, value: Any) -> Markup:
        """Show one fact, whatever it is."""
        if isinstance(value, Word):
            return self.label(value)
        if not is_stated(value):
            return self.texts.say('<span class="notsaid">We found no source that says it.</span>')
        if is_none(value):
            return self.texts.say("None. This has been checked.")
        if isinstance(value, Address):
            return markdown.web(value)
        return self.texts.show(self.language.duration(value) if isinstance(value, Duration) else value)

    def reach(self, value: Any) -> Markup:
        """Show how to reach somebody: numbers that can be called, addresses that can be written to, or where to go."""
        if isinstance(value, str) and not isinstance(value, (Word, Address)) and is_there(value):
            return reaching.reachable(value, self.texts)
        return self.value(value)

    def label(self, word: Word) -> Markup:
        """The label of a word."""
        return self.texts.show(sentences.labelled(word, self.organisation, self.language))

    def short_label(self, word: Word) -> Markup:
        """The part of a label that stands before its explanation."""
        return self.texts.show(self.language.short_label(word))

    def day(self, value: date) -> Markup:
        """A day in words, and as programs read it."""
        return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), str(self.language.day(value)))

    def rough_date(self, value: RoughDate | str) -> Markup:
        """A date in words, as exact as it is known."""
        if not isinstance(value, RoughDate):
            return self.value(value)
        return Markup('<time datetime="{}">{}</time>').format(value, str(self.language.rough_date(value)))

    def term(self, mapped: FideslangTerm | DpvTerm | str) -> Markup:
        """The nearest term of another vocabulary, and how near it comes."""
        if not isinstance(mapped, (FideslangTerm, DpvTerm)):
            return self.texts.say("No such term.")
        match = self.texts.show(lowered(self.language.say(mapped.match.label)))
        if isinstance(mapped, FideslangTerm):
            return Markup("{} ({})").format(markdown.literal(mapped.key), match)
        return Markup("{} ({})").format(markdown.outside(mapped.term, mapped.iri), match)
