"""Cilium's CI measures its network path on weekdays and keeps the results in a bucket."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from meshbook.benchmarks.formats import FORMATS
from meshbook.benchmarks.json_value import JsonValue
from meshbook.benchmarks.pinned import facts_only
from meshbook.benchmarks.rows import rename_runs
from meshbook.benchmarks.visit import JSON, RAW, Collected, Source, SourceError, Upstream, Visit
from meshbook.model.benchmark import Mode, Run, Tables
from meshbook.net.answer import Response
from meshbook.problems import Problem

BUCKET = "cilium-scale-results"
LIST = f"https://storage.googleapis.com/storage/v1/b/{BUCKET}/o"
OBJECT = f"https://storage.googleapis.com/{BUCKET}"
PREFIXES = "delimiter=/&fields=prefixes,nextPageToken"
JOBS = f"{LIST}?prefix=logs/&{PREFIXES}"
BUILDS = 3
"""The newest builds of each job that are taken; who fetches weekly has a point every few days."""

ENVIRONMENTS = {"gke": "gke", "l7": "eks"}
"""The environment by the beginning of a job's name; the group is the job."""
MODES: dict[str, Mode] = {"gke": "cni-l4", "l7": "cni-l7"}

_JOB = re.compile(r"logs/((?:gke-perf|l7-perf-benchmark)-[a-z0-9-]+-main)/")
_BUILD = re.compile(r"logs/[a-z0-9-]+/(\d{1,20})/")
_RESULT = re.compile(r"NetworkPerformance_benchmark_.*\.json|GenericPrometheusQuery .*_l7_.*\.json")
_VERSION = "tested_version.txt"
_VERSION_TEXT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Build:
    """One build of a job; ``id`` is the second at which it began."""

    job: str
    id: str

    @property
    def folder(self) -> str:
        """Where its files lie in the snapshot."""
        return f"{self.job}/{self.id}"

    @property
    def prefix(self) -> str:
        """What the names of its objects begin with."""
        return f"logs/{self.job}/{self.id}/"


