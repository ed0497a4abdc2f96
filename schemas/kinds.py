"""The kinds that companies and sources are of, as words of a vocabulary: a registry can add its own."""

from collections.abc import Mapping

from pydantic import Field

from schemas.text import Phrase
from schemas.translation import KindTranslation, LanguageCode
from schemas.vocabulary import Mapped
from schemas.words import Word


class CompanyKind(Mapped):
    """A kind of work that companies do, such as taking payments."""

    kind = "company-kind"
    folder = "company-kinds"
    first_keys = ("name", "summary", "does")

    does: Phrase
    """What such a company does, as the start of a sentence without its subject: `Takes payments`."""
    translations: Mapping[LanguageCode, KindTranslation] = Field(
        default={}, json_schema_extra={"additionalProperties": False}
    )
    """What it says in other languages, by their codes, such as `es` for Spanish."""


class Strength(Word):
    """How far a source carries a claim."""

    STRONG = "strong", "Strong: said by those who know"
    MEDIUM = "medium", "Medium: said by others, or in a test copy"
    WEAK = "weak", "Weak: a pointer only"
    INFERRED = "inferred", "Our own conclusion"


class Speaker(Word):
    """Who says what stands in a source."""

    ORGANISATION = "organisation", "%(The_city)s itself"
    COMPANY = "company", "The company itself"
    BOTH = "both", "%(The_city)s and the company together"
    LAW = "law", "A law, a rule or an official schedule"
    PUBLIC = "public", "Another public body"
    OURS = "ours", "We ourselves"
    OTHER = "other", "Someone else"


class SourceKind(Mapped):
    """A kind of document that claims rest on, such as a page of a company."""

    kind = "source-kind"
    folder = "source-kinds"
    first_keys = ("name", "summary", "strength", "speaker")

    strength: Strength
    """How far such a document carries a claim that it states itself."""
    speaker: Speaker
    """Who says what stands in it."""

    @property
    def is_own(self) -> bool:
        """Whether it is what the organisation itself says in public: that it is silent is its own silence."""
        return self.speaker == Speaker.ORGANISATION and self.strength == Strength.STRONG

    @property
    def is_binding(self) -> bool:
        """Whether it can bind the organisation, as a law, a contract or its own policy does."""
        return self.speaker in {Speaker.LAW, Speaker.BOTH} or self.is_own
