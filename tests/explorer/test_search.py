"""Free text in the explorer and the search over every page, input method included."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from browser import axe_findings, context
from explorer.explorer_page import go, query, settled, slugs, told
from meshbook.pages.library import Library

pytestmark = pytest.mark.browser


def searched(page: Page) -> list[str]:
    """The addresses of all files fetched for a search so far."""
    return page.evaluate(
        "() => performance.getEntriesByType('resource').map((e) => e.name)"
        ".filter((name) => name.includes('search'))"
    )


def open_search(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("combobox").wait_for()


def answered(page: Page) -> None:
    page.locator(".over .told", has_text="result").or_(
        page.locator(".over .told", has_text="件")
    ).wait_for()


def compose(page: Page, *steps: str, take: str) -> None:
    """Types as a Japanese input method does: ``steps`` while composing, then ``take``."""
    session = page.context.new_cdp_session(page)
    for text in steps:
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
        page.wait_for_timeout(200)
    session.send("Input.insertText", {"text": take})


def test_a_text_narrows_the_list_and_is_marked_in_it(page: Page) -> None:
    go(page)
    assert not [name for name in searched(page) if "/search/en/" in name]
    page.fill("#text input", "linkerd")
    page.wait_for_function("() => location.search === '?q=linkerd'")
    settled(page)
    assert " of " in told(page)
    assert page.locator("#results mark").first.inner_text().lower() == "linkerd"
    assert page.input_value("#sort") == "match"


def test_text_and_facets_narrow_together(page: Page) -> None:
    go(page, "/cases/?q=istio")
    settled(page)
    both = slugs(page)
    go(page, "/cases/?q=istio&country=JP")
    settled(page)
    assert 0 < len(slugs(page)) < len(both) or set(slugs(page)) <= set(both)
    count = int(page.inner_text('#facets label:has([value="JP"]) .n'))
    assert told(page).startswith(f"{count} of ")


def test_one_wrong_letter_is_put_right_and_said(page: Page) -> None:
    go(page, "/cases/?q=linkered")
    settled(page)
    assert "linkered" in page.inner_text("#told")
    assert slugs(page)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/ja/cases/?q=２人", {"２人", "2人", "二人"}),
        ("/cases/?q=nomad", {"nomad"}),
        ("/ja/cases/?q=ゾゾタウン", {"ゾゾタウン"}),
    ],
)
def test_a_card_says_why_it_was_found(page: Page, address: str, words: set[str]) -> None:
    go(page, address)
    cards = page.locator("#results .x-case")
    assert cards.count()
    for card in cards.all()[:4]:
        card.scroll_into_view_if_needed()
        card.locator("mark").first.wait_for()
        assert card.locator("mark").first.inner_text().lower() in words


def test_a_synonym_that_found_more_is_told(page: Page) -> None:
    go(page, "/ja/cases/?q=リンカード")
    settled(page)
    assert "「リンカード」→ Linkerd" in page.inner_text("#told")
    go(page, "/ja/cases/?q=linkerd")
    settled(page)
    assert page.locator("#told").is_hidden()


def test_words_that_no_case_has_together_are_offered_one_by_one(page: Page) -> None:
    go(page, "/cases/?q=nomad curbside")
    settled(page)
    empty = page.locator(".empty")
    assert "Each of these words stands in some case" in empty.inner_text()
    assert empty.locator(".call").is_hidden()
    line = empty.locator(".loosen li").filter(has_text="Search for “nomad”")
    count = int(line.locator(".n").inner_text())
    line.get_by_role("button").click()
    page.wait_for_function("() => location.search === '?q=nomad'")
    settled(page)
    assert told(page).startswith(f"{count} of ")


@pytest.mark.parametrize(
    "address",
    ["/cases/?q=zzqqxx Japan", "/ja/cases/?q=zzqqxx 国内", "/cases/?q=zzqqxx&country=JP"],
)
def test_who_asks_for_japan_in_vain_is_shown_the_call(page: Page, address: str) -> None:
    go(page, address)
    settled(page)
    assert page.locator(".empty a.call").is_visible()


def test_what_the_other_language_has_is_offered_there(page: Page, library: Library) -> None:
    go(page, "/cases/?q=ファッション通販")
    link = page.locator(".empty a[hreflang=ja]")
    link.wait_for()
    count = link.inner_text().split()[0]
    link.click()
    page.wait_for_selector("#explorer[data-ready]")
    settled(page)
    assert told(page) == f"{len(library.summaries)}件中{count}件"


def test_typing_a_word_is_one_step_back(page: Page) -> None:
    go(page)
    page.type("#text input", "linkerd", delay=160)
    page.wait_for_function("() => location.search === '?q=linkerd'")
    page.go_back()
    settled(page)
    assert query(page) == ""
    assert page.input_value("#text input") == ""


def test_letters_typed_in_a_row_are_asked_once_within_the_budget(page: Page) -> None:
    go(page)
    page.type("#text input", "mtls", delay=30)
    page.wait_for_function("() => location.search === '?q=mtls'")
    settled(page)
    first = {name for name in searched(page) if "/search/en/" in name and "names" not in name}
    assert len(first) <= 6
    weight = page.evaluate(
        "() => performance.getEntriesByType('resource').filter((e) => e.name.includes('search/'))"
        ".reduce((sum, e) => sum + e.encodedBodySize, 0)"
    )
    assert 0 < weight < 250_000


def test_an_answer_never_takes_back_what_was_typed_meanwhile(page: Page) -> None:
    go(page)
    page.clock.install()
    page.clock.pause_at("2100-01-01")
    page.type("#text input", "m")
    page.clock.run_for(40)  # "m" is asked
    page.type("#text input", "tls")  # and this waits, for the clock stands still
    for _ in range(100):
        if page.inner_text("#told") != "Searching…" and " of " in told(page):
            break
        page.wait_for_timeout(50)
    assert page.input_value("#text input") == "mtls"
    page.clock.resume()
    page.wait_for_function("() => location.search === '?q=mtls'")


def test_a_combination_without_cases_says_so_and_what_to_loosen(page: Page) -> None:
    go(page, "/cases/?mesh=kuma&stage=left")
    empty = page.locator(".empty")
    assert empty.get_by_role("heading").inner_text() == "No case matches Kuma and Left"
    assert "This is a finding" in empty.inner_text()
    loosen = empty.locator(".loosen li").filter(has_text="Remove “Left”")
    count = int(loosen.locator(".n").inner_text())
    loosen.get_by_role("button").click()
    settled(page)
    assert told(page).startswith(f"{count} of ")


def test_words_that_stand_nowhere_are_a_dead_end_not_a_finding(page: Page) -> None:
    go(page, "/cases/?q=zzqqxxyy&country=JP")
    settled(page)
    empty = page.locator(".empty").inner_text()
    assert "zzqqxxyy" in empty and "This is a finding" not in empty
    assert "Remove “zzqqxxyy”" in empty


def test_the_explorer_waits_for_the_input_method(page: Page) -> None:
    go(page, "/ja/cases/")
    page.focus("#text input")
    compose(page, "り", "りん", "りんかーど", take="リンカード")
    assert [name for name in searched(page) if "/search/ja/" in name] == []
    page.wait_for_function("() => location.search.startsWith('?q=')")
    settled(page)
    assert len(slugs(page)) > 0


def test_nothing_of_the_search_is_fetched_before_it_is_opened(page: Page) -> None:
    page.goto("/cases/index/")
    page.wait_for_load_state("networkidle")
    assert searched(page) == []
    open_search(page)
    assert page.evaluate("() => document.activeElement.id") == "search-text"


def test_the_search_groups_its_hits_and_shows_where_the_words_stand(page: Page) -> None:
    page.goto("/cases/index/")
    open_search(page)
    page.keyboard.type("linkerd")
    answered(page)
    kinds = page.locator(".over .kind").all_inner_texts()
    assert kinds[:2] == ["Cases", "Meshes"]
    page.locator(".over .passage mark").first.wait_for()
    assert page.locator(".over [role=group]").first.locator("a").count() == 9  # eight and "all"
    page.locator(".over .kind", has_text="in Japanese").wait_for()


def test_one_case_is_not_told_as_all_of_them(page: Page) -> None:
    page.goto("/cases/index/")
    open_search(page)
    page.keyboard.type("curbside fulfilment")
    answered(page)
    count = int(page.locator(".over .told").inner_text().split()[0])
    text = page.locator(".over a.all").inner_text()
    several = f"All {count} cases in the explorer"
    assert text == ("1 case in the explorer" if count == 1 else several)


def test_nothing_found_is_said_in_whole_sentences(page: Page) -> None:
    page.goto("/ja/cases/index/")
    open_search(page)
    page.keyboard.type("zzqqxx")
    page.locator(".over .told", has_text="見つかりません").wait_for()
    assert ". " not in page.locator(".over .told").inner_text()
    assert "見つかりません。より短い" in page.locator(".over .told").inner_text()


def test_the_search_is_used_by_keys_alone(page: Page) -> None:
    page.goto("/cases/index/")
    open_search(page)
    page.keyboard.type("zozo")
    answered(page)
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#search-text", "aria-activedescendant")
    href = page.get_attribute(f"#{active}", "href")
    page.keyboard.press("Enter")
    page.wait_for_url(href or "")


def test_enter_alone_goes_to_all_results_in_the_explorer(page: Page) -> None:
    page.goto("/ja/call-for-japan/")
    open_search(page)
    page.keyboard.type("mTLS")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ja/cases/?q=mTLS")
    page.wait_for_selector("#explorer[data-ready]")


def test_escape_closes_the_search_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/cases/index/")
    page.click("#search-open")
    page.get_by_role("combobox").wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("() => document.activeElement.id") == "search-open"


def test_enter_while_composing_takes_the_word_and_submits_nothing(page: Page) -> None:
    page.goto("/ja/cases/index/")
    open_search(page)
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition", {"text": "いすてぃお", "selectionStart": 5, "selectionEnd": 5}
    )
    page.evaluate(
        "() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))"
    )
    page.wait_for_timeout(400)
    assert page.url.endswith("/ja/cases/index/")
    assert [name for name in searched(page) if "/search/ja/" in name] == []
    session.send("Input.insertText", {"text": "イスティオ"})
    answered(page)
    assert page.locator(".over [role=option]").count() > 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("start", ["", "/ja"])
def test_axe_finds_nothing_with_the_search_open(
    chromium: Browser, host: str, start: str, width: int, scheme: str
) -> None:
    used = context(
        chromium, base_url=host, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = used.new_page()
    page.goto(f"{start}/cases/index/")
    open_search(page)
    found = axe_findings(page)
    page.keyboard.type("istio")
    answered(page)
    page.locator(".over .passage mark").first.wait_for()
    page.keyboard.press("ArrowDown")
    found += axe_findings(page)
    used.close()
    assert found == []
