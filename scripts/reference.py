"""Models and rules → their reference pages and the JSON Schemas for editors."""

from __future__ import annotations

from typing import Any

from schemas import KINDS, fields
from schemas.base import Part
from scripts import mistakes
from scripts.mistakes import Mistake
from scripts.pages import markdown

FRONT_MATTER = "---\nonly_in_english: true\n---\n\n"
"""Says to the theme that the other languages of the site have no such page."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of record: what an editor completes, explains and underlines."""
    schema = KINDS[kind].model_json_schema(by_alias=True)
    return {"$schema": DIALECT, **_with_hover(schema)}


def _with_hover(schema: Any) -> Any:
    # Empty values are refused in YAML, so no editor should offer null; and Markdown is what editors show.
    if isinstance(schema, list):
        return [_with_hover(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _with_hover(part) for key, part in schema.items() if not (key == "default" and part is None)}
    if isinstance(found.get("anyOf"), list):
        branches = [branch for branch in found.pop("anyOf") if branch != {"type": "null"}]
        found |= branches[0] if len(branches) == 1 and "$ref" not in branches[0] else {"anyOf": branches}
    if isinstance(found.get("description"), str):
        found["markdownDescription"] = found["description"]
    return found


def pages() -> dict[str, str]:
    """The reference of mistakes and of record kinds, as {path: Markdown}."""
    known = mistakes.known()
    found = {f"rules/{id_}.md": _rule_page(mistake) for id_, mistake in known.items()}
    found |= {f"records/{kind}.md": _kind_page(kind) for kind in KINDS}
    found["rules/index.md"] = _index(
        "The rules",
        "What a check can find wrong, by the name that it gives. An error stops the site; a warning may be right "
        "in the world.",
        [(f"{id_}.md", id_, f"{mistake.title} ({mistake.severity})") for id_, mistake in known.items()],
    )
    found["records/index.md"] = _index(
        "What a record can say",
        "One folder a kind, one file a record. The name of the file is the record’s id.",
        [(f"{kind}.md", kind.capitalize(), str(model.__doc__).splitlines()[0]) for kind, model in KINDS.items()],
    )
    return {path: f"{FRONT_MATTER}{text}" for path, text in found.items()}


def _index(title: str, lead: str, rows: list[tuple[str, str, str]]) -> str:
    lines = "\n".join(f"- [{name}]({path}): {text}" for path, name, text in rows)
    return f"# {title}\n\n{lead}\n{{: .lead }}\n\n{lines}\n"


def _rule_page(mistake: Mistake) -> str:
    return f"# {mistake.id}\n\n{mistake.title}\n{{: .lead }}\n\n{mistake.markdown}"


def _kind_page(kind: str) -> str:
    model = KINDS[kind]
    where = "organisation.yml" if kind == "organisation" else f"{model.folder}/ID.yml"
    parts: list[type[Part]] = [model]
    for part in parts:  # grows while it runs: the parts of parts follow
        parts += [inner for inner in _parts_of(part) if inner not in parts]
    sections = [
        _fields_table(part) if part is model else f"## {part.__name__}\n\n{_doc(part)}\n\n{_fields_table(part)}"
        for part in parts
    ]
    return f"# {kind.capitalize()}\n\n{_doc(model)}\n{{: .lead }}\n\nFile: `registry/{where}`\n\n" + "\n".join(sections)


def _parts_of(part: type[Part]) -> list[type[Part]]:
    return [inner for key in fields.keys(part) if (inner := fields.entry_at(part, key))]


def _doc(part: type[Part]) -> str:
    return " ".join(str(part.__doc__).split())


def _fields_table(part: type[Part]) -> str:
    rows = []
    for key, field in fields.keys(part).items():
        needed = "yes" if field.is_required() else "no"
        unsaid = ", may be `not-stated`" if fields.may_be_not_stated(field) else ""
        inner = fields.entry_at(part, key)
        of = f" See [{inner.__name__}](#{inner.__name__.lower()})." if inner else ""
        words = fields.words_of(field)
        choices = f" One of: {', '.join(f'`{word.value}`' for word in words)}." if words else ""
        what = f"{' '.join(str(field.description).split())}{choices}{of}"
        rows.append((f"`{key}`", f"{needed}{unsaid}", what))
    return markdown.table(("Key", "Needed?", "What to write"), rows)
