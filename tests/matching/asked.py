"""The written profiles, and what a query is in Python and in an address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml

from meshbook.analysis.matching import Query
from meshbook.analysis.traits import names_platform
from meshbook.model.vocabulary import Vocabulary

HERE = Path(__file__).parent
WISHES = {"production-only": "production", "no-vendor-told": "own-words", "japanese": "japanese"}
"""The wishes of the profiles (README.md) as the form has them; "leavers" is a field of its own."""


@dataclass(frozen=True)
class Profile:
    """A query, and the cases that a knowledgeable reader wants to see first."""

    id: str
    query: Query
    answers: tuple[str, ...]


def profiles(name: str, vocabulary: Vocabulary) -> list[Profile]:
    """Those of `profiles_<name>.yaml`."""
    text = (HERE / f"profiles_{name}.yaml").read_text("utf-8")
    return [
        Profile(each["id"], query_of(each["asked"], vocabulary), tuple(each["answers"]))
        for each in yaml.load(text, yaml.CSafeLoader)
    ]


def query_of(asked: dict[str, Any], vocabulary: Vocabulary) -> Query:
    """What a reader would choose in the form who has these facts and wishes."""
    constraints = asked.get("constraints", [])
    return Query(
        industry=asked.get("industry"),
        size=asked.get("size"),
        country=asked.get("country"),
        environment=_environment(asked.get("environment", []), vocabulary),
        clusters=asked.get("clusters"),
        services=asked.get("services"),
        motives=tuple(asked.get("motives", ())),
        meshes=_after("mesh:", constraints),
        modes=_after("mode:", constraints),
        left="leavers" in constraints,
        wishes=tuple(wish for name, wish in WISHES.items() if name in constraints),
    )


def search_of(query: Query) -> str:
    """The query as the address of the page has it."""
    wishes = [*query.wishes, *(["left"] if query.left else [])]
    asked = {
        "industry": query.industry,
        "size": query.size,
        "country": query.country,
        "environment": ",".join(query.environment),
        "clusters": query.clusters,
        "services": query.services,
        "motive": ",".join(query.motives),
        "mesh": ",".join(query.meshes),
        "mode": ",".join(query.modes),
        "wish": ",".join(wishes),
    }
    text = urlencode({name: value for name, value in asked.items() if value}, safe=",")
    return f"?{text}" if text else ""


def _environment(names: list[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The boxes that names or kinds of environments stand for, EKS without Kubernetes."""
    platforms = vocabulary["platforms"]
    words = [
        word
        for name in names
        for word, term in platforms.items()
        if name in term.extra.get("kinds", ()) or names_platform(name, term)
    ]
    kinds = {word for word in words if platforms[word].extra.get("group") == "kubernetes"}
    needless = {"kubernetes"} if len(kinds) > 1 else set()
    return tuple(word for word in dict.fromkeys(words) if word not in needless)


def _after(prefix: str, constraints: list[str]) -> tuple[str, ...]:
    return tuple(each.removeprefix(prefix) for each in constraints if each.startswith(prefix))
