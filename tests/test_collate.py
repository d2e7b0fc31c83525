"""Collation finds where witnesses differ in words, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.collate import Hunk, collate

WORDS = st.lists(st.sampled_from(["ai", "for", "good", "and", "all"]), min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("base", "witness", "unit", "expected"),
    [
        ("good, respect the laws, and align", "good, laws, respect the and align", "word",
         [Hunk(6, "respect the laws,", "laws, respect the", "transposition")]),
        ("clarify and implement", "clarify implement", "word", [Hunk(8, "and", "", "omission")]),
        ("clarify implement", "clarify and implement", "word", [Hunk(0, "clarify", "clarify and", "substantive")]),
        ("implement", "and implement", "word", [Hunk(0, "implement", "and implement", "substantive")]),
        ("千行百业", "干行百业", "character", [Hunk(0, "千", "干", "substantive")]),
        ("国际标准", "标准国际", "character", [Hunk(0, "国际标准", "标准国际", "transposition")]),
        ("为此，我们倡议：", "", "character", [Hunk(0, "为此，我们倡议：", "", "omission")]),
    ],
)
def test_differences_of_words_are_hunks(base, witness, unit, expected):
    assert collate(base, witness, unit) == (tuple(expected), 0)


@pytest.mark.parametrize(
    ("base", "witness", "count"),
    [
        ("frameworks, norms", "frameworks , norms", 1),
        ("Public sectors", "public sectors", 1),
        ("inter-connectivity", "interconnectivity", 1),
        ("countries’ laws", "countries' laws", 1),
        ("the chain.", "the chain. --", 1),
        ("the same", "the same", 0),
    ],
)
def test_punctuation_case_and_spacing_are_counted_and_not_shown(base, witness, count):
    assert collate(base, witness, "word") == ((), count)


@given(WORDS, WORDS)
def test_putting_every_reading_for_its_lemma_gives_the_witness(ours, theirs):
    base, witness = " ".join(ours), " ".join(theirs)
    out, at = "", 0
    hunks, _ = collate(base, witness, "word")
    for hunk in hunks:
        assert hunk.lemma and base.startswith(hunk.lemma, hunk.start)
        assert (hunk.kind == "transposition") == (sorted(hunk.lemma.split()) == sorted(hunk.reading.split()))
        out += base[at : hunk.start] + hunk.reading
        at = hunk.start + len(hunk.lemma)
    out += base[at:]
    assert out.split() == witness.split()


@given(WORDS)
def test_a_text_does_not_differ_from_itself(words):
    assert collate(" ".join(words), " ".join(words), "word") == ((), 0)
