"""Envoy's adopters: who uses the proxy, or a project around it. Nothing is said of a mesh."""

from __future__ import annotations

from meshbook.adopters.entries import numbered
from meshbook.adopters.history import ListFile
from meshbook.adopters.plain_yaml import plain_list
from meshbook.benchmarks.visit import JSON, Source
from meshbook.model.adopters import Listing

PROJECT = "envoy"
"""The list may come to hold users of other projects alone."""


def read(url: str, text: str) -> tuple[Listing, ...]:
    """The entries of the list that name Envoy itself, or no project."""
    return numbered(
        Listing(each["name"].text(), "proxy")
        for each in plain_list(url, text).items()
        if (projects := each.get("projects")) is None
        or PROJECT in {project.text() for project in projects.items()}
    )


FILE = ListFile("envoyproxy/envoy-website", "site/data/adopters.yaml", read)
SOURCE = Source("envoy-adopters", "adopters", (FILE.commits,), FILE.collect, accept=JSON)
