"""The built site on a server of this machine, under a sub-path as a project page would be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

SUB_PATH = "/edition/"  # not the edition's own: the site works under any


@dataclass(frozen=True)
class Served:
    """The site as files and as served. ``own`` is the path that the edition's address gives it."""

    folder: Path
    origin: str
    own: str

    def at(self, path: str) -> str:
        """The address of a path of the site, as a reader of a copy elsewhere would have it."""
        return f"{self.origin}{SUB_PATH}{path}"

    def at_own(self, path: str) -> str:
        """The address under the edition's own path: only the error page needs it."""
        return f"{self.origin}{self.own}{path}"

    def data(self, name: str) -> list[dict]:
        """The records of a file of published data."""
        text = (self.folder / "data" / name).read_text("utf-8")
        return json.loads(text if name.endswith(".json") else f"[{','.join(text.splitlines())}]")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder under two sub-paths, and the error page for what is not there."""

    def __init__(self, *arguments, prefixes: tuple[str, ...], **named) -> None:
        self.prefixes = prefixes
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        for prefix in self.prefixes:
            if path.startswith(prefix):
                return super().translate_path("/" + path.removeprefix(prefix))
        return str(Path(self.directory, "outside of the site"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output to the tests."""
