"""A quote is found where its words stand, and only when they stand once."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from quotable import EN, ZH, clause, positions, record, text, words

from edition.commentary_schema import MentionRecord
from edition.quotes import quotes

ENGLISH = words(["to", "do", "good,", "AI", "all"], EN)
CHINESE = words(["发", "展", "人工", "智能", "，"], ZH)
PARTS = st.tuples(st.tuples(ENGLISH, ENGLISH), st.tuples(CHINESE, CHINESE)).filter(lambda it: all(map(any, it)))


def found(one, quote=None, absent=None):
    """The quotes of a mention of a clause, and the problems as (code, column)."""
    fields = {"clause": one.ref, "quote": quote or {}, "absent": absent or {}}
    mention = record(MentionRecord, **fields)
    made, problems = quotes(text(one), one.ref, mention, mention.quote, mention.absent)
    return made, [(problem.code, str(problem.place)) for problem in problems]


def drawn(data, parts):
    """A clause, a language, its words with their places, and a range of them that begins and ends with no space."""
    one = clause("c1", en=parts[0], zh=parts[1])
    language = data.draw(st.sampled_from([EN, ZH]))
    said, where = positions(one, language)
    start = data.draw(st.integers(0, len(said) - 1))
    end = data.draw(st.integers(start + 1, len(said)))
    assume(said[start:end] == said[start:end].strip())
    return one, language, said, where, start, end


def times(said, quoted):
    return sum(said.startswith(quoted, at) for at in range(len(said)))


@given(PARTS, st.data())
def test_a_quote_that_stands_once_is_the_words_at_its_pieces(parts, data):
    one, language, said, where, start, end = drawn(data, parts)
    quoted = said[start:end]
    assume(times(said, quoted) == 1)
    made, problems = found(one, quote={language.key: quoted})
    ((quote,),) = made.values()
    assert not problems and list(made) == [language.key]
    assert (quote.ref, quote.lang, quote.text, quote.after) == (one.ref, language.key, quoted, "")
    at = [(piece.part, n) for piece in quote.pieces for n in range(piece.start, piece.end)]
    assert at == [place for place in where[start:end] if place]
    printed = one.texts[language.key]
    assert language.space.join(getattr(printed, p.part)[p.start : p.end] for p in quote.pieces) == quoted


@given(PARTS, st.data())
def test_words_that_occur_twice_or_not_at_all_are_refused(parts, data):
    one, language, said, _, start, end = drawn(data, parts)
    quoted = said[start:end] if data.draw(st.booleans()) else data.draw(st.sampled_from(["good, to", "智能展", "zz"]))
    count = times(said, quoted)
    made, problems = found(one, quote={language.key: quoted})
    assert [code for code, _ in problems] == {0: ["Q003"], 1: []}.get(count, ["Q004"])
    assert len(made[language.key]) == (count == 1)


@given(PARTS, st.data())
def test_an_absence_stands_after_its_words(parts, data):
    one, language, said, _, start, end = drawn(data, parts)
    after = said[start:end]
    assume(times(said, after) == 1)
    other = {"en": ZH, "zh": EN}[language.key]
    made, problems = found(one, quote={other.key: positions(one, other)[0]}, absent={language.key: after})
    (quote,) = made[language.key]
    (piece,) = quote.pieces
    assert not problems and (quote.text, quote.after, piece.start) == ("", after, piece.end)
    printed = one.texts[language.key]
    before = printed.heading[: piece.start] if piece.part == "heading" else "".join(
        (printed.heading, language.space if printed.heading else "", printed.text[: piece.start]))
    assert before == said[:end]


def test_words_may_go_from_the_heading_into_the_text():
    one = clause("c1", en=("On AI.", "We act."), zh=("论智能。", "我们行动。"))
    made, _ = found(one, quote={"en": "AI. We", "zh": "智能。我"})
    assert [[(p.part, p.start, p.end) for p in made[lang][0].pieces] for lang in ("en", "zh")] == [
        [("heading", 3, 6), ("text", 0, 2)], [("heading", 1, 4), ("text", 0, 1)]]


def test_an_absence_at_the_end_of_the_heading_stands_in_it():
    one = clause("c1", en=("On AI.", "We act."), zh=("论智能。", "我们行动。"))
    made, _ = found(one, quote={"zh": "行动"}, absent={"en": "AI."})
    (piece,) = made["en"][0].pieces
    assert (piece.part, piece.start, piece.end) == ("heading", 6, 6)


def test_a_clause_with_a_heading_alone_can_be_quoted_to_its_end():
    one = clause("s1", en=("On AI", ""), zh=("论智能", ""))
    made, problems = found(one, quote={"en": "AI"}, absent={"zh": "智能"})
    assert not problems
    assert [(p.part, p.start, p.end) for lang in ("en", "zh") for p in made[lang][0].pieces] == [
        ("heading", 3, 5), ("heading", 3, 3)]


def test_several_quotes_come_in_the_order_of_the_text_and_languages_in_that_of_the_edition():
    one = clause("c1", en=("On AI.", "We act on it."), zh=("", "行动。"))
    made, _ = found(one, quote={"zh": "行", "en": ["it", "We", "AI. We act", "On"]})
    assert list(made) == ["en", "zh"]
    assert [quote.text for quote in made["en"]] == ["On", "AI. We act", "We", "it"]


@pytest.mark.parametrize(("quote", "absent", "problems"), [
    ({"en": "deed"}, {}, [("Q003", "1:36")]),
    ({"en": ["act", "e", "deed"]}, {}, [("Q004", "1:44"), ("Q003", "1:49")]),
    ({"zh": "行"}, {}, [("Q002", "1:36")]),
    ({"de": "Tat"}, {}, [("Q006", "1:36")]),
    ({"en": "act"}, {"en": "We"}, [("Q005", "1:61")]),
    ({}, {"en": "We"}, [("Q007", "1:29")]),
    ({"en": "act"}, {"zh": "行"}, [("Q002", "1:61")]),
])  # fmt: skip
def test_what_is_wrong_is_said_at_its_place(quote, absent, problems):
    _, said = found(clause("c1", en=("", "We see, we act.")), quote, absent)
    assert said == [(code, f"editorial/x.yml:{place}") for code, place in problems]


def test_an_unknown_clause_is_named_and_nothing_else_is_said_of_it():
    mention = record(MentionRecord, clause="w#c2", quote={"xx": "deed"})
    made, (problem,) = quotes(text(clause("c1", en=("", "We act."))), "w#c2", mention, mention.quote, mention.absent)
    assert (made, problem.code, problem.place.col) == ({}, "Q001", 12)
