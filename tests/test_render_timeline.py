"""The timeline: every event once and in order, and a drawing that says the same and in which nothing overlaps."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from rendered import front_matter, one, page
from toy_edition import C1, EDITION, EN, EVENTS, LISTED, PUBLIC, REPORT_C1, TOY, ZH, both

from edition.model import Event, Mention
from edition.render import axis, course, escape, timeline, timeline_drawing
from edition.render.words import Words

PAGES = timeline.render(EDITION)
LABELS = EDITION.labels
LANGUAGES = pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
KINDS = ("announcement", "instrument", "meeting", "deadline")
DRAWINGS = (timeline_drawing.lying, timeline_drawing.standing)

ISO = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
PARTIAL = st.builds(lambda iso, length: iso[:length], ISO, st.sampled_from([4, 7, 10]))
LETTERS = st.text(st.sampled_from("Governance of AI, mW—全球人工智能治理（《“+<&"), max_size=90)
NAME = LETTERS.map(lambda letters: f"N{letters}")
MENTIONS = st.lists(st.sampled_from([Mention(C1, {}, False), REPORT_C1]), max_size=2, unique_by=lambda m: m.ref)
OTHERS = st.lists(st.tuples(PARTIAL, st.none() | ISO, NAME, MENTIONS, st.sampled_from(KINDS)), max_size=24)
WORKS = st.lists(st.tuples(PARTIAL, st.sampled_from(["", "said"]), MENTIONS), min_size=1, max_size=9)


def event(id, kind, work, iso, end, name, mentions, uncertain=""):
    end = end if end and end > iso else ""
    return Event(id, kind, work, iso, end, both(name, name), {}, {"en": uncertain} if uncertain else {}, "plain", (),
                 tuple(mentions))


@st.composite
def editions(draw):
    """The toy with as many works and events as you like, of any dates."""
    dated = draw(WORKS)
    works, events = [], []
    for n, (iso, said, mentions) in enumerate(dated):
        works.append(replace(TOY, slug=f"w{n}", clauses=(), short=both(f"Work “{n}” of AI mW", f"《文献{n}》")))
        events.append(event(f"w{n}", "work", f"w{n}", iso, "", "", mentions, said))
    for n, (iso, end, name, mentions, kind) in enumerate(draw(OTHERS)):
        events.append(event(f"e{n}", kind, "", iso, end, name, mentions))
    return replace(EDITION, works=(*EDITION.works, *works), events=tuple(sorted(events, key=lambda e: e.date)))


def tree_of(language):
    return page(PAGES[f"docs/{language.key}/timeline.md"])


def drawn(edition, language, drawing) -> html.HtmlElement:
    return html.fragment_fromstring(drawing(Words(edition, language)))


def box(text) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text, as wide as it is at most."""
    x, y, size = float(text.get("x")), float(text.get("y")), int(text.get("font-size"))
    return x, y - size * 0.9, x + axis.width(text.text_content(), size), y + size * 0.25


def apart(one, other) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def mark_of(link, along: str) -> float:
    """Where an event's mark is on the line."""
    marks = link.xpath("./circle[contains(@class, 'tl-')]")
    if marks:
        return float(marks[0].get(f"c{along}"))
    x, y = re.findall(r"[\d.]+", link.xpath("./path[contains(@class, 'tl-glyph')]/@transform")[0])
    return float(x if along == "x" else y)


@LANGUAGES
def test_every_event_stands_once_in_order_by_year_with_its_date(language):
    tree = tree_of(language)
    items = tree.xpath("//section[@class='year']/ol[@class='events']/li[@class='event']")
    assert [one(item, "./h3").get("id") for item in items] == [event.id for event in EVENTS]
    assert [h2.get("id") for h2 in tree.xpath("//h2")] == ["y1945", "y2019", "y2024", "y2025", "y2030"]
    words = Words(EDITION, language)
    for item, event in zip(items, EVENTS, strict=True):
        times = item.xpath(".//time")
        assert [time.get("datetime") for time in times] == [iso for iso in (event.date, event.end) if iso]
        assert [time.text_content() for time in times] == [words.date(time.get("datetime")) for time in times]
        assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", time.get("datetime")) for time in times)
        assert item.getparent().getparent().xpath("./h2/@id") == [f"y{event.date[:4]}"]
        assert one(item, "./h3").text_content() == event.name[language.key]
        (other,) = (other for other in EDITION.languages if other is not language)
        heading = one(item, "./p[@class='other-heading']")
        assert (heading.text_content(), heading.get("lang")) == (event.name[other.key], other.tag)
        kind = one(item, ".//span[@class='kind']").text_content()
        assert kind == LABELS[f"timeline.{event.kind}"][language.key]


