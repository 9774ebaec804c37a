"""BibTeX as two independent readers understand it."""

from __future__ import annotations

import re
from dataclasses import replace

import bibtexparser
import pytest
from bibtexparser.bparser import BibTexParser
from hypothesis import HealthCheck, given, settings
from pybtex.database import BibliographyData, parse_string

from citing.catalogues import HOSTILE, SITE, citables, renderers, sample
from meshbook.exports.citables import claims_of_case, of_case
from meshbook.exports.citations import Citable, bibtex, one_line

RELAXED = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def by_pybtex(text: str) -> dict[str, dict[str, str]]:
    found: BibliographyData = parse_string(text, "bibtex")
    return {
        key: {
            **{name.lower(): value for name, value in entry.fields.items()},
            "author": " and ".join(map(str, entry.persons["author"])),
        }
        for key, entry in found.entries.items()
    }


def by_bibtexparser(text: str) -> dict[str, dict[str, str]]:
    found = bibtexparser.loads(text, BibTexParser(common_strings=True))
    return {
        entry["ID"]: {name: value for name, value in entry.items() if name.isalpha()
                      and name not in ("ENTRYTYPE", "ID")}
        for entry in found.entries
    }


PRINTS = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\%": "%", r"\&": "&", r"\$": "$",
    r"\#": "#", r"\_": "_", "{}": "",
}  # fmt: skip
"""What LaTeX prints for a command; an empty group keeps two signs from joining to a third."""
COMMAND = re.compile(r"\\text[a-z]+\{\}|\\.|\{\}|[\\{}~^%&$#_]")
JOINING = re.compile(r"--|``|''|<<|>>|,,|[!?]`")


def printed(value: str) -> str:
    """A field as LaTeX prints it. Fails for a command that it is not to have."""
    inner = value.removeprefix("{").removesuffix("}")
    assert not JOINING.search(inner)
    return COMMAND.sub(lambda command: PRINTS[command[0]], inner)


@RELAXED
@given(citables())
def test_both_readers_find_the_same_entries_and_fields(citable: Citable) -> None:
    text = bibtex([citable], renderers())
    first, second = by_pybtex(text), by_bibtexparser(text)
    assert set(first) == {f"{citable.key}.en", f"{citable.key}.ja"}
    assert first == second


@RELAXED
@given(citables())
def test_a_title_is_printed_as_it_was_written(citable: Citable) -> None:
    found = by_pybtex(bibtex([citable], renderers()))
    for language, title in citable.titles.items():
        assert printed(found[f"{citable.key}.{language}"]["title"]) == one_line(title)


@pytest.mark.parametrize("slug", sorted(sample().catalog.cases))
def test_every_claim_of_a_case_is_an_entry_of_its_own_with_its_address(slug: str) -> None:
    case = sample().catalog.cases[slug]
    claims = list(claims_of_case(slug, case, "2026-11-24"))
    found = by_pybtex(bibtex(claims, renderers()))
    assert found == by_bibtexparser(bibtex(claims, renderers()))
    assert len(found) == 2 * sum(1 for _ in case.claims())
    addresses = {entry["url"] for entry in found.values()}
    assert addresses == {
        f"{SITE}/{start}cases/{slug}/#{claim.id}" for _, claim in case.claims()
        for start in ("", "ja/")
    }


def test_an_entry_says_who_what_when_and_where() -> None:
    case = sample().catalog.cases["example-bank"]
    found = by_pybtex(bibtex([of_case("example-bank", case, "2026-11-24")], renderers()))
    assert found["meshbook.case.example-bank.ja"] == {
        "author": "{Meshbook}",
        "title": f"{{{case.title.ja}}}",
        "year": "2026",
        "month": "November",
        "publisher": "Meshbook",
        "note": "事例example-bank、2026年11月24日確認",
        "version": "2026-11-24",
        "url": f"{SITE}/ja/cases/example-bank/",
        "langid": "japanese",
    }


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_opens_a_second_entry_or_leaves_the_first_open(title: str) -> None:
    case = of_case("example-bank", sample().catalog.cases["example-bank"], "1")
    evil = replace(case, id="evil", titles={"en": title, "ja": title})
    text = bibtex([evil, case], renderers())
    keys = {f"{each.key}.{language}" for each in (evil, case) for language in ("en", "ja")}
    assert set(by_pybtex(text)) == set(by_bibtexparser(text)) == keys
