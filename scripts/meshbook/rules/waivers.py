"""Warnings that are let stand in a case, each with its day and its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meshbook.model.case import Waiver
from meshbook.problems import Loc
from meshbook.rules.codes import code_book
from meshbook.rules.subject import Finding, Subject


def unwaived(subject: Subject, findings: Sequence[Finding]) -> Iterator[Finding]:
    """``findings`` without the waived ones.

    C017: a waiver of a code that is no warning. C018: a waiver that nothing is found for.
    """
    waivers = list(enumerate(subject.case.waivers))
    codes = code_book().codes
    places = {claim.id: loc for loc, claim in subject.claims}
    needed = set()
    for finding in findings:
        code, loc, _ = finding
        matching = {index for index, waiver in waivers if _is_of(waiver, code, loc, places)}
        needed |= matching
        if not matching or codes[code].severity != "warning":
            yield finding
    for index, waiver in waivers:
        known = codes.get(waiver.code)
        if known is None or known.severity != "warning":
            yield "C017", ("waivers", index, "code"), {"code": waiver.code}
        elif index not in needed:
            yield "C018", ("waivers", index), {"code": waiver.code}


def _is_of(waiver: Waiver, code: str, loc: Loc, places: dict[str, Loc]) -> bool:
    """Whether ``waiver`` is of what was found: in its claim, or anywhere where it names none."""
    if waiver.code != code:
        return False
    if waiver.claim is None:
        return True
    place = places.get(waiver.claim)
    return place is not None and loc[: len(place)] == place
