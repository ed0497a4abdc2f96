"""Templates that stand beside the code of a room: whatever they print is escaped, and whatever they name is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup


class _Compiled(BytecodeCache):
    """Templates as Python compiled them, for the next environment of this process: their text stays as it is."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()
"""What all templates of this process share once they are compiled: it depends on their text alone."""


def environment(room: str, show: Callable[[Any], Markup | str]) -> Environment:
    """The templates in a room's folder. `show` is the way of whatever they print, but for markup of ours."""
    return Environment(
        loader=PackageLoader(room),
        bytecode_cache=COMPILED,
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: value if isinstance(value, Markup) else show(value),
    )
