r"""A strict subset of YAML, in which everything knows its place.

``parse`` reads one document of mappings, sequences and scalars from libyaml's
stream of events. Quoted and block scalars are strings. Of plain ones, ``null``,
``~`` and nothing are None, ``true`` and ``false`` booleans, decimal integers of
up to 18 digits (no ``+``, no leading zero) integers; all others are strings: 2023-10-18,
1.5, 0x1f, yes, no, on, off, True. What editors do not need, and what reads
otherwise than it looks, is refused:

Y001  bytes that are not UTF-8
Y002  a control character (NUL, U+2028, a lone carriage return …), raw or by escape; not tab, LF, CR LF
Y003  a raw bidi control or zero-width character, or a byte order mark at the start
Y004  a syntax error: it ends the reading, so what comes after it is not looked at
Y005  a key that its mapping already has
Y006  an alias (``*name``)
Y007  an anchor (``&name``)
Y008  a tag (``!name``) or a directive (``%NAME``)
Y009  a mapping or sequence nested deeper than 32
Y010  a second document: it is not looked at
Y011  an empty document
Y012  a key that is not a string
Y013  a merge key (``<<``)

The escape of a format character (``"\u200b"``) can be seen by who reads the file,
so Y003 lets it pass, for the sake of quotes from sources that contain one.
"""

from __future__ import annotations

import re

from .characters import CONTROL, FORMAT, named
from .problems import Place, Problem, Problems
from .yaml_tree import Tree
from .yaml_values import Value

_SUSPECT = re.compile(rf"(?P<Y001>[\ud800-\udfff]+)|(?P<Y002>{CONTROL})|(?P<Y003>{FORMAT})")
#: What libyaml would stop at, or take for the end of a line.
_UNREADABLE = re.compile(rf"[\ud800-\udfff]|{CONTROL}")
#: Problems that leave the value what it would be without them.
_HARMLESS = {"Y003", "Y005", "Y007"}

def parse(data: bytes | str, file: str) -> tuple[Value | None, Problems]:
    """The document in ``data`` and all that is wrong with it; never raises for bad input.

    ``file`` is the name shown in places, whose columns count code points, 1-based
    (a malformed byte counts as one, a byte order mark as none). The value is None
    unless every problem is harmless (a raw format character, a repeated key whose
    first value is kept, an anchor): it may then be checked further, not used.
    """
    text = data if isinstance(data, str) else data.decode("utf-8", "surrogateescape")
    text = text.lstrip("\ufeff")
    problems = _suspects(text, file)
    if len(text) < len(data) and data[:1] in ("\ufeff", b"\xef"):
        remedy = "save the file as UTF-8 without a byte order mark"
        problems.insert(0, Problem(Place(file), "Y003", "the file begins with a byte order mark", remedy))
    tree = Tree(_UNREADABLE.sub("\ufffd", text), file)
    tree.read()
    problems += tree.problems
    sound = all(problem.code in _HARMLESS for problem in problems)
    return (tree.root if sound else None), tuple(sorted(problems))


def _suspects(text: str, file: str) -> list[Problem]:
    """A problem for each unwelcome character, and for each run of malformed bytes (kept as surrogates)."""
    problems, line, start = [], 1, 0
    for match in _SUSPECT.finditer(text):
        line += text.count("\n", start, match.start())
        start = match.start()
        place = Place(file, line, start - text.rfind("\n", 0, start))
        problems.append(Problem(place, match.lastgroup or "", *_about(match[0], match.lastgroup)))
    return problems


def _about(found: str, code: str | None) -> tuple[str, str]:
    """Finding and remedy for unwelcome characters."""
    if code == "Y001":
        shown = " ".join(f"{ord(c) & 0xFF:02x}" for c in found[:8])  # a byte XY was decoded to U+DCXY
        return f"not UTF-8: {shown}{' …' if len(found) > 8 else ''}", "save the file as UTF-8"
    if code == "Y002":
        return f"the control character {named(found)}", "remove it"
    escape = f"\\u{ord(found):04x}" if ord(found) < 0x10000 else f"\\U{ord(found):08x}"
    return f"the invisible character {named(found)}", f'remove it, or write "{escape}" if it is meant'
