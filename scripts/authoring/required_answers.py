"""Model → the least that a record must say, with a blank wherever its author has to answer."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from schemas import fields
from schemas.flow import Flow
from schemas.part import Part
from schemas.words import FILL_IN

A_NAME = "a-name"
"""Stands for the name of an entry, such as a flow, that its author makes up."""


def required(part: type[Part]) -> dict[str, FieldInfo]:
    """The keys that the part must have. A flow must name what allows it and its evidence too: rules see to that."""
    return {
        key: field
        for key, field in fields.keys(part).items()
        if field.is_required() or (part is Flow and key in {"authority", "evidence"})
    }


def least(part: type[Part]) -> dict[str, Any]:
    """Every key that the part must have, each with what it needs."""
    return {key: value(field) for key, field in required(part).items()}


def value(field: FieldInfo) -> Any:
    """The least value of a field: one blank if a word such as `not-stated` can be the whole answer."""
    return FILL_IN if fields.plain_words(field) else _least(field.annotation)


def _least(annotation: Any) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Annotated, types.UnionType, Union}:
        return _least(arguments[0])
    if origin is tuple:
        return [_least(arguments[0])]
    if origin is Mapping:
        return {A_NAME: _least(arguments[1])}
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return least(annotation) or FILL_IN
    return FILL_IN


def shape(field: FieldInfo) -> Any:
    """What stands in a field when no plain word does."""
    return _least(field.annotation)
