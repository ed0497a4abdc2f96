"""The words that flows are made of: data, people and purposes, and how any word maps to two outside vocabularies."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from schemas.part import Part
from schemas.record import RenamableRecord
from schemas.references import DataRef, PeopleRef, PurposeRef
from schemas.text import Phrase, Text
from schemas.translation import LanguageCode, LedTranslation, SpokenTranslation
from schemas.words import OrNone, Word

# The modules of the Data Privacy Vocabulary that a term may come from: https://w3id.org/dpv
DPV_PREFIXES = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "tech": "https://w3id.org/dpv/tech#",
    "ps": "https://w3id.org/dpv/sector/publicservices#",
    "law": "https://w3id.org/dpv/sector/law#",
}


class Match(Word):
    """How near the outside term comes to ours."""

    EXACT = "exact", "The same meaning"
    CLOSE = "close", "The same for most uses"
    BROAD = "broad", "Theirs is wider"


class FideslangTerm(Part):
    """The nearest term of fideslang, the privacy taxonomy of Ethyca and IAB Tech Lab."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]
    """The term's key, such as `user.contact.email`."""
    match: Match
    """How near it comes."""


class DpvTerm(Part):
    """The nearest term of the Data Privacy Vocabulary (DPV) of the W3C."""

    term: Annotated[str, StringConstraints(pattern=rf"^({'|'.join(DPV_PREFIXES)}):[A-Za-z0-9-]+$")]
    """The term with its prefix, such as `pd:EmailAddress`."""
    match: Match
    """How near it comes."""

    @property
    def iri(self) -> str:
        """The full address of the term."""
        prefix, name = self.term.split(":")
        return DPV_PREFIXES[prefix] + name


class Sensitivity(Word):
    """How much harm it can do when others see it."""

    ORDINARY = "ordinary", "Ordinary: little harm if others see it"
    SENSITIVE = "sensitive", "Sensitive: can lead to loss or unfair treatment"
    SPECIAL = "special", "Special: needs a reason in law, or is ruled out by the policy"


class Mapped(RenamableRecord):
    """A word of the vocabulary. It comes with the tool, or a registry adds it."""

    refines: Text | None = None
    """Why this registry says it in its own way. Only for a word that the common vocabulary has under the same id."""
    fideslang: OrNone[FideslangTerm]
    """The nearest fideslang term, or `none` if there is none."""
    dpv: OrNone[DpvTerm]
    """The nearest DPV term, or `none` if there is none."""


class Term(Mapped):
    """A word that flows are made of."""

    first_keys: ClassVar[tuple[str, ...]] = ("name", "summary", "part_of", "sensitivity")

    sensitivity: Sensitivity
    """How much harm it can do when others see it."""

    @property
    def is_sensitive(self) -> bool:
        """Whether it can do more than little harm when others see it."""
        return self.sensitivity != Sensitivity.ORDINARY


class Identifies(Word):
    """How far information points to one person."""

    DIRECTLY = "directly", "Identifies you"
    INDIRECTLY = "indirectly", "Can point to you when joined with other facts"
    NOBODY = "nobody", "Does not point to a person"


class Data(Term):
    """A kind of information, such as an e-mail address."""

    kind = "data"
    folder = "data"
    first_keys = ("name", "summary", "part_of", "identifies", "sensitivity")

    in_sentences: Phrase | None = None
    """What sentences say that somebody gets, such as `facts about your health`. Else they say "your" and the name."""
    lead: Text | None = None
    """The sentence that opens its page, in place of the one made from the flows. Change it when they change."""
    translations: Mapping[LanguageCode, SpokenTranslation] = Field(
        default={}, json_schema_extra={"additionalProperties": False}
    )
    """What it says in other languages, by their codes, such as `es` for Spanish."""
    part_of: DataRef | None = None
    """The wider kind of information that this one belongs to."""
    identifies: Identifies
    """How far it points to one person."""


class People(Term):
    """A group of people whose information it is, such as those who pay a bill."""

    kind = "people"
    folder = "people"

    in_sentences: Phrase | None = None
    """What sentences call them, such as `people who pay`. Without it they say the name."""
    lead: Text | None = None
    """The sentence that opens its page, in place of the one made from the flows. Change it when they change."""
    translations: Mapping[LanguageCode, SpokenTranslation] = Field(
        default={}, json_schema_extra={"additionalProperties": False}
    )
    """What it says in other languages, by their codes, such as `es` for Spanish."""
    part_of: PeopleRef | None = None
    """The wider group that this one belongs to."""


class Purpose(Term):
    """A reason to use information, such as taking a payment. Its summary is an order: "Take your payment."."""

    kind = "purpose"
    folder = "purposes"

    lead: Text | None = None
    """The sentence that opens its page, in place of the one made from the flows. Change it when they change."""
    translations: Mapping[LanguageCode, LedTranslation] = Field(
        default={}, json_schema_extra={"additionalProperties": False}
    )
    """What it says in other languages, by their codes, such as `es` for Spanish."""
    part_of: PurposeRef | None = None
    """The wider purpose that this one belongs to."""
