"""A term is attested wherever one of its wordings stands, and nowhere else, whatever the glossary and the works."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quotable import EN, ZH, clause, positions, record, text, words

from edition.commentary_schema import GlossaryFile
from edition.terms import terms

LABELS = {"domain.law": {"en": "law", "zh": "法律"}}
ENGLISH = ["AI", "ai", "good", "Good,", "AI-for-good", "people’s", "(AI)", "Straße", "co_AI", "re-AI", "for", "AIs"]
CHINESE = ["人", "工", "智", "能", "人工", "AI", "，", "智能+"]
EN_FORMS = ["AI", "ai for", "good", "AI-for-good", "for good", "people", "Straße", "GOOD AI", "good, AI", "s"]
ZH_FORMS = ["人", "人工", "工人", "智能", "智能+", "人工智能", "AI", "人人"]
CLAUSES = st.lists(
    st.tuples(words(ENGLISH, EN), words(ENGLISH, EN), words(CHINESE, ZH), words(CHINESE, ZH)), min_size=1, max_size=3
)
GLOSSARY = st.lists(
    st.tuples(
        st.lists(st.sampled_from(EN_FORMS), unique_by=str.casefold, max_size=3),
        st.lists(st.sampled_from(ZH_FORMS), unique=True, max_size=3),
    ).filter(any), max_size=4,
)  # fmt: skip


def wording(forms):
    return {"term": forms[0], "variants": forms[1:]}


def glossary(*entries, **more):
    records = [
        {
            "id": f"t{n}", "domain": "law", "definition": {"en": "A word.", "zh": "词。"},
            "words": {key: wording(list(forms)) for key, forms in zip(("en", "zh"), entry, strict=True) if forms},
        } | more
        for n, entry in enumerate(entries)
    ]  # fmt: skip
    return record(GlossaryFile, terms=records)


def naive(one, language, form):
    """Where a wording begins: at every offset, whole words in a language of words, whatever their case."""
    said, _ = positions(one, language)
    for at in range(len(said) - len(form) + 1):
        here, before, after = said[at : at + len(form)], said[at - 1 : at] if at else "", said[at + len(form) :][:1]
        if language is ZH and here == form:
            yield at
        same = all(a == b or a.lower() == b.lower() for a, b in zip(here, form, strict=True))
        if language is EN and same and not before.isalnum() and not after.isalnum():
            yield at


@given(CLAUSES, GLOSSARY)
def test_attestations_are_every_occurrence_and_no_other(printed, entries):
    clauses = [clause(f"c{n}", en=parts[:2], zh=parts[2:]) for n, parts in enumerate(printed)]
    made, _ = terms(glossary(*entries), text(*clauses), LABELS)
    assert [term.id for term in made] == [f"t{n}" for n in range(len(entries))]
    for term, entry in zip(made, entries, strict=True):
        for language, forms in zip((EN, ZH), entry, strict=True):
            expected = []
            for one in clauses:
                said, where = positions(one, language)
                ranges = [(at, at + len(form)) for form in forms for at in naive(one, language, form)]
                for at, end in sorted(ranges, key=lambda it: (it[0], -it[1])):
                    expected.append((one.ref, said[at:end], [place for place in where[at:end] if place]))
            attested = [
                (quote.ref, quote.text, [(p.part, n) for p in quote.pieces for n in range(p.start, p.end)])
                for quote in term.attestations.get(language.key, ())
            ]
            assert attested == expected


@given(CLAUSES, GLOSSARY)
def test_a_wording_is_refused_when_it_occurs_nowhere(printed, entries):
    clauses = [clause(f"c{n}", en=parts[:2], zh=parts[2:]) for n, parts in enumerate(printed)]
    _, problems = terms(glossary(*entries), text(*clauses), LABELS)
    missing = sorted(
        f"“{form}” occurs nowhere in {language.key}"
        for entry in entries for language, forms in zip((EN, ZH), entry, strict=True) for form in forms
        if not any(list(naive(one, language, form)) for one in clauses)
    )  # fmt: skip
    nowhere = [problem for problem in problems if problem.code != "H009"]  # a language without the term
    assert sorted(problem.finding for problem in nowhere) == missing
    assert {problem.code for problem in nowhere} <= {"H003"}


@pytest.mark.parametrize(("printed", "form", "times"), [
    ("AI, ai and Ai.", "AI", 3),
    ("The aim is fair: AI’s", "AI", 1),
    ("AI-driven, non-AI (AI)", "AI", 3),
    ("for the good, for the Good", "for the good", 2),
    ("AIAI AI2", "AI", 0),
    ("on on on", "on on", 2),
    ("Straße des AI", "AI", 1),
    ("İ AI", "ai", 1),
])  # fmt: skip
def test_english_wordings_match_whole_and_in_any_case(printed, form, times):
    made, _ = terms(glossary(([form], [])), text(clause("c1", en=("", printed))), LABELS)
    assert len(made[0].attestations.get("en", ())) == times


@pytest.mark.parametrize(("printed", "form", "times"), [
    ("人人人", "人人", 2), ("以人为本", "人", 1), ("人工智能+", "智能", 1), ("AI与ai", "AI", 1), ("XAIX", "AI", 1),
])  # fmt: skip
def test_chinese_wordings_match_wherever_their_characters_stand(printed, form, times):
    made, _ = terms(glossary(([], [form])), text(clause("c1", zh=("", printed))), LABELS)
    assert len(made[0].attestations.get("zh", ())) == times


def test_wordings_lie_within_one_another_and_across_the_heading():
    one = clause("c1", en=("AI for", "good AI"), zh=("人工", "智能"))
    file = glossary((["AI for good"], ["人工智能"]), (["good", "AI"], ["智能", "工智"]))
    made, problems = terms(file, text(one), LABELS)
    assert not problems
    assert [q.text for q in made[0].attestations["en"]] == ["AI for good"]
    assert [p.part for p in made[0].attestations["en"][0].pieces] == ["heading", "text"]
    assert [q.text for q in made[1].attestations["en"]] == ["AI", "good", "AI"]
    assert [q.text for q in made[1].attestations["zh"]] == ["工智", "智能"]


def test_a_term_keeps_what_the_editors_say():
    fields = {"en": {"term": "AI", "variants": ["ai for"]}, "zh": {"term": "智能", "romanization": "zhì néng"}}
    file = glossary((["AI"], []), words=fields, marked=False)
    (term,), problems = terms(file, text(clause("c1", en=("", "ai for"), zh=("", "智能"))), LABELS)
    assert not problems
    assert term.forms == {"en": ("AI", "ai for"), "zh": ("智能",)} and term.head("zh") == "智能" and not term.head("fr")
    assert (term.romanization, term.domain, term.marked) == ({"zh": "zhì néng"}, "law", False)
    assert [quote.text for quote in term.attestations["en"]] == ["ai for", "ai"]
