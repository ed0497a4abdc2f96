"""Templates that stand beside the code of a room: whatever they print is escaped, and whatever they name is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def environment(room: str, show: Callable[[Any], Markup | str]) -> Environment:
    """The templates in a room's folder. `show` is the way of whatever they print, but for markup of ours."""
    return Environment(
        loader=PackageLoader(room),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: value if isinstance(value, Markup) else show(value),
    )
