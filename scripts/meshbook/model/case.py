"""A case: one organisation's story with a mesh, as a set of sourced claims.

One YAML file in ``cases/`` is one case; its file name is its slug is its address.
Every number, quotation and dated stage is a :class:`Claim` with an id of its own
and the ids of the sources that state it. What a field means, in both languages,
stands in ``fields.yaml`` beside this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from meshbook.languages import Language
from meshbook.model.values import (
    In,
    Line,
    PartialDate,
    Quantity,
    Quotation,
    Record,
    Slug,
    Text,
    Title,
    Url,
    Version,
    Word,
)

Stage = Annotated[
    Literal["evaluating", "pilot", "production", "moved", "left", "rejected"], In("stages")
]
Grade = Annotated[Literal["E1", "E2", "E3", "E4", "E5", "E6"], In("grades")]
Reading = Annotated[Literal["full", "part", "cited"], In("fixed.read")]
Teller = Annotated[Literal["adopter", "vendor", "press", "independent"], In("fixed.teller")]
Disclosure = Annotated[
    Literal["public-source", "self-reported", "organisation-confirmed", "anonymous"],
    In("fixed.disclosure"),
]
SizeBand = Annotated[
    Literal["1-49", "50-249", "250-999", "1000-9999", "10000+", "undisclosed", "unknown"],
    In("fixed.size"),
]
DateIs = Literal["on", "by", "about", "after"]
Translation = Annotated[Literal["current", "behind", "none"], In("fixed.translation")]
MeshRole = Annotated[
    Literal["cause", "amplifier", "detector", "none", "unknown"], In("fixed.mesh_role")
]
Verdict = Annotated[
    Literal["rejected", "not-chosen", "incumbent", "considered"], In("fixed.verdict")
]
Direction = Annotated[Literal["better", "worse", "neutral", "unclear"], In("fixed.direction")]
Attribution = Annotated[
    Literal["mesh-only", "part-of-larger-change", "correlation", "unclear"],
    In("fixed.attribution"),
]
CheckResult = Annotated[
    Literal["confirmed", "partly", "not-found", "contradicted"], In("fixed.result")
]
Against = Annotated[Literal["sources", "japanese"], In("fixed.against")]

MeshId = Annotated[Word, In("meshes")]
LanguageCode = Annotated[Word, In("languages")]
Scope = Annotated[Word, In("scopes")]
Unit = Annotated[Word, In("units")]
COUNTRY_FORM = r"^[A-Z]{2}$"
Country = Annotated[str, Field(pattern=COUNTRY_FORM)]
SHA256_FORM = r"^[0-9a-f]{64}$"
CODE_FORM = r"^[A-Z][0-9]{3}$"


class Source(Record):
    """Something a reader can open. Its grade says how near it stands to the organisation."""

    url: Url
    title: Line
    publisher: Line
    author: Line | None = None
    date: PartialDate | None = None
    until: PartialDate | None = None
    language: LanguageCode
    kind: Annotated[Word, In("source-kinds")]
    relation: Annotated[Word, In("relations")]
    grade: Grade
    read: Reading
    part_read: Text | None = None
    accessed: PartialDate
    permalink: Url | None = None
    archived: Url | None = None
    copy_of: Slug | None = None
    derived_url: bool = False
    licence: Line | None = None
    sha256: Annotated[str, Field(pattern=SHA256_FORM)] | None = None
    note: Text | None = None


class Claim(Record):
    """What every claim has: a stable id, its sources, and where in them it stands."""

    id: Slug
    sources: Annotated[list[Slug], Field(max_length=20)] = []
    locator: Line | None = None


class Statement(Claim):
    """One sourced sentence or two of the story."""

    text: Text


class Interest(Claim):
    """What somebody who tells the story gains by it, or how they are tied to a mesh."""

    kind: Annotated[Word, In("interests")]
    text: Text


class DatedStage(Claim):
    """The mesh was at this stage at this time. Repeated ``production`` is later evidence of use."""

    mesh: MeshId
    stage: Stage
    date: PartialDate
    date_is: DateIs = "on"
    to: MeshId | None = None
    scope: Scope = "unknown"
    environment: Literal["production", "test", "unknown"] = "unknown"
    text: Text | None = None
    reason: Text | None = None


class Event(Claim):
    """Something that happened and is no stage: an incident, a partial retreat, an expansion."""

    kind: Annotated[Word, In("events")]
    date: PartialDate
    date_is: DateIs = "on"
    until: PartialDate | None = None
    mesh: MeshId | None = None
    mesh_role: MeshRole | None = None
    duration: Quantity | None = None
    unit: Unit | None = None
    text: Text


class MeshVersion(Claim):
    """A version and what it was: the first one run, the last one known, a minimum."""

    version: Version
    role: Annotated[Word, In("roles")]
    date: PartialDate | None = None
    channel: Annotated[Word, In("channels")] | None = None


class MeshUse(Claim):
    """A mesh the organisation ran or tried, and how."""

    mesh: MeshId
    edition: Line | None = None
    mode: Annotated[Word, In("modes")] = "unknown"
    mode_assumed: bool = False
    since: PartialDate | None = None
    until: PartialDate | None = None
    control_plane: Line | None = None
    versions: list[MeshVersion] = []
    replaced: Text | None = None


class Alternative(Claim):
    """Another mesh or way that was considered, and why it was not taken."""

    mesh: MeshId | None = None
    name: Line | None = None
    version: Version | None = None
    verdict: Verdict
    reason: Text | None = None
    in_whose_words: Teller


class Environment(Claim):
    """A part of what the mesh runs on or beside: a cloud, an orchestrator, an ingress."""

    kind: Annotated[Word, In("environments")]
    name: Line
    note: Text | None = None


class Scale(Claim):
    """How much of something: clusters, services, pods, requests a second, stores, students."""

    what: Annotated[Word, In("scales")]
    of: Literal["mesh", "organisation"] = "mesh"
    value: Quantity
    as_of: PartialDate | None = None
    conditions: Text | None = None


class Motive(Claim):
    """A reason for taking a mesh."""

    kind: Annotated[Word, In("motives")]
    text: Text | None = None


class Outcome(Claim):
    """What changed: before, after, in which unit, under which conditions, by whose measure."""

    metric: Annotated[Word, In("metrics")]
    label: Text | None = None
    before: Quantity | None = None
    after: Quantity
    unit: Unit
    direction: Direction
    conditions: Text | None = None
    basis: Annotated[Word, In("bases")]
    attribution: Attribution
    measured_by: Teller
    period: Line | None = None


class Quote(Claim):
    """The exact words of somebody, short, with where they stand."""

    text: Quotation
    language: LanguageCode
    speaker: Line
    role: Line | None = None
    date: PartialDate | None = None
    translation: Text | None = None
    translated_by: Line | None = None
    checked_against_original: bool = False


class ConflictingValue(Record):
    """What one side of a disagreement says."""

    text: Text
    sources: list[Slug] = []


class Conflict(Claim):
    """Sources disagree: what each says, which one is shown, and why."""

    about: Text
    values: Annotated[list[ConflictingValue], Field(min_length=2, max_length=10)]
    shown: Text


class Check(Claim):
    """A claim made elsewhere about this organisation, and what we found when we checked it."""

    claim: Text
    result: CheckResult
    note: Text | None = None


class Listing(Claim):
    """The organisation's name in a public list. A listing is not a case."""

    list: Line
    name: Line
    first_listed: PartialDate | None = None
    last_seen: PartialDate | None = None
    removed: PartialDate | None = None
    commit: Url | None = None
    from_company_address: Literal["yes", "no", "unknown"] = "unknown"
    note: Text | None = None


