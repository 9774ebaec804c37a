"""The glossary: a page that has every term, and links to it from where a term is used."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from lxml import html

from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages import glossary, meshes
from meshbook.pages.glossing import Glosses
from meshbook.pages.page import Page
from meshbook.search.documents import documents
from sample_library import rendered, text_of
from sample_pages import library, tree

every_language = pytest.mark.parametrize("language", LANGUAGES)
ENTRIES = library().catalog.vocabulary.glossary


@cache
def page(language: Language) -> Any:
    return rendered(glossary.pages(library()), f"{prefix(language)}glossary/index.html")


def glosses(language: Language = "en") -> Glosses:
    at = Page("writeups/example/", language, "", "")
    return Glosses(library().renderers[language], at)


def linked(text: str, language: Language = "en") -> list[tuple[str, str]]:
    """What is linked in ``text``, with the entry that it leads to."""
    words = html.fragment_fromstring(f"<p>{glosses(language)(text)}</p>")
    assert text_of(words) == " ".join(text.split())
    return [(a.text, a.get("href").partition("#")[2]) for a in words.xpath("a")]


@every_language
def test_every_term_has_its_name_what_it_means_and_an_address(language: Language) -> None:
    for word, entry in ENTRIES.items():
        [told] = page(language).xpath(f"//div[@id='{word}']")
        assert told.xpath("dt/dfn/text()") == [entry.name(language)]
        assert text_of(told.xpath("dd")[0]) == entry.text.get(language)
        assert told.xpath(f"dt/a[@href='#{word}']")


@every_language
def test_every_link_inside_leads_to_a_heading_or_a_term(language: Language) -> None:
    ids = set(page(language).xpath("//main//@id"))
    links = [href for href in page(language).xpath("//main//a/@href") if href.startswith("#")]
    assert links and {href[1:] for href in links} <= ids


@every_language
def test_a_product_leads_to_its_page_where_there_is_one(language: Language) -> None:
    made = {artifact.path for artifact in meshes.pages(library())}
    linked = page(language).xpath("//a[@class='mesh-page']/@href")
    assert "../meshes/linkerd/" in linked
    for href in linked:
        assert f"{prefix(language)}{href.removeprefix('../')}index.html" in made


def test_english_goes_from_a_to_z_and_japanese_by_the_reading() -> None:
    english = page("en").xpath("//dfn/text()")
    assert english == sorted(english, key=str.casefold)
    assert page("en").xpath("//article//h2/text()")[0] == "A"
    assert page("ja").xpath("//article//h2/text()")[:3] == ["あ", "か", "さ"]
    names = page("ja").xpath("//dfn/text()")
    order = ["iptables", "アクセスログ", "Istio", "gRPC", "データプレーン", "レイテンシー"]
    assert [name for name in names if name in order] == order


def test_a_name_in_the_other_language_is_marked_as_such() -> None:
    [other] = page("ja").xpath("//div[@id='sidecar']//*[@lang='en']")
    assert other.text == "sidecar"
    assert not page("ja").xpath("//div[@id='mtls']//*[@lang='en']")


def test_every_page_leads_to_it() -> None:
    for path, href in (
        ("cases/example-bank/index.html", "../../glossary/"),
        ("ja/cases/example-bank/index.html", "../../glossary/"),
    ):
        assert href in tree(path).xpath("//footer//a/@href")


@every_language
def test_a_term_and_the_page_are_found_by_the_search(language: Language) -> None:
    start = f"{prefix(language)}glossary/"
    found = {document.url: document for document in documents(library(), (), language)}
    assert found[start].kind == "page"
    for word, entry in ENTRIES.items():
        document = found[f"{start}#{word}"]
        assert document.kind == "page"
        assert set(document.head.split("\n")) == set(entry.names)


def test_only_the_first_use_on_a_page_is_linked() -> None:
    gloss = glosses()
    first, second = gloss("mTLS needs certificates."), gloss("With mTLS, or mutual TLS, twice.")
    assert 'href="../../glossary/#mtls"' in first and f'title="{ENTRIES["mtls"].text.en}"' in first
    assert "<a" not in second


@pytest.mark.parametrize(("language", "text", "expected"), [
    ("en", "Sidecars, a service.", [("Sidecars", "sidecar")]),
    ("en", "Two service meshes.", [("service meshes", "service-mesh")]),
    ("en", "A sidecarless mesh.", [("sidecarless", "sidecarless")]),
    ("en", "The kumara and a non-Istio thing.", []),
    ("ja", "サイドカーレスのメッシュ", [("サイドカーレス", "sidecarless")]),
    ("ja", "相互TLSとmTLSの証明書", [("相互TLS", "mtls")]),
    ("ja", "認可サーバーを使います。", [("認可", "authorization-policy")]),
    ("ja", "Istioを使います。", [("Istio", "istio")]),
    ("ja", "不認可とクラスタープロキシサーバー", []),
])  # fmt: skip
def test_a_term_is_a_whole_word(
    language: Language, text: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(text, language) == expected


def test_an_everyday_word_is_not_linked() -> None:
    common = [entry for entry in ENTRIES.values() if entry.common]
    assert len(common) > 5
    for entry in common:
        assert linked(f"It was {entry.en} again.") == []


def test_what_surrounds_a_term_stays_text() -> None:
    made = str(glosses()("<b>Envoy</b> & \"xDS\""))
    assert made.startswith("&lt;b&gt;<a") and "&amp;" in made
    assert linked("<i>Envoy</i> & 'xDS'") == [("Envoy", "envoy"), ("xDS", "xds")]


@every_language
def test_modes_and_motives_of_a_case_lead_to_what_they_mean(language: Language) -> None:
    case = tree(f"{prefix(language)}cases/example-grocer/index.html")
    links = case.xpath("//dl[@class='facts']//a[@class='term']")
    assert links
    for link in links:
        address, _, word = link.get("href").partition("#")
        assert address == "../../glossary/"
        assert link.get("title") == ENTRIES[word].text.get(language)
