"""convert.py as an editor runs it: exit codes, what it writes, and that it writes the same bytes anywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BASE = Path(__file__).parent / "cases" / "base"


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "convert.py"), "--root", str(root), *arguments],
        capture_output=True, text=True, env={**os.environ, **environment}, check=False, encoding="utf-8",
    )


@pytest.fixture
def project(tmp_path) -> Path:
    root = Path(shutil.copytree(BASE, tmp_path / "project"))
    shutil.copy(ROOT / "editorial" / "labels.yml", root / "editorial" / "labels.yml")
    return root


@pytest.fixture
def real(tmp_path) -> Path:
    root = tmp_path / "真 project"
    for folder in ("sources", "editorial"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


def written(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for folder in ("docs", "build")
            for p in sorted((root / folder).rglob("*")) if p.is_file()}


def test_the_committed_pages_are_what_the_edition_makes():
    result = run(ROOT, "--check")
    assert (result.returncode, result.stderr) == (0, "")


def test_two_builds_are_identical_wherever_and_whenever_they_run(real, tmp_path):
    assert run(real, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C", LANG="C").returncode == 0
    first = written(real)
    elsewhere = Path(shutil.move(real, tmp_path / "elsewhere"))
    shutil.rmtree(elsewhere / "docs")
    shutil.rmtree(elsewhere / "build")
    result = run(elsewhere, PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1")
    assert result.returncode == 0
    assert written(elsewhere) == first and len(first) > 100


def test_check_names_a_page_that_is_changed_missing_or_not_made_and_writes_nothing(project):
    assert run(project).returncode == 0
    pages = sorted((project / "docs" / "en").glob("*.md"))
    work = next(p for p in pages if "small" in p.name)
    work.write_text("changed\n", encoding="utf-8")
    (project / "docs" / "zh" / work.name).unlink()
    (project / "docs" / "en" / "stray.md").write_text("x", encoding="utf-8")
    before = written(project)
    result = run(project, "--check")
    assert result.returncode == 1 and written(project) == before
    assert [line.split(" (fix")[0] for line in result.stderr.splitlines()] == [
        f"docs/en/{work.name}:1:1: G001 this page is not what the edition makes",
        "docs/en/stray.md:1:1: G002 the edition makes no such page",
        f"docs/zh/{work.name}:1:1: G001 this page is missing",
    ]


def test_a_page_that_is_no_longer_made_is_removed(project):
    stray = project / "docs" / "en" / "stray.md"
    stray.parent.mkdir(parents=True)
    stray.write_text("x", encoding="utf-8")
    assert run(project).returncode == 0 and not stray.exists()


def test_register_appends_to_the_registry_and_changes_no_line(project):
    registry = project / "editorial" / "anchors" / "small-2020.yml"
    lines = registry.read_text(encoding="utf-8").splitlines(keepends=True)
    registry.write_text("".join(lines[:-1]), encoding="utf-8")
    assert run(project).returncode == 1
    result = run(project, "--register")
    assert result.returncode == 0, result.stderr
    now = registry.read_text(encoding="utf-8").splitlines(keepends=True)
    assert now == lines


def test_register_refuses_a_project_with_other_faults(project):
    registry = project / "editorial" / "anchors" / "small-2020.yml"
    registry.write_text(registry.read_text(encoding="utf-8").replace("A:12", "A:14"), encoding="utf-8")
    before = registry.read_bytes()
    result = run(project, "--register")
    assert result.returncode == 1 and "A003" in result.stderr and registry.read_bytes() == before


def test_a_release_is_recorded_and_then_binds(project):
    assert run(project, "--release").returncode == 0
    release = project / "editorial" / "releases" / "0.1.0.yml"
    assert "small-2020: [c1, c2]" in release.read_text(encoding="utf-8")
    registry = project / "editorial" / "anchors" / "small-2020.yml"
    registry.write_text("".join(registry.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    result = run(project, "--register")
    assert result.returncode == 1 and "A007" in result.stderr


def test_a_usage_error_exits_with_2(project):
    assert run(project, "--nonsense").returncode == 2


def test_every_option_has_help():
    result = run(ROOT, "--help")
    assert result.returncode == 0
    for option in ("--check", "--register", "--release", "--root"):
        assert option in result.stdout
