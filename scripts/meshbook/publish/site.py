"""The whole site as artifacts: the one list of what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from meshbook.artifacts import Artifact, Bundle, Site
from meshbook.exports import adopters as adopters_files
from meshbook.exports import adoption as adoption_files
from meshbook.exports import (
    api,
    calendar,
    cards,
    citation_files,
    compare_index,
    database,
    evaluation_data,
    explorer_data,
    feeds,
    llms,
    manifest,
    matching_data,
    measurements,
    sitemap,
    tables,
)
from meshbook.exports.dataset import Dataset
from meshbook.languages import LANGUAGES, Language
from meshbook.pages import (
    adopters,
    adoption,
    benchmarks,
    case,
    citing,
    compare,
    conformance,
    contradictions,
    coverage,
    data,
    evaluation,
    explorer,
    features,
    glossary,
    home,
    live,
    matching,
    meshes,
    moved,
    not_found,
    prose,
    reference,
    study,
    writeups,
)
from meshbook.pages.library import Library
from meshbook.pages.page import ProsePage
from meshbook.paths import RELEASES, WORDS, FileKind
from meshbook.publish.headers import HEADERS_FILE, headers_file
from meshbook.reading.releases import versions
from meshbook.reading.schema import MODELS, schema_name, schema_text
from meshbook.search.documents import documents
from meshbook.search.index import build_index
from meshbook.search.synonyms import read_synonyms

PAGE_MAKERS = (
    home, explorer, case, meshes, benchmarks, study, live, conformance, contradictions, prose,
    compare, matching, data, moved, features,
    reference, writeups, adopters, coverage, adoption, evaluation, glossary, citing, not_found,
)

EXPORT_MAKERS = (api, tables, database, feeds, calendar, llms)
"""What makes the data as files: left out of a build without exports."""


def assemble(
    library: Library,
    written: Sequence[ProsePage],
    root: Path,
    *,
    with_cards: bool,
    with_exports: bool,
) -> Site:
    """Every file of the site but the hand-written pages, which ``written`` holds."""
    pages = [artifact for maker in PAGE_MAKERS for artifact in maker.pages(library)]
    site: Site = [*pages, *explorer_data.files(library), *measurements.files(library)]
    site += [*adopters_files.files(library), *compare_index.files(library), *_assets(root)]
    site += evaluation_data.files(library)
    site += matching_data.files(library)
    site += adoption_files.files(library)
    site += [_search_index(library, written, root, language) for language in LANGUAGES]
    site += [_schema(library, kind) for kind in MODELS]
    site.append(Artifact(HEADERS_FILE, headers_file))
    site += sitemap.files(library, [page.path for page in pages], written)
    if with_exports:
        site += [*citation_files.files(library), *_exports(library), *_releases(root)]
    if with_cards:
        site += cards.files(library, root / ".cache" / "cards")
    return site


def _exports(library: Library) -> list[Artifact]:
    """The data as files, and last the list of them with their sums."""
    dataset = Dataset(library)
    return manifest.summed(each for maker in EXPORT_MAKERS for each in maker.files(dataset))


def _search_index(
    library: Library, written: Sequence[ProsePage], root: Path, language: Language
) -> Bundle:
    def render() -> Iterator[tuple[str, bytes]]:
        glossary = library.catalog.vocabulary.glossary
        synonyms = read_synonyms(root / WORDS / "synonyms.yaml", glossary)
        return build_index(documents(library, written, language), language, synonyms)

    return Bundle(f"search/{language}/", render)


def _schema(library: Library, kind: FileKind) -> Artifact:
    """The schema under its address, which it names where there is one."""
    path, host = f"schema/{schema_name(kind)}", library.settings.site_url
    address = f"{host}/{path}" if host else None
    return Artifact(path, lambda: schema_text(kind, library.catalog.vocabulary, address).encode())


def _releases(root: Path) -> Iterator[Artifact]:
    """What every data release froze, as it was frozen."""
    for version in versions(root):
        for path in sorted((root / RELEASES / version).iterdir()):
            yield Artifact(f"data/releases/{version}/{path.name}", path.read_bytes)


def _assets(root: Path) -> Iterator[Artifact]:
    folder = root / "docs" / "theme"
    for path in sorted((folder / "assets").rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield Artifact(path.relative_to(folder).as_posix(), path.read_bytes)
