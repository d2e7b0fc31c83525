"""Search: what stands in a text is found, by keys alone too, and nothing that a reader types becomes markup."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from places import DESK, LANGUAGES, PHONE, address_of, by_language, path_of, told
from serving import Served

pytestmark = pytest.mark.browser

SAMPLES = 2_000
FIND = """async ([queries, options]) => {
  const found = [];
  for (const query of queries) found.push((await edition.search(query, options)).map(r => r.ref));
  return found;
}"""
HAN = re.compile(r"[㐀-䶿一-鿿]+")
WORD = re.compile(r"[A-Za-z]{2,}(?:’[a-z]+)?")


def words_of(clause: dict) -> str:
    space = " " if clause["lang"] == "en" else ""
    return space.join(part for part in (clause["heading"], clause["text"]) if part)


def texts_of(served: Served, lang: str) -> dict[str, str]:
    return {c["ref"]: words_of(c) for c in served.data("clauses.jsonl") if c["lang"] == lang}


def test_every_run_of_han_characters_is_found_wherever_it_stands(page: Page, served: Served) -> None:
    """Runs of 2 to 8 characters, against a plain scan: nothing is missed."""
    texts = texts_of(served, "zh")
    runs = [run for text in texts.values() for run in HAN.findall(text) if len(run) > 1]
    chance = random.Random(2026)
    queries = []
    while len(queries) < SAMPLES:
        run = chance.choice(runs)
        length = chance.randint(2, min(8, len(run)))
        start = chance.randint(0, len(run) - length)
        queries.append(run[start : start + length])
    page.goto(served.at(""))
    found = page.evaluate(FIND, [queries, {"kind": "clause", "lang": "zh"}])
    faults = [
        f"{query}: {ref} is missed"
        for query, refs in zip(queries, found, strict=True) for ref in {r for r in texts if query in texts[r]} - {*refs}
    ]  # fmt: skip
    assert not faults, told(faults)


def test_every_form_of_an_english_word_is_found_wherever_it_stands(page: Page, served: Served) -> None:
    texts = texts_of(served, "en")
    forms = sorted({word.lower() for text in texts.values() for word in WORD.findall(text)})
    page.goto(served.at(""))
    found = page.evaluate(FIND, [forms, {"kind": "clause", "lang": "en"}])
    faults = []
    for form, refs in zip(forms, found, strict=True):
        whole = re.compile(rf"(?<![A-Za-z’]){re.escape(form)}(?![A-Za-z’])", re.I)
        faults += [f"{form}: {ref} is missed" for ref in {r for r in texts if whole.search(texts[r])} - {*refs}]
    assert not faults, told(faults)


@pytest.mark.parametrize(
    "query",
    ["a" * 10_000, "\x00\x07", "(.*)+?[", "<b onmouseover=alert(1)>x</b>", "\ud800", "。，；", "", "   ", "\\", "{}"],
    ids=range(10),
)
def test_any_input_is_answered(page: Page, served: Served, query: str) -> None:
    page.goto(served.at("search/"))
    page.evaluate("q => { document.querySelector('#search-query').value = q; }", query)
    page.locator("#search-query").press("End")
    page.locator("#search-query").press(" ")
    expect(page.locator(".told")).to_be_attached()
    assert isinstance(page.evaluate("q => edition.search(q)", query), list)
    assert page.locator("#search-page b").count() == 0


def test_nonsense_finds_nothing_and_says_so(page: Page, served: Served) -> None:
    page.goto(served.at("search/?q=xyzzyplugh"))
    expect(page.locator(".told")).to_contain_text("xyzzyplugh")
    assert page.evaluate("edition.search('xyzzyplugh')") == []
    written = (Path(__file__).resolve().parents[2] / "editorial" / "edition.yml").read_text("utf-8")
    assert f"\nversion: {page.evaluate('edition.version')}\n" in written


@pytest.mark.parametrize(("typed", "meant"), [
    ("智能鴻溝", "智能鸿沟"), ("ＡＩ ｌｉｔｅｒａｃｙ", "AI literacy"),
    ("recognise", "recognize"), ("centre", "center"), ("wellbeing", "well-being"),
])  # fmt: skip
def test_ways_of_writing_find_the_same(page: Page, served: Served, typed: str, meant: str) -> None:
    page.goto(served.at(""))
    one, other = page.evaluate(FIND, [[typed, meant], {"kind": "clause"}])
    assert {*one} == {*other} and one


@by_language
def test_a_reader_searches_by_keys_alone(page: Page, served: Served, lang: str) -> None:
    """The window opens with a key, a result is chosen with arrows, and its words are lit where it leads."""
    page.set_viewport_size({"width": DESK, "height": 800})
    page.goto(address_of(served, "about", lang))
    page.keyboard.press("/")
    page.keyboard.type("human control" if lang == "en" else "人类控制")
    links = page.locator("dialog.search .found a")
    expect(links.first).to_be_visible()
    assert violations(page, "dialog.search") == []
    page.locator("dialog.search select[name=kind]").select_option("clause")
    expect(links.first.locator("mark").first).to_be_visible()
    page.locator("dialog.search input").focus()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?q=.*#"))
    page.wait_for_function("CSS.highlights.get('found')?.size > 0")
    lit = "[...CSS.highlights.get('found')].every(range => range.startContainer.parentElement.closest('.clause'))"
    assert page.evaluate(lit)


@by_language
def test_the_page_keeps_what_was_asked_in_its_address(page: Page, served: Served, lang: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    query, other = ("sovereignty", "data security") if lang == "en" else ("主权", "数据安全")
    page.goto(served.at(f"{path_of(lang)}search/?q={query}&kind=clause"))
    expect(page.locator(".found a").first).to_be_visible()
    assert page.locator("select[name=kind]").input_value() == "clause"
    page.locator("#search-query").fill(other)
    page.wait_for_function("q => new URLSearchParams(location.search).get('q') === q", arg=other)
    page.locator("select[name=lang]").select_option(lang)
    page.wait_for_function("l => new URLSearchParams(location.search).get('lang') === l", arg=lang)
    count = page.locator(".found a").count()
    page.reload()
    expect(page.locator(".found a")).to_have_count(count)
    assert {*LANGUAGES} >= {lang}


@by_language
def test_escape_closes_the_window(page: Page, served: Served, lang: str) -> None:
    page.goto(address_of(served, "home", lang))
    page.locator("a[data-search]").click()
    expect(page.locator("dialog.search")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).not_to_be_visible()