@LANGUAGES
def test_an_event_says_on_what_it_rests_and_quotes_the_words_that_mention_it(language):
    words = Words(EDITION, language)
    (other,) = (other for other in EDITION.languages if other is not language)
    items = {one(item, "./h3").get("id"): item for item in tree_of(language).xpath("//li[@class='event']")}
    public = escape.address(PUBLIC.address).replace("&amp;", "&")
    assert "../references/#plain" in items["signed"].xpath(".//@href")
    assert public in items["met"].xpath(".//@href") and LISTED.title in items["met"].text_content()
    assert LABELS["fact.date-note"][language.key] in items["met"].text_content()
    assert LABELS["fact.date-note"][language.key] not in items["signed"].text_content()
    links = items["met"].xpath(".//li//li/a")
    assert [(a.get("href"), a.text_content()) for a in links if a.get("href") != public] == [
        (f"../{ref.replace('#', '/#')}", words.named(ref)) for ref in (C1, "toy-report#c1")]
    said = [(span.get("lang"), span.text_content()) for span in items["met"].xpath(".//span[@class='said']")]
    quoted = {"en": "plain {: #x }", "zh": "<i>治理"}
    assert said == [(language.tag, quoted[language.key]), (other.tag, quoted[other.key]), ("en", "News")]
    assert "../toy-2024/" in items["issued"].xpath(".//@href")


def test_what_the_filter_asks_for_stands_on_each_event():
    items = {one(item, "./h3").get("id"): item.attrib for item in tree_of(EN).xpath("//li[@class='event']")}
    assert {id: at["data-kind"] for id, at in items.items()} == {event.id: event.kind for event in EVENTS}
    assert {id: at["data-works"] for id, at in items.items()} == {
        "signed": "", "met": "toy-2024 toy-report", "issued": "toy-2024 toy-report", "also": "",
        "reported": "toy-report", "due": "toy-2024"}  # fmt: skip
    assert {id: at["data-themes"] for id, at in items.items()} == {
        "signed": "", "met": "words news", "issued": "words alone news", "also": "", "reported": "words news",
        "due": "alone"}  # fmt: skip
    names = tree_of(EN).xpath("//div[@class='timeline-filter']/ul[@hidden]/li")
    assert [name.get("data-work") or name.get("data-theme") for name in names] == [
        "toy-2024", "toy-report", *(theme.id for theme in EDITION.themes)]


@LANGUAGES
def test_ids_are_unique_levels_do_not_skip_and_hostile_text_is_inert(language):
    tree = tree_of(language)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    text = "main h1 h2 h3 p section div ol ul li span a time figure figcaption"
    drawing = "svg line path circle polyline rect text tspan"
    assert {element.tag for element in tree.iter()} <= {*text.split(), *drawing.split()}
    public = escape.address(PUBLIC.address).replace("&amp;", "&")
    hrefs = [href for href in tree.xpath("//@href") if href != public]
    assert all(re.fullmatch(r"[./a-zA-Z0-9-]*(#[\w-]+)?", href) for href in hrefs)
    assert all(href[1:] in ids for href in hrefs if href.startswith("#"))
    assert not tree.xpath("//@style|//@onclick|//@onerror|//@data-x")
    assert front_matter(PAGES[f"docs/{language.key}/timeline.md"])["title"] == one(tree, "//h1").text_content()


def test_the_drawing_is_no_second_list_for_those_who_do_not_see_it():
    for svg in tree_of(ZH).xpath("//figure/svg"):
        assert svg.get("aria-hidden") == "true"
        assert [a.get("tabindex") for a in svg.iter("a")] == ["-1"] * len(EVENTS)
        assert {a.get("href") for a in svg.iter("a")} == {f"#{event.id}" for event in EVENTS}


