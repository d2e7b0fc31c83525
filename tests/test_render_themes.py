"""The themes: a matrix that counts right, a page each with exact words, and what the wordings tell; first and last."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendered import front_matter, one, page
from toy_edition import C1, EDITION, HOSTILE, REPORT, THEMES, TOY, both

from edition.model import Clause, ClauseText, Mention, Piece, Quote, Term, Theme
from edition.render import appearances, data, glossary, theme, themes
from edition.render.wordings import Changes, Wordings
from edition.render.words import Words

PAGES = themes.render(EDITION)
LABELS = EDITION.labels
LANGUAGES = pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)


def tree_of(name, language, pages=PAGES):
    return page(pages[f"docs/{language.key}/themes/{name}.md"])


def facts_of(tree):
    items = tree.xpath(".//div[@class='facts']/ul/li")
    return {one(li, "./span[@class='fact']").text_content().strip(" :："): li for li in items}


def label(key, language, /, **values):
    return LABELS[key][language.key].format(**values)


def without_spoken(cell):
    spoken = "".join(cell.xpath(".//*[@class='spoken']/text()"))
    return cell.text_content().removesuffix(spoken)


# --- the pages


@LANGUAGES
def test_there_is_an_index_and_a_page_for_each_theme(language):
    names = ["index", *(one.id for one in THEMES)]
    assert {f"docs/{language.key}/themes/{name}.md" for name in names} <= set(PAGES)
    assert len(PAGES) == len(names) * len(EDITION.languages)
    assert themes.render(replace(EDITION, themes=())) == {}
    assert themes.render(EDITION) == PAGES


@LANGUAGES
@pytest.mark.parametrize("name", ["index", *(one.id for one in THEMES)])
def test_ids_are_unique_and_levels_do_not_skip_and_hostile_text_is_inert(name, language):
    tree = tree_of(name, language)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z0-9-]+", id) for id in ids)
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and levels.count(1) == 1 and all(b <= a + 1 for a, b in pairwise(levels))
    allowed = "main h1 h2 h3 p section div nav ul li span a table caption thead tbody tr th td"
    assert {element.tag for element in tree.iter()} <= set(allowed.split())
    assert {at for element in tree.iter() for at in element.attrib} <= {
        "id", "class", "lang", "href", "scope", "aria-label"}
    assert all(re.fullmatch(r"[./a-zA-Z0-9-]*(#[\w-]+)?", href) for href in tree.xpath("//@href"))
    assert front_matter(PAGES[f"docs/{language.key}/themes/{name}.md"])["title"]


def test_a_page_is_markdown_and_not_one_block_of_html():
    source = PAGES["docs/en/themes/words.md"].decode()
    assert not re.search(r"^<(?!/)", source, re.MULTILINE)
    assert "## [" in source and "/// html | div.passage" in source
    assert "\n<table>" in PAGES["docs/en/themes/index.md"].decode()


# --- the index


@LANGUAGES
def test_the_matrix_counts_what_a_naive_count_counts(language):
    words = Words(EDITION, language)
    table = one(tree_of("index", language), "//table")
    assert table.xpath("./thead//a/span[not(@class)]/text()") == [words.short(work) for work in (TOY, REPORT)]
    assert table.xpath("./thead//span[@class='year']/text()") == ["2024", "2025"]
    assert table.xpath("./tbody/tr/th/a/text()") == [one.name[language.key] for one in THEMES]
    assert table.xpath("./tbody/tr/th/a/@href") == [f"{one.id}/" for one in THEMES]
    for row, known in zip(table.xpath("./tbody/tr"), THEMES, strict=True):
        for cell, work in zip(row.xpath("./td"), (TOY, REPORT), strict=True):
            count = sum(passage.ref.startswith(f"{work.slug}#") for passage in known.passages)
            if not count:
                assert cell.get("class") == "none" and not cell.xpath(".//a")
                assert cell.xpath("./span[@class='spoken']/text()") == [label("themes.none", language)]
                continue
            link = one(cell, "./a")
            assert (without_spoken(link), link.get("href")) == (str(count), f"{known.id}/#{work.slug}")
            assert one(tree_of(known.id, language), f"//h2[@id='{work.slug}']") is not None
            unit = label("themes.unit.one" if count == 1 else "themes.unit", language)
            assert one(link, "./span").text_content().strip() == unit


@given(st.integers(1, 60), st.integers(1, 60))
def test_more_passages_are_never_drawn_smaller(count, most):
    count, most = sorted((count, most))
    drawn = [themes.level(n, most) for n in range(1, count + 1)]
    assert drawn == sorted(drawn) and drawn[0] == 1 and drawn[-1] <= themes.LEVELS
    assert themes.level(most, most) == (themes.LEVELS if most > 1 else 1)


@LANGUAGES
def test_the_list_has_every_theme_with_its_first_sentence(language):
    tree = tree_of("index", language)
    assert tree.xpath("//section/h3/@id") == [f"theme-{one.id}" for one in THEMES]
    section = one(tree, "//section[h3/@id='theme-news']")
    assert one(section, "./p[not(@class)]").text_content() == {"en": "First.", "zh": "其一。"}[language.key]
    assert one(section, "./h3/a").get("href") == "news/"
    (other,) = (other for other in EDITION.languages if other is not language)
    heading = one(section, "./p[@class='other-heading']")
    assert (heading.text_content(), heading.get("lang")) == (THEMES[2].name[other.key], other.tag)


@pytest.mark.parametrize(("text", "first"), [
    ("One. Two.", "One."), ("“One.” Two", "“One.”"), ("None", "None"), ("3.5 is. No", "3.5 is."), ("", ""),
    ("一句“甲。”二句。", "一句“甲。”"), ("一{a#b}。二", "一{a#b}。"), ("Why? So", "Why?"), ("A.\nB", "A."),
])  # fmt: skip
def test_a_sentence_ends_at_its_stop(text, first):
    assert theme.sentence(text) == first


# --- a theme's page


@LANGUAGES
@pytest.mark.parametrize("known", THEMES, ids=lambda known: known.id)
def test_quotes_are_exact_and_in_their_language_the_page_s_own_first(known, language):
    tree = tree_of(known.id, language)
    words = Words(EDITION, language)
    order = [language, *(other for other in EDITION.languages if other is not language)]
    shown = tree.xpath("//div[@class='passage']")
    assert len(shown) == len(known.passages)
    for passage, block in zip(known.passages, shown, strict=True):
        link = one(block, "./p[@class='where']/a")
        assert link.get("href") == f"../../{passage.ref.replace('#', '/#')}"
        assert link.text_content() == words.clause(EDITION.clause_by_ref[passage.ref])
        for found, own in zip(block.xpath("./p")[1:], order, strict=True):
            quoted = [quote.text for quote in passage.quotes.get(own.key, ()) if quote.text]
            if not quoted:
                assert (found.get("class"), found.get("lang")) == ("unsaid", None)
                assert found.text_content() == label("note.absent", language, language=words.name(own))
                continue
            assert (found.get("class"), found.get("lang")) == ("said", own.tag)
            marks = found.xpath("./span[@class='editorial']")
            editorial = EDITION.clause_by_ref[passage.ref].texts[own.key].status == "editorial"
            assert [(mark.get("lang"), mark.text_content()) for mark in marks] == (
                [(language.tag, label("status.editorial", language))] if editorial else [])
            said = found.text_content().removesuffix(f" {label('status.editorial', language)}" if editorial else "")
            assert said == label("sign.several", language).join(quoted)


@LANGUAGES
def test_a_page_says_its_names_its_summary_and_what_is_computed(language):
    words = Words(EDITION, language)
    (other,) = (other for other in EDITION.languages if other is not language)
    tree = tree_of("words", language)
    assert one(tree, "//h1").text_content() == THEMES[0].name[language.key]
    title = one(tree, "//p[@class='other-title']")
    assert (title.text_content(), title.get("lang")) == (THEMES[0].name[other.key], other.tag)
    summary = one(tree, "//main/p[not(@class)]")
    assert summary.xpath(".//a/@href") == ["../../toy-2024/#c1-2", "../../toy-report/#c1"]
    assert HOSTILE in summary.text_content()
    facts = facts_of(tree)
    assert facts[label("theme.first", language)].xpath("./a/@href") == ["../../toy-2024/#p1"]
    assert words.date(TOY.date) in facts[label("theme.first", language)].text_content()
    assert facts[label("theme.last", language)].xpath("./a/@href") == ["../../toy-report/#c1"]
    counts = facts[label("theme.counts", language)]
    assert counts.xpath("./a/@href") == ["#toy-2024", "#toy-report"]
    assert [link.tail.strip("\u00a0,、 ") for link in counts.xpath("./a")] == ["2", "1"]
    assert label("theme.without", language) not in facts
    terms = facts[label("theme.terms", language)]
    assert terms.xpath("./a/@href") == ["../../glossary/#on", "../../glossary/#heed"]
    assert one(tree, "//p[@class='hint']").text_content() == label("theme.computed", language)
    assert tree.xpath("//h2/@id") == ["toy-2024", "toy-report"]


@LANGUAGES
def test_a_theme_says_which_works_lack_it_and_has_no_section_for_them(language):
    tree = tree_of("alone", language)
    lacking = facts_of(tree)[label("theme.without", language)]
    assert lacking.text_content().endswith(Words(EDITION, language).short(REPORT))
    assert tree.xpath("//h2/@id") == ["toy-2024"]
    assert not tree.xpath("//p[@class='hint']") and not tree.xpath("//div[@class='changes']")


@LANGUAGES
def test_themes_lead_to_the_one_before_and_the_one_after(language):
    ways = {known.id: one(tree_of(known.id, language), "//nav").xpath(".//a/@href") for known in THEMES}
    assert ways == {
        "words": ["../alone/", "../"], "alone": ["../words/", "../news/", "../"], "news": ["../alone/", "../"]}
    assert one(tree_of("alone", language), "//nav").get("aria-label") == label("theme.ways", language)


@LANGUAGES
def test_the_works_say_what_of_the_terms_is_new_and_what_is_gone(language):
    tree = tree_of("words", language)
    lines = [[(li.xpath("./span[@class='fact']")[0].text_content().strip(" :："), li.xpath("./a/@href"))
              for li in found.xpath(".//li")] for found in tree.xpath("//div[@class='changes']")]  # fmt: skip
    both_terms = ["../../glossary/#on", "../../glossary/#heed"]
    assert lines == [[(label("theme.new", language), both_terms)], [(label("theme.gone", language), both_terms)]]


# --- what the wordings tell


def _work(slug, date, clauses=1, **status):
    texts = {lang: ClauseText("", "", "x", "A", status.get(lang, "issued")) for lang in ("en", "zh")}
    several = tuple(Clause(f"{slug}#c{n}", slug, f"c{n}", "item", texts) for n in range(1, clauses + 1))
    return replace(TOY, slug=slug, date=date, title=texts, short=both(slug, slug), clauses=several)


def _term(id, **said):
    """A term attested as ``{work: {lang: [wordings]}}``."""
    forms = {lang: tuple(dict.fromkeys(w for by in said.values() for w in by.get(lang, []))) for lang in ("en", "zh")}
    attested = {
        lang: tuple(Quote(f"{work}#c1", lang, text, ()) for work, by in said.items() for text in by.get(lang, []))
        for lang in ("en", "zh")
    }
    return Term(id, forms, {}, "law", {}, {}, (), attested)


A, B, C = _work("a", "2021"), _work("b", "2022-03"), _work("c", "2022-03-04", zh="editorial")


def _changes(*terms, work, before, earlier):
    edition = replace(EDITION, works=(C, B, A), terms=terms, themes=(), annotations=(), references=(), events=())
    found = Wordings(edition, terms).changes(work, before, earlier)
    rewordings = [(one.term.id, dict(one.went), dict(one.came)) for one in found.reworded]
    return [[t.id for t in found.new], [t.id for t in found.again], rewordings, [t.id for t in found.gone]]


def test_a_term_is_new_back_again_reworded_or_gone():
    new = _term("new", b={"en": ["w"]})
    again = _term("again", a={"zh": ["v"]}, c={"en": ["w"]})
    kept = _term("kept", a={"en": ["w"]}, b={"en": ["w", "v"]}, c={"en": ["w", "v"]})
    gone = _term("gone", a={"en": ["w"]}, c={"en": ["w"]})
    reworded = _term("re", a={"en": ["w", "u"], "zh": ["一"]}, b={"en": ["v", "u"], "zh": ["一"]})
    terms = (new, again, kept, gone, reworded)
    assert _changes(*terms, work=A, before=None, earlier=()) == [["again", "kept", "gone", "re"], [], [], []]
    assert _changes(*terms, work=B, before=A, earlier=(A,)) == [
        ["new"], [], [("re", {"en": ("w",)}, {"en": ("v",)})], ["again", "gone"]]
    assert _changes(*terms, work=C, before=B, earlier=(A, B)) == [[], ["again", "gone"], [], ["new", "re"]]


def test_the_editors_own_wordings_prove_nothing():
    translated = _term("t", b={"en": ["w"], "zh": ["一"]}, c={"en": ["w"], "zh": ["二"]})
    only = _term("only", c={"zh": ["三"]})
    assert _changes(translated, only, work=C, before=B, earlier=(A, B)) == [[], [], [], []]


def test_what_could_only_stand_in_a_language_the_work_was_not_issued_in_is_not_gone():
    assert _changes(_term("t", b={"zh": ["一"]}), work=C, before=B, earlier=(A, B)) == [[], [], [], []]
    assert Wordings(EDITION, ()).changes(TOY, None, ()) == Changes()


# --- first and last, whatever the edition

DATES = st.sampled_from(["2020", "2020-05", "2021-01-01", "2021-01-02", "2023-10-18"])


@st.composite
def editions(draw):
    """Works in any order with clauses, a theme with passages in any order and a term with attestations."""
    dates = draw(st.lists(DATES, min_size=1, max_size=5))
    works = tuple(_work(f"w{n}", date, draw(st.integers(1, 4)), zh=draw(st.sampled_from(["issued", "editorial"])))
                  for n, date in enumerate(dates))  # fmt: skip
    refs = [clause.ref for work in works for clause in work.clauses]
    passages = draw(st.lists(st.sampled_from(refs), min_size=1, max_size=8))
    places = draw(st.lists(st.tuples(st.sampled_from(refs), st.sampled_from(["en", "zh"])), max_size=8))
    mentions = tuple(Mention(ref, {"en": (Quote(ref, "en", "x", (Piece("text", 0, 1),)),)}, False) for ref in passages)
    attested = {lang: tuple(Quote(ref, lang, "x", ()) for ref, key in places if key == lang) for lang in ("en", "zh")}
    term = Term("t", {"en": ("x",), "zh": ("x",)}, {"zh": "x"}, "law", both("D", "D"), {}, (), attested)
    known = Theme("k", both("K", "K"), both("S.", "S."), ("t",), mentions)
    bare = replace(EDITION, annotations=(), references=(), agreements=(), events=())
    return replace(bare, works=works, terms=(term,), themes=(known,))


def naive_ends(refs, edition):
    """By date, then by the place in the edition: no sorting shared with what is tested."""
    first = last = None
    place = {work.slug: (work.date, n) for n, work in enumerate(edition.works)}
    at = {clause.ref: (*place[clause.work], int(clause.id[1:])) for clause in edition.clauses()}
    for ref in refs:
        first = ref if first is None or at[ref] < at[first] else first
        last = ref if last is None or at[ref] > at[last] else last
    return first, last


@given(editions())
def test_first_and_last_are_right_in_data_and_on_pages(edition):
    files = data.render(edition)
    (record,) = json.loads(files["build/public/data/themes.json"])
    (term,) = json.loads(files["build/public/data/glossary.json"])
    refs = [passage.ref for passage in edition.themes[0].passages]
    assert (record["first"], record["last"]) == naive_ends(refs, edition)
    assert record["works"] == Counter(ref.partition("#")[0] for ref in refs)
    assert Counter(passage["ref"] for passage in record["passages"]) == Counter(refs)
    assert (term["first"], term["last"]) == naive_ends([a["ref"] for a in term["attestations"]], edition)
    tree = page(themes.render(edition)["docs/en/themes/k.md"])
    facts = facts_of(tree)
    for key in ("first", "last"):
        assert facts[LABELS[f"theme.{key}"]["en"]].xpath("./a/@href") == [f"../../{record[key].replace('#', '/#')}"]
    assert tree.xpath("//h2/@id") == list(record["works"])
    shown = [link.get("href") for link in tree.xpath("//p[@class='where']/a")]
    assert shown == [f"../../{passage['ref'].replace('#', '/#')}" for passage in record["passages"]]
    dates = [edition.work_by_slug[slug].date for slug in record["works"]]
    assert dates == sorted(dates)


@given(editions())
def test_the_picture_of_a_term_shows_the_works_where_it_stands(edition):
    tree = page(glossary.render(edition)["docs/en/glossary.md"])
    attested = [quote for quotes in edition.terms[0].attestations.values() for quote in quotes]
    cells = tree.xpath("//div[@class='facts']//span[@class='appearances']/span/@class")
    if not attested:
        assert not cells
        return
    issued = {q.ref.partition("#")[0] for q in attested
              if edition.clause_by_ref[q.ref].texts[q.lang].status == "issued"}  # fmt: skip
    anywhere = {quote.ref.partition("#")[0] for quote in attested}
    by_date = sorted(edition.works, key=lambda work: work.date)
    assert cells == ["issued" if work.slug in issued else "editorial" if work.slug in anywhere else "none"
                     for work in by_date]  # fmt: skip
    first, last = naive_ends([quote.ref for quote in attested], edition)
    fact = facts_of(tree)[LABELS["glossary.appearances"]["en"]]
    one_work = first.partition("#")[0] == last.partition("#")[0]
    ways = [f"../{ref.replace('#', '/#')}" for ref in ([first] if one_work else [first, last])]
    assert fact.xpath("./a/@href") == ways
    spoken = one(fact, "./span[@class='spoken']").text_content()
    assert [work.slug for work in by_date if re.search(rf"\b{work.slug}\b", spoken)] == [
        work.slug for work in by_date if work.slug in anywhere]
    explained = one(tree, "//div[@class='appearances-key']/p").text_content()
    assert (LABELS["appearances.key-editorial"]["en"] in explained) == (anywhere != issued)
    names = one(tree, "//div[@class='appearances-key']/ol").text_content()
    assert re.findall(r"w\d", names) == [work.slug for work in by_date]


@LANGUAGES
def test_the_glossary_says_where_a_term_is_first_and_last(language):
    words = Words(EDITION, language)
    tree = page(glossary.render(EDITION)[f"docs/{language.key}/glossary.md"])
    fact = facts_of(one(tree, "//section[h2/@id='on']"))[label("glossary.appearances", language)]
    assert fact.xpath("./a/text()") == [words.named(C1)]
    assert label("appearances.only", language) in fact.text_content()
    assert words.date(TOY.date) in fact.text_content()
    news = facts_of(one(tree, "//section[h2/@id='news']"))[label("glossary.appearances", language)]
    assert news.xpath("./span[@class='appearances']/span/@class") == ["none", "editorial"]
    assert label("status.editorial", language) in one(news, "./span[@class='spoken']").text_content()


def test_a_theme_is_a_record_with_its_passages():
    found = json.loads(data.render(EDITION)["build/public/data/themes.json"])
    assert [record["id"] for record in found] == [one.id for one in THEMES]
    assert {tuple(record) for record in found} == {
        ("id", "name", "summary", "terms", "passages", "first", "last", "works", "url")}
    words, alone, _ = found
    assert words["passages"][1] == {
        "ref": C1, "quote": {"en": ["Heed <b>", "{: #x } and on."], "zh": "<i>治理</i>"}}
    assert (words["first"], words["last"], words["works"]) == (
        "toy-2024#p1", "toy-report#c1", {"toy-2024": 2, "toy-report": 1})
    assert [passage["quote"] for passage in alone["passages"]] == [
        {"en": None, "zh": "——破折号"}, {"en": "~~~", "zh": None}]
    assert alone["url"] == {"en": "themes/alone/", "zh": "zh/themes/alone/"}
    assert "{toy" not in words["summary"]["en"] and appearances.ends([], {}) == ()
