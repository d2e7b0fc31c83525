"""Notes beside the text: opened and left by pointer and by key, lit in every language, and read without JavaScript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from axe import violations
from places import DESK, LANGUAGES, PHONE, WIDE, address_of, by_language, path_of, tag_of, told, work_of
from serving import Served

pytestmark = pytest.mark.browser

LIT = """() => [...document.querySelectorAll("main .lit")].map(e => [
  e.parentElement.closest("[lang]").lang, e.dataset.notes.split(" "), e.classList.contains("lack"), e.textContent])"""
#: What is to be seen of a note beyond its first line.
READ = "id => { const b = document.getElementById(id).getBoundingClientRect(); return b.height > 0 && b.width > 0; }"


def notes_of(served: Served, kind: str = "work") -> list[dict]:
    slug = work_of(served, kind)["slug"]
    return [note for note in served.data("annotations.jsonl") if note["work"] == slug]


def quoted(note: dict, lang: str) -> list[str]:
    words = note["quote"][lang]
    return words if isinstance(words, list) else [words] if words else []


def note_in_both(served: Served) -> dict:
    """A note with words in every language, which no other note shares."""
    notes = notes_of(served)
    words = Counter(word for note in notes for lang in LANGUAGES for word in quoted(note, lang))
    return next(
        note for note in notes
        if all(quoted(note, lang) and all(words[w] == 1 for w in quoted(note, lang)) for lang in LANGUAGES)
    )  # fmt: skip


def note_lacking(served: Served) -> dict:
    return next(note for note in notes_of(served) if note["absent_after"])


def marks_of(page: Page, id: str):
    return page.locator(f"main [data-notes~='{id}']")


def open_work(page: Page, served: Served, lang: str, tail: str = "", width: int = DESK) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address_of(served, "work", lang) + tail)


def body_of(page: Page, id: str):
    return page.locator(f"main #{id}")


@by_language
@pytest.mark.parametrize("key", [False, True], ids=["click", "Enter"])
def test_a_mark_opens_its_note_and_escape_leads_back(page: Page, served: Served, lang: str, key: bool) -> None:
    note = note_in_both(served)
    open_work(page, served, lang)
    expect(body_of(page, note["id"])).not_to_be_visible()
    mark = marks_of(page, note["id"]).last
    mark.focus()
    page.keyboard.press("Enter") if key else mark.click()
    expect(body_of(page, note["id"])).to_be_visible()
    expect(body_of(page, note["id"])).to_be_in_viewport()
    assert page.evaluate("document.activeElement.closest('details')?.dataset.note") == note["id"]
    lit = page.evaluate(LIT)
    assert lit and all(note["id"] in ids for _, ids, _, _ in lit)
    for other in LANGUAGES:
        said = "".join(text for tag, _, _, text in lit if tag == tag_of(other))
        assert said == "".join(quoted(note, other)), other
    page.keyboard.press("Escape")
    expect(body_of(page, note["id"])).not_to_be_visible()
    assert page.evaluate("document.activeElement.dataset.notes").split() == [note["id"]]
    assert page.evaluate(LIT) == []


@by_language
def test_a_button_of_the_note_leads_back_to_the_words(page: Page, served: Served, lang: str) -> None:
    note = note_in_both(served)
    open_work(page, served, lang, width=PHONE)
    marks_of(page, note["id"]).first.click()
    page.locator(f"details[data-note='{note['id']}'] .back").click()
    expect(body_of(page, note["id"])).not_to_be_visible()
    expect(marks_of(page, note["id"]).first).to_be_in_viewport()
    expect(marks_of(page, note["id"]).first).to_be_focused()


@by_language
def test_where_words_are_absent_is_lit_too(page: Page, served: Served, lang: str) -> None:
    note = note_lacking(served)
    open_work(page, served, lang, f"#{note['id']}")
    expect(body_of(page, note["id"])).to_be_visible()
    lacking = {tag for tag, _, lack, _ in page.evaluate(LIT) if lack}
    assert lacking == {tag_of(key) for key in note["absent_after"]}
    lack = page.locator(f"main .lack[data-notes='{note['id']}']").first
    assert lack.get_attribute("aria-label") and lack.bounding_box()["width"] > 4


@by_language
def test_the_address_of_a_note_opens_it(page: Page, served: Served, lang: str) -> None:
    note = notes_of(served)[-1]
    page.goto(served.at(note["url"][lang]))
    expect(body_of(page, note["id"])).to_be_in_viewport()
    assert all(note["id"] in ids for _, ids, _, _ in page.evaluate(LIT))


@by_language
def test_notes_are_read_without_javascript(still_page: Page, served: Served, lang: str) -> None:
    """The address of a note opens it, every mark leads to a note, and every note says all it has to say."""
    notes = notes_of(served)
    still_page.goto(served.at(notes[len(notes) // 2]["url"][lang]))
    expect(body_of(still_page, notes[len(notes) // 2]["id"])).to_be_visible()
    faults = []
    for note in notes:
        text = " ".join(body_of(still_page, note["id"]).text_content().split())
        faults += [] if text == note["body"][lang] else [f"{note['id']}: {text}"]
        faults += [] if marks_of(still_page, note["id"]).count() else [f"{note['id']}: no words lead to it"]
    assert not faults, told(faults)
    still_page.locator("details.note:not([open]) > summary").first.click()
    expect(still_page.locator("details.note").first.locator("p.body")).to_be_visible()


@by_language
def test_words_of_several_notes_lead_to_each_in_turn(page: Page, served: Served, lang: str) -> None:
    open_work(page, served, lang)
    several = page.locator("main a[data-notes*=' ']").first
    ids = several.get_attribute("data-notes").split()
    for id in ids:
        several.scroll_into_view_if_needed()
        several.click()
        expect(body_of(page, id)).to_be_visible()
        assert all(id in lit for _, lit, _, _ in page.evaluate(LIT)), id


@by_language
def test_kinds_and_significance_are_chosen_and_kept_in_the_address(page: Page, served: Served, lang: str) -> None:
    notes = notes_of(served)
    kind = Counter(note["kind"] for note in notes).most_common()[-1][0]
    open_work(page, served, lang)
    shown = page.locator("details.note:visible")
    expect(shown).to_have_count(len(notes))
    page.locator(f".filter input[value='{kind}']").uncheck()
    expect(shown).to_have_count(sum(note["kind"] != kind for note in notes))
    page.locator(".filter select").select_option("3")
    wanted = {note["id"] for note in notes if note["kind"] != kind and note["significance"] == 3}
    expect(shown).to_have_count(len(wanted))
    page.reload()
    expect(shown).to_have_count(len(wanted))
    hushed = page.evaluate("""() => [...document.querySelectorAll("main [data-notes]")]
      .filter(e => getComputedStyle(e).display === "none" || e.classList.contains("hushed"))
      .flatMap(e => e.dataset.notes.split(" "))""")
    assert not wanted & set(hushed)
    assert violations(page) == []
    page.locator(f".filter input[value='{kind}']").check()
    page.locator(".filter select").select_option("1")
    expect(shown).to_have_count(len(notes))
    assert "notes=" not in page.url


@by_language
def test_a_kind_is_told_without_colour(page: Page, served: Served, lang: str) -> None:
    """By the form of the line beneath the words, and by a word in the note."""
    open_work(page, served, lang)
    lines = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll("main a.q:not([data-notes*=' '])")]
      .map(e => [document.querySelector(`details[data-note=${e.dataset.notes}]`).classList[1],
                 getComputedStyle(e).borderBottomStyle]))""")
    assert lines["translation"] == "solid" and len(lines) > 1
    assert not {style for kind, style in lines.items() if kind != "translation"} & {"solid", "none"}
    unnamed = page.locator("details.note > summary").filter(has_not=page.locator(".kind:not(:empty)"))
    expect(unnamed).to_have_count(0)


