"""Every kind of page, in every language, light and dark, on a phone and on a desk. Pictures: test-results/pages/."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from axe import violations
from places import KINDS, LANGUAGES, ROOT, address_of, by_kind, by_width, pages_of, tag_of, told
from serving import Served

pytestmark = pytest.mark.browser

PICTURES = ROOT / "test-results" / "pages"
TALLEST = 5000  # a picture shows so much of a page

#: Words that stand beside the screen and cannot be scrolled to. What is hidden for the eye is small or clipped.
CUT_OFF = """() => [...document.body.querySelectorAll("*")].filter(e => {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility({visibilityProperty: true}))
    return false;
  const box = e.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1 || (box.left >= -1 && box.right <= innerWidth + 1)) return false;
  for (let up = e; up; up = up.parentElement) {
    const style = getComputedStyle(up);
    if (style.clipPath !== "none" || (/auto|scroll/.test(style.overflowX) && up.scrollWidth > up.clientWidth + 1))
      return false;
  }
  return true;
}).map(e => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)"""


def visit(page: Page, served: Served, kind: str, lang: str) -> None:
    """Open a page of a kind; that of a permanent address without the script that goes on from it."""
    if kind == "resolver":
        page.route("**/resolve.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    answer = page.goto(address_of(served, kind, lang))
    assert answer.status == (404 if kind == "missing" else 200)
    if kind not in ("missing", "resolver"):
        assert page.locator("html").get_attribute("lang") == tag_of(lang)


def assert_nothing_beside(page: Page) -> None:
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sideways <= 0, f"{sideways} pixels to scroll sideways"
    faults = page.evaluate(CUT_OFF)
    assert not faults, told(faults)


@by_width
@by_kind
def test_a_page_is_whole(page: Page, served: Served, kind: str, lang: str, width: int) -> None:
    """Light and dark: nothing beside it, and no rule of accessibility broken, be its folds open or closed."""
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, served, kind, lang)
    faults = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).map(Number)")
        faults += [] if (sum(paper[:3]) > 3 * 128) == (scheme == "light") else [f"{scheme}: paper of {paper}"]
        assert_nothing_beside(page)
        height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        page.screenshot(
            path=PICTURES / f"{kind}.{lang}.{scheme}.{width}.png",
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": height},
        )
        folds = page.evaluate("[...document.querySelectorAll('details:not([open])')].map(e => e.open = true).length")
        faults += [f"{scheme}: {fault}" for fault in violations(page)]
        assert_nothing_beside(page)
        if folds:
            page.evaluate("document.querySelectorAll('details').forEach(e => e.open = false)")
    assert not faults, told(faults)


@by_kind
def test_a_page_is_read_at_four_times_its_size(
    new_context: Callable[..., BrowserContext], served: Served, kind: str, lang: str
) -> None:
    """1280 × 1024 at 400 % is 320 × 256: nothing beside it, and the header leaves most of it to the text."""
    context = new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page = context.new_page()
    visit(page, served, kind, lang)
    assert_nothing_beside(page)
    page.evaluate("scrollTo(0, 400)")
    kept = page.evaluate("""() => [...document.body.querySelectorAll("*")]
      .filter(e => /fixed|sticky/.test(getComputedStyle(e).position) && e.checkVisibility({visibilityProperty: true}))
      .map(e => e.getBoundingClientRect()).filter(b => b.top < 40 && b.bottom > 0 && b.width > 160)
      .reduce((most, b) => Math.max(most, b.bottom), 0)""")
    assert kept <= 256 / 3, f"the header keeps {kept} of 256 pixels"


def test_every_page_is_of_a_kind(served: Served) -> None:
    """A new page joins the kinds in places.py, so that it is looked at too."""
    works = {work["slug"] for work in served.data("works.json")}
    known = {*works, *KINDS, ""} - {"home", "missing", "resolver"}
    unknown = set()
    for page in pages_of(served.folder):
        path = page.relative_to(served.folder).as_posix().removesuffix("index.html")
        for own in (language["path"] for language in LANGUAGES.values()):
            path = path.removeprefix(own)
        several = re.match(r"404\.html$|id/[^/]+/[^/]+/$|((sources|themes)/[^/]+|[^/]+/notes)/$", path)
        if not several and path.strip("/") not in known:
            unknown.add(path)
    assert not unknown, f"{sorted(unknown)} (fix: name their kind in places.py)"