class Person(Claim):
    """Who speaks or acts in the sources, in the role they had then, with ties to a mesh."""

    name: Line
    role: Line | None = None
    organisation: Line | None = None
    ties: Text | None = None


class Searched(Record):
    """Something we looked for: negative findings are data."""

    query: Line
    where: Text
    date: PartialDate
    found: Text


class Gaps(Record):
    """What could not be verified, and what was searched for."""

    unverified: list[Text] = []
    searched: list[Searched] = []


class Narrative(Record):
    """The story in parts; an empty part is left out."""

    background: list[Statement] = []
    architecture: list[Statement] = []
    rollout: list[Statement] = []
    trouble: list[Statement] = []
    lessons: list[Statement] = []


class OrganisationName(Record):
    """The name in both languages; legal forms such as 株式会社 are left out."""

    en: Line
    ja: Line | None = None


class Organisation(Record):
    """Who the case is about. An anonymous one has no more than industry and size."""

    name: OrganisationName | None = None
    anonymous: bool = False
    kana: Line | None = None
    aliases: list[Line] = []
    former_names: list[Line] = []
    parent: Line | None = None
    unit: Line | None = None
    kind: Annotated[Word, In("organisation-kinds")] | None = None
    country: Country | None = None
    also_in: list[Country] = []
    region: Line | None = None
    industry: Annotated[Word, In("industries")]
    size: SizeBand
    size_sources: list[Slug] = []
    homepage: Url | None = None


