"""``meshbook fetch``: other people's measurements, signals and lists, as they are today."""

from __future__ import annotations

import datetime
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from meshbook.languages import Language
from meshbook.paths import find_root
from meshbook.problems import MeshbookError

if TYPE_CHECKING:
    from meshbook.benchmarks.refresh import Opened, Outcome
    from meshbook.benchmarks.visit import Source
    from meshbook.net.client import Client

TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")
"""Variables that may hold a token for GitHub: without one it answers 60 questions an hour."""
SHOWN = 40
"""So many facts of a source are told one by one."""
_WORDS = Path(__file__).with_name("fetch.yaml")


def fetch(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            show_default="everything",
            help="Ids of sources; benchmarks, signals or adopters for all of these.",
        ),
    ] = None,
    probe: Annotated[
        bool, typer.Option("--probe", help="Only open each address once and say what answers.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Ask again also for what is known not to change.")
    ] = False,
    lang: Annotated[Language, typer.Option(help="The language of the summary.")] = "en",
    today: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day of the fetch.", show_default="today"),
    ] = None,
) -> None:
    """Fetch measurements, signals and lists of adopters into docs/data; say what has changed.

    A source that fails keeps its last good snapshot, holds up no other, and is named at the
    end. The exit code is 0 when all is well, 1 when a source failed, 2 when nothing could be
    done.
    """
    root = find_root(Path.cwd())
    sources = chosen(names or [])
    with _client() as client:
        code = probe_sources(sources, client, lang) if probe else fetch_sources(
            root, sources, client, day_of_machine(today), lang, fresh=fresh
        )  # fmt: skip
    if code:
        raise typer.Exit(code)


def fetch_sources(
    root: Path,
    sources: Sequence[Source],
    client: Client,
    today: datetime.date,
    lang: Language,
    *,
    fresh: bool,
) -> int:
    """Fetch ``sources`` into the project at ``root``, print what came of it, give the exit code."""
    from meshbook.benchmarks.refresh import refresh

    with progress(len(sources)) as advance:
        outcomes = refresh(
            root, sources, client, today, fresh=fresh, done=lambda each: advance(each.source)
        )
    failed = [each for each in outcomes if each.failure is not None]
    for each in sorted(outcomes, key=lambda each: each.failure is not None):
        for line in _told(each, today, lang):
            print(line)
    changed = sum(bool(each.changes) for each in outcomes)
    _say(lang, "end", count=len(outcomes), changed=changed, failed=len(failed))
    if failed:
        _say(lang, "failing", names=", ".join(each.source for each in failed))
    return int(bool(failed))


def probe_sources(sources: Sequence[Source], client: Client, lang: Language) -> int:
    """Open each address of ``sources``, print what it answered, give the exit code."""
    from meshbook.benchmarks.refresh import probe

    count = sum(len(source.addresses) for source in sources)
    with progress(count) as advance:
        opened = probe(sources, client, lambda each: advance(each.source))
    failed: list[Opened] = []
    for each in opened:
        if each.failure is None:
            _say(lang, "opened", source=each.source, url=each.url, answer=each.answer)
        else:
            failed.append(each)
    for each in failed:
        _say(lang, "not-opened", source=each.source, failure=each.failure)
    _say(lang, "end-probe", count=len(opened), failed=len(failed))
    return int(bool(failed))


def _told(outcome: Outcome, today: datetime.date, lang: Language) -> Iterator[str]:
    """The lines on one source."""
    source = outcome.source
    if outcome.failure is not None:
        yield _line(lang, "failed", source=source, failure=outcome.failure)
        if outcome.last:
            yield _line(lang, "kept", day=outcome.last, age=(today - outcome.last).days)
        else:
            yield _line(lang, "kept-undated")
        return
    if not outcome.changes:
        yield _line(lang, "same", source=source)
    else:
        kinds = Counter(change.kind for change in outcome.changes)
        counts = {kind: kinds[kind] for kind in ("added", "changed", "removed")}
        yield _line(lang, "source", source=source, **counts)
    for change in outcome.changes[:SHOWN]:
        line = _line(
            lang, change.kind, subject=change.subject, before=change.before, after=change.after
        )
        yield f"  {line}"
    if len(outcome.changes) > SHOWN:
        yield _line(lang, "more", count=len(outcome.changes) - SHOWN)
    for note in outcome.notes:
        yield _line(lang, "note", note=note)


def every_source() -> dict[str, Source]:
    """All sources by their ids."""
    from meshbook.adopters.sources import SOURCES as LISTS
    from meshbook.benchmarks.sources import SOURCES

    return {**SOURCES, **LISTS}


def chosen(names: Sequence[str]) -> list[Source]:
    """The sources of these ids and shelves; raises MeshbookError for a name that is neither."""
    from meshbook.reading.shape import near
    from meshbook.reading.source import SHELVES

    sources = every_source()
    found: dict[str, Source] = {}
    for name in names:
        if name not in sources and name not in SHELVES:
            known = [*sources, *SHELVES]
            close = near(name, known)
            hint = f"did you mean {close}?" if close else f"there are {', '.join(known)}"
            raise MeshbookError(f"there is no source {name!r}; {hint}")
        found |= {each.id: each for each in sources.values() if name in (each.id, each.folder)}
    return list((found if names else sources).values())


def _client() -> Client:
    from meshbook.net.client import Client

    token = next((os.environ[name] for name in TOKENS if os.environ.get(name)), None)
    return Client(agent=agent(), tokens={"api.github.com": token} if token else None)


def agent() -> str:
    """As whom Meshbook presents itself, with where to complain if that is known."""
    from importlib.metadata import version

    repository = os.environ.get("MESHBOOK_REPO_URL", "").rstrip("/")
    return f"meshbook/{version('meshbook')}" + (f" (+{repository})" if repository else "")


def day_of_machine(given: str | None) -> datetime.date:
    """What is fetched is of the day of the machine, whenever the last commit was made."""
    if given is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        raise MeshbookError(f"today {given!r} is no day; expected YYYY-MM-DD") from None


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error where somebody watches; a function that moves it by one."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)


def _say(lang: Language, words: str, **values: object) -> None:
    print(_line(lang, words, **values))


def _line(lang: Language, words: str, **values: object) -> str:
    """One line, whatever is in the values: some are as upstream wrote them."""
    from meshbook.cli.speech import words_of
    from meshbook.rules.words import visible

    line: str = words_of(_WORDS)[lang][words]
    return line.format_map({name: visible(str(value)) for name, value in values.items()})
