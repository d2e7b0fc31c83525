"""Adjudication: the witnesses of every clause are collated, and every variant meets the editors' decision.

C001 variant without a decision · C002 decision about no variant · C003 kind disagrees with the variant ·
C004 file and clause disagree
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .collate import Hunk, collate
from .editorial import Editorial
from .model import ApparatusEntry, Clause, ClauseText, Reading, Work
from .problems import Problem, Problems, quoted
from .readings import ClauseReading, Readings
from .schema import VariantRecord

#: Stands for the middle of a long lemma in an editor's file.
ELISION = " … "
_COLLATED = ("marker", "heading", "text")


@dataclass(frozen=True, slots=True)
class _Variant:
    siglum: str
    part: str
    hunk: Hunk


def adjudicate(
    works: Sequence[Work], readings: Readings, editorial: Editorial
) -> tuple[tuple[Work, ...], int, Problems]:
    """The works with their apparatus, the number of accidental differences, and what is undecided."""
    decisions, problems = _decisions(editorial)
    used: set[int] = set()
    accidentals = 0
    done = []
    for work in works:
        clauses = []
        for clause in work.clauses:
            texts = {}
            for lang, text in clause.texts.items():
                variants, count = _variants(work, clause, lang, text, readings, editorial)
                accidentals += count
                entries, faults = _apparatus(clause, lang, text, variants, readings, decisions, used, editorial)
                problems += faults
                texts[lang] = replace(text, apparatus=entries)
            clauses.append(replace(clause, texts=texts))
        done.append(replace(work, clauses=tuple(clauses)))
    problems += [
        Problem(record.place("lemma"), "C002",
                f"{record.witness} does not differ so from {quoted(record.lemma)} in {record.clause}",
                "remove the decision, or quote lemma and reading as they stand")
        for records in decisions.values() for record in records if id(record) not in used
    ]
    return tuple(done), accidentals, tuple(problems)


def _decisions(editorial: Editorial) -> tuple[dict[tuple[str, str, str, str], list[VariantRecord]], list[Problem]]:
    grouped: dict[tuple[str, str, str, str], list[VariantRecord]] = defaultdict(list)
    problems = []
    for file in editorial.variants:
        for record in file.variants:
            if record.clause.split("#")[0] != file.work:
                problems.append(Problem(record.place("clause"), "C004", f"{record.clause} is not of {file.work}",
                                        "move it to the file of its work"))
            grouped[record.clause, file.language, record.part, record.witness].append(record)
    return grouped, problems


def _variants(
    work: Work, clause: Clause, lang: str, text: ClauseText, readings: Readings, editorial: Editorial
) -> tuple[list[_Variant], int]:
    """Every hunk of every other witness. A framing line is one witness's own and is not missed elsewhere."""
    carried = readings.get((clause.ref, lang), {})
    unit = editorial.languages[lang].unit
    found: list[_Variant] = []
    accidentals = 0
    for siglum in work.witnesses[lang]:
        if siglum == text.witness or text.status != "issued":
            continue
        reading = carried.get(siglum)
        if reading is None and clause.kind == "framing":
            continue
        for part in _COLLATED:
            published = getattr(text, part)
            other = reading.text(part) if reading else ""
            if published == other or (part == "marker" and reading is None):
                continue  # with the whole clause its marker is lost, and that goes without saying
            hunks, count = _marker(published, other) if part == "marker" else collate(published, other, unit)
            found += [_Variant(siglum, part, hunk) for hunk in hunks]
            accidentals += count
    return found, accidentals


def _marker(published: str, other: str) -> tuple[tuple[Hunk, ...], int]:
    """A marker is all punctuation or number, so it is compared whole."""
    return (Hunk(0, published, other, "substantive" if other else "omission"),), 0


def _apparatus(
    clause: Clause,
    lang: str,
    text: ClauseText,
    variants: Sequence[_Variant],
    readings: Readings,
    decisions: Mapping[tuple[str, str, str, str], Sequence[VariantRecord]],
    used: set[int],
    editorial: Editorial,
) -> tuple[tuple[ApparatusEntry, ...], list[Problem]]:
    grouped: dict[tuple[int, int, str], list[tuple[_Variant, VariantRecord]]] = defaultdict(list)
    problems: list[Problem] = []
    for variant in variants:
        record = _decision(clause.ref, lang, variant, decisions)
        if record is None:
            problems.append(_undecided(clause, lang, variant, editorial))
            continue
        used.add(id(record))
        problems += _kind(record, variant.hunk)
        grouped[_COLLATED.index(variant.part), variant.hunk.start, variant.hunk.lemma].append((variant, record))
    carried = readings.get((clause.ref, lang), {})
    entries = [_entry(clause.ref, lang, text, grouped[key], variants, carried) for key in sorted(grouped)]
    return tuple(entries), problems


def _decision(
    ref: str, lang: str, variant: _Variant, decisions: Mapping[tuple[str, str, str, str], Sequence[VariantRecord]]
) -> VariantRecord | None:
    for record in decisions.get((ref, lang, variant.part, variant.siglum), ()):
        head, elided, tail = record.lemma.partition(ELISION)
        lemma = variant.hunk.lemma
        same = lemma.startswith(head) and lemma.endswith(tail) if elided else lemma == record.lemma
        if same and record.reading == variant.hunk.reading:
            return record
    return None


def _undecided(clause: Clause, lang: str, variant: _Variant, editorial: Editorial) -> Problem:
    record = next(c for c in editorial.works[clause.work].clauses if c.id == clause.id)
    hunk = variant.hunk
    read = f"reads {quoted(hunk.reading)}" if hunk.reading else "reads nothing"
    return Problem(
        record.place("id"), "C001",
        f"undecided variant in {clause.ref} ({lang}, {variant.part}): for {quoted(hunk.lemma)} {variant.siglum} {read}",
        f"decide it in editorial/variants/{clause.work}.{lang}.yml, or emend the published witness",
    )


def _kind(record: VariantRecord, hunk: Hunk) -> Iterator[Problem]:
    allowed = {"omission": ("lacuna", "substantive")}.get(hunk.kind, (hunk.kind,))
    if record.kind not in allowed:
        yield Problem(record.place("kind"), "C003", f"{quoted(hunk.lemma)} is no {record.kind}",
                      f"say {' or '.join(allowed)}")


def _entry(
    ref: str,
    lang: str,
    text: ClauseText,
    group: Sequence[tuple[_Variant, VariantRecord]],
    variants: Sequence[_Variant],
    carried: Mapping[str, ClauseReading],
) -> ApparatusEntry:
    part, hunk = group[0][0].part, group[0][0].hunk
    end = hunk.start + len(hunk.lemma)
    differing = {
        v.siglum for v in variants
        if v.part == part and v.hunk.start < end and hunk.start < v.hunk.start + len(v.hunk.lemma)
    }
    agreeing = [text.witness, *sorted(s for s in carried if s != text.witness and s not in differing)]
    readings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for variant, record in group:
        readings[variant.hunk.reading, record.kind].append(variant.siglum)
    return ApparatusEntry(
        ref, lang, part, hunk.start, hunk.lemma, tuple(agreeing),
        tuple(Reading(tuple(sigla), words, kind) for (words, kind), sigla in readings.items()),
        group[0][1].note,
    )
