"""The lint of the editors' prose: what it measures, and that sound prose passes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quotable import record

from edition.commentary_schema import MentionRecord, StyleFile, TermRecord
from edition.schema import LanguageRecord
from edition.style import prose, style

LANGUAGES = {
    "en": LanguageRecord(tag="en", name="English", path="", space=" ", unit="word"),
    "zh": LanguageRecord(tag="zh-Hans", name="中文", path="zh/", space="", unit="character"),
}
MOST = {"en": 12, "zh": 20}
FILE = record(
    StyleFile, percent=200,
    languages={
        "en": {"most": 12, "worth": 2, "never": "[\"']| [,.;:!?]", "clause": "Point 1",
               "avoid": [{"pattern": "\\bvery\\b", "why": "leave it out"}]},
        "zh": {"most": 20, "worth": 3, "never": "[\"'()]|[,:;?!]", "clause": "第一条",
               "avoid": [{"pattern": "显然", "why": "不必说"}]},
    },
)  # fmt: skip
RULES = style(LANGUAGES, FILE)
WHERE = record(MentionRecord, clause="w#c1", quote={"en": "x"})


def codes(words, rules=RULES):
    return [problem.code for problem in prose(WHERE, "quote", words, rules)]


def english(words, named=0):
    return " ".join(["word"] * (words - named) + ["{w#c1}"] * named) + "."


@given(st.integers(1, 20), st.integers(1, 30), st.integers(0, 3))
def test_length_is_counted_in_the_units_of_the_language_and_a_clause_by_its_stand_in(words, characters, named):
    """“Point 1” is two words, 第一条 three characters, whatever stands in the braces; a stop is a character."""
    named = min(named, words)
    said = {"en": english(words, named), "zh": "字" * characters + "{w#c1}" * named + "。"}
    lengths = {"en": words + named, "zh": characters + 3 * named + 1}
    expected = ["U002" for key, length in lengths.items() if length > MOST[key]]
    shares = sorted((lengths["en"] / 2, lengths["zh"] / 3))
    expected += ["U003"] if shares[1] > 2 * shares[0] else []
    assert codes(said) == expected


@given(st.text(st.sampled_from("字“”（）《》。"), min_size=1, max_size=15))
def test_unpaired_marks_and_a_missing_stop_are_found_and_no_others(text):
    found = codes({"en": "Word.", "zh": text})
    assert found.count("U006") == sum(text.count(a) != text.count(b) for a, b in ("“”", "（）", "《》"))
    assert found.count("U007") == (not text.rstrip("”）").endswith("。"))


@pytest.mark.parametrize(("words", "expected"), [
    ({"en": "It says so.", "zh": "其文如此。"}, []),
    ({"en": "It says “so.”", "zh": "其文曰“如此。”"}, []),
    ({"en": "Does it say so (in {w#c1})?", "zh": "其文如此否？"}, []),
    ({"en": "It says so."}, ["U001"]),
    ({}, ["U001", "U001"]),
    ({"en": "It's so.", "zh": "其文如此。"}, ["U004"]),
    ({"en": "It is so .", "zh": "其文如此。"}, ["U004"]),
    ({"en": "It is so.", "zh": "其文,如此。"}, ["U004"]),
    ({"en": "It is very so.", "zh": "其文显然如此。"}, ["U005", "U005"]),
    ({"en": "It is every so.", "zh": "其文如此。"}, []),
    ({"en": "It is (so.", "zh": "其文如此。"}, ["U006"]),
    ({"en": "It is so", "zh": "其文如此"}, ["U007", "U007"]),
    ({"en": "It is so.\\n", "zh": "其文如此。"}, ["U007"]),
])  # fmt: skip
def test_each_rule_finds_its_fault_and_sound_prose_passes(words, expected):
    assert codes(words) == expected


def test_a_language_without_rules_is_only_looked_for():
    bare = style(LANGUAGES, StyleFile(percent=200, languages={}))
    assert codes({"en": "'It", "zh": "，" * 99}, bare) == []
    assert codes({"en": "'It"}, bare) == ["U001"]


def test_a_finding_says_what_where_and_why():
    term = record(
        TermRecord, id="t", words={}, domain="law",
        definition={"en": "A very good word , indeed.", "zh": "甚好之词。"},
    )  # fmt: skip
    found = {problem.code: problem for problem in prose(term, "definition", term.definition, RULES)}
    assert set(found) == {"U004", "U005"}
    assert "“ ,”" in found["U004"].finding and "word ," in found["U004"].finding
    assert found["U005"].finding == "“very”: leave it out"
    assert all(problem.place == term.place("definition", "en") for problem in found.values())
