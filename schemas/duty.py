"""What comes with using a vendor's product: a duty from its terms, and how we know whether it is met."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.evidence import Evidence
from schemas.part import Part, SomeOf
from schemas.promise import Check
from schemas.text import Text
from schemas.words import OrNotStatedOrNone


class Duty(Part):
    """Something that the vendor's terms ask of whoever uses its product."""

    says: Text
    """What the terms ask, in your own words: a whole sentence."""
    evidence: SomeOf[Evidence]
    """The terms that ask for it."""
    done: OrNotStatedOrNone[SomeOf[Evidence]] | None = Field(default=None, title="Whether this duty is met")
    """Where it is seen that the organisation does this. `none` if somebody looked and it does not."""
    check: Check | None = None
    """Instead of `done`: a rule over flows that decides it, as in a promise."""

    @model_validator(mode="after")
    def _done_or_check(self) -> Self:
        if (self.done is None) == (self.check is None):
            raise PydanticCustomError("one_proof", "write exactly one of `done` and `check`")
        return self
