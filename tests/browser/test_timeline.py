"""The timeline: what the filter leaves out, in the list and in the drawing; its address; and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from places import DESK, PHONE, address_of, by_language, by_scheme, by_width, told
from serving import Served

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('li.event')].filter(e => e.checkVisibility()).map(e => e.querySelector('h3').id)"
FAINT = """[...document.querySelectorAll('.course > svg:not(.swatch)')].filter(svg => svg.checkVisibility())
  .flatMap(svg => [...svg.querySelectorAll('a:not(.left-out)')].map(a => a.getAttribute('href').slice(1)))"""
SMALL = """[...document.querySelectorAll('.course > svg text')].filter(e => e.checkVisibility())
  .filter(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a < 10.99).map(e => e.textContent)"""


def of_kind(served: Served, *kinds: str) -> list[str]:
    return [event["id"] for event in served.data("events.json") if event["kind"] in kinds]


def of_work(served: Served, slug: str) -> list[str]:
    return [
        event["id"] for event in served.data("events.json")
        if event["work"] == slug or any(clause["ref"].startswith(f"{slug}#") for clause in event["clauses"])
    ]  # fmt: skip


def assert_shown(page: Page, ids: list[str]) -> None:
    """In the list, in its order, and in the drawing."""
    assert page.evaluate(SHOWN) == ids
    assert {*page.evaluate(FAINT)} == {*ids}
    years = page.locator("section.year:visible")
    assert all(years.nth(n).locator("li.event:visible").count() for n in range(years.count()))


@by_language
def test_the_filter_shows_what_is_asked_for_and_keeps_it_in_the_address(page: Page, served: Served, lang: str) -> None:
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto(address_of(served, "timeline", lang))
    everything = [event["id"] for event in served.data("events.json")]
    assert_shown(page, everything)
    for kind in ("work", "announcement", "deadline"):
        page.locator(f".timeline-filter input[value={kind}]").uncheck()
    meetings = of_kind(served, "meeting", "instrument")
    assert_shown(page, meetings)
    assert "kind=instrument%2Cmeeting" in page.url
    expect(page.locator(".timeline-filter output")).to_contain_text(str(len(meetings)))
    slug = next(slug for slug in served.data("works.json") if {*of_work(served, slug["slug"])} & {*meetings})["slug"]
    page.locator("select[name=work]").select_option(slug)
    assert_shown(page, [id for id in of_work(served, slug) if id in meetings])
    page.reload()
    assert_shown(page, [id for id in of_work(served, slug) if id in meetings])
    page.locator(".timeline-filter button").click()
    assert_shown(page, everything)
    assert "kind=" not in page.url and "work=" not in page.url


@by_language
def test_a_theme_shows_the_events_of_its_clauses(page: Page, served: Served, lang: str) -> None:
    page.goto(address_of(served, "timeline", lang))
    theme = page.locator("select[name=theme] option").nth(1).get_attribute("value")
    page.locator("select[name=theme]").select_option(theme)
    (own,) = [one for one in served.data("themes.json") if one["id"] == theme]
    refs = {passage["ref"] for passage in own["passages"]}
    works = {ref.partition("#")[0] for ref in refs}
    events = served.data("events.json")
    assert_shown(page, [
        event["id"] for event in events
        if event["work"] in works or any(clause["ref"] in refs for clause in event["clauses"])
    ])  # fmt: skip
    assert f"theme={theme}" in page.url


@by_language
def test_the_language_switch_takes_the_filter_along(page: Page, served: Served, lang: str) -> None:
    page.goto(address_of(served, "timeline", lang) + "?kind=deadline")
    assert_shown(page, of_kind(served, "deadline"))
    page.locator("[data-language-switch]").first.click()
    page.wait_for_url("**/timeline/?kind=deadline")
    assert_shown(page, of_kind(served, "deadline"))


def test_an_address_that_asks_for_nonsense_shows_a_page_one_can_use(page: Page, served: Served) -> None:
    page.goto(address_of(served, "timeline", "en") + "?kind=<b>&work=x%22&theme=%00")
    assert page.evaluate(SHOWN) == []
    page.locator(".timeline-filter button").click()
    assert len(page.evaluate(SHOWN)) == len(served.data("events.json"))


def test_an_event_that_the_address_names_is_shown_whatever_is_left_out(page: Page, served: Served) -> None:
    meeting = of_kind(served, "meeting")[-1]
    page.goto(address_of(served, "timeline", "en") + f"?kind=deadline#{meeting}")
    expect(page.locator(f"#{meeting}")).to_be_in_viewport()


@by_language
def test_without_javascript_every_event_is_shown_and_there_is_no_filter(
    still_page: Page, served: Served, lang: str
) -> None:
    still_page.goto(address_of(served, "timeline", lang) + "?kind=deadline")
    items = still_page.locator("li.event")
    events = served.data("events.json")
    expect(items).to_have_count(len(events))
    for n, event in enumerate(events):
        expect(items.nth(n)).to_be_visible()
        assert items.nth(n).locator("h3").get_attribute("id") == event["id"]
        assert items.nth(n).locator("time").first.get_attribute("datetime") == event["date"]
    assert not still_page.locator(".timeline-filter").inner_text().strip()


@by_scheme
@by_width
def test_the_filtered_page_is_accessible_and_the_drawing_legible(
    page: Page, served: Served, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(address_of(served, "timeline", "zh") + "?kind=meeting,work")
    expect(page.locator(".timeline-filter output")).to_be_visible()
    faults = violations(page)
    assert not faults, told(faults)
    assert page.evaluate(SMALL) == []
    drawn = page.locator(".course > svg:visible")
    expect(drawn).to_have_count(1)
    assert drawn.get_attribute("class") == ("tl-standing" if width == PHONE else "tl-lying")


def test_the_filter_is_used_by_keys_alone(page: Page, served: Served) -> None:
    page.goto(address_of(served, "timeline", "en"))
    page.locator(".timeline-filter input").first.focus()
    page.keyboard.press("Space")
    assert_shown(page, of_kind(served, "announcement", "instrument", "meeting", "deadline"))
    expect(page.locator(".timeline-filter output")).to_be_visible()
