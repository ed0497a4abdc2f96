"""Models and a registry → what editors complete, explain and underline: a JSON Schema for each kind of record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from schemas import KINDS, ORGANISATION, fields
from schemas.organisation import Organisation
from schemas.words import ANY, FILL_IN, NONE, NOT_STATED, OURS
from scripts.authoring import json_schemas, required_answers
from scripts.registry import common_vocabulary
from scripts.registry.registry import Registry
from scripts.words.escapers.markdown import literal

FOLDER = ".registry/schemas"
"""Where the schemas with the ids of a registry stand, beside its folder. Git ignores them."""
WORKSPACE = "registry.code-workspace"
"""A file that makes VS Code use those schemas. Git ignores it too."""
IDS = ".ids.json"
"""The ids of a registry, in its folder. Git keeps it, so that a clone completes them before anything was made.

It may be behind the records: then an id is not offered, but never underlined. So no check asks for it to be new,
no change of a record must bring it along, and two changes cannot be in each other's way.
"""


def schemas() -> dict[str, str]:
    """What holds for every registry, as {file name: text}. Ids are offered, but any id in the right form is fine."""
    return {f"{kind}.json": _text(_offering_ids(_schema(kind))) for kind in KINDS}


def ids(registry: Registry) -> str:
    """The ids of each kind, each explained, for the schemas that offer them."""
    choices = {kind: _ids([kind], registry) for kind in KINDS}
    return _text({"$defs": {kind: _only(some) if some else False for kind, some in choices.items()}})


def with_ids(registry: Registry, records: str) -> dict[str, str]:
    """The same with the ids of one registry, each explained, and the workspace of VS Code that uses them.

    The paths are as seen from beside the folder `records`.
    """
    organisation = registry.records.get(ORGANISATION)
    called = organisation.short_name if isinstance(organisation, Organisation) else OURS
    files = {f"{FOLDER}/{kind}.json": _text(_with_ids(_schema(kind, called), registry)) for kind in KINDS}
    files[WORKSPACE] = _text({"folders": [{"path": "."}], "settings": settings(FOLDER, records)})
    return files


def settings(schema_folder: str, records: str) -> dict[str, Any]:
    """The settings for the YAML extension of VS Code: which schema is for which records, and no network."""
    return {
        "yaml.schemaStore.enable": False,
        "yaml.validate": True,
        "yaml.schemas": {
            f"./{schema_folder}/{kind}.json": f"{records}/organisation.yml"
            if kind == "organisation"
            else f"{records}/{model.folder}/*.yml"
            for kind, model in KINDS.items()
        },
    }


def settings_text(schema_folder: str, records: str) -> str:
    """The same as a file."""
    return _text(settings(schema_folder, records))


def _text(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _schema(kind: str, organisation: str = OURS) -> dict[str, Any]:
    schema = json_schemas.json_schema(kind, organisation)
    model = KINDS[kind]
    for key, field in fields.keys(model).items():
        least = required_answers.value(field)
        if isinstance(least, dict) and required_answers.A_NAME in least:
            schema["properties"][key]["defaultSnippets"] = [_snippet(f"new {key.removesuffix('s')}", least)]
    return {**schema, "defaultSnippets": [_snippet(f"new {kind}", required_answers.least(model))]}


# --- snippets ------------------------------------------------------------------------------------


def _snippet(label: str, least: Any) -> dict[str, Any]:
    description = f"Every key that is needed. `registry check` names each {FILL_IN} that is left."
    return {"label": label, "description": description, "body": _numbered(least, [0])}


def _numbered(least: Any, last: list[int]) -> Any:
    """The same with places to step through, in the order in which they are written."""
    match least:
        case dict():
            return {
                _stop(key, last) if key == required_answers.A_NAME else key: _numbered(value, last)
                for key, value in least.items()
            }
        case list():
            return [_numbered(value, last) for value in least]
        case _:
            return _stop(least, last)


def _stop(text: str, last: list[int]) -> str:
    last[0] += 1
    return f"${{{last[0]}:{text}}}"


# --- ids -----------------------------------------------------------------------------------------


class _Choice(NamedTuple):
    """One thing that can be written, and what it means, as plain text and as Markdown."""

    written: str
    plain: str
    markdown: str


_WORDS = {
    NOT_STATED: _Choice(NOT_STATED, "No source says it.", "No source says it."),
    NONE: _Choice(NONE, "Somebody looked, and there is none.", "Somebody looked, and there is none."),
    ANY: _Choice(ANY, "Every one of them.", "Every one of them."),
}


def _offering_ids(schema: Any) -> Any:
    """Point to the ids that git keeps wherever the schema asks for one. The form stays: a new id is no mistake.

    The words that may stand instead are explained too.
    """
    if isinstance(schema, list):
        return [_offering_ids(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if word := _WORDS.get(str(schema.get("const"))):
        return schema | {"description": word.plain, "markdownDescription": word.markdown}
    if "x-ref" not in schema:
        return {key: _offering_ids(part) for key, part in schema.items()}
    form = {key: schema[key] for key in ("type", "pattern")}
    known = [{"$ref": f"../../registry/{IDS}#/$defs/{kind}"} for kind in schema["x-ref"]]
    return {**{key: part for key, part in schema.items() if key not in form}, "anyOf": [*known, form]}


def _with_ids(schema: Any, registry: Registry) -> Any:
    """Put the ids of a registry wherever the schema asks for one."""
    if isinstance(schema, list):
        return [_with_ids(part, registry) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "x-ref" in schema:
        rest = {key: part for key, part in schema.items() if key not in {"x-ref", "pattern"}}
        return rest | _only(_ids(schema["x-ref"], registry))
    branches = schema.get("anyOf", [])
    refs = [branch for branch in branches if "x-ref" in branch]
    if refs:
        # One list of words and ids: of two, an editor would name only the first when neither fits.
        rest = {key: part for key, part in schema.items() if key != "anyOf"}
        words = [word for branch in branches for word in (branch.get("enum") or [branch.get("const")]) if word]
        return rest | _only([*(_WORDS[word] for word in words), *_ids(refs[0]["x-ref"], registry)])
    return {key: _with_ids(part, registry) for key, part in schema.items()}


def _only(choices: Iterable[_Choice]) -> dict[str, Any]:
    written, plain, markdown = zip(*choices, strict=True) if choices else ((), (), ())
    return {
        "type": "string",
        "enum": list(written),
        "enumDescriptions": list(plain),
        "markdownEnumDescriptions": list(markdown),
    }


def _ids(kinds: list[str], registry: Registry) -> list[_Choice]:
    """The ids of all files of these kinds and of all common terms, in their order; what is sound with its summary."""
    common = {(kind, id_): None for kind in kinds for id_ in common_vocabulary.ids(kind)}
    return sorted(_choice(kind, id_, registry) for kind, id_ in {**registry.documents, **common} if kind in kinds)


def _choice(kind: str, id_: str, registry: Registry) -> _Choice:
    record = registry.records.get((kind, id_))
    if record is None and (kind, id_) not in registry.documents:
        record = common_vocabulary.term((kind, id_)).record
    if record is None:
        return _Choice(id_, kind, kind)
    return _Choice(
        id_,
        f"{record.name} ({kind}): {record.summary}",
        f"**{literal(record.name)}** ({kind}): {literal(record.summary)}",
    )
