"""A small invented catalogue for the worksheet, and Node to weigh it as the browser does.

Run as a program, it writes the expected decision records anew, to be reviewed as a diff.
"""

from __future__ import annotations

import functools
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import nodejs
from meshbook.analysis.weighing import Choice
from meshbook.exports import evaluation_data
from meshbook.languages import LANGUAGES, Language
from meshbook.model.benchmark import Run
from meshbook.model.feature import FeatureSheet
from meshbook.model.profile import Profile
from meshbook.pages.library import Library
from sample_measurements import latency, made
from sample_pages import ADDRESSES, library
from sample_profiles import sample_profile

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "evaluation"
SOURCE = {
    "url": "https://www.example.net/docs",
    "title": "Documentation | of <the> [mesh]",
    "publisher": "The project",
    "read": "full",
}
CHOICES = {
    "wide": Choice(
        ("linkerd", "istio", "kuma", "consul", "aws-app-mesh"),
        {"effort": 3, "reliability": 2, "latency": 5, "identity": 1, "production": 4},
        ("maintained", "multicluster"),
        vendor=True,
    ),
    "narrow": Choice(("linkerd", "kuma"), {"production": 5, "support": 1}, (), weakest="E3"),
}
"""The states of the expected records, by the names of their files."""


@functools.cache
def sample() -> Library:
    """The invented organisations with a study, profiles and features."""
    catalog = library(ADDRESSES).catalog
    study = made(
        [_run("pod/istio", "istio"), _run("pod/linkerd", "linkerd")],
        [*latency("pod/istio", (0.99, 12.5)), *latency("pod/linkerd", (0.99, 6.5))],
    )
    profiles = {
        "istio": _profile({}),
        "linkerd": _profile({"mesh": "linkerd"}),
        "aws-app-mesh": _profile(
            {
                "mesh": "aws-app-mesh",
                "ended": {
                    "id": "ended", "date": "2026-09-30", "sources": ["site"],
                    "text": {"en": "It ended.", "ja": "終了しました。"},
                },
            }
        ),
    }  # fmt: skip
    sheets = {
        "istio": _sheet("istio", {"mtls": "yes", "multicluster": "yes"}),
        "linkerd": _sheet("linkerd", {"mtls": "yes", "mtls-default": "partial"}),
        "consul": _sheet("consul", {"multicluster": "no"}),
    }
    return Library(
        replace(catalog, benchmarks={"made": study}, profiles=profiles, features=sheets),
        ADDRESSES,
    )


def _run(name: str, mesh: str) -> Run:
    return Run(name, "a.txt", mesh=mesh, mode="sidecar", group="pod")


def _profile(changes: dict[str, Any]) -> Profile:
    return Profile.model_validate(sample_profile(changes))


def _sheet(mesh: str, answers: dict[str, str]) -> FeatureSheet:
    cells = [
        {
            "feature": feature,
            "answer": answer,
            "words": {"en": f"Said *of* {feature}", "ja": f"{feature}*の*説明"},
            "source": SOURCE,
            "date": "2026-02-03",
            "accessed": "2026-11-24",
        }
        for feature, answer in answers.items()
    ]
    return FeatureSheet.model_validate({"mesh": mesh, "cells": cells})


def asked(choice: Choice) -> dict[str, Any]:
    """A choice as the script has it."""
    return {**asdict(choice), "candidates": list(choice.candidates), "musts": list(choice.musts)}


def weighed_by_node(
    made: Library, language: Language, choices: list[Choice]
) -> list[dict[str, Any]]:
    """What the scripts of the page give for each choice: scores, counts, and the record."""
    question = {
        "file": evaluation_data.data(made, language),
        "digest": evaluation_data.digest(made, language),
        "base": f"https://mesh.example.org/book/{'ja/' if language == 'ja' else ''}",
        "path": evaluation_data.path(language),
        "language": language,
        "choices": [asked(choice) for choice in choices],
    }
    answers: list[dict[str, Any]] = nodejs.answers(HERE / "weigh.js", question)
    return answers


def records() -> dict[str, str]:
    """The decision records of the invented catalogue by the names of their files.

    The digest, which changes with every word of the site, is taken out.
    """
    found = {}
    for language in LANGUAGES:
        answers = weighed_by_node(sample(), language, list(CHOICES.values()))
        digest = evaluation_data.digest(sample(), language)
        for name, answer in zip(CHOICES, answers, strict=True):
            found[f"{name}-{language}.md"] = answer["record"].replace(digest, "0" * 64)
    return found


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, text in records().items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
