"""Istio's companies: the logos of users on istio.io."""

from __future__ import annotations

from meshbook.adopters.entries import numbered, public
from meshbook.adopters.history import ListFile
from meshbook.adopters.plain_yaml import plain_yaml
from meshbook.benchmarks.visit import JSON, Source
from meshbook.model.adopters import Listing


def read(url: str, text: str) -> tuple[Listing, ...]:
    """The entries of the section ``users``; the other ones are of vendors."""
    users = plain_yaml(url, text)["users"]
    return numbered(
        Listing(user["name"].text(), "mesh", mesh="istio", url=public(user["url"].text()))
        for user in users.items()
    )


FILE = ListFile("istio/istio.io", "data/companies.yml", read)
SOURCE = Source("istio-companies", "adopters", (FILE.commits,), FILE.collect, accept=JSON)