@by_language
def test_a_note_stands_in_the_margin_or_beneath(page: Page, served: Served, lang: str) -> None:
    note = note_in_both(served)
    open_work(page, served, lang, f"#{note['id']}", width=WIDE)
    place = """id => { const c = document.getElementById(id).closest(".clause");
      const box = s => [...c.querySelectorAll(s)].map(e => e.getBoundingClientRect());
      const notes = box(".notes")[0], texts = box(".version"), most = side => Math.max(...texts.map(b => b[side]));
      return [notes.left >= most("right"), notes.top >= most("bottom") - 1]; }"""
    assert page.evaluate(place, note["id"]) == [True, False]
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert page.evaluate(place, note["id"]) == [False, True]


@by_language
def test_paper_has_every_note(page: Page, served: Served, lang: str) -> None:
    open_work(page, served, lang)
    page.emulate_media(media="print")
    unread = [note["id"] for note in notes_of(served) if not page.evaluate(READ, note["id"])]
    assert not unread


def gloss_of(page: Page):
    return page.locator(".gloss")


def term_link(page: Page):
    return page.locator("main p.text a.term:not(.q)").first


@by_language
def test_a_term_says_what_it_means_on_focus_and_on_hover(page: Page, served: Served, lang: str) -> None:
    open_work(page, served, lang)
    link = term_link(page)
    id = link.get_attribute("href").partition("#")[2]
    term = next(term for term in served.data("glossary.json") if term["id"] == id)
    page.locator(".views button").last.focus()
    link.scroll_into_view_if_needed()
    link.hover()
    expect(gloss_of(page)).to_contain_text(term["definition"][lang])
    assert violations(page, ".gloss") == []  # what lies beneath is covered until Escape
    gloss_of(page).hover()
    page.wait_for_timeout(400)
    expect(gloss_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(gloss_of(page)).to_have_count(0)
    page.mouse.move(0, 0)
    link.evaluate("e => { e.previousElementSibling?.focus(); }")
    page.keyboard.press("Tab")
    while page.evaluate("!document.activeElement.matches('main p.text a.term:not(.q)')"):
        page.keyboard.press("Tab")
    expect(gloss_of(page)).to_be_visible()
    described = "document.getElementById(document.activeElement.getAttribute('aria-describedby')).className"
    assert page.evaluate(described) == "gloss"


@by_language
def test_a_tap_on_a_term_says_what_it_means(
    new_context: Callable[..., BrowserContext], served: Served, lang: str
) -> None:
    context = new_context(has_touch=True, is_mobile=True, viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.goto(address_of(served, "work", lang))
    term_link(page).tap()
    expect(gloss_of(page)).to_be_visible()
    assert urls_equal(page.url, address_of(served, "work", lang))
    box = gloss_of(page).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE
    gloss_of(page).locator("a").tap()
    page.wait_for_url(re.compile(rf"/{path_of(lang)}glossary/#"))


def urls_equal(one: str, other: str) -> bool:
    return one.partition("#")[0] == other.partition("#")[0]
