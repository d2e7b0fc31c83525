"""What two readings share and what became of their findings is counted from the files, never typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quotable import EN, ZH, clause, positions, record, text, work

from edition.commentary_schema import ComparisonFile, ReconciliationFile
from edition.model import Annotation
from edition.reconcile import reconcile

# No character stands twice, so that any range of them can be quoted.
CLAUSES = (
    clause("c1", en=("abc", "defgh"), zh=("", "甲乙丙丁戊")),
    clause("c2", en=("", "xyz"), zh=("子丑", "寅卯")),
    clause("f1", en=("", "only")),
)
RANGE = st.tuples(st.sampled_from(CLAUSES[:2]), st.integers(0, 8), st.integers(1, 8), st.integers(0, 8), st.booleans())


def finding(id, quote=None, absent=None):
    return {
        "id": id, "differs": "force", "quote": quote or {"en": "x"}, "absent": absent or {},
        "says": "s", "why": "w", "significance": 1, "confidence": 1,
    }  # fmt: skip


def note(id, ref="w#c1", kind="translation"):
    differs = "force" if kind == "translation" else ""
    return Annotation(id, ref, "w", kind, differs, {}, {}, 1, (), (), (), False, ())


def reading(name, clauses, slug="w"):
    return record(ComparisonFile, work=slug, reading=name, clauses=clauses)


def run(first, second, outcome, notes, aside=()):
    files = [reading("first", first), reading("second", second)]
    reasons = {id: "Not a difference." for id in aside}
    done = record(ReconciliationFile, work="w", notes=outcome, aside=reasons)
    return reconcile(files, {"w": done}, [work(*CLAUSES)], notes, text(*CLAUSES))


def stands(drawn):
    """The finding of a range in English and a range, or a point, in Chinese; and the cells and edges of each part."""
    one, start, length, other, absent = drawn
    fields, ranges = {"quote": {}, "absent": {}}, []
    for language, at in ((EN, start), (ZH, other)):
        said, where = positions(one, language)
        at %= len(said)
        end = min(at + length, len(said))
        if said[at] == " " or said[end - 1] == " ":
            at, end = 0, 1
        gone = absent and language is ZH
        fields["absent" if gone else "quote"][language.key] = said[at:end]
        cells = [(one.ref, language.key, *place) for place in where[at:end] if place]
        for part in dict.fromkeys(cell[2] for cell in cells[-1:] if gone) or dict.fromkeys(cell[2] for cell in cells):
            own = [cell[3] for cell in cells if cell[2] == part]
            low, high = (own[-1] + 1, own[-1] + 1) if gone else (own[0], own[-1] + 1)
            ranges.append(((one.ref, language.key, part), low, high))
    return one.id, fields, ranges


def touch(one, two):
    """Whether two ranges have a character in common, or a point stands in or beside the other."""
    (place, a, b), (other, c, d) = one, two
    if a == b or c == d:
        return place == other and bool(set(range(a, b + 1)) & set(range(c, d + 1)))
    return place == other and bool(set(range(a, b)) & set(range(c, d)))


@given(st.lists(RANGE, max_size=4), st.lists(RANGE, max_size=4), st.data())
def test_figures_are_those_of_a_naive_count(firsts, seconds, data):
    notes = [note(f"n{n}") for n in range(1, 4)]
    outcome = {one.id: [] for one in notes}
    aside, files, own = [], [], []
    for letter, drawn in (("a", firsts), ("b", seconds)):
        clauses = {"c1": [], "c2": []}
        own.append([stands(one) for one in drawn])
        for n, (id, fields, _) in enumerate(own[-1], 1):
            clauses[id].append(finding(f"{letter}{n}", **fields))
            goal = data.draw(st.sampled_from(["n1", "n2", "n3", None]))
            (outcome[goal] if goal else aside).append(f"{letter}{n}")
        files.append(clauses)
    made, (agreement,), problems = run(*files, outcome, notes, aside)
    assert not problems
    found = {id: {{"a": "first", "b": "second"}[by[0]] for by in ids} for id, ids in outcome.items()}
    assert {one.id: set(one.readings) for one in made} == found
    assert all(one.readings == tuple(sorted(one.readings)) for one in made)
    shared = tuple(
        sum(any(touch(a, b) for a in ranges for _, _, others in two for b in others) for _, _, ranges in one)
        for one, two in (own, own[::-1])
    )
    assert (agreement.findings, agreement.shared) == ((len(firsts), len(seconds)), shared)
    assert (agreement.work, agreement.clauses, agreement.notes, agreement.aside) == ("w", 2, 3, len(aside))
    assert agreement.both == sum(len(by) == 2 for by in found.values())
    assert agreement.one == sum(len(by) == 1 for by in found.values())


def test_findings_on_the_same_words_are_shared_and_those_that_only_touch_are_not():
    first = {"c1": [finding("a1", {"en": "abc"}), finding("a2", {"en": "ef"}), finding("a3", {"zh": "甲"})], "c2": []}
    second = {"c1": [finding("b1", {"en": "c d"}), finding("b2", {"en": "gh"}, {"zh": "甲"})], "c2": []}
    outcome = {"n1": ["a1", "b1"], "n2": ["a2"], "n3": []}
    made, (agreement,), problems = run(first, second, outcome, [note("n1"), note("n2"), note("n3")], ["a3", "b2"])
    assert not problems
    # a1 and b1 have “c” in common; a2 touches b2 and no more; b2 is absent right after the words of a3.
    assert agreement.shared == (2, 2)
    assert [one.readings for one in made] == [("first", "second"), ("first",), ()]
    assert (agreement.both, agreement.one, agreement.notes, agreement.aside) == (1, 1, 3, 2)


def test_notes_that_are_no_difference_need_no_finding_and_keep_no_reading():
    made, (agreement,), problems = run({"c1": [], "c2": []}, {"c1": [], "c2": []}, {}, [note("n1", kind="term")])
    assert not problems and made[0].readings == () and agreement.notes == 0


@pytest.mark.parametrize(("first", "outcome", "notes", "aside", "codes"), [
    ({"c1": []}, {}, [], [], ["X003"]),
    ({"c1": [], "c2": [], "f1": []}, {}, [], [], ["X004"]),
    ({"c1": [], "c2": [], "c9": [finding("a1")]}, {}, [], ["a1"], ["X004"]),
    ({"c1": [finding("a1", {"en": "ab"})], "c2": [finding("a1")]}, {}, [], ["a1"], ["X005"]),
    ({"c1": [finding("a1", {"en": "ab"})], "c2": []}, {}, [], [], ["X006"]),
    ({"c1": [finding("a1", {"en": "ab"})], "c2": []}, {"n1": ["a1"]}, [note("n1")], ["a1"], ["X006"]),
    ({"c1": [finding("a1", {"en": "ab"})], "c2": []}, {"n1": ["a1", "a1"]}, [note("n1")], [], ["X006"]),
    ({"c1": [], "c2": []}, {"n1": ["a1"]}, [note("n1")], [], ["X007"]),
    ({"c1": [], "c2": []}, {"n1": []}, [], [], ["X008"]),
    ({"c1": [], "c2": []}, {"n1": []}, [note("n1", kind="term")], [], ["X008"]),
    ({"c1": [], "c2": []}, {}, [note("n1")], [], ["X009"]),
    ({"c1": [finding("a1", {"en": "z"})], "c2": []}, {}, [], ["a1"], ["Q003"]),
])  # fmt: skip
def test_what_does_not_add_up_is_found_and_no_figure_is_given(first, outcome, notes, aside, codes):
    made, agreements, problems = run(first, {"c1": [], "c2": []}, outcome, notes, aside)
    assert [problem.code for problem in problems] == codes
    assert not agreements and all(not one.readings for one in made)


def test_a_work_that_lacks_a_reading_is_not_counted_with_one():
    done = record(ReconciliationFile, work="w", notes={})
    one = reading("first", {"c1": [], "c2": []})
    for files, outcomes, count in (([one], {"w": done}, 2), ([], {"w": done}, 1), ([one], {}, 1), ([], {}, 0)):
        _, agreements, problems = reconcile(files, outcomes, [work(*CLAUSES)], [], text(*CLAUSES))
        assert [problem.code for problem in problems] == ["X002"] * count and not agreements
    stray = reading("first", {}, slug="v")
    assert [p.code for p in reconcile([stray], {}, [work(*CLAUSES)], [], text(*CLAUSES))[2]] == ["X001"]
