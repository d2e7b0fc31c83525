"""A source's page holds the source, and names the fate of every run of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rendered import one, page
from toy_edition import EDITION, EN, larger

from edition.model import FATES, LedgerEntry, Span
from edition.render import lines, sources, strip
from edition.render.words import Words

PAGES = sources.render(EDITION)
EACH = [(source, language) for source in EDITION.sources for language in EDITION.languages]
BY_PAGE = pytest.mark.parametrize(
    ("source", "language"), EACH, ids=lambda it: getattr(it, "siglum", None) or it.key
)


def tree_of(source, language):
    return page(PAGES[f"docs/{language.key}/sources/{source.name}.md"])


def characters(line) -> str:
    """What a line shows of its source: all but what the editors put beside it."""
    return "".join(line.xpath("./p[@class='source']//text()[not(ancestor::ins) and not(ancestor::a)]"))


@BY_PAGE
def test_the_lines_of_the_page_are_the_source(source, language):
    found = tree_of(source, language).xpath("//div[starts-with(@class, 'line')]")
    assert "\n".join(map(characters, found)) == source.text.removesuffix("\n")
    numbers = [str(number) for number in range(1, len(found) + 1)]
    assert [line.get("id") for line in found] == [f"L{number}" for number in numbers]
    assert [line.xpath("./a/@href") for line in found] == [[f"#L{number}"] for number in numbers]
    assert [one(line, "./a").text_content() for line in found] == numbers


@BY_PAGE
def test_each_line_names_its_fates(source, language):
    tree = tree_of(source, language)
    ledger = [entry for entry in EDITION.ledger if entry.source == source.file]
    for line in lines.split(ledger):
        fates = one(tree, "//div[@id=$id]/p[@class='fates']", id=f"L{line.number}")
        for entry in (run.entry for run in line.runs):
            if entry.fate == "kept":
                assert f"#{entry.ref.partition('#')[2]}" in "".join(fates.xpath(".//a/@href"))
            assert EDITION.labels[f"fate.{entry.fate}"][language.key] in fates.text_content()
            if entry.reason:
                assert EDITION.labels[f"reason.{entry.reason}"][language.key] in fates.text_content()
            if entry.rule:
                assert entry.rule in fates.text_content()


def test_what_a_run_becomes_stands_beside_it():
    tree = tree_of(EDITION.sources[0], EN)
    changed = {"regularized": [], "emended": []}
    for fate in changed:
        for element in tree.xpath("//div[@id='L2' or @id='L5']//p[@class='source']//del|//div[@id='L5']//ins"):
            if fate in element.get("class"):
                changed[fate].append((element.tag, element.text_content()))
    assert changed["regularized"][-4:] == [("del", ":"), ("ins", "："), ("del", ","), ("ins", "，")]
    assert changed["emended"] == [("del", "Teh"), ("del", " "), ("ins", "。")]
    assert "full-width-punctuation ×2" in one(tree, "//div[@id='L5']/p[@class='fates']").text_content()


def test_a_line_bears_the_language_of_what_it_is_kept_for():
    tree = tree_of(EDITION.sources[0], EN)
    tags = [one(tree, f"//div[@id='L{n}']/p[@class='source']").get("lang") for n in (1, 2, 5)]
    assert tags == ["und", "en", "zh-Hans"]


@BY_PAGE
def test_nothing_in_a_source_becomes_an_element(source, language):
    tree = tree_of(source, language)
    assert {e.tag for e in tree.xpath("//div[starts-with(@class, 'line')]//*")} <= {
        "a",
        "p",
        "del",
        "ins",
        "span",
        "q",
    }
    drawn = set(tree.xpath("//figure//*"))
    assert {e.tag for e in drawn} <= {"svg", "rect", "figcaption", "ul", "li", "span", "p"}
    written = {n for e in tree.iter() if e not in drawn for n in e.attrib}
    assert not written - {"id", "class", "lang", "href", "aria-label", "title"}
    assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))


def test_the_summary_counts_every_character():
    for source in EDITION.sources:
        listed = one(tree_of(source, EN), "//div[@class='fate-counts']").text_content()
        assert f"{len(source.text)} characters in " in listed
        counts = Counter()
        for entry in EDITION.ledger:
            if entry.source == source.file:
                counts[entry.fate] += len(entry.text)
        for fate, count in counts.items():
            assert f"{fate}: {count} characters in " in listed


def test_the_summary_suits_its_words_to_their_number():
    one_of_each = [LedgerEntry("papers.txt", n, n + 1, n + 1, "x", fate, "") for n, fate in enumerate(FATES[:3])]
    again = [replace(one_of_each[1], start=3, end=4, line=9)]
    for entries, said in (
        (one_of_each, ["3 characters in 3 runs", "dropped: 1 character in 1 run; beginning at line 2"]),
        (one_of_each, ["emended: none"]),
        (one_of_each + again, ["dropped: 2 characters in 2 runs; beginning at lines 2, 9"]),
    ):
        listed = page(sources._fates(entries, Words(EDITION, EN)).encode()).text_content().splitlines()
        assert set(said) <= set(listed)


def test_the_index_lists_every_source_with_what_is_on_record():
    index = page(PAGES["docs/en/sources/index.md"])
    for source in EDITION.sources:
        assert source.sha256 in index.text_content() and source.original_name in index.text_content()
        assert source.origin["en"] in index.text_content()
        assert f"{source.name}/" in index.xpath("//a/@href")


def test_an_entry_over_several_lines_says_once_what_becomes_of_it():
    entry = replace(EDITION.ledger[0], text="\na\nb\n", fate="emended", becomes="c", reason=None)
    found = [(line.number, run.text, run.becomes) for line in lines.split([entry]) for run in line.runs]
    assert found == [(1, "", ""), (2, "a", "c"), (3, "b", "")]


def test_a_page_grows_with_its_source_and_no_faster():
    sizes = [len(sources.render(larger(times))["docs/en/sources/papers.md"]) for times in (40, 80, 160)]
    assert (sizes[2] - sizes[1]) / (sizes[1] - sizes[0]) == pytest.approx(2, rel=0.1)


PIECES = "A head\nbegins and\n\n\n  goes on.\nOther words\nit ends.\n"


def spans(*pieces: tuple[str, str | None, str | None]) -> list[Span]:
    """Spans that partition the pieces: text, reference and join."""
    found, at = [], 0
    for text, ref, join in pieces:
        line = PIECES.count("\n", 0, at) + 1
        part = {"lang": "en", "part": "text"} if ref else {"reason": "blank"}
        found.append(Span("A", at, at + len(text), line, ref, join=join, **part))
        at += len(text)
    assert "".join(text for text, _, _ in pieces) == PIECES
    return found


def test_where_a_piece_goes_on_is_said_on_its_first_line_only():
    cut = spans(
        ("A head\n", None, None),
        ("begins and\n\n", "w#c1", None),
        ("\n  goes on.\n", "w#c1", "page-break"),
        ("Other words\n", "w#c2", None),
        ("it ", "w#c1", "line-wrap"),
        ("ends.\n", "w#c1", "source-mark"),
    )
    assert lines.continued(cut, PIECES) == {5: [("page-break", 2)], 7: [("line-wrap", 5)]}


@pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
def test_where_a_piece_goes_on_it_leads_to_what_it_goes_on_from(language):
    source = EDITION.sources[0]
    at = source.text.index("{: #x }")
    pieces = tuple(
        Span("A", start, end, line, "toy-2024#c1", "en", "text", join)
        for start, end, line, join in ((38, at, 2, None), (at, at + 17, 3, "line-wrap"))
    )
    tree = page(sources.render(replace(EDITION, spans=pieces))[f"docs/{language.key}/sources/{source.name}.md"])
    words = Words(EDITION, language)
    said = [(a.getparent().getparent().get("id"), a.get("href"), a.text_content())
            for a in tree.xpath("//p[@class='fates']/a[starts-with(@href, '#L')]")]
    assert said == [("L3", "#L2", words("join.line-wrap", line=2))]


def shown(*runs: tuple[str, str, str]) -> str:
    """Runs of one line as HTML: text, fate, what it becomes."""
    entries = [LedgerEntry("papers.txt", 0, len(text), 1, text, fate, becomes) for text, fate, becomes in runs]
    return "".join(lines._runs(run for line in lines.split(entries) for run in line.runs))


COMMA = (",", "regularized", "，")


def test_what_may_not_begin_a_line_is_held_where_it_belongs():
    gap = (" ", "regularized", "")
    comma = '<del class="regularized">,</del><ins class="regularized">，</ins>'
    space = '<del class="regularized gap"> </del>'
    assert shown(("全球", "kept", "全球"), COMMA, ("治", "kept", "治")) == f'全<span class="pair">球{comma}</span>治'
    assert shown(("全", "kept", "全"), gap, ("。治", "kept", "。治")) == f'全<span class="pair">{space}。</span>治'
    assert shown(("全", "kept", "全"), gap, ("治", "kept", "治")) == f"全{space}治"
    assert shown(("AI", "kept", "AI"), COMMA) == f"AI{comma}"
    long = ("," * (lines.PAIR + 1), "dropped", "")
    assert "pair" not in shown(("全", "kept", "全"), long)


RUNS = st.lists(st.tuples(st.sampled_from(FATES), st.integers(0, 400)), max_size=120)


def ledger(runs) -> list[LedgerEntry]:
    """Entries of those fates and lengths, one after another."""
    entries, at = [], 0
    for fate, length in runs:
        entries.append(LedgerEntry("papers.txt", at, at + length, 1, "x" * length, fate, ""))
        at += length
    return entries


@settings(deadline=None)
@given(RUNS)
def test_the_strip_partitions_the_bar_to_scale(runs):
    entries = ledger(runs)
    total = sum(length for _, length in runs)
    assume(total)
    rects = strip.bar(entries)
    foot, area = strip.MARK + strip.BETWEEN + strip.HEIGHT, Counter()
    columns = {}
    for rect in rects:
        assert rect.width > 0 and rect.height > 0
        columns.setdefault((rect.x, rect.width), []).append(rect)
        area[rect.fate] += rect.width * rect.height
    right = 0.0
    for (x, width), stack in sorted(columns.items()):
        assert x == pytest.approx(right, abs=0.011)
        right = x + width
        bottom = foot
        for rect in sorted(stack, key=lambda rect: -rect.y):
            assert rect.y + rect.height == pytest.approx(bottom, abs=0.011)
            bottom = rect.y
        assert bottom == pytest.approx(foot - strip.HEIGHT, abs=0.011)
    assert right == pytest.approx(strip.WIDTH, abs=0.011)
    for fate, count in strip.shares(entries).items():
        assert area[fate] / (strip.WIDTH * strip.HEIGHT) == pytest.approx(count / total, abs=0.002)


@settings(deadline=None)
@given(RUNS)
def test_the_strip_has_a_bounded_number_of_rectangles_and_marks_what_matters(runs):
    entries = ledger(runs)
    assume(any(length for _, length in runs))
    marks = strip.marks(entries)
    assert len(strip.bar(entries)) + len(marks) <= 400
    assert len({(mark.fate, mark.x) for mark in marks}) == len(marks)
    total = entries[-1].end
    for entry in entries:
        if entry.fate in strip.MARKS:
            at = min(entry.start, total - 1) * strip.WIDTH / total
            own = [mark for mark in marks if mark.fate == entry.fate]
            assert any(mark.x - 0.01 <= at <= mark.x + mark.width + 0.01 for mark in own)


@given(st.dictionaries(st.sampled_from(strip.ORDER), st.integers(1, 10**7), min_size=1))
def test_the_shares_are_a_hundred_per_cent_together_and_none_is_said_to_be_nothing_or_all(counts):
    said = strip.percents(counts)
    tenths = {fate: 0 if share[0] == "<" else 1000 if share[0] == ">" else round(10 * float(share.rstrip("%")))
              for fate, share in said.items()}
    assert sum(tenths.values()) == 1000
    for fate, count in counts.items():
        assert abs(tenths[fate] - 1000 * count / sum(counts.values())) < 1
        assert said[fate] != "0%" and (said[fate] == "100%") == (len(counts) == 1)


@pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
def test_the_strip_explains_the_marks_that_it_has_and_no_others(language):
    words = Words(EDITION, language)
    for fates in (("kept",), ("kept", "emended"), ("kept", "dropped"), FATES):
        said = strip.figure(ledger([(fate, 9) for fate in fates]), words, explained=True)
        assert words("strip.caption") in said
        assert (words("strip.above") in said) == ("emended" in fates)
        assert (words("strip.below") in said) == ("dropped" in fates)
    assert words("strip.caption") not in strip.figure(ledger([("kept", 9)]), words)


@BY_PAGE
def test_the_strip_says_in_words_what_it_shows(source, language):
    figure = one(tree_of(source, language), "//figure[@class='strip']")
    entries = [entry for entry in EDITION.ledger if entry.source == source.file]
    said = [li.text_content().split() for li in figure.xpath(".//ul[@class='shares']/li")]
    assert said == [
        [EDITION.labels[f"fate.{fate}"][language.key], share]
        for fate, share in strip.percents(strip.shares(entries)).items()
    ]
    assert one(figure, "./svg").get("aria-hidden") == "true"


def test_a_source_without_characters_has_no_strip():
    assert strip.figure([], Words(EDITION, EN)) == ""


@BY_PAGE
def test_a_source_leads_to_every_clause_it_carries(source, language):
    tree = tree_of(source, language)
    refs = dict.fromkeys(e.ref for e in EDITION.ledger if e.source == source.file and e.ref)
    ways = [f"../../{ref.replace('#', '/#')}" for ref in refs]
    assert sorted(set(tree.xpath("//ul[@class='clauses']/li/a/@href"))) == sorted(ways)
    index = page(PAGES[f"docs/{language.key}/sources/index.md"])
    assert {f"../{ref.partition('#')[0]}/" for ref in refs} <= set(index.xpath("//ul[@class='carried']/li/a/@href"))


@pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
def test_a_clause_is_named_in_full_after_its_id(language):
    tree = tree_of(EDITION.sources[0], language)
    chip = tree.xpath("//ul[@class='clauses']/li/a[text()='c1']")[0]
    full = {"en": "Point 1, Toys & <i>Games</i>", "zh": "《玩具与《<b>游戏</b>》》第1项"}[language.key]
    assert chip.get("title") == full
    assert chip.get("aria-label") == f"c1{Words(EDITION, language)('sign.colon')}{full}"


@pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
def test_the_list_of_sources_leads_to_each_by_its_heading_and_names_the_pages_own_language_first(language):
    index = page(PAGES[f"docs/{language.key}/sources/index.md"])
    assert index.xpath("//h2/a/@href") == [f"{source.name}/" for source in EDITION.sources]
    names = {"en": "(English, Chinese)", "zh": "（中文、英文）"}[language.key]
    assert index.xpath("//ul[@class='carried']/li")[0].text_content().endswith(names)


def test_the_lines_of_corrections_and_of_what_is_set_aside_are_linked():
    counts = one(tree_of(EDITION.sources[0], EN), "//div[@class='fate-counts']")
    assert counts.xpath(".//li[span/@class='emended']/a/@href") == ["#L2", "#L5"]
    assert counts.xpath(".//li[span/@class='dropped']/a/@href") == ["#L1"]


def test_rendering_is_pure():
    assert sources.render(EDITION) == PAGES