@settings(deadline=None)
@given(editions(), st.sampled_from([EN, ZH]))
def test_labels_never_collide_and_stay_within_the_drawing(edition, language):
    for drawing in DRAWINGS:
        svg = drawn(edition, language, drawing)
        _, _, width, height = map(float, svg.get("viewbox").split())
        boxes = [box(text) for text in svg.xpath(".//text")]
        assert all(apart(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
        assert all(x >= 0 and y >= 0 and right <= width and foot <= height for x, y, right, foot in boxes)
        assert min(int(text.get("font-size")) for text in svg.xpath(".//text")) >= 11


@settings(deadline=None)
@given(editions())
def test_no_pole_of_the_lying_drawing_crosses_a_label_below(edition):
    svg = drawn(edition, EN, timeline_drawing.lying)
    boxes = [box(text) for text in svg.xpath("./a[@class='event']/text")]
    for pole in svg.xpath("./a[@class='event']/line[@class='tl-tick']"):
        x, *ys = (float(pole.get(name)) for name in ("x1", "y1", "y2"))
        assert all(apart((x, min(ys), x, max(ys)), one) for one in boxes)


@settings(deadline=None)
@given(editions())
def test_marks_stand_in_the_order_of_dates(edition):
    days = {event.id: axis.day(event.date) for event in edition.events}
    for drawing, along in zip(DRAWINGS, "xy", strict=True):
        links = drawn(edition, ZH, drawing).xpath("./a")
        places = {link.get("href")[1:]: mark_of(link, along) for link in links}
        assert set(places) == set(days) and len(links) == len(days)
        ordered = sorted(days, key=lambda id: (days[id], places[id]))
        assert all(places[one] <= places[other] for one, other in pairwise(ordered))


@settings(deadline=None)
@given(editions())
def test_threads_lead_to_the_works_whose_clauses_mention_the_event(edition):
    """And to no other: to each the mark of the work's own event."""
    issued = tuple(e for e in EVENTS if e.kind == "work")
    edition = replace(edition, events=tuple(sorted((*edition.events, *issued), key=lambda e: e.date)))
    for drawing, along in zip(DRAWINGS, "xy", strict=True):
        svg = drawn(edition, EN, drawing)
        links = {link.get("href")[1:]: link for link in svg.xpath("./a")}
        works = {"toy-2024": mark_of(links["issued"], along), "toy-report": mark_of(links["reported"], along)}
        for event in edition.events:
            own = mark_of(links[event.id], along)
            slugs = {mention.ref.partition("#")[0] for mention in event.mentions} - {event.work}
            wanted = sorted(works[slug] for slug in slugs)
            found = sorted(end_of(thread, own) for thread in links[event.id].xpath("./*[@class='tl-thread']"))
            if drawing is timeline_drawing.standing:
                assert found == pytest.approx([place for place in wanted if place != own], abs=0.2)
            else:
                assert found == pytest.approx(wanted, abs=0.2)


def end_of(thread, own: float) -> float:
    """The end of a thread that is not at the event's own mark."""
    if thread.tag == "line":
        assert float(thread.get("x1")) == pytest.approx(own, abs=0.2)
        return float(thread.get("x2"))
    numbers = [float(number) for number in re.findall(r"[\d.]+", thread.get("d"))]
    at = 0 if "Q" in thread.get("d") else 1  # along the lying drawing, or down the standing one
    begin, end = numbers[at], numbers[-2:][at]
    assert own in (pytest.approx(begin, abs=0.2), pytest.approx(end, abs=0.2))
    return end if begin == pytest.approx(own, abs=0.2) else begin


def test_early_years_do_not_squeeze_the_later_ones():
    """1945 is one year long, whatever lies between."""
    years = course.course(0, {1945: 40, 2023: 40, 2024: 90})
    assert years.runs() == [(0, 40), (40 + course.BREAK, 170 + course.BREAK)]
    assert years.at(date(2024, 1, 1).toordinal()) - years.at(date(2023, 1, 1).toordinal()) == 40
    assert [*years.gaps()] == [40 + course.BREAK / 2]


@pytest.mark.parametrize(("iso", "end", "first", "last"), [
    ("2027", "", date(2027, 1, 1), date(2027, 12, 31)), ("2024-02", "", date(2024, 2, 1), date(2024, 2, 29)),
    ("2024-07-04", "2024-07-06", date(2024, 7, 4), date(2024, 7, 6)),
    ("2019-03-30", "2020", date(2019, 3, 30), date(2020, 12, 31)),
    ("9999-12", "", date(9999, 12, 1), date(9999, 12, 31)),
])  # fmt: skip
def test_a_date_less_precise_covers_all_its_days(iso, end, first, last):
    made = replace(event("e", "meeting", "", iso, "", "Name", ()), end=end)
    assert course.days(made) == (first.toordinal(), last.toordinal())


def test_where_the_day_is_not_certain_the_mark_is_hollow():
    for drawing in DRAWINGS:
        svg = drawn(EDITION, EN, drawing)
        hollow = {a.get("href")[1:] for a in svg.xpath("./a[./*[contains(@class, 'uncertain')]]")}
        assert hollow == {"signed", "met", "reported"}


def test_an_edition_without_events_has_no_timeline():
    assert timeline.render(replace(EDITION, events=())) == {}
    assert timeline.render(EDITION) == PAGES
