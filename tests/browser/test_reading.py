"""Reading a work: its views, its keys, and what a link to a clause does."""

from __future__ import annotations

import itertools
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from places import (
    DESK,
    LANGUAGES,
    PHONE,
    VIEWS,
    WIDE,
    WORKS,
    address_of,
    by_kind,
    by_language,
    by_width,
    clauses_of,
    ids_of,
    middle_of,
    other_than,
    path_of,
    tag_of,
    told,
    work_of,
)
from serving import Served
from test_pages import visit

pytestmark = pytest.mark.browser

by_view = pytest.mark.parametrize("view", VIEWS)

#: The languages in which words of clauses are to be seen: texts, headings and labels of versions.
SEEN = """() => [...new Set([...document.querySelectorAll("main section.clause .version[lang]")]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().height > 1)
  .map(e => e.lang))].sort()"""
#: The ids of the clauses of which the text in a language is to be seen.
TEXTS_SEEN = """tag => [...document.querySelectorAll(`main section.clause .version[lang="${tag}"] p.text`)]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().height > 1)
  .map(e => e.closest("section.clause").querySelector(":is(h1, h2, h3, h4)[id]").id)"""
#: Where the reader is: the id of the heading that has the focus.
HERE = "(document.activeElement.closest('section.clause :is(h1, h2, h3, h4)')?.id ?? null)"
#: The ids of the clauses as they stand on the page.
ORDER = "[...document.querySelectorAll('main section.clause :is(h2, h3, h4)[id]')].map(e => e.id)"
#: How a clause is drawn, so that one that is marked is seen to differ from one that is not.
DRAWN = """id => {
  const heading = document.getElementById(id), section = heading.closest("section.clause");
  return [section, heading].flatMap(e => ["", "::before", "::after"].map(part => {
    const style = getComputedStyle(e, part);
    return ["backgroundColor", "boxShadow", "borderLeftColor", "borderLeftWidth", "content"].map(n => style[n]).join();
  })).join("; ");
}"""
#: The lower edge of what stays above the text as it scrolls.
EDGE = """() => [...document.querySelectorAll("body *")].filter(e => /fixed|sticky/.test(getComputedStyle(e).position))
  .filter(e => e.checkVisibility({visibilityProperty: true})).map(e => e.getBoundingClientRect())
  .filter(b => b.top <= 0 && b.bottom > 0 && b.width > innerWidth / 2)
  .reduce((most, b) => Math.max(most, b.bottom), 0)"""


def open_work(page: Page, served: Served, lang: str, tail: str = "", width: int = DESK, kind: str = "work") -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address_of(served, kind, lang) + tail)


def button(page: Page, view: str):
    return page.locator(f"[role=group] button[data-view='{view}']")


def view_in_address(page: Page) -> str | None:
    return parse_qs(urlsplit(page.url).query).get("view", [None])[0]


def expect_view(page: Page, view: str) -> None:
    wanted = sorted(language["tag"] for key, language in LANGUAGES.items() if view in (key, "both"))
    page.wait_for_function(f"([wanted]) => String(({SEEN})()) === wanted", arg=[",".join(wanted)])
    for each in VIEWS:
        expect(button(page, each)).to_have_attribute("aria-pressed", "true" if each == view else "false")


def expect_followed(page: Page, id: str) -> None:
    """The clause's heading has the focus and stands in view below the header, and its section is marked."""
    page.wait_for_function(f"id => {HERE} === id", arg=id)
    page.wait_for_function("new Promise(r => { const y = scrollY; setTimeout(() => r(scrollY === y), 100) })")
    top = page.evaluate("id => document.getElementById(id).closest('section').getBoundingClientRect().top", id)
    heading = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", id)
    edge = page.evaluate(EDGE)
    assert heading >= edge - 1, f"{id} at {heading} is beneath what ends at {edge}"
    assert max(top, heading) < 500, f"{id} is not brought into view: {top}, {heading}"


# Views


@by_view
@by_language
@pytest.mark.parametrize(("kind", "width"), list(zip(WORKS, itertools.cycle((DESK, PHONE)), strict=False)))
def test_a_view_hides_the_other_language(
    page: Page, served: Served, kind: str, lang: str, view: str, width: int
) -> None:
    """By its button; it is in the address, and a reload, a link or the other language's page show the same."""
    open_work(page, served, lang, width=width, kind=kind)
    expect_view(page, "both")
    start = next(each for each in VIEWS if each != view)
    button(page, start).click()
    button(page, view).click()
    expect_view(page, view)
    assert view_in_address(page) == view
    page.reload()
    expect_view(page, view)
    faults = []
    for other in LANGUAGES:
        clauses = clauses_of(served, work_of(served, kind), other)
        wanted = {id for id, clause in clauses.items() if clause["text"] and view in (other, "both")}
        shown = set(page.evaluate(TEXTS_SEEN, tag_of(other))) & set(clauses)
        faults += [f"{other}: {sorted(wanted - shown)} hidden"] if wanted - shown else []
        faults += [f"{other}: {sorted(shown - wanted)} shown"] if shown - wanted else []
    assert not faults, told(faults)


