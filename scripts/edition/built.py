"""A built file read back: what it is called, what it points at, what it says. Decides nothing.

Reads bytes, writes nothing. Each page is parsed once (libxml2's HTML parser, which like a browser never
gives up), and everything here is linear in its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

#: How an address is used: a reader may follow it, the browser fetches it unasked, or it names the page.
FOLLOWED, FETCHED, NAMED = "followed", "fetched", "named"

_FOLLOWS = {"a": ("href",), "area": ("href",)}
_FETCHES = {
    "audio": ("src",),
    "body": ("background",),
    "button": ("formaction",),
    "embed": ("src",),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src", "formaction"),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
#: Relations of <link> that only say something; every other one may make the browser fetch or connect.
_SAYINGS = {"author", "cite-as", "help", "license", "me", "next", "prev", "search"}
_NAMES = {"alternate", "canonical"}
_SCRIPT_TYPES = {"", "application/javascript", "module", "text/javascript", "speculationrules", "importmap"}

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_CSS_ADDRESS = re.compile(r"""(?:url\(\s{0,9}['"]?|@import\s{1,9}['"])([^'")\s]+)""", re.I)
#: Only a host written out where the call is: the browser tests watch what is really asked for.
_JS_ADDRESS = re.compile(
    r"""(?:\bimport\s{0,9}\(?|\bfrom|\bfetch\s{0,9}\(|\bimportScripts\s{0,9}\(|\bsendBeacon\s{0,9}\(
    |\bnew\s{1,9}(?:Worker|SharedWorker|WebSocket|EventSource)\s{0,9}\(|\.open\s{0,9}\([^,()]{0,20},
    |\.(?:src|href)\s{0,9}=)\s{0,9}["'`]((?:[a-z]{1,9}:)?//[^"'`\s]+)""",
    re.X | re.I,
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address as written, how it is used, and the 1-based line on which its tag ends."""

    text: str
    use: str
    line: int
    hreflang: str = ""


@dataclass(slots=True)
class Page:
    """One HTML page. ``ids`` keeps the line of each first use, ``repeated`` and ``inline`` what and where."""

    lang: str = ""
    icon: bool = False
    ids: dict[str, int] = field(default_factory=dict)
    repeated: list[tuple[str, int]] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    inline: list[tuple[str, int]] = field(default_factory=list)
    scripts: list[tuple[str, int]] = field(default_factory=list)
    han: int = 0  # characters, and
    words: int = 0  # Latin words, in the main matter, where no other language is declared


def read_page(data: bytes) -> Page | None:
    """The page those bytes are; None when they hold no element or are not UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    root = etree.HTML(data, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if data.strip() else None
    if root is None:
        return None
    page = Page(lang=root.get("lang", ""))
    for element in root.iter(etree.Element):
        _note_id(page, element)
        _note_inline(page, element)
        page.addresses.extend(_addresses(element))
        page.icon |= element.tag == "link" and "icon" in element.get("rel", "").lower().split()
    _count_scripts(page, root)
    return page


def _note_id(page: Page, element: etree._Element) -> None:
    name = element.get("id")
    if name is None:
        name = element.get("name") if element.tag == "a" else None
        if name:
            page.ids.setdefault(name, element.sourceline)
    elif name in page.ids:
        page.repeated.append((name, element.sourceline))
    else:
        page.ids[name] = element.sourceline


def _note_inline(page: Page, element: etree._Element) -> None:
    line = element.sourceline
    if element.tag == "style":
        page.inline.append(("<style>", line))
    if element.tag == "script" and "src" not in element.attrib and _runs(element):
        page.scripts.append(((element.text or "").strip(), line))
    for name in element.attrib:
        if name == "style" or name.startswith("on") or name == "srcdoc":
            page.inline.append((f"{name}=", line))


def _runs(script: etree._Element) -> bool:
    return script.get("type", "").strip().lower() in _SCRIPT_TYPES


def _addresses(element: etree._Element) -> Iterator[Address]:
    tag, line = element.tag, element.sourceline
    for name in _FOLLOWS.get(tag, ()):
        if name in element.attrib:
            yield Address(element.get(name), FOLLOWED, line)
    if "ping" in element.attrib:
        yield Address(element.get("ping"), FETCHED, line)
    for name in _FETCHES.get(tag, ()):
        yield from (Address(text, FETCHED, line) for text in _each(name, element.get(name)))
    if tag == "link":
        yield from _of_link(element)
    elif tag == "base":
        yield Address(element.get("href", ""), FETCHED, line)
    elif tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
        _, _, goal = element.get("content", "").partition("=")
        yield Address(goal.strip(" '\""), FOLLOWED, line)


def _each(name: str, value: str | None) -> list[str]:
    """The addresses in an attribute: one, or for srcset one before each comma."""
    if value is None:
        return []
    if name.endswith("srcset") and not value.lstrip().startswith("data:"):
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value]


def _of_link(element: etree._Element) -> Iterator[Address]:
    rels = set(element.get("rel", "").lower().split())
    line, address = element.sourceline, element.get("href")
    named = rels & _NAMES and not rels & {"stylesheet"}
    use = NAMED if named else FOLLOWED if rels and rels <= _SAYINGS else FETCHED
    if address is not None:
        yield Address(address, use, line, element.get("hreflang", ""))
    yield from (Address(text, FETCHED, line) for text in _each("imagesrcset", element.get("imagesrcset")))


def _count_scripts(page: Page, root: etree._Element) -> None:
    """Count the main matter's Han characters and Latin words, leaving out what declares another language."""
    main = next(root.iter("main"), None)
    main = next(root.iter("body"), root) if main is None else main
    own = {main: True}
    for element in main.iter(etree.Element):
        parent = own.get(element.getparent(), True)
        declared = element.get("lang")
        own[element] = parent if declared is None else declared == page.lang
        if own[element] and element.tag not in ("script", "style"):
            _count(page, element.text)
        if parent and element is not main:
            _count(page, element.tail)


def _count(page: Page, text: str | None) -> None:
    if text:
        page.han += len(_HAN.findall(text))
        page.words += len(_WORD.findall(text))


def addresses_in_css(data: bytes) -> list[tuple[str, int]]:
    """What a style sheet fetches, each with its line."""
    text = _CSS_COMMENT.sub(lambda m: "\n" * m[0].count("\n"), data.decode(errors="replace"))
    return _with_lines(text, _CSS_ADDRESS)


def hosts_in_js(data: bytes) -> list[tuple[str, int]]:
    """The addresses with a host that a script's own calls name, each with its line."""
    return _with_lines(data.decode(errors="replace"), _JS_ADDRESS)


def _with_lines(text: str, pattern: re.Pattern[str]) -> list[tuple[str, int]]:
    found, line, at = [], 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", at, match.start(1))
        at = match.start(1)
        found.append((match[1], line))
    return found


def addresses_in_sitemap(data: bytes) -> list[tuple[str, int]]:
    """The addresses of a sitemap's pages and translations, each with its line; [] when it is not XML."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return []
    found = [((e.text or "").strip(), e.sourceline) for e in root.iter("{*}loc")]
    return found + [(e.get("href", ""), e.sourceline) for e in root.iter("{*}link")]


@lru_cache(maxsize=4)
def _lines(data: bytes) -> list[bytes]:
    return data.split(b"\n")


def column(site: Mapping[str, bytes], path: str, line: int, words: str) -> tuple[int, int]:
    """1-based line and column of ``words`` in the tag that ends on ``line``; (line, 1) if not found."""
    lines = _lines(site[path])
    for number in range(line, max(line - 20, 0), -1):
        at = lines[number - 1].decode(errors="replace").find(words) if words and number <= len(lines) else -1
        if at >= 0:
            return number, at + 1
    return line, 1
