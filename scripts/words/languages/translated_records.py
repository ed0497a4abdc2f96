"""A registry → the same in another language, as far as its records are translated."""

from __future__ import annotations

from typing import Any

from schemas import ORGANISATION, Vendor
from schemas.record import Record, RenamableRecord
from schemas.words import is_stated
from scripts.registry.registry import Registry
from scripts.words.languages.language import Language, message
from scripts.words.languages.marked_text import ANY_LANGUAGE, Text

OURS, TEAM = message("the organisation"), message("the team of this register")
"""What sentences call the organisation and its team where their record does not say it in a language."""


def translated(registry: Registry, language: Language) -> Registry:
    """A copy in which texts know their languages: those with a translation say it, and company names have none.

    All other texts stay plain, which says that they are in the language of the records.
    """
    records = {key: _record(record, language.code) for key, record in registry.records.items()}
    organisation = registry.organisation
    if language.code not in {organisation.language, *organisation.translations}:
        spoken = {"short_name": language.gettext(OURS), "team": language.gettext(TEAM)}
        records[ORGANISATION] = organisation.model_copy(update=spoken)
    return Registry(records, registry.documents)


def _record(record: Record, code: str) -> Record:
    update: dict[str, Any] = {}
    if isinstance(record, Vendor) and is_stated(record.identity):
        update["name"] = Text.of(record.name, ANY_LANGUAGE)
    if isinstance(record, RenamableRecord) and (searched := record.translations.get(code)):
        also = (Text.of(words, code) for words in searched.also_called)
        update["also_called"] = (*also, *record.also_called)  # people look for it in any language that they speak
    if "in_sentences" in type(record).model_fields:
        update["in_sentences"] = None  # it has the grammar of another language; a lead is a whole sentence
    if translation := record.translations.get(code):
        said = translation.model_dump(exclude={"also_called"}, exclude_none=True)
        update |= {key: Text.of(text, code) for key, text in said.items()}
    return record.model_copy(update=update) if update else record