@by_view
@by_language
def test_a_view_is_remembered_on_other_pages(page: Page, served: Served, lang: str, view: str) -> None:
    open_work(page, served, lang)
    button(page, next(each for each in VIEWS if each != view)).click()
    button(page, view).click()
    open_work(page, served, lang, kind="report")
    expect_view(page, view)
    open_work(page, served, other_than(lang))
    expect_view(page, view)


@by_view
@by_language
def test_a_link_wins_over_memory(page: Page, served: Served, lang: str, view: str) -> None:
    open_work(page, served, lang)
    button(page, next(each for each in VIEWS if each != view)).click()
    open_work(page, served, lang, f"?view={view}", kind="report")
    expect_view(page, view)


@pytest.mark.parametrize("view", ["", "none", "<b>", "constructor"])
@by_language
def test_a_view_that_is_none_is_both(page: Page, served: Served, lang: str, view: str) -> None:
    open_work(page, served, lang, f"?view={view}")
    expect_view(page, "both")


@by_width
@by_view
def test_the_switch_of_language_keeps_clause_and_view(page: Page, served: Served, view: str, width: int) -> None:
    lang = next(iter(LANGUAGES))
    work = work_of(served)
    id = middle_of(work)
    open_work(page, served, lang, f"#{id}", width)
    button(page, view).click()
    for target in (other_than(lang), lang):
        link = page.locator("a[data-language-switch]").first
        link.focus()  # by keyboard, which works whether it stands in the open or in a menu
        expect(link).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{path_of(target)}{work['slug']}/?view={view}#{id}")
        assert page.locator("html").get_attribute("lang") == tag_of(target)
        assert urlsplit(page.url).path == urlsplit(address_of(served, "work", target)).path
        expect_view(page, view)
        expect_followed(page, id)


# What a link to a clause does


@by_width
@by_view
@by_language
def test_an_address_with_a_clause_leads_to_it(page: Page, served: Served, lang: str, view: str, width: int) -> None:
    work = work_of(served)
    id = middle_of(work)
    open_work(page, served, lang, f"?view={view}#{id}", width)
    expect_view(page, view)
    expect_followed(page, id)
    other = next(each for each in ids_of(work) if each != id and each[0] == id[0])
    assert page.evaluate(DRAWN, id) != page.evaluate(DRAWN, other), "it is not marked"


@by_width
@by_language
def test_a_link_within_the_page_leads_to_its_clause(page: Page, served: Served, lang: str, width: int) -> None:
    """The number in the margin, the table of clauses, and back again."""
    work = work_of(served)
    one, two = middle_of(work), ids_of(work)[-1]
    open_work(page, served, lang, width=width)
    before = page.evaluate(DRAWN, one)
    page.locator(f"p.no > a[href='#{one}']").click()
    expect_followed(page, one)
    assert urlsplit(page.url).fragment == one
    assert page.evaluate(DRAWN, one) != before, "it is not marked"
    page.evaluate(f"location.hash = '{two}'")
    page.wait_for_function(f"{HERE} === '{two}'")
    assert page.evaluate(DRAWN, one) == before, "the mark stays where the reader no longer is"
    page.go_back()
    page.wait_for_function(f"{HERE} === '{one}'")
    expect(page.locator(f"[id='{one}']")).to_be_in_viewport()


def test_a_permanent_address_leads_to_its_clause(page: Page, served: Served) -> None:
    work = work_of(served)
    id = middle_of(work)
    page.goto(address_of(served, "resolver", ""))
    page.wait_for_url(f"**/{work['slug']}/#{id}")
    expect_followed(page, id)


