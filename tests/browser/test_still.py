"""Without JavaScript, on paper, and over a slow line."""

from __future__ import annotations

import gzip
import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from places import (
    DESK,
    LANGUAGES,
    PHONE,
    VIEWS,
    address_of,
    by_kind,
    by_language,
    by_work,
    clauses_of,
    middle_of,
    path_of,
    tag_of,
    told,
    work_of,
)
from serving import SUB_PATH, Served

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_SHIFT = 100_000, 0.02


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


# Without JavaScript


@by_kind
def test_a_page_is_read_without_javascript(still_page: Page, served: Served, kind: str, lang: str) -> None:
    """Its words are there, and nothing that only a script could bring to life."""
    answer = still_page.goto(address_of(served, kind, lang))
    assert answer.status == (404 if kind == "missing" else 200)
    expect(still_page.locator("h1").first).to_be_visible()
    assert len(still_page.locator("main").inner_text()) > 40
    dead = still_page.locator("button, input, select, textarea, [role=button], dialog, a[href='#'], [aria-pressed]")
    assert not [control.evaluate("e => e.outerHTML") for control in dead.all() if control.is_visible()]
    asking = still_page.get_by_text(re.compile("JavaScript", re.I)).filter(visible=True)
    assert kind in ("about", "method", "search", "compare") or not asking.count(), "it speaks of JavaScript"


@by_language
@by_work
def test_every_text_is_read_without_javascript(still_page: Page, served: Served, kind: str, lang: str) -> None:
    """In both languages, whatever the address asks for; and the links to clauses lead there."""
    work = work_of(served, kind)
    for view in ("", *VIEWS):
        still_page.goto(f"{address_of(served, kind, lang)}{view and '?view='}{view}")
        faults = []
        for other in LANGUAGES:
            texts = still_page.locator(f"main .version[lang='{tag_of(other)}'] p.text").filter(visible=True)
            shown = squeezed("".join(texts.all_inner_texts()))
            clauses = clauses_of(served, work, other).values()
            faults += [f"{other} {c['id']}: {c['text'][:40]}" for c in clauses if squeezed(c["text"]) not in shown]
        assert not faults, told(faults)
    still_page.locator(f"p.no > a[href='#{middle_of(work)}']").click()
    expect(still_page.locator(f"[id='{middle_of(work)}']")).to_be_in_viewport()


def test_a_permanent_address_has_its_links_without_javascript(still_page: Page, served: Served) -> None:
    work = work_of(served)
    for lang in LANGUAGES:
        still_page.goto(address_of(served, "resolver", lang))
        still_page.locator(f"a[href$='../{path_of(lang)}{work['slug']}/#{middle_of(work)}']").first.click()
        assert still_page.url == f"{address_of(served, 'work', lang)}#{middle_of(work)}"
        assert still_page.locator("html").get_attribute("lang") == tag_of(lang)


# On paper


#: What would be printed of each clause: its words, and those that the style adds. id -> [its number, all of it]
PRINTED = """() => {
  const seen = e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().height > 1;
  const own = e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join("");
  const added = e => ["::before", "::after"].map(side => getComputedStyle(e, side).content)
    .filter(text => text !== "none" && text !== "normal")
    .map(text => text.replace(/attr\\((.+?)\\)/g, (_, name) => e.getAttribute(name))).join("");
  const words = e => [e, ...e.querySelectorAll("*")].filter(seen).map(part => own(part) + added(part)).join(" ");
  return Object.fromEntries([...document.querySelectorAll("section.clause")].filter(seen).map(section => [
    section.querySelector(":is(h2, h3, h4)[id]").id,
    [[...section.querySelectorAll("p.no > a")].map(words).join("").trim(), words(section),
     [...section.querySelectorAll(".version .text")].filter(seen).map(text => text.textContent).join(" ")]]));
}"""


@pytest.mark.parametrize("view", VIEWS)
@by_language
@by_work
def test_a_print_has_texts_numbers_and_addresses(page: Page, served: Served, kind: str, lang: str, view: str) -> None:
    """In the view that was chosen, and nothing to press."""
    work = work_of(served, kind)
    page.goto(f"{address_of(served, kind, lang)}?view={view}")
    page.emulate_media(media="print")
    chrome = page.locator("header nav, nav.contents, header [role=group], .filter, button, footer nav, .skip, a.report")
    faults = [f"on paper: {e.evaluate('e => e.outerHTML')[:80]}" for e in chrome.all() if e.is_visible()]
    printed = page.evaluate(PRINTED)
    for id, (number, words, _) in printed.items():
        faults += [] if number else [f"{id}: no number"]
        if not re.search(rf"{work['slug']}(#|/#|/){re.escape(id)}(?![\w-])", words):
            faults.append(f"{id}: no address in {words[-120:]}")
    for other in LANGUAGES:
        for id, clause in clauses_of(served, work, other).items():
            there = squeezed(clause["text"]) in squeezed(printed.get(id, ["", "", ""])[2])
            if clause["text"] and there != (view in (other, "both")):
                faults.append(f"{id}: its text in {other} is {'there' if there else 'not there'}")
    assert not faults, told(faults)


# Over a slow line


@by_language
def test_a_work_is_light_and_lies_still(page: Page, served: Served, lang: str) -> None:
    """Every work: the first view in 100 KB as a server would compress it, without fonts, and nothing moves in it."""
    page.add_init_script("""window.shift = 0;
      new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; }))
        .observe({type: "layout-shift", buffered: true})""")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    faults = []
    for work in served.data("works.json"):
        for width, tail in ((DESK, ""), (DESK, f"?view={lang}"), (DESK, f"#{middle_of(work)}"), (PHONE, "")):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto("about:blank")
            asked.clear()
            page.goto(f"{served.at(path_of(lang) + work['slug'])}/{tail}")
            page.wait_for_timeout(200)
            where = f"{work['slug']}/{tail} at {width}"
            fonts = [request.url for request in asked if request.resource_type == "font"]
            faults += [f"{where}: fonts {fonts}"] if fonts else []
            sizes = {request.url: weight_of(served, request.url) for request in asked}
            if sum(sizes.values()) > MOST_BYTES:
                faults.append(f"{where}: {sum(sizes.values())} bytes: {sizes}")
            shift = page.evaluate("window.shift")
            if shift > MOST_SHIFT:
                faults.append(f"{where}: layout shift {shift:.3f}")
    assert not faults, told(faults)


def weight_of(served: Served, address: str) -> int:
    """As transferred: text compressed, pictures as they are."""
    path = unquote(urlsplit(address).path).removeprefix(SUB_PATH)
    content = (served.folder / (f"{path}index.html" if path.endswith("/") or not path else path)).read_bytes()
    return len(content) if path.endswith((".png", ".webp", ".jpg")) else len(gzip.compress(content, 6))
