"""Law 1: the spans of a source partition it, whatever the cuts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edition.model import Source
from edition.records import validate
from edition.schema import Transcription
from edition.strict_yaml import parse
from edition.transcribe import Lines, transcribe

TEXTS = st.text(st.sampled_from("ab 一二，。\n\n\t#-“"), min_size=1, max_size=80)


def source(text: str) -> Source:
    return Source("one", "one.txt", "A", ("en",), {}, {}, {}, "", "", text)


def transcription(cuts: list[str]) -> Transcription:
    yaml = "source: one\nlines: paragraph\nregularizations: []\ncuts:\n" + "".join(f"  - {cut}\n" for cut in cuts)
    value, problems = parse(yaml if cuts else yaml.replace("cuts:\n", "cuts: []\n"), "one.yml")
    assert not problems and value is not None
    record, problems = validate(value, Transcription)
    assert not problems and record is not None
    return record


def codes(text: str, cuts: list[str]) -> list[tuple[str, int, int]]:
    _, problems = transcribe(source(text), transcription(cuts))
    return [(p.code, p.place.line, p.place.col) for p in problems]


@given(TEXTS, st.data())
def test_advancing_cuts_joined_give_the_file(text, data):
    lines = Lines(text)
    count = len(lines.starts) if lines.starts[-1] < len(text) else len(lines.starts) - 1
    first = next((n for n in range(1, count + 1) if text[slice(*lines.bounds(n))].strip()), 1)
    chosen = data.draw(st.sets(st.integers(first, count)).map(lambda s: sorted(s | {first})))
    spans, problems = transcribe(source(text), transcription([f"{{at: {n}, drop: page-number}}" for n in chosen]))
    assert {p.code for p in problems} <= {"T013"}  # a drop of several lines that does not say so
    assert "".join(text[s.start : s.end] for s in spans) == text
    assert [s.start for s in spans] == [0, *(s.end for s in spans[:-1])]
    assert all(s.start < s.end for s in spans)
    kept = [s for s in spans if s.reason == "page-number"]
    assert [s.line for s in kept] == chosen


@given(st.text(st.sampled_from("ab一，"), min_size=2, max_size=20), st.data())
def test_a_cut_inside_a_line_falls_before_its_words(line, data):
    at = data.draw(st.integers(1, len(line) - 1))
    words = line[at:]
    cut = f'{{at: 1, before: "{words}", drop: page-number}}'
    spans, problems = transcribe(source(line), transcription(["{at: 1, drop: page-number}", cut]))
    if sum(line.startswith(words, i) for i in range(len(line))) > 1:
        assert [p.code for p in problems] == ["T003"]
    else:
        assert problems == () and [s.start for s in spans] == [0, at]


WANTED = st.tuples(st.integers(-2, 12), st.sampled_from(["", "a", "一二", "zz"]))


@given(TEXTS, st.lists(WANTED, min_size=1, max_size=6))
def test_any_cuts_give_a_partition_or_problems_with_their_places(text, wanted):
    cuts = [f'{{at: {n}, {f"before: {w!r}, " if w else ""}drop: page-number}}' for n, w in wanted]
    spans, problems = transcribe(source(text), transcription(cuts))
    if problems:
        assert all(5 <= p.place.line < 5 + len(cuts) for p in problems)
        assert {p.code for p in problems} <= {"T001", "T002", "T003", "T004", "T005", "T013"}
    else:
        assert "".join(text[s.start : s.end] for s in spans) == text


def test_a_cut_that_does_not_advance_is_refused_at_its_place():
    assert codes("a\nb\nc\n", ["{at: 1, drop: x}", "{at: 1, drop: x}"]) == [("T004", 6, 10)]


def test_a_cut_past_the_end_is_refused():
    assert codes("a\nb\n", ["{at: 1, drop: x}", "{at: 3, drop: x}"]) == [("T001", 6, 10)]


def test_words_that_are_not_in_the_line_are_refused():
    assert codes("a\nb\n", ["{at: 1, drop: x}", '{at: 2, before: "a", drop: x}']) == [("T002", 6, 21)]


def test_a_drop_of_several_lines_says_its_last():
    cuts = ["{at: 1, drop: x}", "{at: 4, drop: x}"]
    assert codes("a\n\nb\nc\n", cuts) == [("T013", 5, 19)]
    assert codes("a\n\nb\nc\n", ["{at: 1, drop: x, through: 3}", cuts[1]]) == []
    assert codes("a\n\nb\nc\n", ["{at: 1, drop: x, through: 2}", cuts[1]]) == [("T013", 5, 31)]


def test_an_occurrence_says_which():
    text = "a b a b\n"
    spans, problems = transcribe(
        source(text), transcription(["{at: 1, drop: x}", '{at: 1, before: "b", occurrence: 2, drop: x}'])
    )
    assert not problems and [s.start for s in spans] == [0, 6]


def test_leading_white_space_is_a_dropped_span_of_its_own():
    spans, problems = transcribe(source(" \n\na\n"), transcription(["{at: 3, drop: x}"]))
    assert not problems and [(s.start, s.end, s.reason) for s in spans] == [(0, 3, "blank"), (3, 5, "x")]


def test_line_numbers_follow_line_feeds_only():
    lines = Lines("a\u2028b\x0c\nc\r\nd")
    assert [lines.number(i) for i in range(9)] == [1, 1, 1, 1, 1, 2, 2, 2, 3]
    assert lines.column(5) == 1 and lines.bounds(3) == (8, 9)
