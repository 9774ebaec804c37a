"""A profile ready for a page: what the mesh is, its facts, its releases against today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from meshbook.model.profile import FACTS, Profile, Release
from meshbook.pages.claims import Citer, ClaimView, SourceView
from meshbook.pages.environment import Renderer
from meshbook.paths import PROFILES

NEWEST = 6
"""Lines of releases that stand open on the page; the older ones are folded."""

ENDINGS = ("ended", "archived")
"""The milestones that end the story of a mesh."""

State = Literal["supported", "over", "unknown"]


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A line of releases: when it came out, and until when it is looked after, in words."""

    version: str
    date: str
    support: str
    state: State
    cites: Markup


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the history."""

    date: str
    label: str
    mark: str
    claim: ClaimView
    exit: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """That the product ended or will end, in words, and where its users went."""

    words: str
    claim: ClaimView


class ProfileView:
    """One profile in one language."""

    def __init__(self, profile: Profile, renderer: Renderer, root: str) -> None:
        self._profile, self._renderer = profile, renderer
        self._citer = Citer(profile.sources, renderer, root)
        self.verified = renderer.date(profile.verified)
        self.family = renderer.family(profile.mesh)
        self.file = f"{PROFILES}/{profile.id}.yaml"
        self.renamed = list(profile.renamed.items())

    @property
    def edit(self) -> str | None:
        """Where the file can be read and edited; None while no repository is set."""
        repository = self._renderer.settings.repository
        return f"{repository}/blob/HEAD/{self.file}" if repository else None

    @property
    def what(self) -> list[ClaimView]:
        """What it is, sentence by sentence."""
        return [self._citer.claim(each, each.text) for each in self._profile.what]

    @property
    def facts(self) -> Iterator[tuple[str, ClaimView | None]]:
        """The rows of the fact panel by name; None where nothing was found."""
        for name in FACTS:
            fact = getattr(self._profile, name)
            yield name, self._citer.claim(fact, fact.text) if fact is not None else None

    @property
    def releases(self) -> list[ReleaseRow]:
        """The lines of releases, the newest first."""
        lines = sorted(self._profile.releases, key=lambda each: each.date.last, reverse=True)
        return [self._release(each) for each in lines]

    def _release(self, release: Release) -> ReleaseRow:
        date, end = self._renderer.date, release.end_of_support
        state: State = "unknown"
        if end is not None:
            state = "over" if end.is_over(self._renderer.catalog.today) else "supported"
        return ReleaseRow(
            release.version,
            date(release.date),
            self._renderer.say(f"meshes.support.{state}", date=date(end) if end else ""),
            state,
            self._citer.cites(release.sources),
        )

    @property
    def history(self) -> list[Moment]:
        """What happened, oldest first."""
        told = sorted(self._profile.history, key=lambda each: each.date.first)
        return [
            Moment(
                self._renderer.date(each.date),
                self._renderer.term("milestones", each.kind),
                "s-left" if each.kind in ENDINGS else "s-event",
                self._citer.claim(each, each.text),
                each.kind in ENDINGS,
            )
            for each in told
        ]

    @property
    def ending(self) -> Ending | None:
        """What became of an ended product."""
        ended = self._profile.ended
        if ended is None:
            return None
        words = ending_words(self._profile, self._renderer)
        return Ending(words, self._citer.claim(ended, ended.text))

    @property
    def sources(self) -> list[SourceView]:
        """Its sources with their numbers."""
        return self._citer.sources


def ending_words(profile: Profile, renderer: Renderer) -> str:
    """"Ended 30 Sep 2026"; of an end that lies ahead "Ends ..."; empty where there is none."""
    if profile.ended is None:
        return ""
    has_ended = profile.has_ended(renderer.catalog.today)
    key = "frame.absent.ended" if has_ended else "meshes.ends"
    return renderer.say(key, date=renderer.date(profile.ended.date))


def name_of(profile: Profile | None, mesh: str, renderer: Renderer) -> str:
    """What a mesh, or a mode of it, is called."""
    if profile is not None and profile.name is not None:
        return renderer.text(profile.name)
    return renderer.term("meshes", mesh)