@by_language
def test_the_table_of_clauses_follows_the_reading(page: Page, served: Served, lang: str) -> None:
    """One entry is the current one, it is in sight, and its clause is at the top of the text."""
    open_work(page, served, lang, width=WIDE)
    ids = page.evaluate(ORDER)
    seen = []
    for number in (3, len(ids) // 2, len(ids) - 5, 3):
        page.evaluate(
            f"""id => scrollTo(0, document.getElementById(id).closest("section").getBoundingClientRect().top
                + scrollY - ({EDGE})() - 8)""",
            ids[number],
        )
        link = page.locator("nav a[href^='#'][aria-current]")
        page.wait_for_function(
            f"""() => {{
              const links = [...document.querySelectorAll("nav a[href^='#'][aria-current]")];
              const box = document.getElementById(links[0]?.hash.slice(1))?.closest("section").getBoundingClientRect();
              return links.length === 1 && box.top < innerHeight * .4 && box.bottom > ({EDGE})();
            }}"""
        )
        expect(link).to_be_in_viewport()
        seen.append(link.get_attribute("href"))
    assert len(set(seen)) == 3 and seen[0] == seen[-1], seen


# Keys


@by_language
@pytest.mark.parametrize(("forth", "back", "width"), [("j", "k", DESK), ("n", "p", PHONE)])
def test_keys_go_from_clause_to_clause(
    page: Page, served: Served, lang: str, forth: str, back: str, width: int
) -> None:
    open_work(page, served, lang, width=width)
    order = page.evaluate(ORDER)
    assert sorted(order) == sorted(ids_of(work_of(served)))
    for key, id in ((forth, order[0]), (forth, order[1]), (forth, order[2]), (back, order[1]), (back, order[0])):
        page.keyboard.press(key)
        expect_followed(page, id)
    page.keyboard.press(back)
    assert page.evaluate(HERE) in (None, order[0])
    page.goto(f"{address_of(served, 'work', lang)}#{order[-2]}")
    expect_followed(page, order[-2])
    for _ in range(2):
        page.keyboard.press(forth)
        page.wait_for_function(f"{HERE} === '{order[-1]}'")


@by_language
def test_a_key_goes_round_the_views(page: Page, served: Served, lang: str) -> None:
    open_work(page, served, lang)
    expect_view(page, "both")
    seen = []
    for _ in VIEWS:
        page.keyboard.press("v")
        seen.append(view_in_address(page))
        expect_view(page, seen[-1])
    assert sorted(seen) == sorted(VIEWS) and seen[-1] == "both"


@by_language
def test_keys_are_left_to_the_browser_and_to_fields(page: Page, served: Served, lang: str) -> None:
    open_work(page, served, lang)
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    for held in ("Control", "Alt", "Meta"):
        for key in ("j", "v"):
            page.keyboard.press(f"{held}+{key}")
    page.locator("main > input").focus()
    page.keyboard.type("jknpv?")
    assert page.locator("main > input").input_value() == "jknpv?"
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert view_in_address(page) is None
    expect_view(page, "both")


@by_width
@by_language
def test_help_opens_and_closes(page: Page, served: Served, lang: str, width: int) -> None:
    """With the key, from any page; it names every key, and the focus comes back to where it was."""
    work = work_of(served)
    id = middle_of(work)
    open_work(page, served, lang, f"#{id}", width)
    expect_followed(page, id)
    page.keyboard.press("?")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null"), "the focus is not in the dialog"
    expect(dialog).to_have_accessible_name(re.compile(r"\S"))  # axe asks it of role=dialog only
    box, words = dialog.bounding_box(), dialog.inner_text()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] <= 800
    assert {"j", "k", "v", "?"} <= {key.inner_text().lower() for key in dialog.locator("kbd").all()}, words
    faults = violations(page)
    assert not faults, told(faults)
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect_followed(page, id)


@by_language
def test_letters_can_be_given_back(page: Page, served: Served, lang: str) -> None:
    """Keys of one letter can be switched off (WCAG 2.1.4), for good, and the help still opens by its button."""
    open_work(page, served, lang)
    page.keyboard.press("?")
    page.locator("dialog[open] input[type=checkbox]").click()
    page.keyboard.press("Escape")
    for _ in range(2):
        for key in "jv?":
            page.keyboard.press(key)
        expect(page.locator("dialog[open]")).to_have_count(0)
        assert page.evaluate(HERE) is None and view_in_address(page) is None
        open_work(page, served, lang, kind="report")
    page.locator("[data-help]").click()
    expect(page.locator("dialog[open]")).to_be_visible()


# Targets, focus, motion


@by_kind
def test_targets_are_24_pixels(page: Page, served: Served, kind: str, lang: str) -> None:
    """But for links within a line of text, as WCAG 2.5.8 has it; what is folded too."""
    visit(page, served, kind, lang)
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    faults = []
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        faults += [f"at {width}: {fault}" for fault in page.evaluate(SMALL)]
    assert not faults, told(faults)


