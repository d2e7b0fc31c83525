"""Reconciliation: two independent readings of the versions of a work, and what became of every finding.

X001 file of no work · X002 a reading or the reconciliation is missing · X003 a clause was not compared ·
X004 a clause that is not compared · X005 finding id used twice · X006 finding without an outcome, or with two ·
X007 no such finding · X008 no such note on a difference · X009 a note on a difference that the reconciliation lacks
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .commentary_schema import ComparisonFile, FindingRecord, ReconciliationFile
from .model import Agreement, Annotation, Clause, Work
from .problems import Problem, Problems, quoted
from .quotes import Text, quotes

READINGS = ("first", "second")


@dataclass(frozen=True, slots=True)
class Compared:
    """The readings of one work, and the reconciliation."""

    readings: Mapping[str, ComparisonFile]
    outcome: ReconciliationFile

    def findings(self, reading: str) -> Iterator[tuple[str, FindingRecord]]:
        """Every finding of a reading with the id of its clause."""
        for clause, findings in self.readings[reading].clauses.items():
            yield from ((clause, finding) for finding in findings)


def reconcile(
    comparisons: Sequence[ComparisonFile],
    reconciliations: Mapping[str, ReconciliationFile],
    works: Sequence[Work],
    notes: Sequence[Annotation],
    text: Text,
) -> tuple[tuple[Annotation, ...], tuple[Agreement, ...], Problems]:
    """The notes with the readings that found them, how far those agree by work, and what does not add up."""
    by_slug = {work.slug: work for work in works}
    problems: list[Problem] = []
    read: dict[str, dict[str, ComparisonFile]] = {}
    for file in comparisons:
        read.setdefault(file.work, {})[file.reading] = file
    for file in (*comparisons, *reconciliations.values()):
        if file.work not in by_slug:
            problems.append(Problem(file.place("work"), "X001", f"there is no work {quoted(file.work)}", "mend it"))
        elif set(read.get(file.work, ())) != set(READINGS) or file.work not in reconciliations:
            problems.append(
                Problem(file.place("work"), "X002", f"a reading of {file.work} or its reconciliation is missing",
                        f"write {' and '.join(READINGS)} in editorial/comparisons/, the outcome in reconciliations/"))
    if problems:
        return tuple(notes), (), tuple(problems)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    agreements = []
    of_work: dict[str, list[Annotation]] = {}
    for note in notes:
        of_work.setdefault(note.work, []).append(note)
    for slug in (slug for slug in by_slug if slug in read):
        compared = Compared(read[slug], reconciliations[slug])
        differences = [note for note in of_work.get(slug, ()) if note.kind == "translation"]
        faults = [*_coverage(by_slug[slug], compared, text), *_outcomes(compared, differences)]
        problems += faults
        if not faults:
            found |= {(slug, id): by for id, by in _found(compared).items()}
            agreements.append(_agreement(by_slug[slug], compared, text))
    noted = (replace(note, readings=found.get((note.work, note.id), ())) for note in notes)
    return tuple(noted), tuple(agreements), tuple(problems)


def comparable(clauses: Iterable[Clause], languages: int) -> list[Clause]:
    """The clauses that exist in every language, whose versions can be compared."""
    return [clause for clause in clauses if len(clause.texts) == languages]


def _coverage(work: Work, compared: Compared, text: Text) -> Iterator[Problem]:
    """Each reading has every clause that can be compared, and quotes it exactly."""
    expected = {clause.id for clause in comparable(work.clauses, len(work.languages))}
    seen: set[str] = set()
    for reading, file in compared.readings.items():
        for id in sorted(expected - file.clauses.keys()):
            yield Problem(file.place("clauses"), "X003", f"the {reading} reading leaves out {work.slug}#{id}",
                          "add it, with an empty list where nothing differs")
        for id in file.clauses.keys() - expected:
            yield Problem(file.place("clauses", id), "X004", f"{work.slug}#{id} has no two versions", "remove it")
        for id, finding in compared.findings(reading):
            if finding.id in seen:
                yield Problem(finding.place("id"), "X005", f"{finding.id} is used twice", "give each its own id")
            seen.add(finding.id)
            if id in expected:
                yield from quotes(text, f"{work.slug}#{id}", finding, finding.quote, finding.absent)[1]


def _outcomes(compared: Compared, differences: Sequence[Annotation]) -> Iterator[Problem]:
    outcome = compared.outcome
    ends = Counter(id for ids in outcome.notes.values() for id in ids) + Counter(list(outcome.aside))
    findings = {finding.id: finding for reading in READINGS for _, finding in compared.findings(reading)}
    for id, finding in findings.items():
        if ends[id] != 1:
            yield Problem(finding.place("id"), "X006", f"{id} has {ends[id]} outcomes",
                          f"name it once in editorial/reconciliations/{outcome.work}.yml, at a note or aside")
    places = [(id, outcome.place("notes", note)) for note, ids in outcome.notes.items() for id in ids]
    places += [(id, outcome.place("aside", id)) for id in outcome.aside]
    for id, place in places:
        if id not in findings:
            yield Problem(place, "X007", f"there is no finding {quoted(id)}", "mend the id")
    notes = {note.id for note in differences}
    for id in outcome.notes.keys() - notes:
        yield Problem(outcome.place("notes", id), "X008", f"{id} is no note on a difference", "mend the id")
    for id in sorted(notes - outcome.notes.keys(), key=lambda id: int(id[1:])):
        yield Problem(outcome.place("notes"), "X009", f"{id} is not accounted for",
                      "name the findings it rests on, or none")


def _found(compared: Compared) -> dict[str, tuple[str, ...]]:
    """By note, the readings that found what it says."""
    reading_of = {finding.id: reading for reading in READINGS for _, finding in compared.findings(reading)}
    return {
        note: tuple(reading for reading in READINGS if reading in {reading_of[id] for id in ids})
        for note, ids in compared.outcome.notes.items()
    }


def _agreement(work: Work, compared: Compared, text: Text) -> Agreement:
    found = Counter(len(by) for by in _found(compared).values())
    first, second = (_places(work, compared, reading, text) for reading in READINGS)
    return Agreement(
        work.slug, len(comparable(work.clauses, len(work.languages))), (len(first), len(second)),
        (_shared(first, second), _shared(second, first)),
        len(compared.outcome.notes), found[2], found[1], len(compared.outcome.aside),
    )  # fmt: skip


Place = tuple[str, str, str]  # reference, language, part


def _places(work: Work, compared: Compared, reading: str, text: Text) -> list[list[tuple[Place, int, int]]]:
    """Where the words of each finding stand: ranges by clause, language and part."""
    places = []
    for id, finding in compared.findings(reading):
        found, _ = quotes(text, f"{work.slug}#{id}", finding, finding.quote, finding.absent)
        every = [(quote, piece) for said in found.values() for quote in said for piece in quote.pieces]
        places.append([((quote.ref, quote.lang, piece.part), piece.start, piece.end) for quote, piece in every])
    return places


def _shared(own: list[list[tuple[Place, int, int]]], other: list[list[tuple[Place, int, int]]]) -> int:
    """How many findings have words in common with one of the other reading's; a point touches what it stands at."""
    ranges: dict[Place, list[tuple[int, int]]] = defaultdict(list)
    for finding in other:
        for place, start, end in finding:
            ranges[place].append((start, end))
    return sum(
        any(
            (start < e and s < end) or (min(end - start, e - s) == 0 and start <= e and s <= end)
            for place, start, end in finding for s, e in ranges[place]
        )
        for finding in own
    )
