"""Tables → what programs read of them: JSON Schema, OpenAPI, a data package and a catalogue for portals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from schemas import KINDS, ORGANISATION
from schemas.words import is_there
from scripts.authoring.json_schemas import DIALECT
from scripts.exports.open_data import tables
from scripts.exports.open_data.documents import LICENCE, LICENCE_URL, SAID, VERSION, File, as_text, model_of
from scripts.exports.open_data.paths import CATALOGUE, DOWNLOADS, ROOT, SCHEMA, Addresses
from scripts.exports.open_data.table_columns import Column, Table, Type
from scripts.exports.open_data.views import VIEWS
from scripts.registry.registry import Registry

TITLE = "who gets your information"
SUMMARY = "Which companies and offices get people's information from this organisation's website, and how we know."
KEYWORDS = ["privacy", "third parties", "data flows", "vendors"]


# --- JSON Schema -------------------------------------------------------------------------------------------


def _row_model(table: str) -> str:
    """What the form of a row is called: `PartyCookieRow`."""
    return f"{''.join(word.capitalize() for word in table.split('_'))}Row"


def _type_of(column: Column) -> dict[str, Any]:
    names = {Type.DAY: "string"}
    found: dict[str, Any] = {"type": names.get(column.type, str(column.type)), "description": column.text}
    if column.type == Type.DAY:
        found["format"] = "date"
    if column.words:
        found["enum"] = [*column.words]
    return found


def _object(text: str, properties: Mapping[str, Any], optional: Collection[str] = ()) -> dict[str, Any]:
    # New keys can come, so whatever else stands there is allowed.
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": text, "required": required, "properties": dict(properties)}


def _row(table: Table) -> dict[str, Any]:
    """A row in the file of a record: what is empty is left out, and what stands at the head of the file."""
    optional = {column.name for column in table.columns if not column.required or column.is_state} | SAID
    columns = {column.name: _type_of(column) for column in table.columns}
    lists = {
        one.key: {"type": "array", "description": tables.definitions()[name].text, "items": _type_of(one.value)}
        for name, one in tables.plain_lists().items()
        if table.name in one.owners
    }
    return _object(table.text, columns | lists, optional | lists.keys())


def _models(refer: str) -> dict[str, Any]:
    """Every row and every file by its name. `refer` begins the address of each."""

    def rows(name: str) -> dict[str, Any]:
        return {"type": "array", "items": {"$ref": refer + _row_model(name)}}

    text = {"type": "string"}
    head = {"$schema": text, "version": {"type": "integer", "const": VERSION}, "org": text}
    shown = {name for kind in KINDS for name in tables.of_kind(kind)}
    found = {_row_model(name): _row(table) for name, table in tables.definitions().items() if name in shown}
    found["FlowOfOthers"] = _object("A flow that stands in the record of another.", {"flow_id": text, "sentence": text})
    found["State"] = _object(
        "A word that can stand in a column that ends with `_state`.", {"word": text, "meaning": text}
    )
    nullable = {"type": ["string", "null"]}
    found["ListedFile"] = _object(
        "One file in the list of all.",
        {
            "path": text,
            "url": text,
            "title": text,
            "media_type": text,
            "rows": {"type": ["integer", "null"]},
            "bytes": {"type": "integer"},
            "sha256": text,
        },
    )
    for kind in KINDS:
        own, *others = tables.of_kind(kind)
        found[model_of(kind)] = _object(
            "One record: its own row, its rows in other tables, and flows of others that concern it.",
            {
                **head,
                "record": {"$ref": refer + _row_model(own)},
                **{name: rows(name) for name in others},
                "flows_of_others": {"type": "array", "items": {"$ref": f"{refer}FlowOfOthers"}},
            },
            optional={*others, "flows_of_others"},
        )
    listed = {"kind": text, "id": text, "name": text, "json_url": text}
    found["ListedRecord"] = _object("One record in the list of all.", listed)
    records = {"type": "array", "items": {"$ref": f"{refer}ListedRecord"}}
    found["Records"] = _object("The list of all records.", {**head, "records": records})
    found["Index"] = _object(
        "What there is.",
        {
            **head,
            "name": text,
            "home": text,
            "base": nullable,
            "as_of": {"type": ["string", "null"], "format": "date"},
            "licence": text,
            "licence_url": text,
            "dictionary_url": text,
            "common_vocabulary": text,
            "states": {"type": "array", "items": {"$ref": f"{refer}State"}},
            "files": {"type": "array", "items": {"$ref": f"{refer}ListedFile"}},
        },
    )
    return found


def json_schema(addresses: Addresses) -> File:
    """The JSON Schema of every file. Each names the part that it fits."""
    path = f"{ROOT}/{SCHEMA}"
    models = _models("#/$defs/")
    files = [model_of(kind) for kind in KINDS] + ["Records", "Index"]
    id_ = addresses.of_file(path) if addresses.base else f"urn:open-data:{addresses.org}:v{VERSION}"
    any_of = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in files]}
    schema = {"$schema": DIALECT, "$id": id_, **any_of, "$defs": models}
    return File(path, "The JSON Schema of all files", "application/schema+json", as_text(schema).encode())


# --- OpenAPI -----------------------------------------------------------------------------------------------


def openapi(registry: Registry, files: Iterable[File]) -> File:
    """The files as an OpenAPI 3.1 description: what one can ask for, and what comes back."""
    base = Addresses(registry).base
    paths: dict[str, Any] = {
        "/index.json": _get("getIndex", "What there is", _json("Index")),
        "/records.json": _get("getRecords", "The list of all records", _json("Records")),
        "/organisation.json": _get("getOrganisation", "Who publishes it", _json(model_of(ORGANISATION[0]))),
    }
    for kind, model in KINDS.items():
        if kind != ORGANISATION[0]:
            operation = _get(f"get{model.__name__}", f"One record: {kind}", _json(model_of(kind)))
            paths[f"/{model.folder}/{{id}}.json"] = operation
            operation["get"]["responses"]["404"] = {"description": "There is no such record."}
            operation["get"]["parameters"] = [
                {"name": "id", "in": "path", "required": True, "description": "Its id.", "schema": {"type": "string"}}
            ]
    for file in files:
        path = file.path.removeprefix(ROOT)
        if not file.media_type.endswith("json"):
            is_text = file.media_type.startswith("text/")
            # Hosts know few of the other forms, and send them as bytes; so do generated clients read them.
            media_type = file.media_type if is_text else "application/octet-stream"
            schema = {"type": "string"} if is_text else {"type": "string", "format": "binary"}
            name = "".join(part.capitalize() for part in path.replace("/", "_").replace(".", "_").split("_"))
            paths[path] = _get(f"get{name}", file.title, {media_type: {"schema": schema}})
    contact = {"name": registry.organisation.name, "url": registry.organisation.home}
    text = as_text(
        {
            "openapi": "3.1.0",
            "info": {
                "title": f"{registry.organisation.name}: {TITLE}",
                "version": str(VERSION),
                "summary": SUMMARY,
                "description": "Files, no program behind them: there is nothing to send, no key and no limit. A column "
                "keeps its name, its type and its meaning within version 1; new ones can come, so pass over those that "
                "you do not know.",
                "contact": contact,
                "license": {"name": "CC0 1.0 Universal", "identifier": LICENCE},
            },
            "security": [],  # nobody needs a key
            "servers": [{"url": f"{base}{ROOT}" if base else "."}],
            "paths": paths,
            "components": {"schemas": _models("#/components/schemas/")},
        }
    )
    return File(f"{ROOT}/openapi.json", "What there is, as OpenAPI", "application/vnd.oai.openapi+json", text.encode())


def _json(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}


def _get(name: str, summary: str, content: Mapping[str, Any]) -> dict[str, Any]:
    responses: dict[str, Any] = {"200": {"description": summary, "content": content}}
    return {"get": {"operationId": name, "summary": summary, "responses": responses}}


# --- data package ------------------------------------------------------------------------------------------


def data_package(registry: Registry) -> File:
    """The tables as a data package (version 2.0): each column in its type, with the words and the rows it may name."""
    return File(
        f"{ROOT}/datapackage.json",
        "What the columns of the tables mean",
        "application/json",
        as_text(
            {
                "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
                "name": "who-gets-your-information",
                "title": f"{registry.organisation.name}: {TITLE}",
                "description": f"{SUMMARY} {_MARKS}",
                "version": f"{VERSION}.0.0",
                "homepage": Addresses(registry).of_page(DOWNLOADS) if Addresses(registry).base else _home(registry),
                "licenses": [{"name": LICENCE, "path": LICENCE_URL, "title": "CC0 1.0 Universal"}],
                "contributors": [
                    {"title": registry.organisation.name, "path": _home(registry), "roles": ["publisher"]}
                ],
                "keywords": KEYWORDS,
                "resources": [
                    *(_resource(table, "tables") for table in tables.definitions().values()),
                    *(_resource(view.table, "views") for view in VIEWS.values()),
                ],
            }
        ).encode(),
    )


_MARKS = (
    "A cell that a spreadsheet would take for a formula has one apostrophe before it. So has a part of a cell after a "
    "comma, a semicolon, a bar or a tab."
)


def _home(registry: Registry) -> str:
    return registry.organisation.home


def _resource(table: Table, folder: str) -> dict[str, Any]:
    schema = {
        "fields": [_field(column, is_key=table.key == ("org", column.name)) for column in table.columns],
        "primaryKey": [*table.key],
        # A package holds one organisation. With `org` in a key, an empty link would be a fault: half of it is there.
        "foreignKeys": [
            {"fields": [column.name], "reference": {"resource": column.of, "fields": ["id"]}}
            for column in table.columns
            if column.of
        ],
        "missingValues": [""],
    }
    return {
        "name": table.name,
        "title": table.text,
        "type": "table",
        "path": f"{folder}/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema if schema["foreignKeys"] else {key: value for key, value in schema.items() if value},
    }


def _field(column: Column, *, is_key: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if is_key:
        constraints["unique"] = True
    if column.words:
        constraints["enum"] = [*column.words]
    found: dict[str, Any] = {"name": column.name, "type": str(column.type), "description": column.text}
    return found | ({"constraints": constraints} if constraints else {})


# --- a catalogue for portals -------------------------------------------------------------------------------


def catalogue(registry: Registry, files: Iterable[File]) -> File | None:
    """The catalogue that portals harvest, as DCAT-US 3 has it (https://resources.data.gov/resources/dcat-us-3-catalog/).

    None while nobody says where the files lie, or by which email the publisher is reached: it has to say both.
    """
    addresses, organisation = Addresses(registry), registry.organisation
    email = organisation.contact.email
    if not addresses.base or not is_there(email):
        return None
    contact = {"@type": "Kind", "fn": organisation.name, "hasEmail": f"mailto:{email}"}
    publisher = {"@type": "Organization", "name": organisation.name}
    page = {"@type": "Document", "title": "Take the data", "accessURL": addresses.of_page(DOWNLOADS)}
    dataset = {
        "@type": "Dataset",
        "@id": addresses.of_file(f"{ROOT}/index.json"),
        "identifier": addresses.of_file(f"{ROOT}/index.json"),
        "title": f"{organisation.name}: {TITLE}",
        "description": SUMMARY,
        "keyword": KEYWORDS,
        "version": str(VERSION),
        "license": LICENCE_URL,
        "accessRights": "public",
        "contactPoint": contact,
        "publisher": publisher,
        "landingPage": page,
        "modified": registry.as_of.isoformat() if registry.as_of else None,
        "describedBy": {
            "@type": "Distribution",
            "title": "What the columns of the tables mean",
            "downloadURL": addresses.of_file(f"{ROOT}/datapackage.json"),
            "mediaType": "application/json",
        },
        "distribution": [
            {
                "@type": "Distribution",
                "title": file.title,
                "downloadURL": addresses.of_file(file.path),
                "mediaType": file.media_type,
                "license": LICENCE_URL,
            }
            for file in files
        ],
    }
    found = {
        "@type": "Catalog",
        "@id": addresses.of_file(CATALOGUE),
        "title": organisation.name,
        "description": SUMMARY,
        "publisher": publisher,
        "conformsTo": {"@type": "Standard", "title": "DCAT-US 3.0"},
        "dataset": [dataset],
    }
    return File(CATALOGUE, "A catalogue for portals", "application/json", as_text(found).encode())
