"""Models → the JSON Schemas that editors read."""

from __future__ import annotations

from typing import Any

from schemas import KINDS
from schemas.words import OURS, filled

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str, organisation: str = OURS) -> dict[str, Any]:
    """The JSON Schema of one kind of record: what an editor completes, explains and underlines.

    `organisation` is what the labels of words call it.
    """
    schema = KINDS[kind].model_json_schema(by_alias=True)
    return {"$schema": DIALECT, **_with_hover(schema, organisation)}


def _with_hover(schema: Any, organisation: str) -> Any:
    # Empty values are refused in YAML, so no editor should offer null; and Markdown is what editors show.
    if isinstance(schema, list):
        return [_with_hover(part, organisation) for part in schema]
    if isinstance(schema, str):
        return filled(schema, organisation)
    if not isinstance(schema, dict):
        return schema
    found = {
        key: _with_hover(part, organisation) for key, part in schema.items() if not (key == "default" and part is None)
    }
    if isinstance(found.get("anyOf"), list):
        branches = [branch for branch in found.pop("anyOf") if branch != {"type": "null"}]
        found |= branches[0] if len(branches) == 1 and "$ref" not in branches[0] else {"anyOf": branches}
    if isinstance(found.get("description"), str):
        found["markdownDescription"] = found["description"]
    return found
