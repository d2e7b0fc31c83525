"""The one place where text becomes part of a page: escaped once, for each output.

Whatever the text, it comes out as that text: it can become no element, attribute,
link, image, script, attribute list, list, heading, footnote, block directive,
entity, autolink or emphasis. Ordinary prose passes almost unchanged.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

_HTML = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#39;",
        "\t": "&#9;",  # Python-Markdown expands tabs and folds blank lines, in raw HTML too
        "\n": "&#10;",
        "\r": "&#13;",
    }
)

# Signs of inline syntax, wherever they stand. Two are references: "[\]: x](y)" would define a link, and the
# items "- |" and "- |" would be a table, which MkDocs always reads. A "}" after an attribute list would lengthen it.
_INLINE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "]": "&#93;", "|": "&#124;"}
    | {sign: "\\" + sign for sign in "\\`*_[{}#"}
)
# Signs of block syntax, where a text begins: lists and rules, fences and block directives, numbered lists.
_BLOCK = re.compile(r"\A(?:([+-])|([~/])|(\d+)(?=\.(?:\s|$)))")
_WHITE = re.compile(r"^\s+|\s+$|[^\S ]")
# Before a link, which may follow what is escaped, this sign would make an image of it.
_IMAGE = re.compile(r"!\Z")


def html(text: str) -> str:
    """``text`` as element text, or as the value of a quoted attribute, in HTML.

    Holds in raw HTML within a Markdown page too: tab, line feed and carriage return
    are written as character references, so the result is always one line.
    """
    return text.translate(_HTML)


def markdown(text: str) -> str:
    """``text`` as inline text of a page, for the Markdown extensions of mkdocs.yml.

    Holds for any text without surrogates and without C0 and C1 controls (tab and line feed
    are allowed), wherever inline text may stand: at the start of a paragraph, a heading, a
    list item or a summary, after other text on its line, between ``[`` and ``]`` of a link,
    within nested blocks. The result is one line, and renders to exactly ``text``: white
    space other than single inner spaces is written as character references, so nothing is
    folded. An empty text gives an empty result.
    """
    written = _IMAGE.sub(r"\\!", _WHITE.sub(_references, text.translate(_INLINE)))
    return _BLOCK.sub(_begin, written, count=1)


def address(address: str) -> str:
    """An address as the target of a Markdown link: what could end the target or begin markup is percent-encoded."""
    return quote(address, safe="/:?#@!$&'+,;=%~.-_").replace("&", "&amp;")


def yaml(text: str) -> str:
    """``text`` as a double-quoted YAML scalar on one line, for a page's front matter."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)


def _references(white: re.Match[str]) -> str:
    return "".join(f"&#{ord(c)};" for c in white.group())


def _begin(begin: re.Match[str]) -> str:
    """The first sign of a text, defused; a number that would open a list gets a backslash before its stop."""
    backslashed, referred, number = begin.groups()
    if backslashed:
        return "\\" + backslashed
    return f"&#{ord(referred)};" if referred else number + "\\"
