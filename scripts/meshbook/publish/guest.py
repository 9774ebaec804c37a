"""MkDocs as a guest: it turns docs/en and docs/ja into HTML, both in one build.

The rest of the site is written beside its pages.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from meshbook.artifacts import Site
from meshbook.clock import today
from meshbook.languages import LANGUAGES, Language
from meshbook.model.catalog import Catalog
from meshbook.pages.library import Library
from meshbook.pages.page import ProsePage
from meshbook.pages.prose import prose_page
from meshbook.problems import MeshbookError
from meshbook.publish.headers import HEADERS_FILE
from meshbook.publish.replay import paths_of, replay
from meshbook.publish.site import assemble
from meshbook.publish.write import write
from meshbook.rules import check_project, errors_in
from meshbook.settings import Settings

CONFIG = "mkdocs.yml"
SOURCES = (".git", ".github", ".venv", "cases", "docs", "requirements", "scripts", "tests")
CARDS_VARIABLE = "MESHBOOK_CARDS"
"""Set to 0 to leave the social cards out of a build."""
EXPORTS_VARIABLE = "MESHBOOK_EXPORTS"
"""Set to 0 to leave out the API, the tables, the feeds and whatever else is the data as files."""


class Guest:
    """What one MkDocs build carries from its first event to its last."""

    def __init__(self, root: Path, library: Library) -> None:
        self.root, self.library = root, library
        self.prose: list[ProsePage] = []
        self.prose_only = False


_guest: Guest | None = None


def settings_of(config: MkDocsConfig) -> Settings:
    """The three addresses as ``mkdocs.yml`` and the environment give them."""
    extra = config.extra
    return Settings.of(config.site_url, extra.get("repository"), extra.get("contact"))


def read_settings(root: Path) -> Settings:
    """The settings of the project at ``root``. Raises MeshbookError without a ``mkdocs.yml``."""
    return settings_of(_load(root))


def build_site(root: Path, folder: Path) -> None:
    """The same as ``mkdocs build --strict``, into ``folder``, which is emptied first.

    Raises MeshbookError, also for a folder that holds anything but an earlier build.
    """
    _refuse_to_empty(root, folder)
    _build(_load(root, site_dir=str(folder), strict=True))


def _refuse_to_empty(root: Path, folder: Path) -> None:
    sources = (root / name for name in SOURCES)
    if root.is_relative_to(folder) or any(folder.is_relative_to(source) for source in sources):
        raise MeshbookError(f"{folder} holds the sources; choose another folder to build into")
    is_build = (folder / HEADERS_FILE).is_file()
    if folder.is_dir() and any(folder.iterdir()) and not is_build:
        raise MeshbookError(f"{folder} is not empty and is no earlier build; choose another folder")


def read_prose(root: Path, library: Library) -> list[ProsePage]:
    """The hand-written pages as HTML, with nothing written. Raises MeshbookError."""
    global _guest
    with tempfile.TemporaryDirectory(prefix="meshbook-") as folder:
        _guest = guest = Guest(root, library)
        guest.prose_only = True
        try:
            _build(_load(root, site_dir=folder))
        finally:
            _guest = None
    return guest.prose


def wrapped(library: Library, page: ProsePage) -> bytes:
    """A hand-written page in the site's frame."""
    return prose_page(
        library, page.address, page.language, page.title, page.description, page.section, page.html
    )


def _load(root: Path, **overrides: Any) -> MkDocsConfig:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # read: docs/decisions/0001
    try:
        return load_config(str(root / CONFIG), **overrides)
    except MkDocsException as error:
        raise MeshbookError(str(error)) from error


def _build(config: MkDocsConfig) -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        build(config)
    except (Abort, MkDocsException) as error:
        reason = error.__context__  # an Abort only says that there was one
        told = reason if isinstance(reason, MkDocsException) else error
        raise MeshbookError(str(told)) from error


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the cases; keep the theme from writing pages of its own."""
    global _guest
    config.theme.static_templates.clear()
    if _guest is None or not _guest.prose_only:
        root = Path(config.config_file_path).parent
        try:
            _guest = Guest(root, Library(_checked(root), settings_of(config)))
        except MeshbookError as error:
            raise PluginError(str(error)) from error
    return config


def _checked(root: Path) -> Catalog:
    catalog, problems = check_project(root, today(root))
    errors = errors_in(problems)
    if errors:
        raise MeshbookError(
            f"the cases have {len(errors)} errors, the first at {errors[0].place} "
            f"({errors[0].code}): run `meshbook check`"
        )
    return catalog


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep the hand-written pages only, English ones at the root."""
    kept = []
    for file in files:
        if _language(file) is None or not file.is_documentation_page():
            continue
        if file.src_uri.startswith("en/"):
            file.dest_uri = file.dest_uri.removeprefix("en/")
            for cached in ("url", "abs_dest_path"):
                file.__dict__.pop(cached, None)
        kept.append(file)
    if _guest is not None and not _guest.prose_only and _guest.library.catalog.published.since:
        _replay(_guest, [file.dest_uri for file in kept])
    return Files(kept)


def _replay(guest: Guest, prose: Sequence[str]) -> None:
    """Refuse to build a site that an earlier address leads nowhere on, before it is begun."""
    site = _site(guest)
    try:
        paths = [*paths_of(site), *prose]
        replay(guest.library.catalog, paths, with_exports=_is_on(EXPORTS_VARIABLE))
    except MeshbookError as error:
        raise PluginError(str(error)) from error


def _site(guest: Guest) -> Site:
    return assemble(
        guest.library,
        guest.prose,
        guest.root,
        with_cards=_is_on(CARDS_VARIABLE),
        with_exports=_is_on(EXPORTS_VARIABLE),
    )


def _is_on(variable: str) -> bool:
    return os.environ.get(variable) != "0"


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Wrap a page's finished HTML in the site's own frame."""
    assert _guest is not None
    language = _language(page.file)
    assert language is not None
    meta = page.meta
    prose = ProsePage(
        address=page.file.url.removeprefix("ja/"),
        language=language,
        title=str(meta.get("title") or page.title),
        description=str(meta.get("description") or ""),
        section=str(meta.get("section") or ""),
        html=output,
    )
    _guest.prose.append(prose)
    return wrapped(_guest.library, prose).decode()


def on_post_build(config: MkDocsConfig) -> None:
    """Write everything else beside MkDocs's pages."""
    assert _guest is not None
    if _guest.prose_only:
        return
    site = _site(_guest)
    write(site, Path(config.site_dir), jobs=os.cpu_count() or 1)


def _language(file: File) -> Language | None:
    for language in LANGUAGES:
        if file.src_uri.startswith(f"{language}/"):
            return language
    return None
