"""``meshbook links`` from the cases to the report, in its three forms and both languages."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from meshbook.cli import main
from meshbook.cli.link_reports import FORMS
from meshbook.cli.links import check_links
from meshbook.links import store
from meshbook.links.report import Report
from meshbook.links.turns import Turns
from meshbook.links.visit import Visitor
from meshbook.net.knock import Knocker
from meshbook.problems import MeshbookError
from sample_cases import sample_case, write_project
from small_web import QUICK, Web, page, sent_on, status

FIRST = datetime.date(2026, 11, 24)
BLOG = "https://www.example.com/blog/istio"
COPY = "https://archive.example.org/2024/blog"
PERMALINK = "https://code.example.org/at/0123/blog.md"
MOVED = "https://talks.example.com/old"
HOSTILE = "https://talks.example.com/`@everyone`%3C!--"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    blog = sample_case()["sources"]["blog"]
    sources = {
        "blog": {"url": f"{BLOG}#part", "archived": COPY, "permalink": PERMALINK},
        "twice": {**blog, "url": BLOG},
        "talk": {**blog, "url": MOVED},
        "shut": {**blog, "url": "https://shut.example.com/x"},
    }
    return write_project(tmp_path, {"one": sample_case({"sources": sources})})


@pytest.fixture
def web() -> Iterator[Web]:
    pages = {
        "https://www.example.com/": page(),
        COPY: page(),
        PERMALINK: status(404),
        MOVED: sent_on(301, HOSTILE),
        "https://shut.example.com/x": status(403),
    }
    for target in ("`@everyone`%3C!--", "%60@everyone%60%3C!--"):
        pages[f"https://talks.example.com/{target}"] = page("<script>alert(1)</script>")
    with Web(pages) as web:
        yield web


def look(root: Path, web: Web, day: datetime.date) -> Report:
    with Knocker(route=web.route, resolve=web.resolve, timing=QUICK) as knocker:
        visitor = Visitor(knocker, Turns(web.clock, web.clock.sleep), web.clock)
        return check_links(root, visitor, day, 730)


def after_three_days(root: Path, web: Web) -> Report:
    reports = [look(root, web, FIRST + datetime.timedelta(day)) for day in range(3)]
    assert [len(each.dead) for each in reports] == [0, 0, 2]
    assert [len(each.fading) for each in reports] == [2, 2, 0]
    return reports[-1]


def test_what_is_gone_is_told_with_where_it_stands_and_a_copy_that_lives(
    root: Path, web: Web
) -> None:
    report = after_three_days(root, web)
    dead = {link.url: link for link in report.dead}
    assert [each.field for each in dead[BLOG].places] == ["sources.blog.url", "sources.twice.url"]
    assert dead[BLOG].copies == (COPY,)  # the permalink is dead as well
    assert dead[BLOG].archivable  # the second source names no copy
    assert not dead[PERMALINK].archivable
    assert (report.sources, report.archived) == (4, 1)
    assert [link.url for link in report.moved] == [MOVED]
    assert [each.slug for each in report.stale] == ["one"]
    assert report.wants_a_person


def test_an_address_is_asked_once_however_often_it_is_cited(root: Path, web: Web) -> None:
    look(root, web, FIRST)
    assert web.asked(BLOG) == ["HEAD", "GET"]
    assert web.asked(COPY) == ["HEAD"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_form_lets_an_address_from_outside_speak(root: Path, web: Web, lang: str) -> None:
    report = after_three_days(root, web)
    told = FORMS["markdown"](report, lang)  # type: ignore[arg-type]
    spoken = re.sub(r"`[^`\n]*`", "", told)
    assert "@everyone" in told and "@everyone" not in spoken
    assert "<" not in told and "://" not in spoken
    assert "web.archive.org/web/*/" + BLOG in told
    assert "one.yaml" in told


def test_the_json_holds_everything(root: Path, web: Web) -> None:
    data = json.loads(FORMS["json"](after_three_days(root, web), "en"))
    assert data["counts"] == {"alive": 2, "moved": 1, "blocked": 1, "dead": 2, "unsure": 0}
    (blog,) = [each for each in data["dead"] if each["url"] == BLOG]
    assert len(blog["evidence"]) == 3 and blog["detail"] == "status-404"
    assert blog["places"][0] == {"path": "cases/one.yaml", "field": "sources.blog.url"}
    assert data["stale"][0]["last"] == "2021-05"


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_what_is_known_is_told_without_asking_anybody(
    root: Path, web: Web, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    form: str, lang: str,
) -> None:  # fmt: skip
    report = after_three_days(root, web)
    asked = len(web.requests)
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit) as caught:
        main(["links", "--known", "--report", form, "--lang", lang, "--today", "2026-11-26"])
    assert caught.value.code == 1 and len(web.requests) == asked
    assert capsys.readouterr().out == FORMS[form](report, lang)  # type: ignore[arg-type]


def test_a_run_without_a_connection_leaves_what_was_known(root: Path, web: Web) -> None:
    look(root, web, FIRST)
    before = (root / store.FILE).read_bytes()
    web.names = dict.fromkeys(
        ["www.example.com", "archive.example.org", "code.example.org", "talks.example.com",
         "shut.example.com"], OSError("no network"),
    )  # fmt: skip
    with pytest.raises(MeshbookError, match="our own connection"):
        look(root, web, FIRST + datetime.timedelta(1))
    assert (root / store.FILE).read_bytes() == before


def test_a_run_that_finds_the_same_changes_no_line(root: Path, web: Web) -> None:
    after_three_days(root, web)
    look(root, web, FIRST + datetime.timedelta(3))
    before = (root / store.FILE).read_bytes()
    look(root, web, FIRST + datetime.timedelta(30))
    assert (root / store.FILE).read_bytes() == before


def test_what_is_no_longer_cited_is_forgotten(root: Path, web: Web) -> None:
    look(root, web, FIRST)
    assert "https://shut.example.com/x" in store.read(root)
    write = root / "cases/one.yaml"
    write.write_text(write.read_text().replace("https://shut.example.com/x", COPY))
    look(root, web, FIRST)
    assert "https://shut.example.com/x" not in store.read(root)


def test_cases_that_cannot_be_read_stop_the_run(root: Path, web: Web) -> None:
    (root / "cases/two.yaml").write_text("title: [")
    with pytest.raises(MeshbookError, match="meshbook check"):
        look(root, web, FIRST)
    assert not web.requests


def test_a_report_of_thousands_fits_into_an_issue(root: Path, web: Web) -> None:
    report = after_three_days(root, web)
    many = Report(
        report.day, report.counts, report.dead * 500, report.moved * 500, report.fading,
        report.blocked * 500, report.unsure, 4, 1, report.stale * 500,
    )  # fmt: skip
    assert len(FORMS["markdown"](many, "ja").encode()) < 60_000
    assert "and 940 more" in FORMS["markdown"](many, "en")
