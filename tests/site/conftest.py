"""The whole site, built the way a user builds it, from the sample catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_project import ADDRESSES, SITE_URL, SUB_PATH_URL, make_project, run_build, serving


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site at the root of a host, all three addresses set, cards included."""
    project = make_project(tmp_path_factory.mktemp("root") / "project")
    run_build(project, "meshbook", "build", MESHBOOK_SITE_URL=SITE_URL, **ADDRESSES)
    return project / "site"


@pytest.fixture(scope="session")
def built_bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with no address set, as of today."""
    project = make_project(tmp_path_factory.mktemp("bare") / "project")
    run_build(project, "meshbook", "build", "--no-cards")
    return project / "site"


@pytest.fixture(scope="session")
def built_below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site under a sub-path, by MkDocs's own command."""
    project = make_project(tmp_path_factory.mktemp("below") / "project")
    run_build(project, "mkdocs", "build", "--strict", MESHBOOK_SITE_URL=SUB_PATH_URL, **ADDRESSES)
    return project / "site"


@pytest.fixture(scope="session")
def host(built: Path) -> Iterator[str]:
    """The address of the built site on a plain host."""
    with serving(built) as address:
        yield address
