"""Addresses: only ones on the public web that a reader can safely open."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.net import addresses
from meshbook.reading.shape import quoted
from meshbook.rules.subject import Examinee, Finding

_CODES: dict[addresses.Kind, tuple[str, str]] = {
    "relative": ("U001", ""),
    "scheme": ("U002", "scheme"),
    "credentials": ("U003", ""),
    "private": ("U004", "host"),
    "unsafe": ("U005", "character"),
    "malformed": ("U006", ""),
}
"""The code of each kind of fault, and what its sentence calls the value."""


def addresses_are_public(subject: Examinee) -> Iterator[Finding]:
    """U001 to U006: an address that is not one of a public page."""
    for loc, url in subject.marked.urls:
        fault = fault_of(url)
        if fault is not None:
            code, values = fault
            yield code, loc, {"url": quoted(url), **values}


def fault_of(url: str) -> tuple[str, dict[str, str]] | None:
    """The code of what is wrong with ``url`` and its values; None where nothing is."""
    fault = addresses.fault_of(url)
    if fault is None:
        return None
    code, name = _CODES[fault.kind]
    return code, {name: quoted(fault.value)} if name else {}
