"""The page that GitHub shows for a job."""

from __future__ import annotations

import os
from pathlib import Path

from scripts.reading import writing


def write(page: str) -> None:
    """Add Markdown to the page of the job, if this runs in one."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        writing.append(Path(path), page)
