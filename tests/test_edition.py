"""The published text of the real sources: what the design promises, measured."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from edition.build import build
from edition.model import Edition
from edition.read import read_project

ROOT = Path(__file__).parent.parent

#: The clauses of each work as the design fixes them: "c1-1..7" is c1-1 to c1-7.
CLAUSES = {
    "initiative-2023": "f1 p1..4 c1..11",
    "shanghai-2024": "f1..3 p1..2 s1 c1-1..7 s2 c2-1..5 s3 c3-1..3 s4 c4-1..2 s5 c5-1..2 end",
    "capacity-2024": "f1 p1 s1 c1-1..5 s2 c2-1..10",
    "action-plan-2025": "f1..3 p1..2 c1..13",
    "associations-2026": "c1..15",
}


def expanded(words: str) -> list[str]:
    ids = []
    for word in words.split():
        stem, first, last = (re.fullmatch(r"(.*?)(\d+)\.\.(\d+)", word) or re.fullmatch(r"(.*)()()", word)).groups()
        ids += [f"{stem}{n}" for n in range(int(first), int(last) + 1)] if last else [word]
    return ids


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return read_project(ROOT)


@pytest.fixture(scope="module")
def edition(files) -> Edition:
    made, problems = build(files)
    assert problems == ()
    return made


def test_every_clause_of_the_design_exists_in_its_languages(edition):
    assert {work.slug: [c.id for c in work.clauses] for work in edition.works} == {
        slug: expanded(words) for slug, words in CLAUSES.items()
    }
    for clause in edition.clauses():
        assert set(clause.texts) == ({"en"} if clause.kind == "framing" else {"en", "zh"}), clause.ref
        for text in clause.texts.values():
            assert bool(text.text) == (clause.kind != "section") and (text.text or text.heading), clause.ref


def test_the_works_stand_in_the_order_of_their_dates(edition):
    dates = [work.date for work in edition.works]
    assert dates == sorted(dates) == ["2023-10-18", "2024-07-04", "2024-09-25", "2025-07-26", "2026-04-14"]


def test_the_ledger_partitions_every_source(edition):
    for source in edition.sources:
        entries = [entry for entry in edition.ledger if entry.source == source.file]
        assert "".join(entry.text for entry in entries) == source.text
        assert [e.start for e in entries] == [0, *(e.end for e in entries[:-1])]
        assert all(entry.line == source.text.count("\n", 0, entry.start) + 1 for entry in entries)


def test_every_issued_text_is_what_the_ledger_says_became_of_its_witness(edition):
    files = {source.siglum: source.file for source in edition.sources}
    became = defaultdict(str)
    for entry in edition.ledger:
        became[entry.source, entry.ref, entry.lang, entry.part] += entry.becomes
    for work in edition.works:
        texts = [(f"{work.slug}#title", lang, text, "title") for lang, text in work.title.items()]
        texts += [(c.ref, lang, text, "text") for c in work.clauses for lang, text in c.texts.items()]
        for ref, lang, text, last in texts:
            if text.status == "issued":
                file = files[text.witness]
                assert became[file, ref, lang, last] == text.text, ref
                assert became[file, ref, lang, "marker"] == text.marker, ref
                assert became[file, ref, lang, "heading"] == text.heading, ref


def test_every_emendation_is_in_the_ledger_and_on_its_clause(edition):
    listed = {e.id: e for e in edition.emendations()}
    in_ledger = {entry.emendation: entry for entry in edition.ledger if entry.fate == "emended"}
    assert set(listed) == set(in_ledger) and listed
    for key, emendation in listed.items():
        entry = in_ledger[key]
        assert (entry.ref, entry.lang, entry.line, entry.start) == (
            emendation.ref, emendation.lang, emendation.line, emendation.start)
        assert entry.text in emendation.before and entry.becomes in emendation.after


def test_published_text_keeps_the_conventions(edition):
    for work in edition.works:
        for clause in work.clauses:
            for lang, text in clause.texts.items():
                for words in (text.marker, text.heading, text.text):
                    assert words == unicodedata.normalize("NFC", words.strip())
                    assert "  " not in words and '"' not in words and "'" not in words and "\n" not in words
                    assert words.count("“") == words.count("”")
                    if lang == "zh":
                        assert not re.search(r"[,:;()?!]| ", words), (clause.ref, words)


def test_the_translated_report_is_marked_and_no_other_text_is(edition):
    status = Counter((work.slug, lang, text.status) for work in edition.works
                     for clause in work.clauses for lang, text in clause.texts.items())
    editorial = {key[:2] for key in status if key[2] == "editorial"}
    assert len(editorial) == 1
    slug, lang = editorial.pop()
    work = next(work for work in edition.works if work.slug == slug)
    assert work.kind == "report" and lang == "zh" and set(work.translation) == {"en", "zh"}
    assert work.title[lang].status == "editorial"


@pytest.mark.parametrize("position", ["first", "middle", "last"])
def test_one_byte_of_a_source_fails_the_build_by_name(files, position):
    for path in [path for path in files if path.startswith("sources/") and path.endswith(".txt")]:
        data = bytearray(files[path])
        at = {"first": 0, "middle": len(data) // 2, "last": len(data) - 1}[position]
        data[at] ^= 1
        made, problems = build({**files, path: bytes(data)})
        assert made is None
        assert any(p.code == "S003" and p.place.file == path for p in problems), path


def test_removing_any_cut_fails_the_build_or_is_counted(files, edition):
    """No cut is idle. One between punctuation marks of a witness that is not published shows as an accidental."""
    for path in [path for path in files if path.startswith("editorial/transcriptions/")]:
        lines = files[path].decode().splitlines(keepends=True)
        cuts = [n for n, line in enumerate(lines) if line.startswith("  - {at")]
        for n in cuts[:: max(len(cuts) // 12, 1)]:
            made, problems = build({**files, path: "".join(lines[:n] + lines[n + 1 :]).encode()})
            if made is not None:
                assert made.accidentals > edition.accidentals, f"{path}:{n + 1}"
                assert [t.text for t in made.texts()] == [t.text for t in edition.texts()]
            assert all(p.place.file.startswith("editorial/") for p in problems)


def words_at(edition, quote):
    """The words at the pieces of a quote."""
    text = edition.clause_by_ref[quote.ref].texts[quote.lang]
    pieces = (getattr(text, piece.part)[piece.start : piece.end] for piece in quote.pieces)
    return edition.language(quote.lang).space.join(pieces)


def test_every_quote_of_a_note_a_mention_and_a_term_stands_at_its_pieces(edition):
    notes = [(note.ref, note.quotes) for note in edition.annotations]
    mentions = [(mention.ref, mention.quotes) for one in edition.references for mention in one.mentions]
    for ref, quotes in notes + mentions:
        for lang, several in quotes.items():
            for quote in several:
                assert (quote.ref, quote.lang, words_at(edition, quote)) == (ref, lang, quote.text)
                text = edition.clause_by_ref[ref].texts[lang]
                words = edition.language(lang).space.join(part for part in (text.heading, text.text) if part)
                assert words.count(quote.text or quote.after) == 1
    for term in edition.terms:
        for lang, several in term.attestations.items():
            forms = {form.casefold() for form in term.forms[lang]}
            for quote in several:
                assert words_at(edition, quote) == quote.text and quote.text.casefold() in forms


def test_every_clause_of_an_issued_work_was_read_twice_and_every_finding_has_one_outcome(files, edition):
    """The news report, whose Chinese is the editors', is not compared."""
    issued = [work for work in edition.works if all(text.status == "issued" for text in work.title.values())]
    assert {agreement.work for agreement in edition.agreements} == {work.slug for work in issued}
    for work in issued:
        both = [clause.id for clause in work.clauses if set(clause.texts) == {"en", "zh"}]
        outcome = yaml.safe_load(files[f"editorial/reconciliations/{work.slug}.yml"])
        ends = [id for ids in outcome["notes"].values() for id in ids] + list(outcome.get("aside", {}))
        found = []
        for reading in ("first", "second"):
            clauses = yaml.safe_load(files[f"editorial/comparisons/{work.slug}.{reading}.yml"])["clauses"]
            assert set(clauses) == set(both)
            found += [finding["id"] for findings in clauses.values() for finding in findings]
        assert sorted(ends) == sorted(found) and len(set(found)) == len(found)
        differences = [n.id for n in edition.annotations if n.work == work.slug and n.kind == "translation"]
        assert sorted(outcome["notes"]) == sorted(differences)


