"""What a sheet has found → the text of the organisation's record that says so."""

from __future__ import annotations

from typing import Any

from schemas import KINDS, ORGANISATION
from schemas.organisation import CheckByLot
from scripts.correspondence.insertion import Insertion
from scripts.reading.yaml_text import Document

_KEY = "checked_by_lot"


def recorded(document: Document, check: CheckByLot) -> str:
    """The record of the organisation with the newest check by lot in it; everything else stays as it was."""
    values: dict[str, Any] = {name: _plain(getattr(check, name)) for name in type(check).model_fields}
    insertion = Insertion(document, KINDS[ORGANISATION[0]])
    if _KEY not in document.data:
        insertion.add((), _KEY, values)
    else:
        for name, value in values.items():
            insertion.replace((_KEY, name), value)
    return insertion.text()


def _plain(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)
