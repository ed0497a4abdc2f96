"""Models and rules → their reference pages and the JSON Schemas for editors."""

from __future__ import annotations

from schemas import KINDS, fields
from schemas.part import Part
from scripts.rules import mistakes
from scripts.rules.mistakes import Mistake
from scripts.site.pages import way_up
from scripts.site.pages.showing.page_descriptions import described
from scripts.words.escapers import markdown
from scripts.words.languages import ENGLISH

FRONT_MATTER = "---\nonly_in_english: true\n---\n\n"
"""Says to the theme that the other languages of the site have no such page."""


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
    return {path: described(f"{FRONT_MATTER}{text}", way_up.line(path, ENGLISH)) for path, text in found.items()}


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
