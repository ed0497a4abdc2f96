"""The Markdown of one page → the page as the site builder builds it among all others.

MkDocs builds a site as a whole. A preview needs one page of it, so the steps of `mkdocs.commands.build` are taken
here for that page alone. No other module rests on them: `get_context`, `get_navigation`, `set_exclusions`,
`Page.read_source`, `Page.render`, and the events of plugins, in the order of MkDocs 1.6. The published site is never
built like this, and its settings name no hook and no plugin of ours.
"""

from __future__ import annotations

import gzip
import io
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, file_sort_key, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_timestamp, is_error_template

from scripts.words.escapers.templates import COMPILED

IsThere = Callable[[str], bool]
"""Whether there is a page or another file at a path of the pages."""


class BuilderError(Exception):
    """The site builder refuses the settings or a page; the message is what it says."""


class SinglePages:
    """Builds single pages of one site, with its settings, its theme and its plugins. For one thread at a time."""

    def __init__(self, settings: Mapping[str, Any], place: Path, pages: Path) -> None:
        """Load the theme and the plugins. `place` is where the settings would lie, `pages` any folder that is there.

        Raises:
            BuilderError: the settings are wrong.
        """
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme prints it as soon as it is loaded
        self._config = MkDocsConfig(config_file_path=str(place / "mkdocs.yml"))
        found: dict[str, Any] = deepcopy(dict(settings))
        # The folder in which the settings would lie need not be there, so no path can lead through it.
        found["theme"]["custom_dir"] = os.path.normpath(place / found["theme"]["custom_dir"])
        self._config.load_dict({**found, "docs_dir": str(pages), "site_dir": str(place / "site")})
        errors, warnings = self._config.validate()
        if errors or warnings:
            raise BuilderError("\n".join(f"mkdocs.yml: {key}: {fault}" for key, fault in [*errors, *warnings]))
        with _strict():
            self._config.plugins.on_startup(command="build", dirty=False)
            self._config = self._config.plugins.on_config(self._config)
            self._config.plugins.on_pre_build(config=self._config)
            self._environment = self._config.theme.get_env()
            self._environment.bytecode_cache = COMPILED

    def build(self, path: str, markdown: str, is_there: IsThere) -> bytes:
        """Build the page at a path.

        Raises:
            BuilderError: something on the page is wrong, such as a link that leads nowhere.
        """
        config = self._config
        with _strict():
            files, nav = self._around(is_there)
            page = self._read(files, path, markdown)
            page.active = True
            context = get_context(nav, [], config, page)
            template = self._environment.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
            output = config.plugins.on_post_page(template.render(context), page=page, config=config)
            page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        return output.encode(errors="xmlcharrefreplace")

    def template(self, name: str, pages: Iterable[str], is_there: IsThere) -> bytes:
        """Build what the theme has beside pages, such as the site map. `pages` are those that it may list."""
        config = self._config
        with _strict():
            files, nav = self._around(is_there)
            listed = [self._page(files, path).file for path in pages]
            template = self._environment.get_template(name)
            template = config.plugins.on_pre_template(template, template_name=name, config=config)
            base = urlsplit(config.site_url or "/").path if is_error_template(name) else "."
            context = get_context(nav, sorted(listed, key=file_sort_key), config, base_url=base)
            context = config.plugins.on_template_context(context, template_name=name, config=config)
            output = config.plugins.on_post_template(template.render(context), template_name=name, config=config)
        return str(output).encode()

    def packed(self, name: str, content: bytes) -> bytes:
        """The same as an archive, in which nothing depends on the clock."""
        target = io.BytesIO()
        with gzip.GzipFile(name, "wb", fileobj=target, mtime=get_build_timestamp()) as archive:
            archive.write(content)
        return target.getvalue()

    def theme_files(self) -> dict[str, Path]:
        """Every file of the theme that is published as it is, by its path in the site."""
        files = Files([])
        files.add_files_from_theme(self._environment, self._config)
        return {file.src_uri: Path(str(file.abs_src_path)) for file in files}

    def _around(self, is_there: IsThere) -> tuple[Files, Navigation]:
        """The files that pages can link to, and the navigation, anew for each page: building one changes both."""
        plugins, config = self._config.plugins, self._config
        files = plugins.on_files(_Files(self._file, is_there), config=config)
        nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
        plugins.on_env(self._environment, config=config, files=files)
        return files, nav

    def _file(self, path: str) -> File:
        file = File(path, None, self._config.site_dir, self._config.use_directory_urls)
        set_exclusions([file], self._config)
        return file

    def _page(self, files: Files, path: str) -> Page:
        file = files.get_file_from_path(path)
        if file is None:  # there is none as long as only its own Markdown is known
            file = self._file(path)
            files.append(file)
        return file.page or Page(None, file, self._config)

    def _read(self, files: Files, path: str, markdown: str) -> Page:
        """The page at a path with its Markdown as HTML."""
        plugins, config = self._config.plugins, self._config
        page = self._page(files, path)
        page.file.content_string = markdown
        page = plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        page.render(config, files)
        page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=files)
        return page


class _Files(Files):
    """Files that come to be when something leads to them: to look for all of them would take long."""

    def __init__(self, make: Callable[[str], File], is_there: IsThere) -> None:
        super().__init__([])
        self._make, self._is_there = make, is_there

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        if found is None and self._is_there(path):
            found = self._make(path)
            self.append(found)
        return found


@contextmanager
def _strict() -> Iterator[None]:
    """Take whatever the site builder warns of as an error, as its option `--strict` does."""
    said: list[str] = []

    class _Noting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    log, handler = logging.getLogger("mkdocs"), _Noting(logging.WARNING)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
    if said:
        raise BuilderError("\n".join(said))
