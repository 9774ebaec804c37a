"""What the tables say of a claim is what its page shows."""

from __future__ import annotations

from lxml import html

from meshbook.exports.claim_table import CLAIMS
from meshbook.exports.dataset import Dataset
from meshbook.languages import LANGUAGES, prefix
from meshbook.pages import case as case_pages
from meshbook.pages.library import Library
from sample_library import text_of

CASES = ("zz-hostile", "airbnb", "auto-trader-uk", "ly-corporation", "mercari", "nih-ncbi")


def squeezed(text: str) -> str:
    """Without spaces: a page may break a text between its phrases."""
    return "".join(text.split())


def test_every_value_and_text_of_a_claim_stands_at_its_anchor(
    library: Library, dataset: Dataset
) -> None:
    pages = {each.path: each for each in case_pages.pages(library)}
    rows = [row for row in dataset.records(CLAIMS) if row["case_slug"] in CASES]
    shown = 0
    for language in LANGUAGES:
        trees = {
            slug: html.document_fromstring(
                pages[f"{prefix(language)}cases/{slug}/index.html"].render().decode()
            )
            for slug in CASES
        }
        for row in rows:
            [element] = trees[str(row["case_slug"])].xpath("//*[@id=$id]", id=row["claim"])
            seen = squeezed(text_of(element))
            for column in ("value", "conditions"):
                told = row[f"{column}_{language}"]
                if told:
                    assert squeezed(str(told)) in seen, (row["id"], told)
                    shown += 1
            if str(row["part"]).startswith("narrative."):
                assert squeezed(str(row[f"text_{language}"])) in seen, row["id"]
                shown += 1
    assert shown > 100
