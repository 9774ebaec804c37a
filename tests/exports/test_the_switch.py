"""A build may leave the exports out, by its option or by the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from meshbook.pages.library import Library
from meshbook.publish.site import assemble
from sample_cases import PROJECT
from site_project import make_project, run_build

OWN = ("api/v1/index.json", "data/tables/claims.parquet", "data/meshbook.sqlite",
       "data/manifest.json", "calendar/end-of-life.ics", "llms.txt")  # fmt: skip


def test_exports_are_a_stage_of_their_own(library: Library) -> None:
    def paths(with_exports: bool) -> set[str]:
        site = assemble(library, [], PROJECT, with_cards=False, with_exports=with_exports)
        return {getattr(each, "path", "") for each in site}

    whole, without = paths(True), paths(False)
    assert without < whole
    assert {*OWN} <= whole - without
    assert not [path for path in whole - without if path.endswith(".html")]


@pytest.mark.parametrize(("options", "environment"), [
    (["--no-exports"], {}), ([], {"MESHBOOK_EXPORTS": "0"}),
])  # fmt: skip
def test_a_build_without_exports_writes_none(
    tmp_path: Path, options: list[str], environment: dict[str, str]
) -> None:
    project = make_project(tmp_path / "project")
    run_build(project, "meshbook", "build", "--no-cards", *options, **environment)
    assert (project / "site" / "data" / "index.html").is_file()
    assert [path for path in OWN if (project / "site" / path).exists()] == []
