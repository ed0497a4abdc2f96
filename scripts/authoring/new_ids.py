"""A name → an id that it can have."""

from __future__ import annotations

import re
from collections.abc import Collection
from unicodedata import normalize

from schemas.ids import ID_LENGTH, id_problem


def made_of(name: str) -> str:
    """The id that a name makes, such as `pay-pal` of `Pay Pal`; empty if it makes none."""
    plain = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode().replace("'", "")
    id_ = "-".join(re.findall(r"[a-z0-9]+", plain))[:ID_LENGTH].strip("-")
    return "" if id_problem(id_) else id_


def free(id_: str, taken: Collection[str]) -> str:
    """The id, or if it is taken the first one with a number that is not."""
    number = 1
    while (wanted := id_ if number == 1 else f"{id_[: ID_LENGTH - 4]}-{number}") in taken:
        number += 1
    return wanted
