"""The glossary and the references: every entry once, in order, with every place that speaks of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendered import front_matter, one, page
from toy_edition import BODY, C1, EDITION, EN, HOSTILE, PUBLIC, TERMS, ZH

from edition.render import escape, glossary, references
from edition.render.words import Words

GLOSSARY, REFERENCES = glossary.render(EDITION), references.render(EDITION)
LABELS = EDITION.labels
LANGUAGES = pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
NAMED = re.compile(r"\{(toy-[a-z0-9-]+#[a-z0-9-]+)\}")


def tree_of(pages, name, language):
    return page(pages[f"docs/{language.key}/{name}.md"])


def named(text, words):
    """Words of the editors as a page shows them."""
    return NAMED.sub(lambda found: words.named(found[1]), text)


def facts_of(section):
    """The facts of an entry: label -> list items' or own text."""
    items = section.xpath("./div[@class='facts']/ul/li")
    return {one(li, "./span[@class='fact']").text_content().strip(" :："): li for li in items}


@LANGUAGES
def test_terms_stand_in_the_order_of_the_language(language):
    heads = one(tree_of(GLOSSARY, "glossary", language), "//h1").xpath("//h2/@id")
    # English by its letters (And, Heed, news, on.), Chinese by pinyin (hào, háo wén, quán, zhì lǐ).
    assert heads == ["and", "heed", "news", "on"] if language is EN else ["and", "news", "heed", "on"]


@pytest.mark.parametrize(("sounds", "ordered"), [
    (["bāo zhàng", "bǎo róng"], ["bǎo róng", "bāo zhàng"]),  # sounds before tones
    (["fā zhǎn", "ān quán", "lǜ", "lì"], ["ān quán", "fā zhǎn", "lì", "lǜ"]),
    (["Zhōng guó", "zhì lǐ"], ["zhì lǐ", "Zhōng guó"]),
])  # fmt: skip
def test_chinese_is_ordered_by_its_sounds_before_its_tones(sounds, ordered):
    terms = tuple(replace(TERMS[0], id=f"t{n}", romanization={"zh": said}) for n, said in enumerate(sounds))
    assert [term.romanization["zh"] for term in glossary.ordered(terms, ZH)] == ordered


@given(st.permutations(["Zebra", "ant", "Bee", "ÉCLAIR", "eclair", "bee"]))
def test_english_is_ordered_by_its_letters_whatever_the_editors_order(heads):
    terms = tuple(replace(TERMS[0], id=f"t-{ord(head[0])}", forms={"en": (head,)}, romanization={}) for head in heads)
    found = [term.head("en") for term in glossary.ordered(terms, EN)]
    assert found[0] == "ant" and {*found[1:3]} == {"Bee", "bee"} and found[-1] == "Zebra"
    assert found == [term.head("en") for term in glossary.ordered(terms[::-1], EN)]


@LANGUAGES
@pytest.mark.parametrize(("pages", "name"), [(GLOSSARY, "glossary"), (REFERENCES, "references")])
def test_ids_are_unique_and_levels_do_not_skip_and_hostile_text_is_inert(pages, name, language):
    tree = tree_of(pages, name, language)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    headings = tree.xpath("//h1|//h2|//h3|//h4")
    assert all(re.fullmatch(r"[a-z0-9-]+", heading.get("id")) for heading in headings)
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    allowed = "main h1 h2 h3 p section div ol ul li span a details summary table thead tbody tr th td"
    assert {element.tag for element in tree.iter()} <= set(allowed.split())
    assert {at for element in tree.iter() for at in element.attrib} <= {"id", "class", "lang", "href", "scope"}
    public = escape.address(PUBLIC.address).replace("&amp;", "&")
    hrefs = [href for href in tree.xpath("//@href") if href != public]
    assert hrefs and all(re.fullmatch(r"[./a-zA-Z0-9-]*(#[\w-]+)?", href) for href in hrefs)
    matter = front_matter(pages[f"docs/{language.key}/{name}.md"])
    assert matter["title"] == one(tree, "//h1").text_content() == LABELS[f"{name}.title"][language.key]
    assert one(tree, "//main/p[1]").text_content() == LABELS[f"{name}.intro"][language.key].format(
        count=len(EDITION.terms if name == "glossary" else EDITION.references))


@LANGUAGES
def test_a_term_says_its_wordings_its_sound_and_what_it_means(language):
    words = Words(EDITION, language)
    (other,) = (other for other in EDITION.languages if other is not language)
    tree = tree_of(GLOSSARY, "glossary", language)
    for term in EDITION.terms:
        section = one(tree, "//section[h2/@id=$id]", id=term.id)
        assert one(section, "./h2").text_content() == term.head(language.key)
        heading = one(section, "./p[@class='other-heading']")
        sound = term.romanization["zh"]
        assert heading.get("lang") == other.tag
        assert heading.text_content() == term.head(other.key) + (f" {sound}" if other is ZH else "")
        sounds = section.xpath(".//*[@class='sound']")
        assert [(one.text_content(), one.get("lang").partition("-")[0]) for one in sounds] == [(sound, "zh")]
        assert one(section, "./p[@class='usage']").text_content() == named(term.usage[language.key], words)
        (definition,) = section.xpath("./p[not(@class)]")
        assert definition.text_content() == named(term.definition[language.key], words)
    assert BODY.partition("{toy")[0] in one(tree, "//section[h2/@id='on']").text_content()


