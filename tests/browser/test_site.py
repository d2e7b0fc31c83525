"""What every reader may count on, in a real browser: with a phone or a desk, with or without JavaScript."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from serving import Served

pytestmark = pytest.mark.browser

LANGUAGES = {"en": ("", "en"), "zh": ("zh/", "zh-Hans")}  # address prefix and BCP 47 tag
WIDTHS = (360, 1280)
PAGES = ("home", "work", "source", "method", "about", "missing")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

by_language = pytest.mark.parametrize("lang", LANGUAGES)
by_width = pytest.mark.parametrize("width", WIDTHS)
by_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="session")
def work(served: Served) -> dict:
    """The work with the most clauses: nothing about it is known here beforehand."""
    return max(served.data("works.json"), key=lambda work: len(work["clauses"]))


@pytest.fixture(scope="session")
def clause(work: dict) -> str:
    """The id of a clause far enough down that its page must scroll."""
    return work["clauses"][len(work["clauses"]) // 2].rpartition("#")[2]


def address_of(served: Served, work: dict, name: str, lang: str) -> str:
    prefix, _ = LANGUAGES[lang]
    if name == "missing":
        return served.at_own(f"{prefix}no/such/page/")
    if name == "source":
        source = min(path.parent.name for path in (served.folder / prefix / "sources").glob("*/index.html"))
        return served.at(f"{prefix}sources/{source}/")
    return served.at(prefix + {"home": "", "work": f"{work['slug']}/"}.get(name, f"{name}/"))


def text_of(served: Served, work: dict, clause: str, lang: str) -> str:
    ref = f"{work['slug']}#{clause}"
    (found,) = (c for c in served.data("clauses.jsonl") if (c["ref"], c["lang"]) == (ref, lang))
    return found["text"] or found["heading"]


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


@by_width
@by_language
@by_page
def test_a_page_is_whole(page: Page, served: Served, work: dict, name: str, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    answer = page.goto(address_of(served, work, name, lang))
    assert answer.status == (404 if name == "missing" else 200)
    if name != "missing":  # the one error page serves every language
        assert page.locator("html").get_attribute("lang") == LANGUAGES[lang][1]
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sideways <= 0, f"{sideways} pixels to scroll sideways"
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


@by_language
@by_page
def test_a_page_is_read_without_javascript(
    still_page: Page, served: Served, work: dict, clause: str, name: str, lang: str
) -> None:
    still_page.goto(address_of(served, work, name, lang))
    expect(still_page.locator("h1").first).to_be_visible()
    read = still_page.locator("main").inner_text()
    if name == "work":
        assert without_spaces(text_of(served, work, clause, lang)) in without_spaces(read)
    assert len(read) > 40


@by_width
@by_language
def test_the_switch_of_language_keeps_the_clause(
    page: Page, served: Served, work: dict, clause: str, lang: str, width: int
) -> None:
    (other,) = set(LANGUAGES) - {lang}
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(served.at(f"{LANGUAGES[lang][0]}{work['slug']}/#{clause}"))
    switch_to(page, other)
    page.wait_for_url(served.at(f"{LANGUAGES[other][0]}{work['slug']}/#{clause}"))
    switch_to(page, lang)
    page.wait_for_url(served.at(f"{LANGUAGES[lang][0]}{work['slug']}/#{clause}"))


def switch_to(page: Page, lang: str) -> None:
    """Follow the header's link by keyboard, which works whether it stands in the open or in a menu."""
    link = page.locator(f"header a[hreflang|='{lang}']").first
    link.focus()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")


@by_width
@by_language
def test_an_address_with_a_clause_brings_it_into_view(
    page: Page, served: Served, work: dict, clause: str, lang: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(served.at(f"{LANGUAGES[lang][0]}{work['slug']}/#{clause}"))
    page.wait_for_function("window.scrollY > 0")
    top = page.locator(f"[id='{clause}']").bounding_box()["y"]
    header = page.locator("header").first.evaluate(
        "e => /fixed|sticky/.test(getComputedStyle(e).position) ? e.getBoundingClientRect().bottom : 0"
    )
    assert header <= top < 400


def test_a_permanent_address_forwards(page: Page, served: Served, work: dict, clause: str) -> None:
    page.goto(served.at(f"id/{work['slug']}/{clause}/"))
    page.wait_for_url(re.compile(f"{served.at('')}(zh/)?{work['slug']}/#{clause}$"))
    expect(page.locator(f"[id='{clause}']")).to_be_in_viewport()


def test_a_permanent_address_shows_its_links_without_javascript(
    still_page: Page, served: Served, work: dict, clause: str
) -> None:
    still_page.goto(served.at(f"id/{work['slug']}/{clause}/"))
    for prefix, tag in LANGUAGES.values():
        link = still_page.locator(f"a[href$='../{prefix}{work['slug']}/#{clause}']").first
        expect(link).to_be_visible()
        link.click()
        assert still_page.url == served.at(f"{prefix}{work['slug']}/#{clause}")
        assert still_page.locator("html").get_attribute("lang") == tag
        still_page.go_back()
