"""What a model says of its fields: the text under each in its source.

Pydantic can read it too (`use_attribute_docstrings`), but does so for every model at every start. Only editors'
schemas, forms and pages ask for it.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from pydantic import BaseModel


@cache
def docstrings(model: type[BaseModel]) -> Mapping[str, str]:
    """The texts under the fields of a model by the names of the fields in Python, those that it inherits included.

    Raises:
        OSError: there is no source of the model.
    """
    found: dict[str, str] = {}
    for part in reversed(model.__mro__):
        if issubclass(part, BaseModel) and part is not BaseModel:
            for name in inspect.get_annotations(part):
                found.pop(name, None)  # a field that is written anew is explained anew
            found |= _below_fields(part)
    return MappingProxyType({name: text for name, text in found.items() if name in model.model_fields})


def _below_fields(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """The names that are annotated in a class itself, each with the text under it."""
    (written,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    for field, below in pairwise(written.body if isinstance(written, ast.ClassDef) else ()):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)