@LANGUAGES
def test_wordings_are_counted_and_every_clause_has_its_row(language):
    words = Words(EDITION, language)
    tree = tree_of(GLOSSARY, "glossary", language)
    order = [clause.ref for clause in EDITION.clauses()]
    for term in EDITION.terms:
        section = one(tree, "//section[h2/@id=$id]", id=term.id)
        facts = facts_of(section)
        for lang, attested in term.attestations.items():
            label = LABELS[f"glossary.wordings.{lang}"][language.key]
            counted = Counter(
                next(form for form in term.forms[lang] if form.casefold() == quote.text.casefold())
                if quote.text != "1. dash" else quote.text for quote in attested
            )  # fmt: skip
            assert (label in facts) == bool(attested)
            for form, count in counted.items():
                (said,) = [span for span in facts[label].xpath("./span[@class='said']") if span.text_content() == form]
                assert said.tail.startswith(f" ×{count}") and said.get("lang") == EDITION.language(lang).tag
        table = one(section, "./details[@class='places']/table")
        places = sorted({q.ref for several in term.attestations.values() for q in several}, key=order.index)
        assert table.xpath("./tbody/tr/th/a/text()") == [words.named(ref) for ref in places]
        assert table.xpath("./tbody/tr/th/a/@href") == [f"../{ref.replace('#', '/#')}" for ref in places]
        assert [len(row) for row in table.xpath(".//tr")] == [3] * (len(places) + 1)
        assert one(section, "./details/summary").text_content() == LABELS["glossary.places"][language.key].format(
            count=len(places))
    rows = one(tree, "//section[h2/@id='on']//tbody")
    cells = {row[0].text_content(): {cell.get("lang"): cell.text_content() for cell in row[1:]} for row in rows}
    separator = LABELS["sign.list"][language.key]
    assert cells[words.named(C1)] == {"en": separator.join(("{: #x }", "on.")), "zh-Hans": "<i>治理</i>"}
    assert cells[words.named("toy-2024#c1-1")] == {"en": "1. dash", None: LABELS["glossary.none"][language.key]}


def test_a_wording_is_listed_as_the_glossary_has_it_whatever_its_case_in_the_text():
    heed = replace(TERMS[1], forms={"en": ("HEED",), "zh": ("全",)})
    tree = page(glossary.render(replace(EDITION, terms=(heed,)))["docs/en/glossary.md"])
    assert "HEED ×1" in tree.text_content() and "Heed" not in one(tree, "//table").text_content()


def test_a_term_leads_to_others_by_their_names():
    tree = tree_of(GLOSSARY, "glossary", ZH)
    see = facts_of(one(tree, "//section[h2/@id='on']"))[LABELS["glossary.see"]["zh"]]
    assert [(a.get("href"), a.text_content()) for a in see.iter("a")] == [("#heed", "全"), ("#and", "号")]


@LANGUAGES
def test_references_stand_by_kind_and_date(language):
    tree = tree_of(REFERENCES, "references", language)
    assert tree.xpath("//h2/@id") == ["kind-instrument", "kind-body"]
    assert [h.text_content() for h in tree.xpath("//h2")] == [
        LABELS[f"references.{kind}"][language.key] for kind in ("instrument", "body")]
    assert tree.xpath("//h2|//h3")[1].get("id") == "early"
    assert tree.xpath("//h3/@id") == ["early", "plain", "body"]


@LANGUAGES
def test_a_reference_says_what_it_is_on_what_that_rests_and_where_it_is_named(language):
    words = Words(EDITION, language)
    (other,) = (other for other in EDITION.languages if other is not language)
    tree = tree_of(REFERENCES, "references", language)
    section = one(tree, "//section[h3/@id='plain']")
    assert one(section, "./h3").text_content() == HOSTILE
    heading = one(section, "./p[@class='other-heading']")
    assert (heading.text_content(), heading.get("lang")) == (HOSTILE, other.tag)
    said = named(EDITION.references[0].summary[language.key], words)
    assert [p.text_content() for p in section.xpath("./p[not(@class='other-heading')]")] == [said, said]
    assert one(section, "./p[@class='caution']").text_content() == said
    facts = facts_of(section)
    names = ("symbol", "date", "sure", "sources", "named", "implied")
    labels = [LABELS[f"reference.{name}"][language.key] for name in names]
    assert list(facts) == labels
    text = {name: facts[label].text_content() for name, label in zip(names, labels, strict=True)}
    assert "A/RES/1 <b> *c*" in text["symbol"]
    for piece in (words.date("2019-03"), words.date("2020"), EDITION.references[0].dated[language.key]):
        assert piece in text["date"]
    assert LABELS["reference.sure.3"][language.key] in text["sure"]
    assert PUBLIC.title in text["sources"] and "《文件》 of 2019" in text["sources"]
    assert facts[labels[4]].xpath(".//a/@href") == ["../toy-2024/#c1"]
    assert [(s.text_content(), s.get("lang")) for s in facts[labels[4]].xpath(".//*[@class='said']")] == [
        ("text, plain", "en")]
    assert facts[labels[5]].xpath(".//a/text()") == [words.named("toy-2024#p1")]
    body = one(tree, "//section[h3/@id='body']")
    assert list(facts_of(body)) == [LABELS[f"reference.{name}"][language.key] for name in ("sure", "named")]
    said = facts_of(body)[LABELS["reference.named"][language.key]].xpath(".//*[@class='said']")
    assert [one.get("lang") for one in said] == [language.tag, other.tag]


def test_an_edition_without_terms_or_references_has_no_such_pages():
    bare = replace(EDITION, terms=(), references=(), annotations=())
    assert glossary.render(bare) == references.render(bare) == {}
    assert glossary.render(EDITION) == GLOSSARY and references.render(EDITION) == REFERENCES
