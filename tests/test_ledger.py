"""Every character of a reading comes from the witness, a named rule or an emendation, and the ledger says which."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from edition.emend import corrections
from edition.ledger import attest
from edition.model import Source, Span
from edition.regularize import RULES, Printed, edits
from edition.schema import EmendationRecord
from edition.transcribe import Lines

LETTERS = st.sampled_from("ab 12一二，。,:;()\"'\n#-*+“”")
RULE_SETS = st.lists(st.sampled_from(sorted(RULES)), unique=True).map(tuple)


def source(text: str) -> Source:
    return Source("one", "one.txt", "A", ("en",), {}, {}, {}, "", "", text)


def spans(text: str, cuts: list[int], gaps: set[int]) -> list[Span]:
    """Spans of one part, cut at ``cuts``; a piece whose number is in ``gaps`` is left to something else."""
    bounds = [0, *cuts, len(text)]
    pieces = [(a, b) for a, b in pairwise(bounds) if a < b]
    kept = [piece for n, piece in enumerate(pieces) if n not in gaps] or pieces[:1]
    lines = Lines(text)
    return [
        Span("A", a, b, lines.number(a), "w#c1", "en", "text", "page-break" if n else None)
        for n, (a, b) in enumerate(kept)
    ]


@given(st.text(LETTERS, min_size=1, max_size=60), st.data(), RULE_SETS, st.sampled_from(["", " "]))
def test_the_entries_of_a_reading_are_its_spans_and_make_its_text(text, data, rules, space):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    own = spans(text, cuts, data.draw(st.sets(st.integers(0, 4), max_size=2)))
    printed = "".join(text[s.start : s.end] for s in own)
    seams = [sum(s.end - s.start for s in own[:n]) for n in range(1, len(own))]
    a = data.draw(st.integers(0, len(printed)))
    b = data.draw(st.integers(a, len(printed)))
    records = []
    if printed[a:b]:
        fields = {"id": "e1", "clause": "w#c1", "witness": "A", "from": printed[a:b],
                  "occurrence": sum(printed.startswith(printed[a:b], i) for i in range(a + 1)),
                  "to": data.draw(st.text(LETTERS, max_size=5)), "reason": "r", "authority": "x",
                  "note": {"en": "n", "zh": "n"}}
        records = [EmendationRecord.model_validate(fields)]
    # the record is not from a file, so only emendations without a problem may be asked for their place
    if records and (records[0].to == records[0].from_ or any(a < seam < b for seam in seams)):
        records = []
    fixes, problems = corrections(printed, seams, records)
    assert not problems
    result = attest(source(text), Lines(text), own, fixes, rules, space)

    assert "".join(e.becomes for e in result.entries) == result.text
    for span in own:
        inside = [e for e in result.entries if span.start <= e.start and e.end <= span.end]
        assert "".join(e.text for e in inside if e.start >= span.start) != "" or span.start == span.end
    covered = [e for e in result.entries if e.start < e.end]
    assert [i for e in covered for i in range(e.start, e.end)] == [i for s in own for i in range(s.start, s.end)]
    for entry in result.entries:
        assert entry.text == text[entry.start : entry.end]
        assert entry.line == Lines(text).number(entry.start)
        assert (entry.fate == "kept") == (entry.rule is None and entry.emendation is None)
        assert entry.fate != "kept" or entry.text == entry.becomes
        assert entry.fate != "emended" or entry.emendation == "e1"
        assert entry.rule in {None, *rules, "join"}


@given(st.text(LETTERS, max_size=40), RULE_SETS, st.sampled_from(["", " "]))
def test_rules_never_touch_a_letter_or_a_han_character(text, rules, space):
    for edit in edits(Printed(text, (0,), space), rules, bytearray(len(text))):
        assert not any(c.isalnum() for c in text[edit.start : edit.end])


@given(st.text(LETTERS, max_size=40), RULE_SETS)
def test_edits_never_overlap_and_leave_emended_characters_alone(text, rules):
    fixed = bytearray(len(text))
    fixed[1:3] = b"\x01" * len(fixed[1:3])
    found = edits(Printed(text, (0,), " "), rules, fixed)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert not any(edit.start < 3 and edit.end > 1 for edit in found)
