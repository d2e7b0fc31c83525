"""What each rule does, by example."""

from __future__ import annotations

import pytest

from edition.regularize import Printed, edits


def regularized(text: str, *rules: str, starts: tuple[int, ...] = (0,), space: str = " ") -> str:
    out, at = "", 0
    for edit in edits(Printed(text, starts, space), rules, bytearray(len(text))):
        out += text[at : edit.start] + edit.becomes
        at = edit.end
    return out + text[at:]


@pytest.mark.parametrize(
    ("rule", "printed", "expected"),
    [
        ("heading-mark", "### 一、标题", "一、标题"),
        ("heading-mark", "C# and #1", "C# and #1"),
        ("emphasis-mark", "**II.", "II."),
        ("list-bullet", "- 一推动", "一推动"),
        ("list-bullet", "-一推动", "-一推动"),
        ("edge-space", " \ntext\n\n", "text"),
        ("edge-space", " \n ", ""),
        ("segmentation-space", "攸关全 人类 ， 是 2030 年", "攸关全人类，是2030年"),
        ("segmentation-space", "制度, 明确 (九) 中", "制度,明确(九)中"),
        ("segmentation-space", "open source 社区", "open source社区"),
        ("space-before-punctuation", "frameworks , norms .", "frameworks, norms."),
        ("doubled-space", "a  b   c", "a b c"),
        ("full-width-punctuation", "时,应:(一);可?好!", "时，应：（一）；可？好！"),
        ("full-width-punctuation", "1,000:10", "1,000:10"),
        ("full-width-punctuation", "决议(A/RES/78/311),推动", "决议（A/RES/78/311），推动"),
        ("full-width-punctuation", "人工智能+", "人工智能+"),
        ("paired-quotes", '坚持"以人为本"与"智能向善"', "坚持“以人为本”与“智能向善”"),
        ("paired-quotes", '"AI Plus," and countries\' laws', "“AI Plus,” and countries’ laws"),
        ("paired-quotes", "humanity's 'good'", "humanity’s ‘good’"),
    ],
)
def test_a_rule_changes_what_it_says(rule, printed, expected):
    assert regularized(printed, rule) == expected


def test_a_line_end_inside_a_paragraph_becomes_the_space_of_the_language():
    assert regularized("one \ntwo\n", "line-wrap", "edge-space") == "one two"
    assert regularized("文明 \n进步\n", "segmentation-space", "line-wrap", "edge-space", space="") == "文明进步"


def test_a_seam_becomes_the_space_of_the_language_even_where_nothing_is_printed():
    assert regularized("good\n\n# of all", "heading-mark", starts=(0, 6)) == "good of all"
    assert regularized("南南合\n\n作", starts=(0, 5), space="") == "南南合作"
    assert regularized("goodof", starts=(0, 4)) == "good of"


def test_the_order_in_which_an_editor_lists_rules_changes_nothing():
    text = "# 全 球 ,\n 人\n"
    rules = ("heading-mark", "segmentation-space", "line-wrap", "edge-space", "full-width-punctuation")
    assert regularized(text, *rules, space="") == regularized(text, *reversed(rules), space="") == "全球，人"