def test_the_figures_of_the_agreement_add_up(files, edition):
    for agreement in edition.agreements:
        outcome = yaml.safe_load(files[f"editorial/reconciliations/{agreement.work}.yml"])
        readings = [yaml.safe_load(files[f"editorial/comparisons/{agreement.work}.{reading}.yml"])["clauses"]
                    for reading in ("first", "second")]
        assert agreement.clauses == len(readings[0]) == len(readings[1])
        assert agreement.findings == tuple(sum(map(len, clauses.values())) for clauses in readings)
        assert sum(agreement.findings) == agreement.aside + sum(map(len, outcome["notes"].values()))
        assert all(shared <= count for shared, count in zip(agreement.shared, agreement.findings, strict=True))
        assert all(agreement.shared) or not any(agreement.shared)
        notes = [n for n in edition.annotations if n.work == agreement.work and n.kind == "translation"]
        by = Counter(len(note.readings) for note in notes)
        assert (agreement.both, agreement.one, agreement.notes) == (by[2], by[1], sum(by.values()))
    compared = {agreement.work for agreement in edition.agreements}
    assert not [note.id for note in edition.annotations if note.readings and note.work not in compared]


def test_the_edition_is_a_function_of_the_files(files, edition):
    again, _ = build(dict(reversed(files.items())))
    assert dataclasses.asdict(again) == dataclasses.asdict(edition)


def test_a_sixth_work_needs_data_files_only(files, edition):
    """The small project of the cases, added to the real one as an editor would add it."""
    base = read_project(ROOT / "tests" / "cases" / "base")
    sigla = {"A": "X", "B": "Y"}

    def renamed(data: bytes) -> bytes:
        text = data.decode()
        for old, new in sigla.items():
            before = r"(siglum: |witness: |witnesses: \[|, |authority: |\")"
            text = re.sub(rf'{before}{old}(?=[\n,\]:"])', rf"\g<1>{new}", text)
        return text.encode()

    added = {
        path: data if path.endswith(".txt") else renamed(data)
        for path, data in base.items()
        if "small-2020" in path or "alpha" in path or "beta" in path
    }
    lists = {"sources/sources.yml": b"sources:\n", "editorial/glossary.yml": b"terms:\n",
             "editorial/references.yml": b"references:\n"}
    grown = {path: files.get(path, opening) + renamed(base[path]).split(opening)[1] for path, opening in lists.items()}
    made, problems = build({**files, **added, **grown})
    assert problems == ()
    assert [note for note in made.annotations if note.work != "small-2020"] == list(edition.annotations)
    assert {reading for note in made.annotations if note.work == "small-2020" for reading in note.readings} == {
        "first", "second"}
    assert len(made.works) == len(edition.works) + 1 and made.works[0].slug == "small-2020"
    assert made.works[1:] == edition.works