class Correction(Record):
    """What was changed after publication, when and why.

    ``claim`` is the claim that said ``old`` when it was published and says ``new`` now; one
    that was taken back has no ``new``.
    """

    date: PartialDate
    claim: Slug | None = None
    what: Text
    old: Text | None = None
    new: Text | None = None
    why: Text


class Review(Record):
    """A reading of the whole case by somebody who did not write it."""

    date: PartialDate
    against: Against
    claims: Annotated[int, Field(ge=1, le=10_000)]
    corrections: Annotated[int, Field(ge=0, le=10_000)]
    note: Text | None = None


class Confirmation(Record):
    """Who at the organisation confirmed the text, by role, and when."""

    date: PartialDate
    role: Line
    note: Text | None = None


class Waiver(Record):
    """A warning of ``meshbook check`` that stands, of one claim or of the whole case, and why."""

    code: Annotated[str, Field(pattern=CODE_FORM)]
    claim: Slug | None = None
    date: PartialDate
    reason: Text


class Case(Record):
    """One adoption case."""

    title: Title
    summary: Text
    original: Language
    translation: Translation
    organisation: Organisation
    disclosure: Disclosure
    told_by: Annotated[list[Teller], Field(min_length=1)]
    interests: list[Interest] = []
    stages: list[DatedStage] = []
    events: list[Event] = []
    meshes: Annotated[list[MeshUse], Field(min_length=1)]
    alternatives: list[Alternative] = []
    environment: list[Environment] = []
    scale: list[Scale] = []
    motives: list[Motive] = []
    narrative: Narrative = Narrative()
    outcomes: list[Outcome] = []
    quotes: list[Quote] = []
    conflicts: list[Conflict] = []
    checks: list[Check] = []
    listings: list[Listing] = []
    people: list[Person] = []
    gaps: Gaps = Gaps()
    sources: Annotated[dict[Slug, Source], Field(min_length=1)]
    added: PartialDate
    verified: PartialDate
    next_check: PartialDate | None = None
    reviewed: list[Review] = []
    confirmation: Confirmation | None = None
    corrections: list[Correction] = []
    renamed: dict[Slug, Slug] = {}
    waivers: list[Waiver] = []

    def claims(self) -> Iterator[tuple[tuple[str | int, ...], Claim]]:
        """Every claim with the way to it, in the order of the fields."""
        for name in _CLAIM_LISTS:
            for index, claim in enumerate(getattr(self, name)):
                yield (name, index), claim
        for index, use in enumerate(self.meshes):
            for nested, version in enumerate(use.versions):
                yield ("meshes", index, "versions", nested), version
        for part in Narrative.model_fields:
            for index, claim in enumerate(getattr(self.narrative, part)):
                yield ("narrative", part, index), claim


_CLAIM_LISTS = (
    "interests", "stages", "events", "meshes", "alternatives", "environment", "scale", "motives",
    "outcomes", "quotes", "conflicts", "checks", "listings", "people",
)
