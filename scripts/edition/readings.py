"""What every witness reads for every clause: spans gathered by part, emended, regularized, put in the ledger.

W004 unknown regularization · M006 emendation of what the witness does not carry · M007 unknown witness ·
M008 file and clause disagree · M009 id taken
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .emend import corrections
from .ledger import Attestation, attest, dropped
from .model import Emendation, LedgerEntry, Source, Span, WitnessPlace
from .problems import Problem, Problems, quoted
from .regularize import JOIN, RULES
from .schema import EmendationRecord, EmendationsFile, LanguageRecord, RegularizationsFile, Transcription
from .transcribe import Lines

#: (witness siglum, ref, language, part)
PartKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """What one witness reads for one clause in one language, part by part."""

    siglum: str
    parts: dict[str, Attestation] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    places: list[WitnessPlace] = field(default_factory=list)
    emendations: list[Emendation] = field(default_factory=list)

    def text(self, part: str) -> str:
        """The words of a part, "" when the witness has none."""
        return self.parts[part].text if part in self.parts else ""


#: (ref, language) -> siglum -> reading
Readings = Mapping[tuple[str, str], Mapping[str, ClauseReading]]


def gather(
    sources: Mapping[str, Source],
    spans: Mapping[str, Sequence[Span]],
    transcriptions: Mapping[str, Transcription],
    rules: RegularizationsFile,
    emendations: Sequence[EmendationsFile],
    languages: Mapping[str, LanguageRecord],
) -> tuple[Readings, tuple[LedgerEntry, ...], Problems]:
    """The readings of all witnesses and the ledger of all sources (``spans`` by source name)."""
    problems: list[Problem] = []
    wanted, faults = _emendations_by_part(sources, emendations)
    problems += faults
    found: dict[tuple[str, str], dict[str, ClauseReading]] = defaultdict(dict)
    ledger: list[LedgerEntry] = []
    for name, source in sources.items():
        scope = {lang: rules_for(transcriptions[name], rules, lang) for lang in source.languages}
        own, entries, faults = _read(source, spans[name], scope, wanted, languages)
        problems += faults
        for clause, reading in own.items():
            found[clause][source.siglum] = reading
        ledger += sorted(entries, key=lambda entry: (entry.start, entry.end))
    problems += [
        Problem(record.place("clause"), "M006",
                f"witness {record.witness} carries no {record.part} of {record.clause} there to emend",
                "mend clause, part or witness")
        for records in wanted.values() for record in records
    ]
    return found, tuple(ledger), tuple(problems)


def _read(
    source: Source,
    spans: Sequence[Span],
    rules: Mapping[str, tuple[str, ...]],
    wanted: dict[PartKey, list[EmendationRecord]],
    languages: Mapping[str, LanguageRecord],
) -> tuple[dict[tuple[str, str], ClauseReading], list[LedgerEntry], list[Problem]]:
    """What one source reads, and its ledger; the emendations it meets are taken out of ``wanted``."""
    lines = Lines(source.text)
    entries = [dropped(source, span) for span in spans if span.ref is None]
    problems: list[Problem] = []
    own: dict[tuple[str, str], ClauseReading] = {}
    for key, part_spans in _by_part(spans).items():
        _, ref, lang, part = key
        printed = "".join(source.text[span.start : span.end] for span in part_spans)
        fixes, faults = corrections(printed, _seams(part_spans), wanted.pop(key, ()))
        problems += faults
        attestation = attest(source, lines, part_spans, fixes, rules[lang], languages[lang].space)
        reading = own.setdefault((ref, lang), ClauseReading(source.siglum))
        reading.parts[part] = attestation
        reading.spans.extend(part_spans)
        by_id = {fix.record.id: fix.record for fix in fixes}
        reading.emendations.extend(
            _emendation(entry, by_id, source) for entry in attestation.entries if entry.fate == "emended"
        )
        entries += attestation.entries
    for reading in own.values():
        reading.places.extend(_places(source, lines, reading.spans))
    return own, entries, problems


def rules_for(transcription: Transcription, rules: RegularizationsFile, lang: str) -> tuple[str, ...]:
    """The names of the rules that apply to a source in a language; ``join`` always does."""
    listed = rules.regularizations
    return tuple(
        name for name in (JOIN, *transcription.regularizations)
        if name in listed and lang in listed[name].languages
    )


def check_transcriptions(transcriptions: Mapping[str, Transcription], rules: RegularizationsFile) -> Problems:
    """Every rule a transcription names is a rule that is described, and every described rule exists."""
    known = sorted(set(RULES) & set(rules.regularizations))
    problems = [
        Problem(transcription.place("regularizations"), "W004", f"unknown regularization {quoted(name)}",
                f"use one of {', '.join(known)}")
        for transcription in transcriptions.values()
        for name in transcription.regularizations if name not in known
    ]
    problems += [
        Problem(record.place(), "W004", f"no program knows the regularization {quoted(name)}",
                f"use one of {', '.join(RULES)}")
        for name, record in rules.regularizations.items() if name not in RULES
    ]
    return tuple(problems)


def _by_part(spans: Sequence[Span]) -> dict[PartKey, list[Span]]:
    grouped: dict[PartKey, list[Span]] = defaultdict(list)
    for span in spans:
        if span.ref is not None and span.lang is not None and span.part is not None:
            grouped[span.source, span.ref, span.lang, span.part].append(span)
    return grouped


def _seams(spans: Sequence[Span]) -> list[int]:
    seams, at = [], 0
    for span in spans:
        seams.append(at)
        at += span.end - span.start
    return seams[1:]


def _places(source: Source, lines: Lines, spans: Sequence[Span]) -> list[WitnessPlace]:
    """The lines of ``spans``, neighbours as one range."""
    places: list[WitnessPlace] = []
    end = -1
    for span in sorted(spans, key=lambda span: span.start):
        text = source.text[span.start : span.end].rstrip()
        last = lines.number(span.start + max(len(text) - 1, 0))
        first = places.pop().first_line if span.start == end else span.line
        places.append(WitnessPlace(source.siglum, source.name, first, last))
        end = span.end
    return places


def _emendation(entry: LedgerEntry, records: Mapping[str, EmendationRecord], source: Source) -> Emendation:
    record = records[entry.emendation or ""]
    return Emendation(
        record.id, record.clause, entry.lang or "", record.part, record.witness, source.file, entry.line,
        entry.start, record.from_, record.to, record.reason, record.authority, record.note,
    )


def _emendations_by_part(
    sources: Mapping[str, Source], files: Sequence[EmendationsFile]
) -> tuple[dict[PartKey, list[EmendationRecord]], Problems]:
    grouped: dict[PartKey, list[EmendationRecord]] = defaultdict(list)
    problems: list[Problem] = []
    sigla = {source.siglum for source in sources.values()}
    ids: dict[str, EmendationRecord] = {}
    for file in files:
        for record in file.emendations:
            if record.id in ids:
                problems.append(Problem(record.place("id"), "M009", f"the id {record.id} is taken",
                                        "give each emendation its own"))
            ids[record.id] = record
            if record.witness not in sigla:
                problems.append(Problem(record.place("witness"), "M007", f"unknown witness {record.witness}",
                                        f"use one of {', '.join(sorted(sigla))}"))
            elif record.clause.split("#")[0] != file.work:
                problems.append(Problem(record.place("clause"), "M008", f"{record.clause} is not of {file.work}",
                                        "move it to the file of its work"))
            else:
                grouped[record.witness, record.clause, file.language, record.part].append(record)
    return grouped, tuple(problems)