def collect(visit: Visit) -> Collected:
    """The newest builds of every job that are not yet known."""
    known = {file.file.rpartition("/")[0] for file in visit.known.tables.files}
    builds = [
        build
        for of_job in visit.each(lambda job: _builds(visit, job), _jobs(visit))
        for build in of_job
        if visit.fresh or build.folder not in known
    ]
    found = visit.each(lambda build: _results(visit, build), builds)
    versions = {build.folder: version for build, (_, version) in zip(builds, found, strict=True)}
    wanted = [file for files, _ in found for file in files]
    if not wanted and not visit.known.tables.files:
        raise SourceError(JOBS, "no results were found in any build")

    def read(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
        return read_result(name, content, versions.get(name.rpartition("/")[0]))

    return visit.files(wanted, read)


def read_result(
    name: str, content: bytes, version: str | None
) -> tuple[Tables, list[Problem]]:
    """The runs of one result; ``name`` is ``job/build/file.json``."""
    job, build, file = name.split("/")
    kind = job.split("-")[0]
    tables, problems = FORMATS["perfdash"].parse(name, content)

    def of_job(run: Run) -> Run:
        return replace(
            run, mesh="cilium", mode=MODES.get(kind, "unknown"),
            version=version, version_role="measured" if version else "unknown",
            started=run.started or _moment(build), configuration=job,
            environment=ENVIRONMENTS.get(kind), group=job,
        )  # fmt: skip

    runs = tuple(of_job(run) for run in tables.runs)
    prefix = f"{job}/{build}/{file.removesuffix('.json').lower().replace('_', '-')}"
    return rename_runs(facts_only(replace(tables, runs=runs)), prefix), problems


def lead(answer: Response) -> str | None:
    """From the jobs to the first one's builds, its objects, and the first of those."""
    if not answer.url.startswith(LIST):
        return None
    listed = JsonValue.of(answer)
    items, prefixes = listed.get("items"), listed.get("prefixes")
    for item in items.items() if items else ():
        return f"{OBJECT}/{quote(item['name'].text())}"
    for prefix in prefixes.items() if prefixes else ():
        if job := _JOB.fullmatch(prefix.text()):
            return _job_address(job[1])
        if _BUILD.fullmatch(prefix.text()):
            return _objects_address(prefix.text())
    return None


def _job_address(job: str) -> str:
    return f"{LIST}?prefix=logs/{job}/&{PREFIXES}"


def _objects_address(prefix: str) -> str:
    return f"{LIST}?prefix={prefix}&fields=items(name,md5Hash),nextPageToken"


def _jobs(visit: Visit) -> list[str]:
    listed = visit.get(JOBS, accept=JSON)
    if listed is None:
        return sorted({file.file.split("/")[0] for file in visit.known.tables.files})
    found = [match[1] for prefix in _prefixes(visit, listed) if (match := _JOB.fullmatch(prefix))]
    if not found:
        raise SourceError(JOBS, "no job is named as the network benchmarks are")
    return sorted(found)


def _builds(visit: Visit, job: str) -> list[Build]:
    """The newest builds of a job, none when none has been added since the last visit."""
    listed = visit.get(_job_address(job), accept=JSON)
    if listed is None:
        return []
    ids = [match[1] for prefix in _prefixes(visit, listed) if (match := _BUILD.fullmatch(prefix))]
    return [Build(job, each) for each in sorted(ids, key=int)[-BUILDS:]]


def _results(visit: Visit, build: Build) -> tuple[list[Upstream], str]:
    """The results of a build, and the version that it tested."""
    objects = _objects(visit, build)
    files = [
        Upstream(f"{build.folder}/{_safe(name)}", f"{OBJECT}/{quote(name)}", build.id, digest)
        for name, digest in objects.items()
        if _RESULT.fullmatch(name.rpartition("/")[2])
    ]
    return files, _version(visit, objects) if files else ""


def _objects(visit: Visit, build: Build) -> dict[str, str]:
    """The digests of all objects of a build, by their names."""
    url = _objects_address(build.prefix)
    listed = visit.get(url, accept=JSON, anew=True)
    visit.forget(url)
    found = {}
    for page in _pages(visit, listed) if listed else ():
        items = page.get("items")
        for item in items.items() if items else ():
            digest = item.get("md5Hash")  # composed objects have none
            found[item["name"].text()] = f"md5:{digest.text()}" if digest else ""
    return found


def _version(visit: Visit, names: Iterable[str]) -> str:
    """What the build says it tested."""
    for name in names:
        if name.rpartition("/")[2] == _VERSION:
            url = f"{OBJECT}/{quote(name)}"
            answer = visit.get(url, accept=RAW, limit=1000, anew=True)
            visit.forget(url)
            text = answer.content.decode("utf-8", "replace").strip() if answer else ""
            if not _VERSION_TEXT.fullmatch(text):
                raise SourceError(url, f"is {text[:80]!r}; expected a version")
            return text
    return ""


def _prefixes(visit: Visit, first: Response) -> Iterator[str]:
    for page in _pages(visit, first):
        for prefix in prefixes.items() if (prefixes := page.get("prefixes")) else ():
            yield prefix.text()


def _pages(visit: Visit, first: Response) -> Iterator[JsonValue]:
    """All pages of a list. It grows at its end, so only a list of one page is remembered."""

    def next_page(page: Response) -> str | None:
        token = JsonValue.of(page).get("nextPageToken")
        if token is None:
            return None
        visit.forget(first.url)
        return f"{first.url}&pageToken={quote(token.text(), safe='')}"

    for page in visit.follow(first, next_page):
        yield JsonValue.of(page)


def _moment(build: str) -> str | None:
    """A build is named after the second it began in."""
    try:
        moment = datetime.datetime.fromtimestamp(int(build), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", name.rpartition("/")[2])


SOURCE = Source(
    id="cilium-ci",
    folder="benchmarks",
    addresses=(JOBS,),
    collect=collect,
    accept=JSON + RAW,
    lead=lead,
)
