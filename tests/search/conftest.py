"""The search fixture as an index on disk, and Node to ask it."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import nodejs
from meshbook.pages.library import Library
from meshbook.reading.catalog import read_catalog
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.search.documents import case_document
from meshbook.search.index import SearchDocument, build_index
from meshbook.search.synonyms import Synonyms, read_synonyms
from meshbook.settings import Settings

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="session")
def node() -> str:
    return nodejs.find()


@pytest.fixture(scope="session")
def synonyms() -> Synonyms:
    glossary = read_vocabulary(ROOT / "cases" / "_words").glossary
    return read_synonyms(ROOT / "cases" / "_words" / "synonyms.yaml", glossary)


@pytest.fixture(scope="session")
def write_index(synonyms: Synonyms) -> Callable[[list[SearchDocument], str, Path], Path]:
    """Build the index of some documents below a folder and return the folder."""

    def write(documents: list[SearchDocument], language: str, folder: Path) -> Path:
        for name, content in build_index(documents, language, synonyms):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder

    return write


@pytest.fixture(scope="session")
def fixture_documents() -> dict[str, list[SearchDocument]]:
    """The records of `records.yaml` in both languages; an address is the record's id."""
    records = yaml.load((HERE / "records.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return {
        language: [_document(record, language) for record in records] for language in ("en", "ja")
    }


@pytest.fixture(scope="session")
def fixture_index(
    fixture_documents: dict[str, list[SearchDocument]],
    write_index: Callable[[list[SearchDocument], str, Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    folder = tmp_path_factory.mktemp("index")
    for language, documents in fixture_documents.items():
        write_index(documents, language, folder)
    return folder


@pytest.fixture(scope="session")
def cases() -> Library:
    """The real cases."""
    catalog, _ = read_catalog(ROOT, datetime.date(2026, 11, 24), [ROOT / "cases"])
    return Library(catalog, Settings())


@pytest.fixture(scope="session")
def cases_index(
    cases: Library,
    write_index: Callable[[list[SearchDocument], str, Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The real cases, as the site indexes them."""
    folder = tmp_path_factory.mktemp("cases-index")
    for language, renderer in cases.renderers.items():
        found = [case_document(summary, renderer) for summary in cases.summaries]
        write_index(found, language, folder)
    return folder


@pytest.fixture(scope="session")
def ask() -> Callable[[Path, str, list[str]], list[dict[str, Any]]]:
    """Answers of the browser's engine, in Node, to queries in a language on an index."""

    def asked(folder: Path, language: str, queries: list[str]) -> list[dict[str, Any]]:
        question = {"language": language, "queries": queries}
        answers: list[dict[str, Any]] = nodejs.answers(HERE / "ask.js", question, folder)
        return answers

    return asked


def _document(record: dict[str, Any], language: str) -> SearchDocument:
    names = record["org"]
    head = [
        record["title"][language],
        names["en"],
        names.get("ja"),
        names.get("kana"),
        *names.get("aliases", ()),
    ]
    return SearchDocument(
        url=record["id"],
        kind="case",
        title=record["title"][language],
        head="\n".join(filter(None, head)),
        facts="\n".join(record["labels"][language]),
        body=record["text"][language],
    )
