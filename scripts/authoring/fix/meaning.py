"""What the loader reads of a text that is being mended."""

from __future__ import annotations

from typing import Any

from scripts.reading import yaml_text


def meaning(text: str) -> Any:
    """What a text says; None if the loader has anything to say against it."""
    document, faults = yaml_text.parse("", text.encode())
    return None if faults else document.data


def same(text: str, other: str) -> bool:
    """Whether both texts are readable and say the same."""
    said = meaning(text)
    return said is not None and said == meaning(other)
