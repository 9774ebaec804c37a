"""Invented lists of adopters: one that tells its days, one that does not, and talks.

Run as a program, it writes the expected files anew, to be reviewed as a diff.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from lxml import html

from meshbook.exports import adopters as files_of
from meshbook.model.adopters import Decisions, Listing
from meshbook.model.benchmark import RawFile, Tables
from meshbook.model.catalog import BenchmarkData
from meshbook.model.source import BenchmarkSource
from meshbook.pages import adopters
from meshbook.pages.library import Library
from sample_benchmarks import text
from sample_pages import GOLDEN, library
from sample_sources import SOURCE

HOST = "https://lists.example.org"
EXPECTED = {"adopters-en.html": "adopters/index.html", "adopters-ja.html": "ja/adopters/index.html"}
"""The pages that are compared to the byte, by the names of their files."""


def _list(list_id: str, title: str, rows: list[Listing], read: str = "") -> BenchmarkData:
    source = BenchmarkSource.model_validate(
        {
            **SOURCE, "kind": "adopters", "environments": {}, "groups": {}, "title": text(title),
            "url": f"{HOST}/{list_id}", "trust": {"run_by": "Example Project", "conflict": "self"},
            "conditions": [text("A name and a link.")],
            "caveats": [{"id": "mind", "text": text("Mind the days."), "source": HOST}],
        }
    )  # fmt: skip
    files = (RawFile("LIST.md", f"{HOST}/{list_id}", "v1", "0" * 64, 9, read),) if read else ()
    return BenchmarkData(list_id, source, Tables(files, listings=tuple(rows)))


@cache
def adopters_library() -> Library:
    """The invented organisations with the lists that name them, and others."""
    dated = [
        Listing("Example Bank", "mesh", mesh="linkerd", url=f"{HOST}/bank", first="2020-05-06",
                added_by=f"{HOST}/1"),
        Listing("Left & <Gone>", "mesh", mesh="linkerd", first="2019-01-02", seen="2021-03-04",
                removed="2021-03-04", added_by=f"{HOST}/1", removed_by=f"{HOST}/2"),
        Listing("Old Name", "mesh", mesh="linkerd", first="2019-01-02", seen="2020-01-02",
                removed="2020-01-02"),
    ]  # fmt: skip
    plain = [
        Listing("EXAMPLE-BANK Inc.", "cni"),
        Listing("Joke", "cluster-mesh"),
        Listing("New Name", "cluster-mesh"),
        Listing("Proxied", "proxy", url="https://www.proxied.example.com/"),
    ]
    talks = [
        Listing("例示株式会社", "talk", "ev/1", "istio", f"{HOST}/slides", "2022-08-05",
                note="Istioの話"),
        Listing("Nobody", "talk", "ev/2", None, None, "2022-08-05", note="A talk"),
    ]  # fmt: skip
    decisions = Decisions.model_validate(
        {
            "same": [{"name": "New Name", "names": ["Old Name"], "reason": text("Renamed.")}],
            "left_out": [
                {"list": "plain", "name": "Joke", "reason": text("A joke.")},
                {"list": "talks", "item": "ev/2", "reason": text("Not of a user.")},
            ],
            "no_list": [{"title": text("Kuma"), "text": text("Has no list."), "source": HOST}],
        }
    )
    base = library()
    lists = [
        _list("dated", "Dated list", dated, "2026-08-21"),
        _list("plain", "Plain list", plain),
        _list("talks", "Talks", talks),
    ]
    shelf = {each.source_id: each for each in lists}
    return Library(replace(base.catalog, adopters=shelf, decisions=decisions), base.settings)


@cache
def files() -> dict[str, bytes]:
    """The page in both languages and the files, by their paths."""
    made = adopters_library()
    return {each.path: each.render() for each in (*adopters.pages(made), *files_of.files(made))}


@cache
def tree(path: str) -> html.HtmlElement:
    """The page at ``path`` as a tree."""
    return html.document_fromstring(files()[path].decode())


if __name__ == "__main__":
    for name, page in EXPECTED.items():
        (GOLDEN / name).write_bytes(files()[page])
