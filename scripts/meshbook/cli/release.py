"""``meshbook release``: freeze the data under a version, with what changed since the last one."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from meshbook.clock import today as day_of
from meshbook.languages import LANGUAGES
from meshbook.paths import find_root
from meshbook.problems import MeshbookError


def release(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="YYYY.MM or YYYY.MM.N.")],
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day of it.", show_default="last commit"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written; write nothing.")
    ] = False,
) -> None:
    """Write a data release into docs/data/releases, and its version into the metadata files.

    It is refused while the check finds an error, and while an earlier address leads nowhere.
    """
    from meshbook.cli.speech import say_in
    from meshbook.exports.lasting import lasting_files
    from meshbook.pages.library import Library
    from meshbook.publish.guest import read_prose, read_settings
    from meshbook.publish.replay import paths_of, replay
    from meshbook.publish.site import assemble
    from meshbook.releases.addresses import addresses_of
    from meshbook.releases.making import carry_out, plan
    from meshbook.releases.metadata import CITATION, about
    from meshbook.rules import check_project, errors_in

    root = find_root(Path.cwd())
    day = day_of(root, date)
    catalog, problems = check_project(root, day)
    errors = errors_in(problems)
    if errors:
        raise MeshbookError(
            f"the data has {len(errors)} errors, the first at {errors[0].place} "
            f"({errors[0].code}): run `meshbook check`"
        )
    library = Library(catalog, read_settings(root))
    prose = read_prose(root, library)
    site = assemble(library, prose, root, with_cards=False, with_exports=True)
    paths = [*paths_of(site), *(page.path for page in prose)]
    replay(catalog, paths, with_exports=True)
    citation = _read(root / CITATION)
    says = {language: partial(say_in, language) for language in LANGUAGES}
    repository = library.settings.repository or ""
    told = about(citation, says["ja"]("data.package.title"), version, day, repository)
    made = plan(catalog, told, citation, addresses_of(catalog, paths, lasting_files()), says)
    if not dry_run:
        carry_out(made, root)
    for path in made.paths:
        print(path)
    print(f"{'Would release' if dry_run else 'Released'} {version} of {day}", file=sys.stderr)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise MeshbookError(f"{path}: cannot be read ({error})") from error
