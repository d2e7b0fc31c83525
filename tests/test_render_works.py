"""A work's page as readers get it: every clause's exact text, in its language, under its id, in order."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from rendered import front_matter, one, page
from toy_edition import C1_EN, EDITION, EN, HOSTILE, PUBLIC, REPORT, TOY, ZH

from edition.render import escape, works

PAGES = works.render(EDITION)
LANGUAGES = pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
EACH = [(work, language) for work in EDITION.works for language in EDITION.languages]
BY_PAGE = pytest.mark.parametrize(
    ("work", "language"), EACH, ids=lambda it: getattr(it, "slug", None) or it.key
)
ELEMENTS = {
    "main",
    "h1",
    "h2",
    "h3",
    "p",
    "div",
    "section",
    "aside",
    "ul",
    "li",
    "a",
    "b",
    "span",
    "del",
    "ins",
}
ELEMENTS |= {"details", "summary"}
ATTRIBUTES = {"id", "class", "lang", "href"}
#: Of annotated words and folded notes, by the element that bears them, with all they may say.
MARKED = {
    "a": {"data-notes": r"n\d+( n\d+)*", "data-sign": r"\d+( \d+)*", "data-ref": r"[a-z-]+", "data-term": r"[a-z-]+"},
    "div": {"role": "group", "aria-label": "(Notes on )?[^<>]+(注释)?"},
    "details": {"data-note": r"n\d+", "data-significance": "[123]"},
}
MARKED["a"]["aria-label"] = r"Note \d+: words not in this version|注\d+：此处无相应文字"
MARKED["span"] = MARKED["a"]


def tree_of(work, language):
    return page(PAGES[f"docs/{language.key}/{work.slug}.md"])


def section_of(tree, clause):
    return one(tree, "//section[(h2|h3)/@id=$id]", id=clause.id)


@BY_PAGE
def test_each_clause_has_its_exact_text_in_each_language(work, language):
    tree = tree_of(work, language)
    for clause in work.clauses:
        section = section_of(tree, clause)
        for other in EDITION.languages:
            found = section.xpath("./div[@lang=$tag]/p[contains(@class, 'text')]", tag=other.tag)
            text = clause.texts.get(other.key)
            if text is None or not text.text:
                assert not found
                continue
            marker = "" if text.heading or not text.marker else text.marker + other.space
            assert [p.text_content() for p in found] == [marker + text.text]


@BY_PAGE
def test_a_printed_heading_is_shown_with_its_marker(work, language):
    tree = tree_of(work, language)
    for clause in work.clauses:
        section = section_of(tree, clause)
        for other in EDITION.languages:
            text = clause.texts.get(other.key)
            if text is None or not text.heading:
                continue
            element = "(./h2|./h3)" if other is language else "./p[@class='other-heading']"
            heading = one(section, element)
            assert heading.text_content() == text.marker + other.space + text.heading
            assert other is language or heading.get("lang") == other.tag


@LANGUAGES
def test_a_clause_without_a_printed_heading_is_named_after_its_id(language):
    names = {h.get("id"): h.text_content() for h in tree_of(TOY, language).xpath("//*[@class='label']")}
    wanted = {
        "en": {
            "f1": "Added line 1",
            "p1": "Preamble 1",
            "c1-1": "Section\u00a01, point 1",
            "end": "Closing paragraph",
        },
        "zh": {"f1": "附加文字1", "p1": "序言第1段", "c1-1": "第1部分第1项", "end": "结语", "c1": "第1项"},
    }[language.key]
    assert wanted.items() <= names.items()


@BY_PAGE
def test_ids_are_unique_and_stand_on_headings_whose_levels_do_not_skip(work, language):
    tree = tree_of(work, language)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    headings = tree.xpath("//h1|//h2|//h3|//h4")
    in_order = sorted(work.clauses, key=lambda clause: clause.kind == "framing")
    assert [h.get("id") for h in headings if h.get("id") != "framing"] == ["title", *(c.id for c in in_order)]
    levels = [int(h.tag[1]) for h in headings]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))


@BY_PAGE
def test_nothing_in_a_text_becomes_an_element_or_an_attribute(work, language):
    tree = tree_of(work, language)
    assert {element.tag for element in tree.iter()} <= ELEMENTS
    for element in tree.iter():
        for name in set(element.keys()) - ATTRIBUTES:
            assert re.fullmatch(MARKED[element.tag][name], element.get(name))
    public = [] if work is REPORT else [escape.address(PUBLIC.address).replace("&amp;", "&")]
    assert tree.xpath("//p[@class='sources']/a[starts-with(@href, 'http')]/@href") == public
    own = [href for href in tree.xpath("//@href") if href not in public]
    assert all(re.fullmatch(r"[./a-zA-Z0-9-]*(#[\w-]+)?", href) for href in own)
    matter = front_matter(PAGES[f"docs/{language.key}/{work.slug}.md"])
    assert not re.search('[<>"]', matter["title"] + matter["description"])


@BY_PAGE
def test_the_title_stands_in_both_languages(work, language):
    tree = tree_of(work, language)
    assert one(tree, "//h1").text_content() == work.title[language.key].text
    (other,) = (other for other in EDITION.languages if other is not language)
    assert one(tree, "//p[@class='other-title']").text_content() == work.title[other.key].text
    assert one(tree, "//p[@class='other-title']").get("lang") == other.tag


@LANGUAGES
def test_an_editors_translation_is_marked_at_the_title_at_each_text_and_on_top(language):
    tree = tree_of(REPORT, language)
    assert one(tree, "//p[@class='status']").text_content()
    assert one(tree, "//div[@class='notice']").text_content().strip() == REPORT.translation[language.key]
    (version,) = tree.xpath("//div[contains(@class, 'version') and contains(@class, 'editorial')]")
    assert version.get("lang") == ZH.tag
    said = one(version, "./p[@class='language']")
    assert said.get("lang") == language.tag
    assert EDITION.labels["status.editorial"][language.key] in said.text_content()
    issued = one(tree, "//div[@class='version']")
    assert issued.get("lang") == EN.tag and "translation" not in issued.text_content()


@LANGUAGES
def test_framing_lines_stand_apart_and_a_language_that_lacks_one_says_so(language):
    tree = tree_of(TOY, language)
    assert tree.xpath("//aside//section/h3/@id") == ["f1"]
    assert "f1" not in tree.xpath("//section[not(ancestor::aside)]/*/@id")
    assert (
        EDITION.labels["version.absent"][language.key].format(
            language=EDITION.labels["language.zh"][language.key]
        )
        in one(tree, "//aside//div[contains(@class, 'absent')]").text_content()
    )


@LANGUAGES
def test_readings_and_emendations_are_folded_beneath_their_clause(language):
    details = one(tree_of(TOY, language), "//details[not(@data-note)]")
    assert details.getparent().xpath("./*/@id") == ["c1"]
    assert details.get("open") is None
    # What was compared and mended is quoted exactly, in its own language; long lemmas are cut in the middle.
    assert "plain {: #x }" in details.xpath(".//b[@lang='en']/text()")
    assert "*plain*" in details.xpath(".//span[@lang='en']/text()")
    assert details.xpath(".//del[@lang='en']/text()") == ["Teh"]
    assert details.xpath(".//ins[@lang='en']/text()") == ["The"]
    (long,) = (b.text_content() for b in details.xpath(".//b") if "…" in b.text_content())
    assert long.startswith("long ") and len(long) <= 64
    labels = EDITION.labels
    for word in ("reading.absent", "reading.absent-lacuna", "reason.ocr-misreading", "text.space"):
        assert labels[word][language.key] in details.text_content()
    assert C1_EN.emendations[0].note[language.key] in details.text_content()
    assert (HOSTILE in details.text_content()) == (language is EN)


def test_a_clause_leads_to_its_permanent_address_and_its_source_lines():
    ways = one(section_of(tree_of(TOY, EN), TOY.clauses[2]), "./p[@class='ways']")
    assert [(a.text_content(), a.get("href")) for a in ways.iter("a")] == [
        ("Permanent address", "../id/toy-2024/c1/"),
        ("A 2–3", "../sources/papers/#L2"),
        ("B 1", "../sources/copy/#L1"),
        ("A 5", "../sources/papers/#L5"),
        ("Report an error", "../about/#errors"),
    ]
    ways = one(section_of(tree_of(TOY, ZH), TOY.clauses[2]), "./p[@class='ways']")
    assert ways.xpath(".//a/@href")[:2] == ["../../id/toy-2024/c1/", "../sources/papers/#L5"]


def test_rendering_is_pure():
    assert works.render(EDITION) == PAGES
    assert all(content.endswith(b"\n") and b"\r" not in content for content in PAGES.values())


def test_a_label_that_is_missing_is_named():
    labels = {key: words for key, words in EDITION.labels.items() if key != "clause.address"}
    with pytest.raises(KeyError, match=r"clause\.address"):
        works.render(replace(EDITION, labels=labels))
