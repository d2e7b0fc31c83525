"""Firefox as Debian has it, over WebDriver BiDi: a second engine, which Playwright cannot drive."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from websockets.sync.client import ClientConnection, connect

#: Only this machine resolves, and nothing of the browser's own is fetched or shown.
SETTINGS = {
    "network.dns.disabled": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "intl.accept_languages": "en",
}
SECONDS = 60
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Firefox:
    """One window. ``heard`` are the events so far."""

    def __init__(self, line: ClientConnection) -> None:
        self.line, self.numbers, self.heard = line, itertools.count(1), []
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.window = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method: str, **parameters: object) -> dict:
        number = next(self.numbers)
        self.line.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self.line.recv(SECONDS))).get("id") != number:
            self.heard.append(answer)
        assert answer["type"] == "success", answer
        return answer["result"]

    def open(self, address: str, width: int = 1280) -> None:
        self.call("browsingContext.setViewport", context=self.window, viewport={"width": width, "height": 800})
        self.call("browsingContext.navigate", context=self.window, url=address, wait="complete")

    def evaluate(self, expression: str) -> object:
        """The value of an expression of JavaScript, by way of JSON."""
        asked = {"expression": f"JSON.stringify({expression})", "awaitPromise": True}
        answer = self.call("script.evaluate", target={"context": self.window}, **asked)
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def faults(self, origin: str) -> list[str]:
        """Errors in the console, and requests that leave ``origin``."""
        faults = [e["params"]["text"] for e in self.heard if e.get("params", {}).get("level") == "error"]
        asked = [e["params"]["request"]["url"] for e in self.heard if e.get("method") == "network.beforeRequestSent"]
        return faults + [address for address in asked if not address.startswith((origin, "data:", "about:"))]


@contextmanager
def started(program: str, profile: Path) -> Iterator[Firefox]:
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in SETTINGS.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        late = threading.Timer(3 * SECONDS, process.kill)
        late.start()
        try:
            found = next(filter(None, map(LISTENING.search, process.stderr)), None)
            assert found, "Firefox did not start"
            with connect(f"{found[1]}/session", max_size=None, proxy=None) as line:
                firefox = Firefox(line)
                yield firefox
                firefox.call("browser.close")
            process.communicate(timeout=SECONDS)
        finally:
            late.cancel()
            process.kill()
