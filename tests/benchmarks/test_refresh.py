"""``meshbook fetch``: sources apart from one another, the last good snapshot, what is told."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import upstreams
from faults import FAULTS
from meshbook.benchmarks import store
from meshbook.benchmarks.sources import SOURCES, istio_go
from meshbook.benchmarks.visit import Collected, Source, Visit
from meshbook.cli.fetch import fetch_sources, probe_sources
from upstream import Shape, Upstream

PROJECT = Path(__file__).resolve().parents[2]
SIGNALS = [SOURCES[name] for name in ("github", "endoflife", "artifact-hub", "cncf-landscape")]


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream(upstreams.all_shapes()) as upstream:
        yield upstream


def fetch(
    root: Path, upstream: Upstream, day: int = 24, sources: list[Source] = SIGNALS, **options: bool
) -> int:
    with upstream.client() as client:
        options = {"fresh": False, **options}
        today = datetime.date(2026, 11, day)
        return fetch_sources(upstreams.project_in(root), sources, client, today, "en", **options)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*")) if path.is_file()
    }  # fmt: skip


def test_a_first_fetch_writes_a_folder_a_source(
    tmp_path: Path, upstream: Upstream, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(tmp_path, upstream) == 0
    told = capsys.readouterr().out
    assert "endoflife: new 10, changed 0, gone 0" in told
    assert "  + istio end-of-life 1.28: 1.28 2026-08-14 1.28.9" in told
    assert told.endswith("sources: 4, changed: 4, failed: 0\n")
    assert sorted(contents(tmp_path / "docs/data/signals/endoflife")) == [
        "manifest.csv", "signals.csv",
    ]  # fmt: skip


def test_a_fetch_without_change_writes_nothing_but_its_day(
    tmp_path: Path, upstream: Upstream, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(tmp_path, upstream)
    before = contents(tmp_path)
    assert fetch(tmp_path, upstream, day=30) == 0
    after = contents(tmp_path)
    assert "github: as before" in capsys.readouterr().out
    assert {name for name in after if after[name] != before[name]} == {"docs/data/fetched.csv"}
    assert set(after) == set(before)


def test_a_source_that_fails_is_named_at_the_end_with_the_age_of_what_is_kept(
    tmp_path: Path, upstream: Upstream, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(tmp_path, upstream, day=17)
    before = contents(tmp_path / "docs/data/signals/endoflife")
    upstream.fault, upstream.only = FAULTS["html-login-page"], "https://endoflife.date/"
    upstream.shapes[upstreams.landscape.FILE] = Shape(
        upstreams.LANDSCAPE.replace("2023-07-05", "2023-07-06").encode(), "text/plain"
    )
    capsys.readouterr()
    assert fetch(tmp_path, upstream, day=24) == 1
    told = capsys.readouterr().out.splitlines()
    subject = "open-service-mesh landscape archived"
    assert f"  ~ {subject}: archived 2023-07-05 -> archived 2023-07-06" in told
    address = "https://endoflife.date/api/v1/products/istio/"
    assert told[-4].startswith(f"endoflife: FAILED: {address}: ")
    assert "text/html" in told[-4]
    assert told[-3] == "  kept: the snapshot fetched on 2026-11-17, 7 days ago"
    assert told[-1] == "failed: endoflife"
    assert contents(tmp_path / "docs/data/signals/endoflife") == before
    assert store.fetched(tmp_path)["endoflife"] == datetime.date(2026, 11, 17)
    assert store.fetched(tmp_path)["github"] == datetime.date(2026, 11, 24)


def test_a_bug_in_one_source_is_that_ones_alone(
    tmp_path: Path, upstream: Upstream, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(visit: Visit) -> Collected:
        raise ZeroDivisionError("division by zero")

    buggy = Source("buggy", "signals", ("https://www.example.com/",), broken)
    assert fetch(tmp_path, upstream, sources=[buggy, *SIGNALS]) == 1
    told = capsys.readouterr().out
    assert "buggy: FAILED: a fault of Meshbook itself: ZeroDivisionError" in told
    assert "kept: what was there before, if anything; no fetch has succeeded yet" in told
    assert "failed: buggy" in told
    assert (tmp_path / "docs/data/signals/github/signals.csv").exists()


def test_a_source_that_loses_what_it_told_is_refused(tmp_path: Path, upstream: Upstream) -> None:
    def forgetful(visit: Visit) -> Collected:
        tables = SOURCES["endoflife"].collect(visit).tables
        gone = tables.signals[0].project
        left = tuple(row for row in tables.signals if row.project != gone)
        return Collected(type(tables)(signals=left))

    fetch(tmp_path, upstream)
    before = contents(tmp_path / "docs")
    source = Source("endoflife", "signals", ("https://endoflife.date/",), forgetful)
    assert fetch(tmp_path, upstream, sources=[source]) == 1
    assert contents(tmp_path / "docs") == before


def test_what_people_wrote_beside_the_tables_stays(tmp_path: Path, upstream: Upstream) -> None:
    source = tmp_path / "docs/data/signals/endoflife/source.yaml"
    source.parent.mkdir(parents=True)
    written = (PROJECT / "docs/data/signals/endoflife/source.yaml").read_bytes()
    source.write_bytes(written + b"# a word of ours\n")
    assert fetch(tmp_path, upstream) == 0
    assert source.read_bytes() == written + b"# a word of ours\n"


def test_a_probe_opens_each_address_once_and_writes_nothing(
    tmp_path: Path, upstream: Upstream, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = [SOURCES["endoflife"], SOURCES["cncf-landscape"]]
    upstream.shapes["https://endoflife.date/api/v1/products/kuma/"] = Shape(b"", status=404)
    with upstream.client() as client:
        assert probe_sources(chosen, client, "en") == 1
    told = capsys.readouterr().out.splitlines()
    assert f"ok      cncf-landscape: {upstreams.landscape.FILE}: 200 text/plain" in told[4]
    assert told[5] == (
        "FAILED  endoflife: https://endoflife.date/api/v1/products/kuma/: status 404"
    )
    assert told[-1] == "addresses: 6, failed: 1"
    assert len(upstream.seen) == 6
    assert not list(tmp_path.iterdir())


def test_every_address_of_a_probe_is_one_that_its_source_asks(upstream: Upstream) -> None:
    """An address stands in one place: what a probe opens is what a fetch opens."""
    for source in SIGNALS:
        with upstream.client() as client:
            source.collect(Visit(client, store.Snapshot(), upstreams.TODAY))
    asked = {seen.url.split("?")[0] for seen in upstream.seen}
    probed = {url.split("?")[0] for source in SIGNALS for url in source.addresses}
    assert probed == asked


@pytest.mark.parametrize("arguments", [["no-such-source"], ["--today", "yesterday"]])
def test_a_command_that_cannot_be_done_is_one_line_and_code_2(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "meshbook", "fetch", *arguments],
        capture_output=True, text=True, cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "scripts"},
    )  # fmt: skip
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_what_upstream_writes_cannot_act_on_a_terminal(
    tmp_path: Path, upstream: Upstream, capsys: pytest.CaptureFixture[str]
) -> None:
    url = "https://artifacthub.io/api/v1/packages/helm/kuma/kuma"
    upstream.shapes[url] = upstreams.as_json(
        {"version": "1.0\x1b[2J\n::error::x", "ts": 1762000000}
    )
    fetch(tmp_path, upstream, sources=[SOURCES["artifact-hub"]])
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert not any(line.startswith("::") for line in told.splitlines())


def test_a_snapshot_that_no_fetch_has_brought_is_as_old_as_its_newest_file(
    tmp_path: Path, upstream: Upstream, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = [SOURCES["gateway-api-conformance"]]
    fetch(tmp_path, upstream, day=1, sources=chosen)
    (tmp_path / "docs/data/fetched.csv").unlink()
    upstream.fault = FAULTS["status-404"]
    assert fetch(tmp_path, upstream, day=24, sources=chosen) == 1
    assert "kept: the snapshot fetched on 2026-11-01, 23 days ago" in capsys.readouterr().out


def test_a_probe_goes_on_to_the_addresses_that_only_an_answer_tells(
    upstream: Upstream, capsys: pytest.CaptureFixture[str]
) -> None:
    merges = [{"sha": upstreams.SHA, "commit": {"committer": {"date": "2026-11-18T08:00:00Z"}}}]
    upstream.shapes[istio_go.COMMITS] = upstreams.as_json(merges)
    upstream.shapes[upstreams.CILIUM_JOB] = upstreams.as_json(
        {"prefixes": [f"logs/{upstreams.NATIVE}/{upstreams.BUILD}/"]}
    )
    with upstream.client() as client:
        chosen = [SOURCES["istio-go"], SOURCES["cilium-ci"]]
        assert probe_sources(chosen, client, "en") == 0
    assert upstreams.GO_FILE in capsys.readouterr().out
    assert upstream.asked(upstreams.GO_FILE) == upstream.asked(upstreams.CILIUM_FILE) == 1
