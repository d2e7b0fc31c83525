"""Each folder of tests/cases/build is a test: files laid over tests/cases/base, and the problems that must be printed.

``in/`` holds the files that differ from the base (an empty file ``NAME.gone`` stands for NAME removed);
``expected.txt`` holds the exact report. The command is run as an editor runs it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import convert
from edition import annotate, quotes, reconcile, refer, style, terms, threads

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path for path in (CASES / "build").iterdir())


def project(folder: Path, target: Path) -> Path:
    """The base project with the case laid over it."""
    shutil.copytree(CASES / "base", target)
    for path in sorted((folder / "in").rglob("*")):
        if path.is_file():
            there = target / path.relative_to(folder / "in")
            if path.suffix == ".gone":
                there.with_suffix("").unlink()
            else:
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, there)
    return target


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_bad_input_is_answered_with_all_problems_and_nothing_is_written(folder, tmp_path, capsys):
    root = project(folder, tmp_path / "project")
    before = files(root)
    status = convert.main(["--root", str(root)])
    out, err = capsys.readouterr()
    assert err == (folder / "expected.txt").read_text(encoding="utf-8")
    assert (status, out) == (1, "")
    assert files(root) == before


def test_the_base_of_the_cases_is_sound(tmp_path, capsys):
    root = tmp_path / "project"
    shutil.copytree(CASES / "base", root)
    shutil.copy(CASES.parents[1] / "editorial" / "labels.yml", root / "editorial" / "labels.yml")
    assert convert.main(["--root", str(root)]) == 0, capsys.readouterr().err


STAGES = (annotate, quotes, reconcile, refer, style, terms, threads)


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_every_problem_of_the_commentary_has_a_case(stage):
    """Its codes are those its docstring names."""
    reports = "".join(path.read_text("utf-8") for path in CASES.glob("build/*/expected.txt"))
    shown = set(re.findall(r"(?m)^\S+: ([A-Z]\d{3}) ", reports))
    assert set(re.findall(r"\b[A-Z]\d{3}\b", stage.__doc__)) <= shown
