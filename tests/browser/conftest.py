"""The built site in a real browser.

A page given by these fixtures fails its test when the console shows an error, a request fails or another host is asked.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

import browser
import publish
from project import load
from serving import SUB_PATH, Handler, Served


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site: the one that EDITION_SITE names, else one built now from what is converted."""
    if named := os.environ.get("EDITION_SITE"):
        return Path(named).resolve()
    folder = tmp_path_factory.mktemp("published") / "site"
    assert publish.main(["--out", str(folder)], load) == 0
    return folder


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[Served]:
    home = (folder / "index.html").read_text("utf-8")
    canonical = re.search(r'rel="?canonical"? href="?([^">]+)', home)
    own = urlsplit(canonical[1]).path if canonical else "/"
    handler = partial(Handler, directory=str(folder), prefixes=(SUB_PATH, own))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Served(folder, f"http://127.0.0.1:{server.server_port}", own)
        server.shutdown()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    program = browser.find()
    if program is None:
        pytest.exit(f"no browser (fix: {browser.REMEDY})", browser.EXIT_ENVIRONMENT)
    return browser_type_launch_args | {"executable_path": str(program), "args": list(browser.ARGUMENTS)}


def watched(context: BrowserContext, served: Served) -> Iterator[Page]:
    """A page of ``context``; afterwards, the test fails for every error, failed request and request to another host."""
    page, faults = context.new_page(), []
    page.set_default_timeout(10_000)

    def note_console(message: ConsoleMessage) -> None:
        # That the error page comes with status 404 is no fault, and each test asserts its own status.
        own = message.location.get("url") == page.url.partition("#")[0]
        if message.type == "error" and not (own and message.text.startswith("Failed to load resource")):
            faults.append(f"console: {message.text} ({message.location.get('url')})")

    def note_request(request: Request) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob") and not request.url.startswith(served.origin):
            faults.append(f"request: {request.url}")

    def note_failure(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it came
            faults.append(f"failed: {request.url} ({request.failure})")

    def note_answer(answer: Response) -> None:
        if answer.status >= 400 and not answer.request.is_navigation_request():
            faults.append(f"failed: {answer.url} ({answer.status})")

    context.on("request", note_request)
    context.on("requestfailed", note_failure)
    context.on("response", note_answer)
    page.on("console", note_console)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    yield page
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(context: BrowserContext, served: Served) -> Iterator[Page]:
    yield from watched(context, served)


@pytest.fixture
def still_page(new_context: Callable[..., BrowserContext], served: Served) -> Iterator[Page]:
    """A page without JavaScript."""
    yield from watched(new_context(java_script_enabled=False), served)
