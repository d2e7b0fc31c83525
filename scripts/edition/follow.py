"""Where an address in a built file leads: to a file and a fragment of the site, out of it, or nowhere.

Reads addresses as written; returns targets and problems. Nothing of it depends on where the site will stand,
but for the error page, which a server hands out at any depth.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from . import built
from .built import FETCHED, NAMED, Address, Page
from .model import Edition, Language
from .problems import Place, Problem, quoted

ERROR_PAGE = "404.html"  # the one page whose addresses begin with the site's own path
RESOLVERS = "id"

Target = tuple[str, str]  # path of a file, and fragment
_Refuse = Callable[[str, str, str], Problem]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_RUNS = ("javascript:", "vbscript:")


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its files by path, those that are pages as read, and the edition it was made from."""

    files: Mapping[str, bytes]
    pages: Mapping[str, Page]
    edition: Edition

    @property
    def address(self) -> str:
        """Where the site will stand, with its closing slash; "" while the edition does not say."""
        return self.edition.address.rstrip("/") + "/" if self.edition.address else ""

    def problem(self, path: str, line: int, words: str, code: str, finding: str, remedy: str) -> Problem:
        """A problem placed at ``words``, in the tag that ends on ``line`` of that file."""
        return Problem(Place(path, *built.column(self.files, path, line, words)), code, finding, remedy)

    def language(self, path: str) -> Language | None:
        """The language of that path; None for a page that serves every language."""
        first = path.partition("/")[0]
        if path == ERROR_PAGE or first == RESOLVERS:
            return None
        prefixes = {language.path.strip("/"): language for language in self.edition.languages}
        return prefixes.get(first) or prefixes.get("")

    def page_of(self, work: str, language: Language) -> str:
        """The path of a work's page in a language."""
        return posixpath.join(language.path.strip("/"), work, "index.html")


def follow(site: Site, path: str, address: Address) -> Target | Problem | None:
    """Where an address in the file at ``path`` leads in the site; None when it rightly leads out of it."""
    text = address.text.strip().replace("\\", "/")
    scheme = _SCHEME.match(text.lower())

    def refuse(code: str, finding: str, remedy: str) -> Problem:
        words = f"{quoted(address.text, 80)} {finding}"
        return site.problem(path, address.line, address.text, code, words, remedy)

    if scheme and (scheme[0] in _RUNS or (scheme[0] == "data:" and address.use != FETCHED)):
        return refuse("V011", "runs or brings its own content", "link to a page")
    if site.address and address.use != FETCHED and text.startswith(site.address):
        return _within(text[len(site.address) :], "")
    if scheme or text.startswith("//"):
        return _outside(address, scheme[0] if scheme else "", refuse)
    return _inside(site, path, text, refuse)


def _outside(address: Address, scheme: str, refuse: _Refuse) -> Problem | None:
    if address.use == NAMED:
        return refuse("V014", "is not an address of this edition", "begin it as edition.yml does")
    if address.use == FETCHED and scheme != "data:":
        return refuse("V005", "is asked of another host", "keep a copy in docs/assets and name that")
    return None


def _inside(site: Site, path: str, text: str, refuse: _Refuse) -> Target | Problem:
    base = urlsplit(site.address).path or "/"
    if path == ERROR_PAGE and not text.startswith("#"):
        if not text.startswith(base):
            return refuse("V004", f"does not begin {base}", "write it so: the page is served at any depth")
        path, text = "", text[len(base) :]
    if text.startswith("/"):
        return refuse("V004", "begins with “/”", "write it relative to the page")
    return _within(text, path) or refuse("V004", "climbs out of the site", "take away the “../” too many")


def _within(text: str, path: str) -> Target | None:
    """The file and fragment that an address relative to ``path`` names; None when it climbs out."""
    text, _, fragment = text.partition("#")
    text = unquote(text.partition("?")[0])
    if not text:
        target = path or "index.html"
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), text))
        if target == ".." or target.startswith("../"):
            return None
        if text.endswith("/") or posixpath.basename(text) in (".", ".."):
            target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target, unquote(fragment.partition(":~:")[0])


def arrive(site: Site, path: str, address: Address, target: Target) -> Iterator[Problem]:
    """What is wrong with the end of the way: no such file, or no such element on that page."""
    file, fragment = target
    shown = quoted(address.text, 80)
    if file not in site.files:
        folder = f"{file}/index.html" in site.files
        remedy = "end it with “/”" if folder else "correct the address, or make the file"
        finding = f"{shown} leads to no file ({file})"
        yield site.problem(path, address.line, address.text, "V001", finding, remedy)
    elif fragment not in ("", "top") and file in site.pages and fragment not in site.pages[file].ids:
        finding = f"{shown}: {file} has no element “{fragment}”"
        yield site.problem(path, address.line, address.text, "V002", finding, "correct fragment or id")
