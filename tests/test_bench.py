"""What `make bench` measures is like the real edition: every copy is whole, and nothing is wrong with it."""

from __future__ import annotations

from pathlib import Path

import bench
from edition.build import build, stages
from edition.comment import Commentary
from edition.read import read_project

UNREGISTERED = "A004"  # the registry of anchors is not copied: `convert.py --register` makes it


def test_copies_of_the_edition_are_sound_but_for_their_registry() -> None:
    project = read_project(Path(__file__).resolve().parent.parent)
    works = sum(path.startswith("editorial/works/") for path in project)
    copies = bench.synthetic(project, 2 * works)
    assert sum(path.startswith("editorial/works/") for path in copies) == 2 * works
    _, problems = build(copies)
    assert problems
    assert {problem.code for problem in problems} == {UNREGISTERED}


def test_copies_have_the_notes_readings_and_references_of_the_real_works_and_the_glossary_once() -> None:
    project = read_project(Path(__file__).resolve().parent.parent)
    works = sum(path.startswith("editorial/works/") for path in project)
    made, _ = stages(project)
    copied, _ = stages(bench.synthetic(project, 3 * works))
    assert made and copied
    real, several = made.commentary, copied.commentary
    assert len(several.annotations) == 3 * len(real.annotations)
    assert len(several.references) == 3 * len(real.references)
    assert len(several.agreements) == 3 * len(real.agreements)
    assert len({reference.id for reference in several.references}) == len(several.references)
    assert [term.id for term in several.terms] == [term.id for term in real.terms]
    assert _places(several) == 3 * _places(real)


def _places(commentary: Commentary) -> int:
    return sum(len(quotes) for term in commentary.terms for quotes in term.attestations.values())


def test_a_copy_has_the_same_lines_in_another_order() -> None:
    project = read_project(Path(__file__).resolve().parent.parent)
    copies = bench.synthetic(project, 1)
    for path, data in project.items():
        if path.endswith(".txt"):
            copied = copies[path.replace(".txt", "-1.txt")].splitlines()
            assert copied != data.splitlines()
            assert sorted(copied) == sorted(data.splitlines())
