"""Publish the site: build it beside its destination, verify what was built, and swap it in whole.

Reads docs/, build/public/, mkdocs.yml and the edition; writes the site's folder and nothing else. When
anything fails, or someone stops it, the site that was there is untouched and nothing is left beside it.

Exit codes: 0 published, 1 problems, 2 wrong use, 3 something is missing on this machine.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from edition.model import Edition
from edition.problems import EXIT_ENVIRONMENT, EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, Problems, report
from edition.verify import verify

try:
    import fcntl
except ImportError:  # Windows has none: there a second build is not kept out
    fcntl = None

Load = Callable[[Path], tuple[Edition | None, Problems]]

EXIT_STOPPED = 130  # what a shell says of Ctrl-C
READ = {".html", ".css", ".js", ".mjs", ".xml"}  # of every other file the verifier needs the name only
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.S)
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


class Stopped(Exception):
    """Publishing cannot go on: what was found, what mends it, and the exit code."""

    def __init__(self, code: int, finding: str, remedy: str) -> None:
        super().__init__(f"{finding} (fix: {remedy})")
        self.code = code


def main(arguments: Sequence[str], load: Load, root: Path | None = None) -> int:
    """Publish the edition that ``load`` finds under ``root``; the exit code."""
    root = root or Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(prog="publish.py", description="Build, verify and swap in the site.")
    parser.add_argument("--out", type=Path, default=root / "site", help="the site's folder (default: site)")
    out = parser.parse_args(arguments).out.resolve()
    start = time.monotonic()
    try:
        edition = _edition(load, root)
        _refuse_what_is_not_a_site(out, root)
        with _locked(out):
            problems = _publish(root, out, edition)
        if problems:
            print(report(problems), file=sys.stderr)
            finding = f"problems in the built site: {len(problems)} (files as below its root)"
            raise Stopped(EXIT_PROBLEMS, finding, f"mend them; {out.name} is as it was")
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return stopped.code
    except OSError as error:
        print(f"{error} (fix: make room or give leave; {out.name} is as it was)", file=sys.stderr)
        return EXIT_ENVIRONMENT
    except KeyboardInterrupt:
        print(f"\nStopped; {out.name} is as it was", file=sys.stderr)
        return EXIT_STOPPED
    _tell(f"{_summary(edition)} → {out.name}, {time.monotonic() - start:.1f} s", closing=True)
    return EXIT_OK


def _edition(load: Load, root: Path) -> Edition:
    edition, problems = load(root)
    if edition is None or problems:
        print(report(problems), file=sys.stderr)
        raise Stopped(EXIT_PROBLEMS, f"problems in the edition: {len(problems)}", "mend them first")
    if not (root / "build" / "public" / "data" / "works.json").is_file():
        raise Stopped(EXIT_USAGE, "the edition is not converted yet", "python scripts/convert.py")
    if importlib.util.find_spec("mkdocs") is None:
        raise Stopped(EXIT_ENVIRONMENT, "MkDocs is not installed here", "make site, which sets it up")
    return edition


def _summary(edition: Edition) -> str:
    works, clauses = len(edition.works), sum(1 for _ in edition.clauses())
    return f"{works} works, {clauses} clauses, {len(edition.emendations())} emendations"


def _refuse_what_is_not_a_site(out: Path, root: Path) -> None:
    """Publishing replaces a folder: that may only be a site, an empty folder or none."""
    if not out.parent.is_dir():
        raise Stopped(EXIT_USAGE, f"{out.parent} is not a folder", "make it, or name another --out")
    foreign = out.is_dir() and any(out.iterdir()) and not (out / "404.html").is_file()
    if foreign or root.is_relative_to(out) or (out.exists() and not out.is_dir()):
        raise Stopped(EXIT_USAGE, f"{out} holds something that is not a built site", "name another --out")


def _publish(root: Path, out: Path, edition: Edition) -> Problems:
    """Build beside ``out``, verify, swap; the problems found, and then nothing has changed."""
    staging, aside = _beside(out, "staging"), _beside(out, "old")
    _clear_up(out, staging, aside)
    try:
        _tell("Building the pages")
        staging.mkdir()
        _mkdocs(root, staging, edition)
        if not edition.address:
            for sitemap in staging.glob("sitemap.xml*"):  # it would name pages of “None”
                sitemap.unlink()
        _tell("Verifying the site")
        problems = verify(read_site(staging), edition, theme_scripts())
        if not problems:
            _swap(staging, out, aside)
        return problems
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        shutil.rmtree(aside, ignore_errors=True)


def _beside(out: Path, name: str) -> Path:
    return out.with_name(f".{out.name}.{name}")


def _clear_up(out: Path, staging: Path, aside: Path) -> None:
    """Undo what a build that was killed outright has left."""
    if aside.exists() and not out.exists():
        aside.rename(out)
    for left in (staging, aside):
        if left.exists():
            shutil.rmtree(left)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """No other build into ``out`` while this one lasts. A process that dies lets go of its lock."""
    if fcntl is None:
        yield
        return
    path = _beside(out, "lock")
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                raise BlockingIOError  # the file locked is one that another build has just removed
        except (BlockingIOError, FileNotFoundError):
            finding = f"another build of {out.name} is under way"
            raise Stopped(EXIT_ENVIRONMENT, finding, "wait until it ends") from None
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _mkdocs(root: Path, staging: Path, edition: Edition) -> None:
    """The site as MkDocs builds it from the same input on any machine. Its warnings are shown as they are."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]  # -q and -v make strict pass broken links
    command += ["--config-file", str(root / "mkdocs.yml"), "--site-dir", str(staging)]
    with subprocess.Popen(
        command, cwd=root, env=_environment(edition), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        try:
            shown = True
            for line in process.stderr or ():
                if re.match(r"[A-Z]+ +- ", line):  # other lines go on with the message above
                    shown = not line.startswith(("INFO", "DEBUG"))
                if shown:
                    print(line, end="", file=sys.stderr, flush=True)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise Stopped(EXIT_PROBLEMS, "MkDocs did not build the site", "see its lines above")


def _environment(edition: Edition) -> dict[str, str]:
    moment = datetime.fromisoformat(edition.date).replace(tzinfo=UTC)
    return os.environ | {
        "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),  # the day of the edition, not of the build
        "EDITION_ADDRESS": edition.address,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def read_site(folder: Path) -> Mapping[str, bytes]:
    """The files below ``folder`` by their path there; the bytes of those that the verifier reads."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.suffix in READ else b"" for p in files}


def theme_scripts() -> tuple[str, ...]:
    """The bodies of the inline scripts in the templates of the installed theme; none without one."""
    spec = importlib.util.find_spec("material")
    folders = spec.submodule_search_locations if spec else None
    templates = [path for folder in folders or () for path in Path(folder, "templates").rglob("*.html")]
    bodies = (body for path in templates for body in _INLINE_SCRIPT.findall(path.read_text("utf-8")))
    return tuple(sorted(set(bodies)))


def _swap(staging: Path, out: Path, aside: Path) -> None:
    """``out`` is the new site; where the system can, readers never find it missing."""
    if not out.exists():
        staging.rename(out)
    elif not _exchange(staging, out):
        out.rename(aside)
        try:
            staging.rename(out)
        except BaseException:
            aside.rename(out)
            raise


def _exchange(one: Path, two: Path) -> bool:
    """Exchange two folders in one step (Linux, most file systems); False when that is not to be had."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    if renameat2 is None:
        return False
    return renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_EXCHANGE) == 0


def _tell(words: str, closing: bool = False) -> None:
    """One line of progress; in bold or green only on a terminal that takes colour."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        words = f"\x1b[32m✓\x1b[0m {words}" if closing else f"\x1b[1m{words} …\x1b[0m"
    print(words, flush=True)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    from project import load  # put together here, so that a test can publish another edition

    signal.signal(signal.SIGTERM, _stop)
    sys.exit(main(sys.argv[1:], load))
