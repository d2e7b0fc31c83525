"""Permanent addresses, the editors' pages, and the ways between pages."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from rendered import front_matter, one, page
from toy_edition import EDITION, EN, REPORT, TOY, ZH, larger

from edition.render import figures, links, prose, resolvers, strip
from edition.render.words import Words

RESOLVERS = resolvers.render(EDITION)
PROSE = prose.render(EDITION)
ADDRESSED = replace(EDITION, address="https://example.org/gov/")
ADDRESS = st.sampled_from(
    [
        "",
        "zh/",
        "w/",
        "zh/w/",
        "w/#c1",
        "zh/w/#c1",
        "sources/",
        "sources/n/#L12",
        "id/w/c1/",
        "data/works.json",
    ]
)


@given(ADDRESS, ADDRESS)
def test_a_relative_way_leads_there_under_any_sub_path(here, there):
    own = here.partition("#")[0]
    way = links.relative(here, there)
    target, sharp, fragment = way.partition("#")
    reached = posixpath.normpath(posixpath.join("/any/sub/", own, target)) if target else f"/any/sub/{own}"
    assert reached.rstrip("/") == f"/any/sub/{there.partition('#')[0]}".rstrip("/")
    assert sharp + fragment == "".join(there.partition("#")[1:])
    assert not target or target.endswith("/") == (not there.partition("#")[0].endswith(".json"))


def test_addresses_are_those_of_the_design():
    assert links.clause(EN, "w#c10") == "w/#c10"
    assert links.clause(ZH, "w#c10") == "zh/w/#c10"
    assert links.source(ZH, "n", 12) == "zh/sources/n/#L12"
    assert links.resolver("w#c1-2") == "id/w/c1-2/"
    assert (links.page(EN), links.page(ZH), links.page(ZH, "method")) == ("", "zh/", "zh/method/")


@pytest.mark.parametrize("anchor", EDITION.anchors, ids=lambda anchor: anchor.ref)
def test_every_anchor_resolves_in_every_language(anchor):
    work, _, fragment = anchor.ref.partition("#")
    content = RESOLVERS[f"build/public/id/{work}/{fragment}/index.html"].decode()
    tree = html.document_fromstring(content)
    to = (anchor.successor or anchor.ref).partition("#")[2]
    assert [(a.get("hreflang"), a.get("href")) for a in tree.xpath("//main//a[@hreflang]")] == [
        ("en", f"../../../{work}/#{to}"),
        ("zh-Hans", f"../../../zh/{work}/#{to}"),
    ]
    assert tree.xpath("//link[@rel='canonical']/@href") == ["./"]
    assert tree.xpath("//a[contains(@href, 'data/')]/@href") == ["../../../data/clauses.jsonl"] * 2
    assert [div.get("lang") for div in tree.xpath("//main//div[p/a/@hreflang]")] == ["en", "zh-Hans"]
    assert tree.xpath("//main//div/p[last()]/a/@href") == ["../../../", "../../../zh/"]
    assert tree.xpath("//script/@src") == ["../../../assets/js/resolve.js"]
    assert not tree.xpath("//style|//@style|//script[not(@src)]|//@onclick")
    assert ("toy-2024#c1" in tree.xpath("string(//main//div/p[1])")) == (anchor.status == "retired")


def test_a_permanent_address_says_what_it_is_of_in_every_language():
    for id, headings in (
        ("c1", [("en", "Toys & <i>Games</i>, Point 1"), ("zh-Hans", "《玩具与《<b>游戏</b>》》第1项")]),
        ("title", [("en", "Toys & <i>Games</i>"), ("zh-Hans", "玩具与《<b>游戏</b>》")]),
        ("c9", []),
    ):
        tree = html.document_fromstring(RESOLVERS[f"build/public/id/toy-2024/{id}/index.html"].decode())
        assert [(span.get("lang"), span.text_content()) for span in tree.xpath("//h1/span")] == headings
        first = headings[0][1] if headings else "toy-2024#c9"
        assert tree.xpath("string(//title)") == f"{first} · A toy <edition>"
        assert headings or tree.xpath("string(//h1)") == first
    clauses = [EDITION.labels["data.clauses"][key] for key in ("en", "zh")]
    assert all(said in tree.text_content() for said in clauses)


def test_a_resolver_shows_hostile_names_as_text():
    class Elements(HTMLParser):
        seen: frozenset[str] = frozenset()

        def handle_starttag(self, tag, attrs):
            self.seen |= {tag}

    for content in RESOLVERS.values():
        parser = Elements()
        parser.feed(content.decode())
        assert parser.seen == set(
            ["html", "head", "meta", "title", "link", "script", "body", "main", "h1", "div", "p", "a"]
        ) | parser.seen & {"span", "br"}


def test_canonical_addresses_are_absolute_once_the_site_has_one():
    pages = resolvers.render(ADDRESSED)
    assert (
        b'<link rel="canonical" href="https://example.org/gov/id/toy-2024/c1/">'
        in pages["build/public/id/toy-2024/c1/index.html"]
    )


def test_successors_are_followed_to_the_end_and_never_in_a_ring():
    chain = {"w#a": "w#b", "w#b": "w#c", "w#x": "w#y", "w#y": "w#x"}
    assert resolvers._last("w#a", chain) == "w#c"
    assert resolvers._last("w#x", chain) in ("w#x", "w#y")


@pytest.mark.parametrize("path", PROSE)
def test_an_editors_page_is_complete_and_has_an_id_on_every_heading(path):
    content = PROSE[path]
    assert "{{" not in content.decode() and "}}" not in content.decode()
    tree = page(content)
    headings = tree.xpath("//h1|//h2|//h3")
    # Python-Markdown makes up ids such as "_1" for headings without one.
    assert all(re.fullmatch(r"[a-z0-9-]+", h.get("id")) for h in headings)
    assert front_matter(content)["title"] in (tree.xpath("string(//h1)"), "A toy &lt;edition&gt;")
    assert not tree.xpath("//img|//script|//@onclick|//*[starts-with(@href, 'javascript:')]")


def test_the_home_page_leads_to_every_work_in_the_order_of_dates():
    pages = prose.render(replace(EDITION, works=(REPORT, TOY)))
    for language in EDITION.languages:
        home = page(pages[f"docs/{language.key}/index.md"])
        assert home.xpath("//h3/a/@href") == [f"{work.slug}/" for work in (TOY, REPORT)]
        (status,) = home.xpath("//article/p[@class='status']")
        assert EDITION.labels["status.editorial"][language.key] in status.text_content()
        article = status.getparent()
        assert REPORT.head_note[language.key] in article.text_content()
        date = Words(EDITION, language).date(REPORT.date)
        when = one(article, "./p[@class='when']")
        assert [span.text_content() for span in when] == [date, " · ", REPORT.issuer[language.key]]
        assert when[1].get("class") == "dot"


@pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
def test_the_figures_of_the_home_page_are_counted_from_the_data(language):
    home = page(PROSE[f"docs/{language.key}/index.md"])
    read = {
        one(li, "./span").text_content(): one(li, "./strong").text_content()
        for li in home.xpath("//ul[@class='figures']/li")
    }
    texts = [text for clause in EDITION.clauses() for text in clause.texts.values()]
    counted = {
        "sources": f"{len(EDITION.sources)}",
        "characters": f"{sum(len(source.text) for source in EDITION.sources):,}",
        "accounted": "100%",
        "clauses": f"{len({clause.ref for work in EDITION.works for clause in work.clauses})}",
        "regularized": f"{sum(rule.count for rule in EDITION.regularizations)}",
        "emendations": f"{sum(len(text.emendations) for text in texts)}",
        "readings": f"{sum(len(text.apparatus) for text in texts)}",
        "notes": f"{len(EDITION.annotations)}",
    }
    assert read == {EDITION.labels[f"figure.{name}"][language.key]: n for name, n in counted.items()}


def test_not_every_character_accounted_for_is_never_a_hundred_per_cent():
    whole = larger(500)
    words = Words(replace(whole, ledger=whole.ledger[1:]), EN)
    assert "<strong>&gt;99.9%</strong>" in figures.listing(words, "")


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_said_as_nothing_or_all_only_when_it_is(count, more):
    assert (strip.percent(count, count + more) == "0%") == (count == 0)
    assert strip.percent(count, count + more) != "100%"
    assert strip.percent(more, more) == "100%"


def test_the_citation_is_that_of_the_first_item_of_the_first_work():
    for edition, shown in ((EDITION, "…/id/toy-2024/c1/"), (ADDRESSED, "https://example.org/gov/id/toy-2024/c1/")):
        method = page(prose.render(edition)["docs/en/method.md"])
        citation = one(method, "//div[@class='citation']")
        assert one(citation, ".//a").text_content() == shown
        assert one(citation, ".//a").get("href") == "../id/toy-2024/c1/"
        hint = EDITION.labels["cite.hint"]["en"].strip()
        assert citation.text_content().strip().endswith(hint if edition is EDITION else shown)
        assert "Toys & <i>Games</i>, Point 1. In A toy <edition>, version 0.1.0, 20\u00a0November 2026." in (
            citation.text_content()
        )


def test_errors_are_reported_where_the_edition_says_if_it_says_so():
    address = "mailto:errors@example.org?subject=Error%20in%20{ref}&body={url}"
    for report, ways in (("", []), (address, ["mailto:errors@example.org?subject=Error%20in%20&body="])):
        about = page(prose.render(replace(EDITION, report=report))["docs/en/about.md"])
        assert about.xpath("//p/a[text()='Report an error']/@href") == ways
        assert (EDITION.labels["report.none"]["en"] in about.text_content()) == (not report)
        assert (EDITION.labels["report.clauses"]["en"] in about.text_content()) == bool(report)


@pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
def test_differences_that_are_not_shown_are_told_whatever_their_number(language):
    labels = {key: EDITION.labels[f"accidentals.{key}"][language.key] for key in ("none", "one", "some")}
    for count, said in ((0, labels["none"]), (1, labels["one"]), (1234, labels["some"].format(count="1,234"))):
        method = prose.render(replace(EDITION, accidentals=count))[f"docs/{language.key}/method.md"]
        assert said in page(method).text_content()


@pytest.mark.parametrize(("key", "title", "parts"), [
    ("en", "Governance: A *toy*: again", ["Governance:", "A *toy*: again"]),
    ("zh", "治理：玩具版", ["治理：", "玩具版"]),
    ("en", "A toy <edition>", ["A toy <edition>"]),
])  # fmt: skip
def test_the_title_of_the_home_page_is_cut_after_its_colon(key, title, parts):
    named = replace(EDITION, title={**EDITION.title, key: title})
    content = prose.render(named)[f"docs/{key}/index.md"]
    assert [span.text_content() for span in page(content).xpath("//h1/span[@class='part']")] == parts
    assert html.fragment_fromstring(front_matter(content)["title"], "p").text_content() == title
    assert page(content).xpath("string(//h1)") == title


def test_a_column_of_figures_is_marked_with_its_heading():
    method = page(PROSE["docs/en/method.md"])
    for name, marked in (("regularizations", [0, 0, 0, 1]), ("reasons", [0, 1, 1]), ("witnesses", [0, 0, 0])):
        for row in method.xpath("//table[@class=$name]//tr", name=name):
            assert [int(cell.get("class") == "figure") for cell in row] == marked


@pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
def test_languages_are_named_with_the_pages_own_first(language):
    own_first = {"en": "English, Chinese", "zh": "中文、英文"}[language.key]
    method = page(PROSE[f"docs/{language.key}/method.md"])
    assert set(method.xpath("//table[@class='regularizations']//tr/td[1]/text()")) == {own_first}
    assert own_first in one(method, "//table[@class='witnesses']//tr[1]/td[2]").text_content()


@pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
def test_the_page_about_the_edition_has_its_statements(language):
    about = page(PROSE[f"docs/{language.key}/about.md"])
    assert {"rights", "privacy", "accessibility", "errors"} <= set(about.xpath("//h2/@id"))


def test_figures_are_computed_and_an_unknown_field_is_named():
    by_language = {
        "en": "# T\n\n{{ works }} {{count.emendations}} {{ version }} {{ date }}",
        "zh": "# 题\n\n{{ date }}",
    }
    made = prose.render(replace(EDITION, prose={"about": by_language}))
    assert b"\n2 2 0.1.0 20&#160;November 2026\n" in made["docs/en/about.md"]
    assert "\n2026年11月20日\n" in made["docs/zh/about.md"].decode()
    assert {"works", "count.clauses", "table.regularizations", "list.works", "drawing.works"} <= prose.fields()
    with pytest.raises(KeyError, match=r"no\.such"):
        prose.render(replace(EDITION, prose={"about": {"en": "{{ no.such }}", "zh": ""}}))


def test_rendering_is_pure():
    assert resolvers.render(EDITION) == RESOLVERS
    assert prose.render(EDITION) == PROSE
