"""The page that GitHub shows for a job."""

from __future__ import annotations

import os
from pathlib import Path


def write(page: str) -> None:
    """Add Markdown to the page of the job, if this runs in one."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(page)
