"""Two clauses compared, and every occurrence of what is asked for in a row."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from places import LANGUAGES, by_language, path_of, tag_of
from serving import Served

pytestmark = pytest.mark.browser


def words_of(served: Served, lang: str) -> dict[str, str]:
    space = " " if lang == "en" else ""
    return {
        clause["ref"]: space.join(part for part in (clause["heading"], clause["text"]) if part)
        for clause in served.data("clauses.jsonl") if clause["lang"] == lang
    }  # fmt: skip


def pair_of(served: Served) -> list[str]:
    """Two clauses of different works that exist in every language."""
    refs = [set(words_of(served, lang)) for lang in LANGUAGES]
    common = sorted(set.intersection(*refs))
    first = common[0]
    return [first, next(ref for ref in common if ref.partition("#")[0] != first.partition("#")[0])]


@by_language
def test_two_clauses_stand_whole_with_what_differs_marked(page: Page, served: Served, lang: str) -> None:
    """Without the marks each side is its clause's words; what is not marked stands in both."""
    pair = pair_of(served)
    query = "&".join(f"{side}={ref.replace('#', '.')}" for side, ref in zip("ab", pair, strict=True))
    page.goto(served.at(f"{path_of(lang)}compare/?{query}"))
    expect(page.locator(".compared section")).to_have_count(len(LANGUAGES))
    for key in LANGUAGES:
        section = page.locator(f".compared section[lang='{tag_of(key)}']")
        texts = words_of(served, key)
        sides = section.locator(".side > p")
        assert sides.all_text_contents() == [texts[ref] for ref in pair]
        unmarked = sides.evaluate_all(
            "ps => ps.map(p => [...p.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(''))"
        )
        assert unmarked[0] == unmarked[1]
    assert violations(page) == []


@by_language
def test_a_choice_is_kept_in_the_address(page: Page, served: Served, lang: str) -> None:
    _, other = pair_of(served)
    page.goto(served.at(f"{path_of(lang)}compare/"))
    page.locator("#compare-b").select_option(other)
    page.reload()
    expect(page.locator("#compare-b")).to_have_value(other)


@by_language
def test_the_concordance_has_every_occurrence(page: Page, served: Served, lang: str) -> None:
    query = {"en": "“data security”", "zh": "数据安全"}[lang]
    plain = query.strip("“”")
    page.goto(served.at(f"{path_of(lang)}search/?q={query}&lang={lang}&as=concordance"))
    expected = sum(words.lower().count(plain) for words in words_of(served, lang).values())
    expect(page.locator(".kwic tbody tr")).to_have_count(expected)
    assert {text.lower() for text in page.locator(".kwic mark").all_text_contents()} == {plain}
    page.locator("#concordance-order").select_option("right")
    after = [text.strip().lower() for text in page.locator(".kwic td:nth-child(3)").all_text_contents()]
    assert after == sorted(after)
    assert violations(page, ".concordance") == []
    with page.expect_download() as taken:
        page.locator(".concordance button").click()
    rows = list(csv.reader(io.StringIO(taken.value.path().read_text("utf-8-sig"))))
    assert len(rows) == expected + 1
    assert {"".join(row[3:]) for row in rows[1:]} <= {*words_of(served, lang).values()}
