"""An organisation's name and a few answers → the files of its registry, with one worked example.

The words of an organisation stand in the middle of hundreds of sentences. So each kind of organisation brings what
sentences call one of its kind, in each language, and whoever begins corrects that.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml
from markupsafe import Markup

from schemas import ORGANISATION, Key
from scripts.authoring import editor_schemas
from scripts.registry.addresses import file_of
from scripts.registry.registry import Registry
from scripts.rules.worked_example import BEGINS
from scripts.words.escapers.templates import environment
from scripts.words.languages import capital


class OrganisationKind(StrEnum):
    """What kind of organisation begins a registry."""

    CITY = "city"
    COUNTY = "county"
    LIBRARY = "library"
    SCHOOL = "school"
    AGENCY = "agency"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What sentences call one of its kind, unless somebody says more."""
        return _IN_ENGLISH.get(self, "")


_IN_ENGLISH = {
    OrganisationKind.CITY: "the City",
    OrganisationKind.COUNTY: "the County",
    OrganisationKind.LIBRARY: "the Library",
    OrganisationKind.SCHOOL: "the School",
    OrganisationKind.AGENCY: "the Agency",
}
_IN_SPANISH = {
    OrganisationKind.CITY: "la Ciudad",
    OrganisationKind.COUNTY: "el Condado",
    OrganisationKind.LIBRARY: "la Biblioteca",
    OrganisationKind.SCHOOL: "la Escuela",
    OrganisationKind.AGENCY: "la Agencia",
    OrganisationKind.OTHER: "la Organización",
}


class Beginning(NamedTuple):
    """What is known of an organisation on its first day."""

    name: str
    kind: OrganisationKind
    short_name: str
    """What sentences call it: `the Library`."""
    home: str
    """The address of its home page."""
    phone: str
    """The number that people call with a question, or `not-stated`."""
    spanish_name: str
    spanish_short_name: str


def spanish_short_name(kind: OrganisationKind) -> str:
    """What Spanish sentences call an organisation of a kind, unless somebody says more."""
    return _IN_SPANISH[kind]


def records(beginning: Beginning, day: date) -> dict[Key, str]:
    """The first records, as text: the organisation, its first office, and the worked example.

    `day` is when the source of the example was read.
    """
    office = "whole" if beginning.kind is OrganisationKind.OTHER else str(beginning.kind)
    said = {
        **beginning._asdict(),
        "host": urlsplit(beginning.home).hostname or "",
        "summary": f"{capital(beginning.short_name)}, with all its offices.",
        "spanish_summary": f"{capital(beginning.spanish_short_name)}, con todas sus oficinas.",
        "office": office,
        "day": day,
    }
    return {
        ORGANISATION: _printed("organisation.yml", said),
        ("office", office): _printed("office.yml", said),
        **{(kind, f"{BEGINS}{name}"): _printed(f"example-{kind}.yml", said) for kind, name in _EXAMPLES},
    }


_EXAMPLES = (("service", "form"), ("source", "page"), ("vendor", "company"))


def files(texts: Mapping[Key, str]) -> dict[str, str]:
    """The files of a registry, by their paths in it, with the ids that editors offer."""
    return {**{file_of(key): text for key, text in texts.items()}, editor_schemas.IDS: editor_schemas.ids(Registry())}


def files_around(records_folder: str) -> dict[str, str]:
    """What stands beside a registry that is not in a clone of the tool: settings of editors, and workflows.

    `records_folder` is the folder of the records, as seen from there.
    """
    schema_folder = "schemas/json"
    return {
        ".gitignore": _printed("gitignore", {}),
        ".vscode/settings.json": editor_schemas.settings_text(schema_folder, records_folder),
        ".github/workflows/check.yml": _printed("check.yml", {}),
        ".github/workflows/publish.yml": _printed("publish.yml", {}),
        **{f"{schema_folder}/{name}": text for name, text in editor_schemas.schemas().items()},
    }


def _printed(template: str, said: Mapping[str, object]) -> str:
    return environment(__package__, _scalar).get_template(f"{template}.j2").render(said)


def _scalar(value: object) -> Markup:
    """A value as YAML reads it back, in braces too."""
    text = str(yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=10_000)).strip()[1:-1]
    return Markup(text)  # noqa: S704 - it is escaped for YAML, which no browser reads
