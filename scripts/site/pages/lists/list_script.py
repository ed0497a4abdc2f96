"""The rows of a list as a script, for the page that narrows the list down in place."""

from __future__ import annotations

import json

from scripts.registry.addresses import page_of
from scripts.site.pages.lists.listing import Listing, Value
from scripts.site.pages.showing.page_paths import built
from scripts.words.languages import ENGLISH, Language


def script(listing: Listing, language: Language = ENGLISH) -> str:
    """Write the rows as a script. It is JSON in one call, in letters that no script can mistake.

    After its answers a row may have two more values: whether it has the dot of what is sensitive, and what stands
    beside its name. A name in another language than the page comes with the code of that language.
    """
    fields = []
    numbers: list[dict[Value, int]] = []
    for index, field in enumerate(listing.fields):
        values = dict.fromkeys(value for row in listing.rows for value in row.values[index])
        numbers.append({value: number for number, value in enumerate(values)})
        shown = [
            [value.id, marked(value.label, language), built(page_of(value.key)) if value.key else ""]
            for value in values
        ]
        fields.append({"id": field.id, "label": marked(field.label, language), "values": shown})
    columns = [[index, int(field.main)] for index, field in listing.columns]
    rows = [
        [
            marked(row.name, language),
            built(row.page),
            *([numbers[n][value] for value in values] for n, values in enumerate(row.values)),
            *([[int(row.is_sensitive), marked(row.aside, language)]] if row.is_sensitive or row.aside else []),
        ]
        for row in listing.rows
    ]
    text = json.dumps({"fields": fields, "columns": columns, "rows": rows}, separators=(",", ":"))
    return f"(window.registryLists??={{}})[{json.dumps(listing.name)}]={text};\n"


def marked(text: str, language: Language) -> str | list[str]:
    """A text, with the code of its language if that is another one than that of the pages."""
    code = language.other(text)
    return [str(text), code] if code else str(text)
