"""What a model finds wrong in data, each fault at its exact place."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas.part import Loc


def faults_in(problems: ValidationError) -> list[ErrorDetails]:
    """What pydantic reports. A model that looks at a part as a whole says itself at which key of it a fault shows."""
    found = problems.errors(include_url=False)
    for error in found:
        at: Loc = error.get("ctx", {}).get("at", ())
        error["loc"] = (*error["loc"], *at)
    return found
