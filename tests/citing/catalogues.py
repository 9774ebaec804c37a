"""What the tests of citations cite: the invented cases and measurements, and hostile titles."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from meshbook.exports.citations import Citable, address, note, one_line
from meshbook.languages import Language
from meshbook.model.values import PartialDate
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from sample_pages import ADDRESSES, library

SITE = "https://mesh.example.org/book"

HOSTILE = (
    r"100% of \LaTeX{} users & 3 #tags cost $5_000 ~ ^caret",
    "A } brace { that } never { closes {{{",
    "@misc{evil, title = {x}}",
    "ER  - \r\nTY  - JOUR\r\nTI  - forged",
    "</script><script>alert(1)</script> <!-- & \u2028 \u2029",
    '"quoted" and “curly” and \\"escaped\\"',
    "日本語の題名：「かぎ括弧」と（全角）、\\と{波}と50%",
    "two  spaces\tand a tab\nand a line",
    "ends with a backslash \\",
    "comma, and # concatenation # and = sign",
    "\x00\x1b[31mcontrol\x85\ufeff",
)
"""Titles that a format might take for something of its own."""

ID = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
KINDS = ["case", "claim", "mesh", "study", "writeup", "comparison", "data", "release"]
TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet=r"\{}~^%&$#_@\"'=,-<>/ abcé題名「」", min_size=1, max_size=60),
    st.text(min_size=1, max_size=120),
).filter(lambda text: any(sign.isalnum() for sign in text))
DATES = st.sampled_from(["2019", "2021-05", "2026-11-24", "0999-01-01"]).map(PartialDate.parse)


@st.composite
def citables(draw: Any) -> Citable:
    """Anything that can be cited, with titles, words and credits that mean harm."""
    kind = draw(st.sampled_from(KINDS))
    both = st.fixed_dictionaries({"en": TEXT, "ja": TEXT})
    part = draw(ID) if kind == "claim" else ""
    name = draw(ID)
    return Citable(
        kind=kind,
        id=name,
        titles=draw(both),
        address=f"{kind}s/{name}/" + (f"#{part}" if part else ""),
        published=draw(DATES),
        updated=draw(DATES),
        version="2026-11-24",
        part=part,
        credit=draw(TEXT),
        words=draw(both) if kind == "claim" else {},
    )


def plain(citable: Citable, renderer: Renderer) -> str:
    """The citation as a line of text without marks, in the language of ``renderer``."""
    return renderer.say(
        "cite.text",
        year=citable.updated.year,
        title=one_line(citable.titles[renderer.language]),
        note=note(citable, renderer),
        version=citable.version,
        address=address(citable, renderer),
    )


def renderers() -> dict[Language, Renderer]:
    return dict(sample().renderers)


@cache
def sample() -> Library:
    """The invented organisations on a host."""
    return library(ADDRESSES)
