"""That somebody was asked for what no source states."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.part import Part, SomeOf
from schemas.references import PartyRef
from schemas.time import Day

FactPlace = Annotated[str, Field(pattern=r"^[a-z0-9_.~-]{1,300}$")]
"""Where a fact stands in its record, such as `contract` or `flows.property-tax.retention`."""


class Asking(Part):
    """Questions that were sent to somebody, and whether an answer came."""

    date: Day
    """The day on which the questions were sent."""
    whom: PartyRef
    """Who was asked: the id of a company, an office or a recipient."""
    facts: SomeOf[FactPlace]
    """The facts that were asked for, each by its place in this record, as `registry questions --sent` writes it."""
    answered: Day | None = None
    """The day on which they answered. Leave it out while there is no answer; `registry answer` writes it."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.answered and self.answered < self.date:
            message = "they answered on {answered}, before they were asked on {asked}; correct one of the days"
            raise PydanticCustomError(
                "answered_too_early", message, {"answered": f"{self.answered}", "asked": f"{self.date}"}
            )
        return self
