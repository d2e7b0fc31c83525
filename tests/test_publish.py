"""Publishing is all or nothing: a verified site is swapped in whole, or the one that was there stands."""

from __future__ import annotations

import dataclasses
import fcntl
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import publish
from edition.model import Edition, Language
from edition.problems import Place, Problem, Problems

HEAD = '<!doctype html><html lang="en"><link rel="icon" href="data:,">'
PAGE = HEAD + "<body><main>{{ page.content }}</main></body></html>"
ERROR_PAGE = HEAD + "<body>Not here</body></html>"
CONFIG = """
site_name: A
site_url: !ENV [EDITION_ADDRESS, ""]
theme: {name: null, custom_dir: theme, static_templates: [404.html, sitemap.xml]}
"""
SLOW = "import time\ndef on_pre_build(config):\n    print('slow', flush=True)\n    time.sleep(30)\n"
PUBLISH = """
import signal, sys
from pathlib import Path
import publish, test_publish
signal.signal(signal.SIGTERM, publish._stop)
sys.exit(publish.main([], test_publish.load, Path(sys.argv[1])))
"""


def load(root: Path) -> tuple[Edition | None, Problems]:
    """A stand-in for project.load: an edition with no works."""
    empty = {field.name: () for field in dataclasses.fields(Edition) if field.init}
    english = Language("en", "en", "English", "", " ", "word")
    given = {"languages": (english,), "address": "https://example.org/", "date": "2026-11-20"}
    return Edition(**empty | given), ()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that is converted and has a site from before, in a folder whose name has spaces."""
    root = tmp_path / "a project"
    files = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": "# New\n",
        "theme/main.html": PAGE,
        "theme/404.html": ERROR_PAGE,
        "build/public/data/works.json": "[]",
        "site/index.html": "old",
        "site/404.html": "old",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def untouched(root: Path) -> bool:
    """The old site stands as it was, and nothing is left beside it."""
    return (root / "site/index.html").read_text() == "old" and not left_over(root)


def left_over(root: Path) -> list[str]:
    return [path.name for path in root.iterdir() if path.name.startswith(".site")]


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_new_site_takes_the_place_of_the_old(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert publish.main([], load, root) == 0
    assert "New" in (root / "site/index.html").read_text()
    assert not left_over(root)
    out = capfd.readouterr().out
    assert "0 works, 0 clauses, 0 emendations → site" in out
    assert "\x1b" not in out


def test_the_site_may_go_elsewhere(root: Path) -> None:
    assert publish.main(["--out", str(root / "new")], load, root) == 0
    assert "New" in (root / "new/index.html").read_text()
    assert untouched(root)


def test_a_warning_of_mkdocs_is_shown_and_stops_it(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / "docs/index.md").write_text("[gone](gone.md)")
    assert publish.main([], load, root) == 1
    assert untouched(root)
    assert "contains a link 'gone.md'" in capfd.readouterr().err


def test_a_problem_in_the_built_site_stops_it(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / "docs/index.md").write_text('<p style="color:red">x</p>')
    assert publish.main([], load, root) == 1
    assert untouched(root)
    assert "index.html:1:78: V006" in capfd.readouterr().err


def test_problems_in_the_edition_stop_it_before_anything_is_built(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    problem = Problem(Place("editorial/x.yml", 3, 1), "X001", "it is wrong", "mend it")
    assert publish.main([], lambda root: (None, (problem,)), root) == 1
    assert untouched(root)
    captured = capfd.readouterr()
    assert str(problem) in captured.err
    assert not captured.out


def test_an_edition_that_is_not_converted_is_not_published(root: Path) -> None:
    (root / "build/public/data/works.json").unlink()
    assert publish.main([], load, root) == 2
    assert untouched(root)


def test_an_edition_without_an_address_has_no_sitemap(root: Path) -> None:
    def homeless(root: Path) -> tuple[Edition | None, Problems]:
        return dataclasses.replace(load(root)[0], address=""), ()

    assert publish.main([], homeless, root) == 0
    assert "404.html" in contents(root / "site")
    assert not [name for name in contents(root / "site") if "sitemap" in name]


@pytest.mark.parametrize("folder", ["docs", "mkdocs.yml", ".", "no/such/folder"])
def test_only_a_site_is_ever_replaced(root: Path, folder: str) -> None:
    before = contents(root)
    assert publish.main(["--out", str(root / folder)], load, root) == 2
    assert contents(root) == before


def test_an_unknown_argument_is_wrong_use(root: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        publish.main(["--nonsense"], load, root)
    assert stopped.value.code == 2


def test_two_builds_do_not_collide(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with (root / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert publish.main([], load, root) == 3
    assert "another build of site is under way" in capfd.readouterr().err
    assert publish.main([], load, root) == 0


def test_what_a_killed_build_left_is_cleared_up(root: Path) -> None:
    (root / "site").rename(root / ".site.old")  # killed between the two renames
    (root / ".site.staging").mkdir()
    (root / ".site.lock").touch()
    (root / "docs/index.md").write_text("[gone](gone.md)")
    assert publish.main([], load, root) == 1
    assert untouched(root)


@pytest.mark.parametrize("exchanges", [True, False], ids=["in one step", "in two renames"])
def test_a_swap_replaces_the_folder(root: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool) -> None:
    if not exchanges:
        monkeypatch.setattr(publish, "_exchange", lambda one, two: False)
    (root / "site/stale.html").touch()
    assert publish.main([], load, root) == 0
    assert not (root / "site/stale.html").exists()
    assert not left_over(root)


def test_a_swap_that_fails_half_way_is_rolled_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == ".site.staging":
            raise PermissionError(13, "not today")
        return rename(self, target)

    monkeypatch.setattr(publish, "_exchange", lambda one, two: False)
    monkeypatch.setattr(Path, "rename", refuse)
    assert publish.main([], load, root) == 3
    assert untouched(root)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_leaves_everything_as_it_was(root: Path, sent: signal.Signals) -> None:
    (root / "slow.py").write_text(SLOW)
    (root / "mkdocs.yml").write_text(CONFIG + "hooks: [slow.py]\n")
    paths = os.pathsep.join([str(Path(publish.__file__).parent), str(Path(__file__).parent)])
    command = [sys.executable, "-c", PUBLISH, str(root)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": paths}, **streams) as it:
        while "slow" not in it.stdout.readline():
            assert it.poll() is None
        assert left_over(root)
        start = time.monotonic()
        it.send_signal(sent)
        assert it.wait(20) == 130
    assert time.monotonic() - start < 20
    assert untouched(root)


def test_the_same_input_gives_the_same_bytes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert publish.main([], load, root) == 0
    first = contents(root / "site")
    for name, value in {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "7"}.items():
        monkeypatch.setenv(name, value)
    assert publish.main(["--out", str(root / "other")], load, root) == 0
    assert contents(root / "other") == first
    assert b"2026-11-20" in first["sitemap.xml"]


@pytest.mark.parametrize(
    ("terminal", "variable", "colour"),
    [(True, "", True), (False, "", False), (True, "NO_COLOR", False)],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, variable: str, colour: bool
) -> None:
    out = io.StringIO()
    out.isatty = lambda: terminal
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    publish._tell("words")
    assert ("\x1b" in out.getvalue()) is colour


def test_the_inline_scripts_of_the_installed_theme_are_known() -> None:
    assert any("__md_scope" in body for body in publish.theme_scripts())
