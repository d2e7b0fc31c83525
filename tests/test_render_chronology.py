"""The drawn line of time: to scale, and no label touches another, whatever the dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from toy_edition import EDITION, EN, REPORT, TOY, ZH

from edition.render import axis, chronology, links
from edition.render.words import Words

DATE = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
PARTIAL = st.builds(lambda iso, length: iso[:length], DATE, st.sampled_from([4, 7, 10]))
TITLE = st.text(st.sampled_from("Governance of AI, mW—全球人工智能治理（《“+ "), min_size=1, max_size=90)
WORKS = st.lists(st.tuples(PARTIAL, TITLE, st.sampled_from([TOY, REPORT])), min_size=1, max_size=16).map(
    lambda drawn: [
        replace(
            work,
            slug=f"w{n}",
            date=iso,
            title={key: replace(text, text=title) for key, text in work.title.items()},
        )
        for n, (iso, title, work) in enumerate(drawn)
    ]
)


def drawings(works, language) -> list[html.HtmlElement]:
    figure = html.fragment_fromstring(chronology.draw(works, Words(EDITION, language), links.page(language)))
    assert figure.get("class") == "timeline" and figure[-1].tag == "figcaption"
    return figure.xpath("./svg")


def box(text) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text, as wide as it is at most."""
    x, y, size = float(text.get("x")), float(text.get("y")), int(text.get("font-size"))
    width = axis.width(text.text or "", size)
    left = x - {"start": 0, "end": width}[text.get("text-anchor", "start")]
    return left, y - size, left + width, y + size * 0.3


def apart(one, other) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@settings(deadline=None)
@given(WORKS, st.sampled_from([EN, ZH]))
def test_labels_never_collide_and_stay_within_the_drawing(works, language):
    for svg in drawings(works, language):
        _, _, width, height = map(float, svg.get("viewbox").split())
        boxes = [box(text) for text in svg.xpath(".//text")]
        assert all(apart(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
        assert all(x >= 0 and y >= 0 and right <= width and foot <= height for x, y, right, foot in boxes)


@settings(deadline=None)
@given(WORKS)
def test_no_pole_of_the_lying_line_crosses_a_label(works):
    svg, _ = drawings(works, EN)
    boxes = [box(text) for text in svg.xpath("./a/text")]
    for pole in svg.xpath("./a/line"):
        x, *ys = (float(pole.get(name)) for name in ("x1", "y1", "y2"))
        assert all(apart((x, min(ys), x, max(ys)), one) for one in boxes)


@settings(deadline=None)
@given(WORKS)
def test_marks_stand_in_the_order_of_dates_and_to_scale(works):
    for svg, along in zip(drawings(works, ZH), ("cx", "cy"), strict=True):
        marks = [(link.get("href"), float(link.xpath("./circle")[0].get(along))) for link in svg.xpath("./a")]
        days = [axis.day(next(w.date for w in works if f"{w.slug}/" == way)) for way, _ in marks]
        assert days == sorted(days) and len(marks) == len(works)
        span = date(date.fromordinal(days[-1]).year + 1, 1, 1).toordinal() - date(
            date.fromordinal(days[0]).year, 1, 1
        ).toordinal()
        scale = (marks[-1][1] - marks[0][1]) / max(days[-1] - days[0], 1)
        for (_, at), day in zip(marks, days, strict=True):
            assert at == pytest.approx(marks[0][1] + scale * (day - days[0]), abs=0.2)
        assert scale * span <= max(chronology.LYING, chronology.LONGEST) + 1


def test_a_date_less_precise_stands_in_its_middle():
    assert axis.day("2025-07-26") == date(2025, 7, 26).toordinal()
    assert axis.day("2025-07") == date(2025, 7, 15).toordinal()
    assert axis.day("2025") == date(2025, 7, 2).toordinal()


@settings(deadline=None)
@given(TITLE, st.integers(60, 300))
def test_a_title_is_wrapped_whole_and_no_line_is_too_wide(title, limit):
    lines = axis.wrap(title, 15, limit)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(axis.width(line, 15) <= limit for line in lines)
    assert not [line for line in lines[1:] if line[0] in "，）》”"] or limit < 90


@settings(deadline=None)
@given(TITLE, st.integers(60, 300))
def test_the_lines_of_a_label_are_even_and_no_more_than_they_must_be(title, limit):
    wrapped, even = axis.wrap(title, 15, limit), axis.even(title, 15, limit)
    assert "".join("".join(even).split()) == "".join(title.split())
    assert len(even) == len(wrapped)
    widest, most = (max((axis.width(line, 15) for line in lines), default=0) for lines in (even, wrapped))
    assert widest <= most
    pieces = [piece.strip() for piece in axis._pieces(title)]
    if max(axis.width(piece, 15) for piece in pieces) <= limit:
        assert all(any(piece in line for line in even) for piece in pieces if piece)


def test_no_year_looks_like_the_date_of_a_work_of_another():
    """A label stands lower than its mark where another takes its place: not so low that it reaches the next year."""
    works = [replace(TOY, slug=f"w{n}", date=iso) for n, iso in enumerate(("2024-07-04", "2024-09-25", "2025-07-26"))]
    _, standing = drawings(works, EN)
    years = {text.text: float(text.get("y")) for text in standing.xpath("./text")}
    dates = [float(link.xpath("./text")[0].get("y")) for link in standing.xpath("./a")]
    assert years["2025"] - dates[1] >= 14


def test_a_work_with_an_editors_translation_is_marked_and_the_mark_explained():
    for language in EDITION.languages:
        words = Words(EDITION, language)
        explained = EDITION.labels["timeline.editorial"][language.key]
        for svg in drawings((TOY, REPORT), language):
            assert [circle.get("class") for circle in svg.xpath(".//circle")] == ["tl-mark", "tl-mark editorial"]
            translated = [text.text for text in svg.xpath(".//text") if text.text == words("status.editorial")]
            assert len(translated) == (language is ZH)
        assert explained in html.fragment_fromstring(chronology.draw((TOY, REPORT), words, "")).text_content()
        assert explained not in chronology.draw((TOY,), words, "")


def test_the_drawing_is_no_second_list_for_those_who_do_not_see_it():
    for svg in drawings((TOY, REPORT), EN):
        assert svg.get("aria-hidden") == "true"
        assert {link.get("tabindex") for link in svg.xpath(".//a")} == {"-1"}
        assert not svg.xpath(".//@style|.//@onclick|.//style|.//script")
        assert {text.get("lang") for text in svg.xpath(".//a/text")} == {"en"}


def test_no_works_no_drawing():
    assert chronology.draw((), Words(EDITION, EN), "") == ""
