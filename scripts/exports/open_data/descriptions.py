"""Models → descriptions that programs read: JSON Schema, OpenAPI and a data package."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from schemas import KINDS
from scripts.authoring.json_schemas import DIALECT
from scripts.exports.open_data import tables
from scripts.exports.open_data.documents import COLLECTIONS, ORGANISATION_FILE, Document
from scripts.exports.open_data.file_models import LICENCE_URL, Everything, File, FlowFile, FlowList, Index, UnknownList
from scripts.exports.open_data.paths import ROOT, schema_file
from scripts.exports.open_data.tables import TABLES
from scripts.words.escapers.json_text import harmless

FILES: tuple[type[File], ...] = (
    Index,
    Everything,
    ORGANISATION_FILE,
    *(model for collection in COLLECTIONS.values() for model in (collection.all, collection.one)),
    FlowList,
    FlowFile,
    UnknownList,
)
"""The models of all JSON files."""


@cache
def json_schemas() -> dict[str, str]:
    """The JSON Schema of each kind of file, as {path: text}. The same for every registry."""
    found = {}
    for model in FILES:
        schema = {"$schema": DIALECT, **_open(model.model_json_schema(mode="serialization"))}
        found[schema_file(model.__name__)] = _text(schema)
    return found


def openapi(title: str) -> str:
    """The files as an OpenAPI 3.1 description: what one can ask for, and what comes back."""
    paths: dict[str, Any] = {
        "/index.json": _get("What there is", Index),
        "/registry.json": _get("The whole registry", Everything),
        "/organisation.json": _get("Who publishes it", ORGANISATION_FILE),
        "/flows.json": _get("All flows", FlowList),
        "/flows/{party}/{flow}.json": _get(
            "One flow", FlowFile, party="Who gets the information", flow="The flow's name"
        ),
        "/unknowns.json": _get("Every fact that is not stated", UnknownList),
    }
    for kind, collection in COLLECTIONS.items():
        folder = KINDS[kind].folder
        paths[f"/{folder}.json"] = _get(collection.title, collection.all)
        paths[f"/{folder}/{{id}}.json"] = _get(f"{collection.title}: one of them", collection.one, id="The record's id")
    for name, table in TABLES.items():
        paths[f"/{name}.csv"] = _get_text(f"{table.title}, as a table", "text/csv")
    paths["/graph.graphml"] = _get_text("The graph of flows, in GraphML", "application/graphml+xml")
    paths["/graph.dot"] = _get_text("The graph of flows, in the language of Graphviz", "text/vnd.graphviz")
    return _text(
        {
            "openapi": "3.1.0",
            "info": {
                "title": title,
                "version": "1",
                "summary": "Who gets people's information, as open data.",
                "description": "Files, no program behind them: there is nothing to send, no key and no limit. "
                "A key keeps its name and its meaning within version 1; new keys can come, so pass over those "
                "that you do not know.",
                "license": {"name": "CC0 1.0 Universal", "identifier": "CC0-1.0"},
            },
            # As seen from where this description lies.
            "servers": [{"url": "."}],
            "paths": paths,
            "components": {"schemas": _components()},
        }
    )


def _components() -> dict[str, Any]:
    """Every model by its name, those of the files among them."""
    found: dict[str, Any] = {}
    for model in FILES:
        schema = model.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
        found |= schema.pop("$defs", {}) | {model.__name__: schema}
    return {name: _open(found[name]) for name in sorted(found)}


def data_package(title: str, documents: Iterable[Document]) -> str:
    """The tables as a data package (version 2.0), so that programs read each column in its type."""
    by_path = {one.path: one for one in documents}
    resources = []
    for name, table in TABLES.items():
        text = by_path[f"{ROOT}/{name}.csv"].text.encode()
        columns = [(column, tables.meaning(table, column)) for column in table.columns]
        resources.append(
            {
                "name": name,
                "title": table.title,
                "type": "table",
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(text),
                "hash": f"sha256:{hashlib.sha256(text).hexdigest()}",
                "schema": {
                    "fields": [
                        {"name": column.name, "type": meant.type, "description": meant.text}
                        for column, meant in columns
                    ],
                    "primaryKey": ["id"],
                    "missingValues": [""],
                },
            }
        )
    return _text(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "who-gets-your-information",
            "title": title,
            "licenses": [{"name": "CC0-1.0", "path": LICENCE_URL, "title": "CC0 1.0 Universal"}],
            "resources": resources,
        }
    )


def _get(summary: str, model: type[File], **parameters: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return _operation(summary, {"application/json": {"schema": schema}}, parameters)


def _get_text(summary: str, media_type: str) -> dict[str, Any]:
    return _operation(summary, {media_type: {"schema": {"type": "string"}}}, {})


def _operation(summary: str, content: Mapping[str, Any], parameters: Mapping[str, str]) -> dict[str, Any]:
    responses: dict[str, Any] = {"200": {"description": summary, "content": content}}
    operation: dict[str, Any] = {"summary": summary, "responses": responses}
    if parameters:
        responses["404"] = {"description": "There is no such record."}
        operation["parameters"] = [
            {"name": name, "in": "path", "required": True, "description": text, "schema": {"type": "string"}}
            for name, text in parameters.items()
        ]
    return {"get": operation}


def _open(schema: Any) -> Any:
    """A schema as readers need it: new keys are allowed, since they may come, and nothing is said twice."""
    if isinstance(schema, list):
        return [_open(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {}
    for key, value in schema.items():
        if key == "properties":
            found[key] = {name: _open(part) for name, part in value.items()}
        elif (key, value) != ("additionalProperties", False) and key not in {"title", "markdownEnumDescriptions"}:
            found[key] = _open(value)
    return found


def _text(value: Any) -> str:
    return harmless(json.dumps(value, indent=1, ensure_ascii=False)) + "\n"
