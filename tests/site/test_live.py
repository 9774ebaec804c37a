"""`meshbook serve`: what an author sees while writing, over real HTTP."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from sample_profiles import write_profile
from sample_writeups import write_writeup
from site_project import make_project

RESTING = {"sections": {"0": {"passages": {"0": {"claims": ["example-bank#istio-production"]}}}}}
AMBIENT = {"mode": "ambient", "name": {"en": "Istio ambient", "ja": "Istioアンビエント"}}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a running live server and the project that it serves."""
    project = make_project(tmp_path_factory.mktemp("live") / "project")
    write_writeup(project, RESTING)
    write_profile(project)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "meshbook", "serve", "--port", str(port)], cwd=project
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: answers(address), seconds=60)
        yield address, project
    finally:
        process.terminate()
        process.wait(10)


def answers(address: str) -> bool:
    try:
        return httpx.get(address).status_code == 200
    except httpx.TransportError:
        return False


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_case_is_seen_at_once_in_page_and_list(live: tuple[str, Path]) -> None:
    address, project = live
    case = project / "cases" / "zozo.yaml"
    title = httpx.get(f"{address}/cases/zozo/").text.partition("<h1")[2].partition("</h1>")[0]
    english = title.partition(">")[2].strip()
    edit(case, english, "A title that was just changed")
    until(lambda: "A title that was just changed" in httpx.get(f"{address}/cases/zozo/").text)


def test_a_broken_case_shows_its_faults_and_recovers(live: tuple[str, Path]) -> None:
    address, project = live
    case = project / "cases" / "heb.yaml"
    good = case.read_text(encoding="utf-8")
    edit(case, "original: en", "orignal: en")
    until(lambda: "S002" in httpx.get(f"{address}/cases/heb/").text)
    page = httpx.get(f"{address}/ja/cases/heb/")
    assert page.status_code == 200 and "cases/heb.yaml:" in page.text
    assert httpx.get(f"{address}/cases/zozo/").status_code == 200
    case.write_text(good, encoding="utf-8")
    until(lambda: "S002" not in httpx.get(f"{address}/cases/heb/").text)


def test_a_case_that_is_deleted_is_gone(live: tuple[str, Path]) -> None:
    address, project = live
    case = project / "cases" / "clover-health.yaml"
    good = case.read_bytes()
    case.unlink()
    until(lambda: httpx.get(f"{address}/cases/clover-health/").status_code == 404)
    case.write_bytes(good)
    until(lambda: httpx.get(f"{address}/cases/clover-health/").status_code == 200)


@pytest.mark.parametrize(("kind", "slug", "good", "bad"), [
    ("writeups", "example", "published: ", "publishd: "),
    ("meshes", "istio", "verified: ", "verifid: "),
])  # fmt: skip
def test_a_broken_write_up_or_profile_shows_its_faults_and_recovers(
    live: tuple[str, Path], kind: str, slug: str, good: str, bad: str
) -> None:
    address, project = live
    path = project / "docs" / kind / f"{slug}.yaml"
    pages = [f"{address}/{kind}/{slug}/", f"{address}/ja/{kind}/{slug}/"]
    edit(path, good, bad)
    line = 1 + next(
        number for number, text in enumerate(path.read_text().split("\n")) if text.startswith(bad)
    )
    until(lambda: f"docs/{kind}/{slug}.yaml:{line}:" in httpx.get(pages[0]).text)
    told = [httpx.get(page).text for page in pages]
    assert all("S002" in text and good.strip(": ") in text for text in told)
    assert "直して" in told[1]
    assert httpx.get(f"{address}/{kind}/").status_code == 200
    edit(path, bad, good)
    until(lambda: "S002" not in httpx.get(pages[0]).text)


def test_a_changed_write_up_is_seen_at_once_in_page_and_list(live: tuple[str, Path]) -> None:
    address, project = live
    edit(project / "docs" / "writeups" / "example.yaml", "One that stayed", "One just renamed")
    until(lambda: "One just renamed" in httpx.get(f"{address}/writeups/example/").text)
    assert "One just renamed" in httpx.get(f"{address}/writeups/").text


def test_a_changed_profile_is_seen_at_once(live: tuple[str, Path]) -> None:
    address, project = live
    edit(project / "docs" / "meshes" / "istio.yaml", "Istio puts", "Istio now puts")
    until(lambda: "Istio now puts" in httpx.get(f"{address}/meshes/istio/").text)


def test_a_write_up_and_a_profile_come_and_go_with_their_files(live: tuple[str, Path]) -> None:
    address, project = live
    write_writeup(project, RESTING, "another")
    write_profile(project, AMBIENT, "istio-ambient")
    pages = [f"{address}/writeups/another/", f"{address}/meshes/istio-ambient/"]
    until(lambda: all(httpx.get(page).status_code == 200 for page in pages))
    (project / "docs" / "writeups" / "another.yaml").unlink()
    (project / "docs" / "meshes" / "istio-ambient.yaml").unlink()
    until(lambda: all(httpx.get(page).status_code == 404 for page in pages))


def test_a_write_up_that_rests_on_a_claim_shows_when_the_case_no_longer_has_it(
    live: tuple[str, Path],
) -> None:
    address, project = live
    case = project / "cases" / "example-bank.yaml"
    edit(case, "id: istio-production", "id: istio-renamed")
    until(lambda: "A001" in httpx.get(f"{address}/writeups/example/").text)
    edit(case, "id: istio-renamed", "id: istio-production")
    until(lambda: "A001" not in httpx.get(f"{address}/writeups/example/").text)


def test_the_browser_is_told_of_a_change(live: tuple[str, Path]) -> None:
    address, project = live
    with httpx.stream("GET", f"{address}/_live", timeout=10) as stream:
        lines = stream.iter_lines()
        edit(project / "cases" / "penn-state.yaml", "added: ", "# a comment\nadded: ")
        assert "event: change" in next(line for line in lines if line)


def test_the_live_site_sends_the_headers_of_production(live: tuple[str, Path]) -> None:
    address, _ = live
    answer = httpx.get(f"{address}/ja/")
    headers = httpx.get(f"{address}/_headers").text
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert f": {answer.headers[name]}" in headers
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_addresses_behave_like_a_static_host(live: tuple[str, Path]) -> None:
    address, _ = live
    assert httpx.get(f"{address}/cases/zozo").headers["location"] == "/cases/zozo/"
    missing = httpx.get(f"{address}/ja/no/such/page/")
    assert missing.status_code == 404 and "<h1" in missing.text
    assert httpx.get(f"{address}/../../etc/passwd").status_code == 404
    assert httpx.get(f"{address}/%2e%2e/mkdocs.yml").status_code == 404
    assert httpx.head(f"{address}/cases/").headers["content-length"] != "0"


def test_a_port_in_use_is_one_line(live: tuple[str, Path]) -> None:
    address, project = live
    port = address.rpartition(":")[2]
    second = subprocess.run(
        [sys.executable, "-m", "meshbook", "serve", "--port", port],
        cwd=project, capture_output=True, text=True, timeout=60,
    )
    assert second.returncode == 2
    assert second.stderr.strip().count("\n") == 0 and port in second.stderr
