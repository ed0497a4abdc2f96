"""Languages, and what a record says in another one."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from schemas.part import ListOf, Part
from schemas.text import Action, Name, Phrase, SearchWords, Text
from schemas.words import YAML_TRUTH_WORDS

_COUNTRIES = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "sp": "es", "ua": "uk", "vn": "vi"}
"""What people write for a language that is no code of one (ISO 639): the code of a country, or its first letters."""


def _language_code(code: str) -> str:
    if meant := _COUNTRIES.get(code):
        message = "`{code}` is no code of a language; write `{meant}`"
        raise PydanticCustomError("no_language", message, {"code": code, "meant": meant})
    if code in YAML_TRUTH_WORDS:
        message = "`{code}`: many programs read this key as a no; write `nb` or `nn` for Norwegian"
        raise PydanticCustomError("yaml_word", message, {"code": code})
    return code


LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$"), AfterValidator(_language_code)]
"""The code of a language, such as `es` for Spanish (ISO 639). For Norwegian it is `nb` or `nn`."""


class Translation(Part):
    """What a record says in another language. All of it, or nothing."""

    name: Name
    """Its name."""
    summary: Text
    """Its summary."""


class TranslationOfOne(Translation):
    """What one record of many of its kind says in another language."""

    also_called: ListOf[SearchWords] = ()
    """Words by which people look for it in this language, and that its name does not have."""


class LedTranslation(TranslationOfOne):
    """What a record says in another language whose page opens with a sentence."""

    lead: Text | None = None
    """The sentence that opens its page, if it has one of its own."""


class SpokenTranslation(LedTranslation):
    """What a record says in another language that has a form for sentences."""

    in_sentences: Phrase | None = None
    """What sentences call it, such as `la Mesa de Ayuda`. Without it they say its name."""


class ServiceTranslation(LedTranslation):
    """What the record of a service says in another language."""

    action: Action
    """The end of the sentence that starts with "When you …": in Spanish, "Cuando usted …"."""


class KindTranslation(TranslationOfOne):
    """What a kind of company is called in another language."""

    does: Phrase
    """What such a company does, as the start of a sentence without its subject: `Recibe pagos`."""


class OrganisationTranslation(Translation):
    """What the record of the organisation says in another language."""

    short_name: Phrase
    """What sentences call it, such as `la Biblioteca`."""
    team: Text
    """Who answers questions, as a sentence calls them."""
