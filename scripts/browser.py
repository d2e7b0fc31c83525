"""Find the Chromium or Chrome of this machine for the tests; install Debian's where that can be done unasked.

``find()`` gives the program. As a command it makes sure that there is one, and a font with Chinese characters
beside it: as root on Debian or Ubuntu it installs what is missing, elsewhere it says what to install.
``find_firefox()`` gives the second engine; it is an extra, installed under CI only.

Exit codes: 0 there is a browser, 3 there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from edition.problems import EXIT_ENVIRONMENT, EXIT_OK

VARIABLE = "EDITION_BROWSER"  # names the program where it is not found by itself
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
PACKAGES = ("chromium", "fonts-noto-cjk")
FIREFOX_VARIABLE = "EDITION_FIREFOX"
FIREFOX_NAMES = ("firefox-esr", "firefox")
FIREFOX_PACKAGES = ("firefox-esr",)
REMEDY = f"install Chromium or Chrome (on Debian: apt-get install {' '.join(PACKAGES)}), or set {VARIABLE}"
FIREFOX_REMEDY = f"install it (on Debian: apt-get install {' '.join(FIREFOX_PACKAGES)}), or set {FIREFOX_VARIABLE}"

#: Nothing of the browser's own may ask for anything: only this machine resolves. Root needs --no-sandbox.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_UNASKING = {"stdin": subprocess.DEVNULL, "check": False}


def find(environment: Mapping[str, str] = os.environ, places: Sequence[str] = PLACES) -> Path | None:
    """The browser that ``EDITION_BROWSER`` names, else the first found; None without one that starts."""
    return _first(environment, VARIABLE, NAMES, places)


def find_firefox(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The Firefox that ``EDITION_FIREFOX`` names, else the first on the path; None without one that starts."""
    return _first(environment, FIREFOX_VARIABLE, FIREFOX_NAMES, ())


def _first(environment: Mapping[str, str], variable: str, names: Sequence[str], places: Sequence[str]) -> Path | None:
    named = environment.get(variable)
    on_path = (shutil.which(name, path=environment.get("PATH")) for name in names)
    candidates = [named] if named else [*(path for path in on_path if path), *places]
    return next((Path(path) for path in candidates if _starts(path)), None)


def _starts(program: str) -> bool:
    """Whether it runs at all: Ubuntu's ``chromium-browser`` may be a script that asks for a snap."""
    if not Path(program).is_file():
        return False
    if sys.platform == "win32":
        return True  # there, asking for the version opens a window
    try:
        asked = subprocess.run([program, "--version"], capture_output=True, timeout=60, **_UNASKING)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _has_chinese_font() -> bool:
    """Whether a page can show Chinese; taken for granted where fontconfig is not the way to know."""
    if not sys.platform.startswith("linux") or shutil.which("fc-list") is None:
        return True
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, **_UNASKING)
    return bool(listed.stdout.strip())


def _may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages: Sequence[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *arguments], env=environment, stdout=sys.stderr, **_UNASKING)


def main() -> int:
    """Make sure that there is a browser; the exit code."""
    if (find() is None or not _has_chinese_font()) and _may_install():
        print(f"Installing {' and '.join(PACKAGES)} …", flush=True)
        _install(PACKAGES)
    if os.environ.get("CI") and find_firefox() is None and _may_install():
        print(f"Installing {' and '.join(FIREFOX_PACKAGES)} …", flush=True)
        _install(FIREFOX_PACKAGES)
    browser = find()
    if browser is None:
        print(f"No Chromium or Chrome that starts was found (fix: {REMEDY})", file=sys.stderr)
        return EXIT_ENVIRONMENT
    if not _has_chinese_font():
        print("No font with Chinese characters was found (fix: install Noto Sans CJK)", file=sys.stderr)
        return EXIT_ENVIRONMENT
    print(f"Browser: {browser}")
    return EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