@by_width
@pytest.mark.parametrize(("lang", "scheme"), list(zip(LANGUAGES, itertools.cycle(["light", "dark"]), strict=False)))
@pytest.mark.parametrize("kind", ["home", "work"])
def test_the_focus_is_visible(page: Page, served: Served, kind: str, lang: str, width: int, scheme: str) -> None:
    """On all that Tab reaches from the top, the header's and on through the first clause: a line of contrast."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address_of(served, kind, lang))
    faults, reached = [], []
    for _ in range(60):
        page.keyboard.press("Tab")
        name, in_clauses, fault = page.evaluate(FOCUS)
        reached.append(name)
        faults += [fault] if fault else []
        if in_clauses > 1 or name == "BODY":
            break
    assert not faults, told(faults)
    wanted = page.locator("header a[href], header button").filter(visible=True).count()
    assert len(reached) > wanted > 2, reached


#: Targets of less than 24 × 24 pixels that are to be seen and do not stand in a line of text.
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
  .filter(e => e.checkVisibility({visibilityProperty: true}))
  .filter(e => !(getComputedStyle(e).display === "inline" && [...e.parentElement.childNodes].some(
    n => n !== e && n.nodeType === 3 && /[\\p{L}\\p{N}]/u.test(n.data))))
  .map(e => [e, e.getBoundingClientRect()]).filter(([, b]) => b.width > 1 && (b.width < 23.99 || b.height < 23.99))
  .map(([e, b]) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}: ${b.width} × ${b.height}`)"""
#: What has the focus, the number of clauses begun, and what is wrong with how the focus shows.
FOCUS = """() => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const name = `${e.tagName}${e.className && "." + e.className} ${e.textContent.trim().slice(0, 30)}`;
  const section = e.closest("section.clause");
  const begun = section ? 1 + [...document.querySelectorAll("section.clause")].indexOf(section) : 0;
  if (e === document.body) return ["BODY", begun, ""];
  const paper = part => getComputedStyle(part).backgroundColor;
  let under = e.parentElement;
  while (under.parentElement && rgb(paper(under))[3] === 0) under = under.parentElement;
  const [a, b] = [style.outlineColor, paper(under)].map(rgb).map(light).sort((x, y) => y - x);
  const line = e.getClientRects()[0];  // the first, where a link goes on in the next line
  const at = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
  let fault = "";
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) fault = `no outline: ${style.outline}`;
  else if ((a + .05) / (b + .05) < 3) fault = `too little contrast: ${style.outlineColor} on ${paper(under)}`;
  else if (box.width < 2 || box.bottom < 0 || box.top > innerHeight) fault = "not to be seen";
  else if (at && !e.contains(at) && !at.contains(e)) fault = `beneath ${at.tagName}.${at.className}`;
  return [name, begun, fault && `${name}: ${fault}`];
}"""


@by_language
def test_the_first_key_leads_past_the_header(page: Page, served: Served, lang: str) -> None:
    open_work(page, served, lang)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null"), "the focus is still before the main part"


@by_language
def test_nothing_moves_for_who_wants_no_motion(page: Page, served: Served, lang: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    work = work_of(served)
    open_work(page, served, lang)
    page.keyboard.press("j")
    page.evaluate(f"location.hash = '{middle_of(work)}'")
    faults = page.evaluate("""() => [...document.querySelectorAll("*")].flatMap(e => {
      const style = getComputedStyle(e), name = `${e.tagName}.${e.className}`;
      const lasts = list => list.split(",").some(time => parseFloat(time) > .011);
      const still = /^((color|background-color|border-color|outline-color|opacity|visibility)(, )?)+$/;
      return [
        style.scrollBehavior === "smooth" && `${name}: scrolls smoothly`,
        style.animationName !== "none" && lasts(style.animationDuration) && `${name}: ${style.animationName}`,
        lasts(style.transitionDuration) && !still.test(style.transitionProperty) &&
          `${name}: transition of ${style.transitionProperty}`,
      ].filter(Boolean);
    })""")
    assert not faults, told(faults)


def test_desk_has_two_columns_and_a_phone_has_one(page: Page, served: Served) -> None:
    """The page's own language first: beside the other on a desk, above it and labelled on a phone."""
    for lang in LANGUAGES:
        id = next(id for id in ids_of(work_of(served)) if id.startswith("c"))
        for width in (DESK, PHONE):
            open_work(page, served, lang, f"?view=both#{id}", width)
            own, other = (
                page.locator(f"section.clause:has(#{id}) .version[lang='{tag_of(each)}']").first
                for each in (lang, other_than(lang))
            )
            a, b = own.locator("p.text").bounding_box(), other.locator("p.text").bounding_box()
            if width == DESK:
                assert a["x"] + a["width"] <= b["x"] and abs(a["y"] - b["y"]) < 8, (lang, a, b)
            else:
                assert a["y"] + a["height"] <= b["y"] and abs(a["x"] - b["x"]) < 8, (lang, a, b)
                for each in (own, other):
                    labels = each.evaluate("e => e.innerText + e.previousElementSibling?.innerText")
                    name = LANGUAGES[lang if each is own else other_than(lang)]["name"]
                    assert name in labels or each.evaluate("e => getComputedStyle(e, '::before').content") != "none"
