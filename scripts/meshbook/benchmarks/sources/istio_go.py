"""Istio's CI runs its Go benchmarks on every merge; one merge a week is taken."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from meshbook.benchmarks.formats import FORMATS
from meshbook.benchmarks.json_value import JsonValue
from meshbook.benchmarks.pinned import facts_only
from meshbook.benchmarks.rows import join, rename_runs
from meshbook.benchmarks.visit import JSON, RAW, Collected, Source, SourceError, Upstream, Visit
from meshbook.model.benchmark import Tables
from meshbook.net.answer import NetError, Response
from meshbook.problems import Problem

COMMITS = "https://api.github.com/repos/istio/istio/commits?sha=master&per_page=100"
RESULTS = "https://blob.istio.io/istio-prow/benchmarks"
WEEKS = 12
"""So far back is looked for weeks without a result."""
TRIES = 8
"""Merges of a week that are tried: not every one has a result."""

ENVIRONMENT = GROUP = "prow"


@dataclass(frozen=True, slots=True)
class Commit:
    """A merge to the main branch; ``moment`` is RFC 3339."""

    sha: str
    moment: str


def collect(visit: Visit) -> Collected:
    """The newest merge with a result in each full week that has none yet."""
    known = {file.file.split("/")[0] for file in visit.known.tables.files}
    wanted = [week for week in _weeks(visit.today) if visit.fresh or _name(week) not in known]
    commits = visit.each(lambda week: list(_commits(visit, week)), wanted)
    results = visit.each(
        lambda pair: _first_result(visit, *pair), zip(wanted, commits, strict=True)
    )
    found = [result for result in results if result is not None]
    merges = sum(map(len, commits))
    if merges and not found:
        raise SourceError(RESULTS, f"none of {merges} merges has a result there")
    parts = [visit.known.tables, *(each.tables for each in found)]
    return Collected(join(parts), [problem for each in found for problem in each.problems])


def read_result(name: str, content: bytes, commit: Commit) -> tuple[Tables, list[Problem]]:
    """The benchmarks of one merge; ``name`` is ``2026-w47/<commit>.txt``."""
    tables, problems = FORMATS["gobench"].parse(name, content)
    runs = tuple(
        replace(
            run, mesh="istio", version=commit.sha[:12], version_role="measured",
            started=commit.moment, environment=ENVIRONMENT, group=GROUP,
        )
        for run in tables.runs
    )  # fmt: skip
    tables = facts_only(replace(tables, runs=runs))
    return rename_runs(tables, name.removesuffix(".txt")), problems


def _first_result(
    visit: Visit, week: datetime.date, commits: list[Commit]
) -> Collected | None:
    """What the newest merge that has a result measured; None where none has."""
    for commit in commits[:TRIES]:
        name = f"{commit.sha}.txt"
        file = Upstream(f"{_name(week)}/{name}", f"{RESULTS}/{name}", commit.sha)

        def read(
            name: str, content: bytes, commit: Commit = commit
        ) -> tuple[Tables, list[Problem]]:
            return read_result(name, content, commit)

        try:
            return visit.files([file], read, accept=RAW)
        except NetError as error:
            if error.status != 404:
                raise
    return None


def _commits(visit: Visit, week: datetime.date) -> Iterator[Commit]:
    """The merges of a week, the newest first; none when they are those that were tried before."""
    end = week + datetime.timedelta(days=7)
    listed = visit.get(f"{COMMITS}&since={week}T00:00:00Z&until={end}T00:00:00Z", accept=JSON)
    return _listed(listed) if listed else iter(())


def _listed(answer: Response) -> Iterator[Commit]:
    for entry in JsonValue.of(answer).items():
        moment = entry["commit"]["committer"]["date"].text()
        yield Commit(entry["sha"].text(), moment)


def lead(answer: Response) -> str | None:
    """The result of the oldest merge of a page: the newest may not have been measured yet."""
    if not answer.url.startswith(COMMITS):
        return None
    commits = list(_listed(answer))
    return f"{RESULTS}/{commits[-1].sha}.txt" if commits else None


def _weeks(today: datetime.date) -> list[datetime.date]:
    """The Mondays of the last full weeks, the oldest first."""
    monday = today - datetime.timedelta(days=today.weekday())
    return [monday - datetime.timedelta(weeks=back) for back in range(WEEKS, 0, -1)]


def _name(week: datetime.date) -> str:
    year, number, _ = week.isocalendar()
    return f"{year}-w{number:02}"


SOURCE = Source(
    id="istio-go",
    folder="benchmarks",
    addresses=(COMMITS,),
    collect=collect,
    accept=JSON + RAW,
    lead=lead,
)
